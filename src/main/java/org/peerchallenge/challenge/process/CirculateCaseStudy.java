package org.peerchallenge.challenge.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.peerchallenge.challenge.CaseStudies;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.Step;
import org.peerchallenge.engine.Steps;
import org.springframework.stereotype.Component;

/** Tells every director of the year about a case study that its owner agreed. */
@Component("circulateCaseStudy")
@Step(key = Holds.ENTRY, reads = "caseStudy")
class CirculateCaseStudy implements JavaDelegate {

  private final CaseStudies caseStudies;

  CirculateCaseStudy(CaseStudies caseStudies) {
    this.caseStudies = caseStudies;
  }

  @Override
  public void execute(DelegateExecution execution) {
    long caseStudy = Long.parseLong((String) execution.getVariable("caseStudy"));
    caseStudies.circulate(caseStudy, Steps.noticeKey(execution));
  }
}
