package org.peerchallenge.operation;

/**
 * What is measured of the running application: for the operator's page and for Prometheus. Counts
 * and ages, and nothing that people wrote.
 */
public enum Vital {
  JOBS_DUE(
      "jobs.due",
      "Steps whose time has come",
      "select count(*) from act_ru_job where retries_ > 0 and suspension_state_ = 1"
          + " and (duedate_ is null or duedate_ <= now.local)",
      500),
  JOBS_OLDEST(
      "jobs.oldest.due.seconds",
      "How long the oldest due step has waited",
      "select extract(epoch from now.local - min(coalesce(duedate_, create_time_))) from act_ru_job"
          + " where retries_ > 0 and suspension_state_ = 1 and handler_type_ <> 'history-cleanup'"
          + " and (duedate_ is null or duedate_ <= now.local)",
      900),
  JOBS_FAILED(
      "jobs.failed",
      "Steps that failed for good",
      "select count(*) from act_ru_job where retries_ <= 0",
      0),
  INCIDENTS("incidents", "Incidents", "select count(*) from act_ru_incident", 0),
  MESSAGES(
      "messages.undelivered",
      "Messages to cases on their way",
      "select count(*) from message_outbox",
      100),
  MESSAGES_OLDEST(
      "messages.oldest.seconds",
      "How long the oldest message has waited",
      "select extract(epoch from now.instant - min(created_at)) from message_outbox",
      7200),
  NOTICES(
      "notices.unsent",
      "Mails on their way",
      "select count(*) from notice where state in ('new', 'claimed')",
      1000),
  NOTICES_OLDEST(
      "notices.oldest.unsent.seconds",
      "How long the oldest mail has waited",
      "select extract(epoch from now.instant - min(posted_at)) from notice"
          + " where state in ('new', 'claimed')",
      3600),
  NOTICES_FAILED(
      "notices.failed",
      "Mails that were refused or are in doubt, and wait for the office",
      "select count(*) from notice where state in ('failed', 'unsure')",
      0),
  DRAFTS(
      "drafts",
      "Drafts that people have not sent yet",
      "select count(*) from draft",
      Double.POSITIVE_INFINITY),
  TASKS("tasks.open", "Open tasks", "select count(*) from act_ru_task", Double.POSITIVE_INFINITY),
  TASKS_LATE(
      "tasks.late",
      "Open tasks after their date",
      "select count(*) from act_ru_task where suspension_state_ = 1 and due_date_ < now.local"
          + " and priority_ >= 50",
      Double.POSITIVE_INFINITY),
  SESSIONS(
      "sessions",
      "People who are signed in",
      "select count(*) from spring_session where principal_name is not null"
          + " and expiry_time > extract(epoch from now()) * 1000",
      Double.POSITIVE_INFINITY),
  NODES(
      "nodes",
      "Nodes that live",
      "select count(*) from node where seen_at > now() - interval '6 seconds'",
      Double.POSITIVE_INFINITY),
  DATABASE(
      "database.bytes",
      "Size of the database in bytes",
      "select pg_database_size(current_database())",
      Double.POSITIVE_INFINITY);

  private final String metric;
  private final String words;
  private final String sql;
  private final double most;

  Vital(String metric, String words, String sql, double most) {
    this.metric = metric;
    this.words = words;
    this.sql = sql;
    this.most = most;
  }

  /** As Micrometer names it, without the prefix {@code peerchallenge}. */
  public String metric() {
    return metric;
  }

  public String words() {
    return words;
  }

  /** One number; {@code now.instant} and {@code now.local} are the application's time. */
  String sql() {
    return sql;
  }

  /** Above which somebody should look; infinite where no number says so. */
  public double most() {
    return most;
  }

  public boolean isAge() {
    return metric.endsWith(".seconds");
  }
}
