package org.peerchallenge.cycle.process;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.Group;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.engine.DiagramBean;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/** Whose a task is, for diagrams: {@code ${groups.of('dcs', execution)}}. */
@Component("groups")
public class CandidateGroups implements DiagramBean {

  private static final Pattern CALL = Pattern.compile("of\\('([^']*)', execution\\)");

  private final Cycles cycles;

  CandidateGroups(Cycles cycles) {
    this.cycles = cycles;
  }

  /**
   * The engine's groups of a role in this case: of the entry's authorities; {@code facilitator} of
   * its group; {@code group} the directors of all its group's members.
   *
   * @throws IllegalArgumentException when the role is none that a case knows
   */
  public List<String> of(String role, DelegateExecution execution) {
    Case about = Case.of(execution);
    return switch (role) {
      case "facilitator" -> List.of(group(about).facilitators());
      case "group" ->
          cycles.group(group(about)).members().stream()
              .flatMap(member -> ofEntry(Role.DCS, member).stream())
              .distinct()
              .toList();
      default -> ofAuthorities(role, about);
    };
  }

  @Override
  public String name() {
    return "groups";
  }

  @Override
  public Optional<String> fault(String call) {
    Matcher matcher = CALL.matcher(call);
    if (!matcher.matches()) {
      return Optional.of("write ${groups.of('dcs', execution)}");
    }
    String role = matcher.group(1);
    boolean known =
        List.of("facilitator", "group").contains(role)
            || Arrays.stream(Role.values()).anyMatch(r -> r.id().equals(role) && r.ofAuthority());
    return known ? Optional.empty() : Optional.of("no case has a role “" + role + "”");
  }

  private List<String> ofAuthorities(String name, Case about) {
    Role role = Role.of(name);
    if (!role.ofAuthority()) {
      throw new IllegalArgumentException(
          "'" + name + "' belongs to no entry: write it as a plain candidate group");
    }
    if (about.entry().isPresent()) {
      return ofEntry(role, about.entry().get());
    }
    return cycles.group(group(about)).members().stream()
        .flatMap(member -> ofEntry(role, member).stream())
        .distinct()
        .toList();
  }

  private static List<String> ofEntry(Role role, EntryKey entry) {
    return entry.authorities().stream().map(role::groupId).toList();
  }

  /**
   * Of an entry that withdrew after its day the last one: what was said there is still written up.
   */
  private GroupKey group(Case about) {
    return about
        .group()
        .or(
            () ->
                about
                    .entry()
                    .flatMap(entry -> cycles.groupOf(entry).or(() -> cycles.lastGroupOf(entry)))
                    .map(Group::key))
        .orElseThrow(() -> new IllegalArgumentException("This step belongs to no group: " + about));
  }
}
