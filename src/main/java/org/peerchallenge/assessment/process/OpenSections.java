package org.peerchallenge.assessment.process;

import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.AskedSection;
import org.peerchallenge.assessment.Assessments;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/**
 * Opens the sections that the diagram of this case asks for, or those that are to be written again:
 * sets {@code sectionsToWrite}, which the gateway after it reads, and {@code round}, which tells
 * the notices of a later round from those of the first; {@code carried} says whether everything was
 * written, or shared, before the entry came to be.
 */
@Component("openSections")
@Step(
    key = Holds.ENTRY,
    sets = {
      @Step.Sets(name = "carried", holds = Holds.TEXT),
      @Step.Sets(name = "round", holds = Holds.TEXT),
      @Step.Sets(name = "sectionsToWrite", holds = Holds.SECTION, list = true)
    })
class OpenSections implements JavaDelegate {

  private final Sections sections;
  private final SectionsOfDiagram diagram;
  private final Assessments assessments;

  OpenSections(Sections sections, SectionsOfDiagram diagram, Assessments assessments) {
    this.sections = sections;
    this.diagram = diagram;
    this.assessments = assessments;
  }

  @Override
  public void execute(DelegateExecution execution) {
    EntryKey entry = EntryKey.of(execution.getProcessBusinessKey());
    int round = sections.open(entry, diagram.sections(execution));
    List<AskedSection> open = sections.openSections(entry);
    // Nothing is open where it was carried from an entry that was split or joined.
    boolean shared = open.isEmpty() && assessments.shared(entry).isPresent();
    execution.setVariable("carried", open.isEmpty() ? shared ? "shared" : "written" : "no");
    execution.setVariable("round", String.valueOf(round));
    execution.setVariable(
        "sectionsToWrite", open.stream().map(AskedSection::id).collect(Collectors.joining(",")));
  }
}
