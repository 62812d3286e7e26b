package org.peerchallenge.assessment.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peerchallenge.assessment.AssessmentNotices;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Capacity;
import org.peerchallenge.assessment.Section;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.assessment.SignOffSummary;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.stereotype.Component;

/** The read-through of the lead author and the director's signature. */
@Component
class SignOffForms implements FormHandler {

  private static final String READ_THROUGH = "read-through";
  private static final String SIGN_OFF = "sign-off-self-assessment";
  private static final int LONGEST = 4000;

  private final Sections sections;
  private final Assessments assessments;
  private final SignOffSummary summary;
  private final AssessmentNotices notices;
  private final Cycles cycles;
  private final Region region;
  private final Clock clock;

  SignOffForms(
      Sections sections,
      Assessments assessments,
      SignOffSummary summary,
      AssessmentNotices notices,
      Cycles cycles,
      Region region,
      Clock clock) {
    this.sections = sections;
    this.assessments = assessments;
    this.summary = summary;
    this.notices = notices;
    this.cycles = cycles;
    this.region = region;
    this.clock = clock;
  }

  @Override
  public Set<String> forms() {
    return Set.of(READ_THROUGH, SIGN_OFF);
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    EntryKey entry = EntryKey.of(task.businessKey());
    Map<String, Object> shown = new HashMap<>();
    shown.put("title", cycles.title(entry));
    shown.put("page", "/assessments/" + entry);
    shown.put(
        "sections",
        sections.asked(entry).stream()
            .map(one -> Map.of("label", one.title(), "value", one.id()))
            .toList());
    String missing = String.join("\n", sections.worthALook(entry));
    shown.put("missing", missing.isEmpty() ? null : fitting(missing));
    if (task.form().equals(SIGN_OFF)) {
      shown.put("summary", summary.summary(entry));
      shown.put("changes", summary.changes(entry));
      shown.put("unanswered", summary.unanswered(entry));
      shown.put("noteToDirector", sections.handedOver(entry).orElse(null));
      shown.put(
          "amendmentReason",
          assessments.amendment(entry).map(Assessments.Amendment::reason).orElse(null));
      shown.put(
          "capacity",
          task.assignee()
              .flatMap(one -> capacity(one, entry))
              // What most are says nothing of this one: it is left to say.
              .filter(one -> one != Capacity.PERMANENT)
              .map(Capacity::value)
              .orElse(null));
    } else {
      shown.put("returnReason", sections.lastReason(entry).orElse(null));
    }
    return shown;
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    EntryKey entry = EntryKey.of(task.businessKey());
    if (task.form().equals(READ_THROUGH)) {
      if ("reopen".equals(values.get("readThroughDecision"))) {
        reopen(entry, values.get("sectionsToReopen"), values.get("reopenReason"), author);
      } else {
        sections.handOver(
            entry, (String) values.get("noteToDirector"), author.username(), author.at());
        notices.timeToSign(entry, key(task));
      }
    } else if ("sign".equals(values.get("signOffDecision"))) {
      Capacity capacity = Capacity.of((String) values.get("capacity"));
      notices.signed(assessments.sign(entry, capacity, author.username(), author.at()), key(task));
    } else {
      reopen(entry, values.get("sectionsToReturn"), values.get("returnReasonGiven"), author);
    }
  }

  /** The same task comes again in another round: its id tells the rounds apart. */
  private static NoticeKey key(FormTask task) {
    return new NoticeKey(task.processInstanceId(), task.taskKey(), task.taskId());
  }

  /** As the appointment says; whoever directs it without one is a deputy. */
  private Optional<Capacity> capacity(String username, EntryKey entry) {
    LocalDate today = LocalDate.now(clock);
    return region.historyOf(username).stream()
        .filter(
            role ->
                role.isHeld(today)
                    && role.held().role() == Role.DCS
                    && entry.authorities().contains(role.held().dfeNumber()))
        .findFirst()
        .map(role -> Capacity.valueOf(role.as().name()))
        .or(
            () ->
                entry.authorities().stream()
                    .filter(number -> region.holds(username, Role.DCS, number))
                    .findFirst()
                    .map(number -> Capacity.DEPUTISING));
  }

  private void reopen(EntryKey entry, Object named, Object reason, Author author) {
    List<Section> chosen =
        ((List<?>) named).stream().map(id -> new Section(id.toString())).toList();
    sections.askFor(entry, chosen, reason.toString(), author.username());
  }

  private static String fitting(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
  }
}
