package org.peerchallenge.assessment.process;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.assessment.FlaggedIndicators;
import org.peerchallenge.assessment.FlaggedIndicators.FlaggedIndicator;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.region.Region;
import org.springframework.lang.Nullable;

/** The form of the section “Data and conclusions”: which indicators stand out is the sheet's. */
@FormRef(value = "write-data-and-conclusions", key = Holds.ENTRY)
class WriteDataAndConclusionsForm
    implements TaskForm<WriteDataAndConclusionsForm.Shown, WriteDataAndConclusionsForm.Sent> {

  record Shown(
      Optional<String> returnReason,
      String dataSheets,
      List<ShownIndicator> indicators,
      FormValues written) {}

  record Sent(
      List<String> sources,
      Optional<String> otherSources,
      List<Indicator> indicators,
      Optional<String> conclusions,
      FormValues content) {}

  /** With the figures beside the question; they are not kept with the answer. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ShownIndicator(
      String indicator,
      @Nullable String standsOut,
      @Nullable String figures,
      @Nullable String answer,
      @Nullable String comment) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Indicator(
      String indicator,
      @Nullable String standsOut,
      @Nullable String answer,
      @Nullable String comment) {

    /** As the sheet says it, with what was answered. */
    private static Indicator of(FlaggedIndicator flag, List<Indicator> answers) {
      Optional<Indicator> answered =
          answers.stream().filter(one -> flag.indicator().equals(one.indicator)).findFirst();
      return new Indicator(
          flag.indicator(),
          flag.reasons(),
          answered.map(Indicator::answer).orElse(null),
          answered.map(Indicator::comment).orElse(null));
    }
  }

  private final SectionTasks sections;
  private final FlaggedIndicators flagged;
  private final Region region;

  WriteDataAndConclusionsForm(SectionTasks sections, FlaggedIndicators flagged, Region region) {
    this.region = region;
    this.sections = sections;
    this.flagged = flagged;
  }

  @Override
  public Shown show(FormTask task) {
    FormValues written = sections.written(task);
    return new Shown(
        sections.returnReason(task),
        SectionTasks.entry(task).authorities().stream()
            .map(
                number ->
                    "[Data sheet of %s](/data-sheets/%s)"
                        .formatted(region.authority(number).name(), number))
            .collect(Collectors.joining(" · ")),
        shown(task, answers(written)),
        written.without("indicators"));
  }

  private List<ShownIndicator> shown(FormTask task, List<Indicator> answers) {
    return flagged.of(SectionTasks.entry(task)).stream()
        .map(
            flag -> {
              Indicator one = Indicator.of(flag, answers);
              return new ShownIndicator(
                  one.indicator(),
                  one.standsOut(),
                  // The trend on a line of its own.
                  flag.figures() == null
                      ? null
                      : flag.figures().replace("; by year ", "\nBy year "),
                  one.answer(),
                  one.comment());
            })
        .toList();
  }

  /** What was kept before, row by row. */
  private static List<Indicator> answers(FormValues written) {
    return written.rows("indicators").stream()
        .map(
            row ->
                new Indicator(
                    row.text("indicator"),
                    cell(row, "standsOut"),
                    cell(row, "answer"),
                    cell(row, "comment")))
        .toList();
  }

  private static @Nullable String cell(FormValues row, String field) {
    return row.find(field).map(Object::toString).orElse(null);
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    List<Indicator> indicators = indicators(task, sent.indicators());
    sections.write(task, sent.content().with("indicators", indicators), author);
  }

  /** The flagged indicators, each with what was answered; nobody can add, change or drop one. */
  private List<Indicator> indicators(FormTask task, List<Indicator> answers) {
    return flagged.of(SectionTasks.entry(task)).stream()
        .map(flag -> Indicator.of(flag, answers))
        .toList();
  }
}
