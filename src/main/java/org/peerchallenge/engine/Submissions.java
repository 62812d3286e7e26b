package org.peerchallenge.engine;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.FormValues;
import org.peerchallenge.kernel.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What people sent, form by form, as it was sent: appended, never changed. */
@Service
public class Submissions {

  /** A form as it was sent. */
  public record Sent(String businessKey, String form, FormValues content, Author author) {}

  private final JdbcClient jdbc;

  Submissions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void save(FormTask task, FormValues values, Author author) {
    jdbc.sql(
            """
            insert into submission
              (business_key, form, loop, task_id, task_key, content, author, sent_at)
            values (:businessKey, :form, :loop, :taskId, :taskKey, cast(:content as jsonb),
                    :author, :sentAt)
            """)
        .param("businessKey", task.businessKey())
        .param("form", task.form())
        .param("loop", task.loop())
        .param("taskId", task.taskId())
        .param("taskKey", task.taskKey())
        .param("content", JsonText.write(values))
        .param("author", author.username())
        .param("sentAt", OffsetDateTime.ofInstant(author.at(), EnglandTime.ZONE))
        .update();
  }

  /** The latest content sent by a form of one case; empty when none was sent yet. */
  public Optional<FormValues> latest(String businessKey, String form, String loop) {
    return jdbc.sql(
            """
            select content from submission
            where business_key = :businessKey and form = :form and loop = :loop
            order by id desc limit 1
            """)
        .param("businessKey", businessKey)
        .param("form", form)
        .param("loop", loop)
        .query(String.class)
        .optional()
        .map(FormValues::read);
  }

  /** What a task was completed with; empty when it was not, or without a form. */
  public Optional<Sent> ofTask(String taskId) {
    return jdbc.sql(
            """
            select business_key, form, content, author, sent_at from submission
            where task_id = :taskId order by id desc limit 1
            """)
        .param("taskId", taskId)
        .query(
            (row, n) ->
                new Sent(
                    row.getString("business_key"),
                    row.getString("form"),
                    FormValues.read(row.getString("content")),
                    new Author(
                        row.getString("author"),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant())))
        .optional();
  }
}
