package org.peerchallenge.cycle.process;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.InputCheck;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/**
 * Sends a notice whose recipients and words stand in the diagram, so that a new one needs no Java:
 * a short fact and a link to the case, never what somebody wrote.
 */
@Component("sendNotice")
@Step(
    reads = {"noticeTo", "noticeSubject", "noticeText"},
    spare = true)
class SendNotice implements JavaDelegate, InputCheck {

  static final String TO = "noticeTo";
  static final String SUBJECT = "noticeSubject";
  static final String TEXT = "noticeText";

  /** A line of a mail; what is longer is no short fact. */
  private static final int LONGEST = 200;

  private static final int MOST_LINES = 5;

  private final Notices notices;
  private final Cycles cycles;
  private final Region region;

  SendNotice(Notices notices, Cycles cycles, Region region) {
    this.notices = notices;
    this.cycles = cycles;
    this.region = region;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Case about = Case.of(execution);
    Map<String, Object> model = new HashMap<>();
    model.put("what", title(about));
    model.put("topic", execution.getVariable("noticeSubject"));
    model.put("lines", lines((String) execution.getVariable("noticeText")));
    Map<String, Person> once = new LinkedHashMap<>();
    roles((String) execution.getVariable("noticeTo"))
        .flatMap(role -> people(about, role))
        .forEach(person -> once.putIfAbsent(person.username(), person));
    for (Person person : once.values()) {
      notices.post(
          new Notice(
              Steps.noticeKey(execution),
              new Recipient(person.name(), person.email()),
              "from-the-diagram",
              model,
              "/"));
    }
  }

  @Override
  public Optional<String> fault(Map<String, String> inputs) {
    for (String needed : List.of(TO, SUBJECT, TEXT)) {
      String text = inputs.getOrDefault(needed, "");
      if (text.isBlank()) {
        return Optional.of("has no input " + needed);
      }
      if (text.contains("${") || text.contains("#{")) {
        return Optional.of(needed + " is an expression: write plain words");
      }
    }
    for (String name : inputs.get(TO).split(",")) {
      if (Arrays.stream(Role.values()).noneMatch(role -> role.id().equals(name.strip()))) {
        return Optional.of("nobody holds a role “" + name.strip() + "”");
      }
    }
    if (inputs.get(SUBJECT).length() > LONGEST / 2) {
      return Optional.of("its subject is longer than 100 characters");
    }
    List<String> lines = lines(inputs.get(TEXT));
    if (lines.size() > MOST_LINES || lines.stream().anyMatch(line -> line.length() > LONGEST)) {
      return Optional.of("its text is longer than five lines of 200 characters");
    }
    return Optional.empty();
  }

  private static Stream<Role> roles(String names) {
    return Arrays.stream(names.split(",")).map(String::strip).map(Role::of);
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private String title(Case about) {
    return about
        .entry()
        .map(cycles::title)
        .orElseGet(
            () ->
                about
                    .group()
                    .map(group -> cycles.title(group))
                    .orElseGet(() -> cycles.cycle(about.cycle()).label()));
  }

  /** Of the entry, or of every entry of the group or the year. */
  private Stream<Person> people(Case about, Role role) {
    if (!role.ofAuthority() && role != Role.FACILITATOR) {
      return region.holders(role, null).stream();
    }
    List<EntryKey> entries =
        about
            .entry()
            .map(List::of)
            .orElseGet(
                () ->
                    about
                        .group()
                        .map(group -> cycles.group(group).members())
                        .orElseGet(
                            () ->
                                cycles.everyEntry(about.cycle()).stream()
                                    .map(Entry::key)
                                    .toList()));
    return entries.stream().flatMap(entry -> cycles.people(entry, role).stream());
  }
}
