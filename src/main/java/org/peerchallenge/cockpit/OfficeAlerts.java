package org.peerchallenge.cockpit;

import java.util.Map;
import org.peerchallenge.benchmark.ImportStuck;
import org.peerchallenge.change.GivenUp;
import org.peerchallenge.engine.DecisionTables;
import org.peerchallenge.engine.Messages;
import org.peerchallenge.notice.Notice;
import org.peerchallenge.notice.NoticeKey;
import org.peerchallenge.notice.Notices;
import org.peerchallenge.notice.NoticesFailed;
import org.peerchallenge.notice.Recipient;
import org.peerchallenge.region.Person;
import org.peerchallenge.region.Region;
import org.peerchallenge.region.Role;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Alerts the office to what needs a person: a step, a message or a notice that failed for good. */
@Service
public class OfficeAlerts {

  private static final int LONGEST = 200;

  private final Notices notices;
  private final Region region;

  OfficeAlerts(Notices notices, Region region) {
    this.notices = notices;
    this.region = region;
  }

  /**
   * Posts a notice to everybody in the office, in the caller's transaction.
   *
   * @param key the same failure told twice is sent once
   * @param what in a few words, never what people wrote
   */
  public void of(NoticeKey key, String what, String linkPath) {
    post(key, "incident-to-office", Map.of("what", what), linkPath);
  }

  /** Posts to everybody in the office that Tasklist is not as our script expects it. */
  public void ofTasklist(NoticeKey key, String what) {
    post(key, "tasklist-trouble", Map.of("what", what), "/");
  }

  private void post(NoticeKey key, String template, Map<String, Object> facts, String linkPath) {
    for (Person person : region.holders(Role.OFFICE)) {
      notices.post(
          new Notice(key, new Recipient(person.name(), person.email()), template, facts, linkPath));
    }
  }

  @EventListener
  void on(Messages.Undeliverable message) {
    of(
        new NoticeKey("message", message.name(), message.businessKey()),
        "the message “%s” to %s".formatted(message.name(), message.businessKey()),
        "/");
  }

  @EventListener
  void on(GivenUp trial) {
    post(
        new NoticeKey("process-change", trial.key(), ""),
        "change-trouble",
        Map.of("what", shortened(trial.what())),
        trial.page());
  }

  /** In a transaction of its own: nothing else was done. */
  @EventListener
  @Transactional
  public void on(ImportStuck file) {
    post(
        new NoticeKey("figure-import", "stuck", Long.toString(file.importId())),
        "machine-trouble",
        Map.of("why", shortened(file.why())),
        "/figures/imports/" + file.importId());
  }

  @EventListener
  void on(DecisionTables.Unusable row) {
    post(
        new NoticeKey(row.processInstanceId(), row.activityId(), row.place()),
        "table-trouble",
        Map.of("place", shortened(row.place()), "problem", shortened(row.problem())),
        "/");
  }

  /** Mail carries short facts. */
  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  @EventListener
  void on(NoticesFailed notices) {
    post(
        new NoticeKey("notice", "undelivered", notices.at().toString()),
        "mails-undelivered",
        Map.of(
            "what",
            (notices.count() == 1 ? "one mail" : notices.count() + " mails")
                + (notices.inDoubt() == 0
                    ? ""
                    : ", of which %d perhaps went out".formatted(notices.inDoubt()))),
        "/");
  }
}
