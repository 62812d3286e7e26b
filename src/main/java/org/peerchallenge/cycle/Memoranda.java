package org.peerchallenge.cycle;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.peerchallenge.engine.Message;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.engine.Urgency;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.peerchallenge.region.RoleHeld;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who accepted the memorandum of understanding of a year. */
@Service
public class Memoranda {

  /** Who answers for an authority. */
  private static final List<Role> ROLES = List.of(Role.DCS, Role.CHIEF_EXECUTIVE, Role.LEAD_MEMBER);

  private final JdbcClient jdbc;
  private final Cycles cycles;
  private final Region region;
  private final Messages messages;
  private final Clock clock;

  Memoranda(JdbcClient jdbc, Cycles cycles, Region region, Messages messages, Clock clock) {
    this.jdbc = jdbc;
    this.cycles = cycles;
    this.region = region;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * The engine's groups that are asked for these entries: {@code dcs-850}. A director of two
   * authorities is asked once.
   */
  public List<String> signatories(List<EntryKey> entries) {
    List<String> signatories = new ArrayList<>();
    for (EntryKey entry : entries) {
      for (Role role : ROLES) {
        List<List<String>> asked = new ArrayList<>();
        for (String dfeNumber : entry.authorities()) {
          List<String> holders =
              region.holders(role, dfeNumber).stream().map(p -> p.username()).toList();
          // Who answered for the authority already, before its entry was split or joined, has.
          boolean answered = !answerOf(entry.cycle(), dfeNumber, role).isEmpty();
          if (!answered && (holders.isEmpty() || !asked.contains(holders))) {
            signatories.add(role.groupId(dfeNumber));
          }
          asked.add(holders);
        }
      }
    }
    return signatories;
  }

  /** The priority of its tasks: optional, unless writing waits for it in this year. */
  public int priority(CycleKey year) {
    return cycles.cycle(year).memorandumBlocks() ? Urgency.USUAL : Urgency.OPTIONAL;
  }

  /** The groups that are asked for an entry, whether they have answered or not. */
  public static List<String> groups(EntryKey entry) {
    return entry.authorities().stream()
        .flatMap(dfeNumber -> ROLES.stream().map(role -> role.groupId(dfeNumber)))
        .toList();
  }

  /** What a group id of a signatory stands for. */
  public static RoleHeld signatory(String groupId) {
    int dash = groupId.lastIndexOf('-');
    return new RoleHeld(Role.of(groupId.substring(0, dash)), groupId.substring(dash + 1));
  }

  /**
   * Takes an answer, for every authority of the entry for which the person holds that role; the
   * last missing acceptance is told to the entry's process.
   */
  @Transactional
  public void answer(
      CycleKey cycle, RoleHeld asked, boolean accepted, String comment, String username) {
    EntryKey entry = cycles.entryOf(cycle, asked.dfeNumber()).map(Entry::key).orElse(null);
    List<String> authorities = entry == null ? List.of(asked.dfeNumber()) : entry.authorities();
    for (String dfeNumber : authorities) {
      if (dfeNumber.equals(asked.dfeNumber()) || region.holds(username, asked.role(), dfeNumber)) {
        record(cycle, new RoleHeld(asked.role(), dfeNumber), accepted, comment, username);
      }
    }
    if (entry != null && accepted && isAccepted(entry)) {
      messages.tell(Message.MEMORANDUM_ACCEPTED, entry.value(), Map.of());
    }
  }

  private void record(
      CycleKey cycle, RoleHeld asked, boolean accepted, String comment, String username) {
    jdbc.sql(
            """
            insert into memorandum (cycle, dfe_number, role, accepted, username, comment, at)
            values (:cycle, :dfeNumber, :role, :accepted, :username, :comment, :now)
            on conflict (cycle, dfe_number, role) do update set accepted = excluded.accepted,
              username = excluded.username, comment = excluded.comment, at = excluded.at
            """)
        .param("cycle", cycle.value())
        .param("dfeNumber", asked.dfeNumber())
        .param("role", asked.role().id())
        .param("accepted", accepted)
        .param("username", username, java.sql.Types.VARCHAR)
        .param("comment", comment, java.sql.Types.VARCHAR)
        .param("now", EnglandTime.now(clock))
        .update();
  }

  /** Records as not accepted whatever nobody answered; what was answered stands. */
  @Transactional
  public void recordSilence(CycleKey cycle) {
    for (Entry entry : cycles.entries(cycle)) {
      for (String dfeNumber : entry.authorities()) {
        for (Role role : ROLES) {
          if (answerOf(cycle, dfeNumber, role).isEmpty()) {
            record(cycle, new RoleHeld(role, dfeNumber), false, null, null);
          }
        }
      }
    }
  }

  /** Whether director, chief executive and lead member of all its authorities accepted. */
  public boolean isAccepted(EntryKey entry) {
    return entry.authorities().stream()
        .allMatch(
            dfeNumber ->
                ROLES.stream()
                    .allMatch(
                        role ->
                            answerOf(entry.cycle(), dfeNumber, role)
                                .equals(List.of(Boolean.TRUE))));
  }

  /** Whether the entry may write its self-assessment: the year does not wait, or it accepted. */
  public boolean mayWrite(EntryKey entry) {
    return !cycles.cycle(entry.cycle()).memorandumBlocks() || isAccepted(entry);
  }

  private List<Boolean> answerOf(CycleKey cycle, String dfeNumber, Role role) {
    return jdbc.sql(
            """
            select accepted from memorandum
            where cycle = :cycle and dfe_number = :dfeNumber and role = :role
            """)
        .param("cycle", cycle.value())
        .param("dfeNumber", dfeNumber)
        .param("role", role.id())
        .query(Boolean.class)
        .list();
  }
}
