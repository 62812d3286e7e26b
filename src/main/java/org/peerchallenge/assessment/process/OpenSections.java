package org.peerchallenge.assessment.process;

import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.assessment.AskedSection;
import org.peerchallenge.assessment.Sections;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.springframework.stereotype.Component;

/**
 * Opens the sections that the diagram of this case asks for, or those that are to be written again:
 * sets {@code sectionsToWrite}, which the gateway after it reads, and {@code round}, which tells
 * the notices of a later round from those of the first.
 */
@Component("openSections")
@Step(
    key = Holds.ENTRY,
    sets = {
      @Step.Sets(name = "round", holds = Holds.TEXT),
      @Step.Sets(name = "sectionsToWrite", holds = Holds.SECTION, list = true)
    })
class OpenSections implements JavaDelegate {

  private final Sections sections;
  private final SectionsOfDiagram diagram;

  OpenSections(Sections sections, SectionsOfDiagram diagram) {
    this.sections = sections;
    this.diagram = diagram;
  }

  @Override
  public void execute(DelegateExecution execution) {
    EntryKey entry = EntryKey.of(execution.getProcessBusinessKey());
    int round = sections.open(entry, diagram.sections(execution));
    List<AskedSection> open = sections.openSections(entry);
    if (open.isEmpty()) {
      throw new IllegalStateException("No section of " + entry + " is to be written");
    }
    execution.setVariable("round", String.valueOf(round));
    execution.setVariable(
        "sectionsToWrite", open.stream().map(AskedSection::id).collect(Collectors.joining(",")));
  }
}
