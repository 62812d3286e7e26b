package org.peerchallenge.assessment.web;

import java.security.Principal;
import java.util.List;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Reading;
import org.peerchallenge.assessment.Reading.Access;
import org.peerchallenge.assessment.State;
import org.peerchallenge.cycle.Cycle;
import org.peerchallenge.cycle.CycleKey;
import org.peerchallenge.cycle.Cycles;
import org.peerchallenge.cycle.Entry;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.web.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The self-assessments of a year that the person signed in may read, or follow. */
@Controller
class AssessmentList {

  /**
   * One line.
   *
   * @param signed when the shared version was signed; empty text before
   */
  record Line(Entry entry, State state, String due, String signed, boolean own) {}

  private final Assessments assessments;
  private final Reading reading;
  private final Cycles cycles;

  AssessmentList(Assessments assessments, Reading reading, Cycles cycles) {
    this.assessments = assessments;
    this.reading = reading;
    this.cycles = cycles;
  }

  @GetMapping("/assessments/{year:20\\d\\d}")
  String list(@PathVariable String year, Principal who, Model model) {
    Cycle cycle =
        cycles.find(CycleKey.of(year)).filter(known -> who != null).orElseThrow(NotFound::new);
    List<Line> lines =
        cycles.everyEntry(cycle.key()).stream()
            .map(entry -> line(cycle, entry, reading.access(who.getName(), entry.key())))
            .filter(line -> line != null)
            .toList();
    model.addAttribute("cycle", cycle);
    model.addAttribute("lines", lines);
    return "assessment/list";
  }

  private Line line(Cycle cycle, Entry entry, Access access) {
    if (access == Access.NONE) {
      return null;
    }
    return new Line(
        entry,
        assessments.state(entry.key()),
        EnglishText.day(entry.agreedDue().orElse(cycle.assessmentDue())),
        assessments.sharedWasSigned(entry.key()).map(EnglishText::moment).orElse(""),
        access == Access.OWN);
  }
}
