package org.peerchallenge.assessment.process;

import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.region.Authority;
import org.peerchallenge.region.DeliveryBody;
import org.peerchallenge.region.Region;

/** The form of the section “Context”: which authorities it covers is not the writer's to say. */
@FormRef(value = "write-context", key = Holds.ENTRY)
class WriteContextForm implements TaskForm<WriteContextForm.Shown, WriteContextForm.Sent> {

  /**
   * What is shown.
   *
   * @param deliveryBody as the region knows it, until something was written
   */
  record Shown(
      Optional<String> returnReason,
      String authoritiesCovered,
      Optional<String> deliveryBody,
      FormValues written) {}

  record Sent(
      String leadAuthor,
      Optional<String> deliveryBody,
      String period,
      String localStory,
      FormValues content) {}

  private final SectionTasks sections;
  private final Region region;

  WriteContextForm(SectionTasks sections, Region region) {
    this.sections = sections;
    this.region = region;
  }

  @Override
  public Shown show(FormTask task) {
    EntryKey entry = SectionTasks.entry(task);
    return new Shown(
        sections.returnReason(task),
        names(entry),
        deliveryBody(entry),
        sections.written(task).without("authoritiesCovered"));
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    String covered = names(SectionTasks.entry(task));
    sections.write(task, sent.content().with("authoritiesCovered", covered), author);
  }

  private String names(EntryKey entry) {
    return entry.authorities().stream()
        .map(region::authority)
        .map(Authority::name)
        .collect(Collectors.joining(" and "));
  }

  private Optional<String> deliveryBody(EntryKey entry) {
    return Optional.of(
            entry.authorities().stream()
                .map(region::authority)
                .flatMap(authority -> authority.deliveryBody().stream())
                .map(DeliveryBody::name)
                .distinct()
                .collect(Collectors.joining(", ")))
        .filter(bodies -> !bodies.isEmpty());
  }
}
