package org.peerchallenge.challenge.process;

import static org.peerchallenge.challenge.process.FormValues.rows;
import static org.peerchallenge.challenge.process.FormValues.text;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerchallenge.challenge.Refused;
import org.peerchallenge.challenge.Register;
import org.peerchallenge.challenge.RegisterItem;
import org.peerchallenge.challenge.Report;
import org.peerchallenge.challenge.ReportText;
import org.peerchallenge.challenge.Reports;
import org.peerchallenge.challenge.SessionNotes;
import org.peerchallenge.challenge.SessionRecords.Wish;
import org.peerchallenge.challenge.Sessions;
import org.peerchallenge.challenge.Words;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormRejected;
import org.peerchallenge.engine.FormTask;
import org.springframework.stereotype.Component;

/** The forms of a report back, from its writing to the host's asks and offers. */
@Component
class ReportForms implements FormHandler {

  private static final String WRITE_REPORT = "write-report";
  private static final String CHECK_FACTS = "check-facts";
  private static final String ANSWER_DISPUTE = "answer-dispute";
  private static final String VALIDATE = "validate-asks-and-offers";
  private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

  private final Cycles cycles;
  private final Sessions sessions;
  private final Reports reports;
  private final Register register;
  private final ObjectMapper json;

  ReportForms(
      Cycles cycles, Sessions sessions, Reports reports, Register register, ObjectMapper json) {
    this.cycles = cycles;
    this.sessions = sessions;
    this.reports = reports;
    this.register = register;
    this.json = json;
  }

  @Override
  public Set<String> forms() {
    return Set.of(WRITE_REPORT, CHECK_FACTS, ANSWER_DISPUTE, VALIDATE);
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    EntryKey entry = EntryKey.of(task.businessKey());
    Map<String, Object> shown = new HashMap<>();
    shown.put("entryName", cycles.entry(entry).name());
    shown.put("reportPage", Reports.page(entry));
    shown.put("registerPage", "/register/" + entry.cycle());
    switch (task.form()) {
      case WRITE_REPORT -> {
        reports.prefilled(entry).ifPresent(text -> shown.putAll(values(text)));
        shown.put("correctionReason", reports.correctionWanted(entry).orElse(null));
        shown.put("raised", raised(sessions.notes(entry)));
      }
      case CHECK_FACTS ->
          shown.put("reportShort", reports.latest(entry).map(this::brief).orElse(""));
      case ANSWER_DISPUTE ->
          reports
              .latest(entry)
              .ifPresent(
                  report -> {
                    shown.putAll(values(report.text()));
                    shown.put("dispute", report.dispute());
                  });
      default ->
          shown.put("items", register.toValidate(entry).stream().map(ReportForms::row).toList());
    }
    return shown;
  }

  private Map<String, Object> values(ReportText text) {
    return json.convertValue(text, VALUES);
  }

  private static String raised(Optional<SessionNotes> notes) {
    return notes
        .map(SessionNotes::raised)
        .map(ids -> ids.stream().map(Words::signature).collect(Collectors.joining(", ")))
        .filter(words -> !words.isEmpty())
        .orElse(null);
  }

  private String brief(Report report) {
    ReportText text = report.text();
    return "Strengths: "
        + text.strengths().size()
        + " · insights: "
        + text.insights().size()
        + " · commitments: "
        + text.commitments().size()
        + " · asks: "
        + text.asks().size()
        + " · offers: "
        + text.offers().size()
        + "\n\nDoes the self-assessment take all signatures of risk into account? "
        + text.allSignatures().words();
  }

  private static Map<String, Object> row(RegisterItem item) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kind", item.kind().words());
    row.put("title", item.title());
    row.put("description", item.description());
    row.put("theme", item.theme().isEmpty() ? null : item.theme());
    row.put("contact", item.contact());
    return row;
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    EntryKey entry = EntryKey.of(task.businessKey());
    try {
      switch (task.form()) {
        case WRITE_REPORT -> reports.write(entry, report(values), author.username());
        case CHECK_FACTS ->
            reports.check(
                entry, text(values, "factCheck"), text(values, "dispute"), author.username());
        case ANSWER_DISPUTE ->
            reports.answer(
                entry,
                "amended".equals(text(values, "answer")) ? report(values) : null,
                text(values, "answerText"),
                author.username());
        default -> validate(entry, values, author);
      }
    } catch (Refused e) {
      throw new FormRejected(e.getMessage());
    }
  }

  private ReportText report(Map<String, Object> values) {
    return json.convertValue(values, ReportText.class);
  }

  /**
   * Rows come back in the order in which they were shown: the list can be neither cut nor added to.
   */
  private void validate(EntryKey entry, Map<String, Object> values, Author author) {
    List<RegisterItem> items = register.toValidate(entry);
    List<Map<String, Object>> rows = rows(values, "items");
    if (rows.size() != items.size()) {
      throw new FormRejected(
          "The asks and offers have changed meanwhile. Please open the task again.");
    }
    for (int i = 0; i < rows.size(); i++) {
      Map<String, Object> row = rows.get(i);
      if ("withdraw".equals(text(row, "decision"))) {
        register.withdraw(items.get(i).id(), author.username());
      } else {
        register.validate(
            items.get(i).id(),
            new Wish(
                text(row, "title"),
                text(row, "description"),
                text(row, "theme"),
                text(row, "contact")),
            author.username());
      }
    }
  }
}
