package org.peerchallenge.challenge.process;

import static org.peerchallenge.challenge.process.FormValues.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.peerchallenge.challenge.CaseStudies;
import org.peerchallenge.challenge.CaseStudy;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormHandler;
import org.peerchallenge.engine.FormTask;
import org.springframework.stereotype.Component;

/** The forms of a case study: its draft, and its owner's decision. */
@Component
class CaseStudyForms implements FormHandler {

  private static final String DRAFT = "draft-case-study";
  private static final String AGREE = "agree-case-study";

  private final Cycles cycles;
  private final CaseStudies caseStudies;

  CaseStudyForms(Cycles cycles, CaseStudies caseStudies) {
    this.cycles = cycles;
    this.caseStudies = caseStudies;
  }

  @Override
  public Set<String> forms() {
    return Set.of(DRAFT, AGREE);
  }

  @Override
  public Map<String, Object> show(FormTask task) {
    CaseStudy caseStudy = caseStudies.get(id(task));
    Map<String, Object> shown = new HashMap<>();
    shown.put("entryName", cycles.entry(caseStudy.entry()).name());
    shown.put("practice", caseStudy.practice());
    shown.put("title", caseStudy.title());
    shown.put("situation", caseStudy.situation());
    shown.put("action", caseStudy.action());
    shown.put("impact", caseStudy.impact());
    shown.put("lessons", orNull(caseStudy.lessons()));
    shown.put("contact", orNull(caseStudy.contact()));
    shown.put("wish", task.form().equals(DRAFT) ? orNull(caseStudy.wish()) : null);
    return shown;
  }

  @Override
  public void submit(FormTask task, Map<String, Object> values, Author author) {
    if (task.form().equals(DRAFT)) {
      caseStudies.draft(
          id(task),
          text(values, "title"),
          text(values, "situation"),
          text(values, "action"),
          text(values, "impact"),
          text(values, "lessons"),
          text(values, "contact"),
          author.username());
      return;
    }
    CaseStudy.State decision =
        switch (text(values, "caseStudyDecision")) {
          case "agree" -> CaseStudy.State.AGREED;
          case "change" -> CaseStudy.State.CHANGE_WANTED;
          default -> CaseStudy.State.DECLINED;
        };
    caseStudies.decide(id(task), decision, text(values, "wish"), author.username());
  }

  private static String orNull(String text) {
    return text.isBlank() ? null : text;
  }

  private static long id(FormTask task) {
    return Long.parseLong(task.variable("caseStudy"));
  }
}
