package org.peerchallenge.assessment.process;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.engine.AsSent;
import org.peerchallenge.engine.Author;
import org.peerchallenge.engine.FormRef;
import org.peerchallenge.engine.FormTask;
import org.peerchallenge.engine.Holds;
import org.peerchallenge.engine.TaskForm;
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
      @JsonAnyGetter Map<String, Object> written) {}

  record Sent(
      String leadAuthor,
      Optional<String> deliveryBody,
      String period,
      String localStory,
      @AsSent Map<String, Object> content) {}

  private final SectionTasks sections;
  private final Region region;

  WriteContextForm(SectionTasks sections, Region region) {
    this.sections = sections;
    this.region = region;
  }

  @Override
  public Shown show(FormTask task) {
    EntryKey entry = SectionTasks.entry(task);
    Map<String, Object> written = sections.written(task);
    written.remove("authoritiesCovered");
    return new Shown(sections.returnReason(task), names(entry), deliveryBody(entry), written);
  }

  @Override
  public void submit(FormTask task, Sent sent, Author author) {
    Map<String, Object> content = new LinkedHashMap<>(sent.content());
    content.put("authoritiesCovered", names(SectionTasks.entry(task)));
    sections.write(task, content, author);
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
