package org.peerchallenge.assessment.process;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.peerchallenge.benchmark.Figures;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.EnglishText;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.region.Region;
import org.springframework.lang.Nullable;

/** The form of the section “Previous Ofsted issues”, beside what inspections said. */
@FormRef(value = "write-ofsted-issues", key = Holds.ENTRY)
class WriteOfstedIssuesForm
    implements TaskForm<WriteOfstedIssuesForm.Shown, WriteOfstedIssuesForm.Sent> {

  record Shown(Optional<String> returnReason, List<Inspected> inspections, FormValues written) {}

  record Inspected(String authority, String published, String overall) {}

  record Sent(List<Issue> issues, Optional<String> remarks, FormValues content) {}

  record Issue(
      String issue, @Nullable String response, @Nullable String evidenceOfImpact, String status) {}

  private final SectionTasks sections;
  private final Figures figures;
  private final Region region;
  private final Clock clock;

  WriteOfstedIssuesForm(SectionTasks sections, Figures figures, Region region, Clock clock) {
    this.sections = sections;
    this.figures = figures;
    this.region = region;
    this.clock = clock;
  }

  @Override
  public Shown show(FormTask task) {
    LocalDate today = LocalDate.now(clock);
    return new Shown(
        sections.returnReason(task),
        SectionTasks.entry(task).authorities().stream()
            .flatMap(number -> inspections(number, today).stream())
            .toList(),
        sections.written(task));
  }

  private List<Inspected> inspections(String number, LocalDate today) {
    return figures.inspections(number, today).stream()
        .map(
            inspection ->
                new Inspected(
                    region.authority(number).name(),
                    EnglishText.day(inspection.reportPublished()),
                    inspection.gradesInWords()))
        .toList();
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    sections.write(task, sent.content(), author);
  }
}
