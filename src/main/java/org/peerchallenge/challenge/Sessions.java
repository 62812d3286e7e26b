package org.peerchallenge.challenge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.peerchallenge.cycle.EntryKey;
import org.peerchallenge.cycle.GroupKey;
import org.peerchallenge.kernel.EnglandTime;
import org.peerchallenge.kernel.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was noted on a challenge day. */
@Service
public class Sessions {

  /**
   * What the group learnt.
   *
   * @param nextTime what a day should do differently; may be empty
   */
  public record Learning(String points, String nextTime) {}

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final SharedAssessments assessments;
  private final Clock clock;

  Sessions(JdbcClient jdbc, ObjectMapper json, SharedAssessments assessments, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.assessments = assessments;
    this.clock = clock;
  }

  /** Keeps the notes of an entry's session; they belong to the day, whoever took them. */
  @Transactional
  public void record(GroupKey group, EntryKey entry, SessionNotes notes, String username) {
    jdbc.sql(
            """
            insert into session (entry, peer_group, notes, recorded_by, recorded)
            values (:entry, :group, cast(:notes as jsonb), :username, :now)
            on conflict (entry) do update set peer_group = excluded.peer_group,
              notes = excluded.notes, recorded_by = excluded.recorded_by,
              recorded = excluded.recorded
            """)
        .param("entry", entry.value())
        .param("group", group.value())
        .param("notes", write(notes))
        .param("username", username)
        .param("now", now())
        .update();
  }

  /** The notes of an entry's session; empty before they are recorded. */
  public Optional<SessionNotes> notes(EntryKey entry) {
    return jdbc.sql("select notes from session where entry = :entry")
        .param("entry", entry.value())
        .query(String.class)
        .optional()
        .map(this::read);
  }

  /** The signatures of risk that the shared self-assessment names first; null when none is. */
  public String mostConcerned(EntryKey entry) {
    String words = assessments.mostConcerned(entry);
    return words.isEmpty() ? null : words;
  }

  @Transactional
  public void recordLearning(GroupKey group, Learning learning, String username) {
    jdbc.sql(
            """
            insert into learning (peer_group, points, next_time, recorded_by, recorded)
            values (:group, :points, :nextTime, :username, :now)
            on conflict (peer_group) do update set points = excluded.points,
              next_time = excluded.next_time, recorded_by = excluded.recorded_by,
              recorded = excluded.recorded
            """)
        .param("group", group.value())
        .param("points", learning.points())
        .param("nextTime", learning.nextTime() == null ? "" : learning.nextTime())
        .param("username", username)
        .param("now", now())
        .update();
  }

  /** What the group learnt; empty before it is recorded. */
  public Optional<Learning> learning(GroupKey group) {
    return jdbc.sql("select points, next_time from learning where peer_group = :group")
        .param("group", group.value())
        .query(Learning.class)
        .optional();
  }

  /** Keeps somebody's feedback on the day. */
  @Transactional
  public void giveFeedback(GroupKey group, String username, String helped, String hindered) {
    if (helped == null && hindered == null) {
      throw new Refused(
          "Write a sentence in one of the two boxes, or leave the task: it closes by itself.");
    }
    jdbc.sql(
            """
            insert into feedback (peer_group, username, helped, hindered, given)
            values (:group, :username, :helped, :hindered, :now)
            on conflict (peer_group, username) do update set helped = excluded.helped,
              hindered = excluded.hindered, given = excluded.given
            """)
        .param("group", group.value())
        .param("username", username)
        .param("helped", helped == null ? "" : helped)
        .param("hindered", hindered == null ? "" : hindered)
        .param("now", now())
        .update();
  }

  private OffsetDateTime now() {
    return EnglandTime.now(clock);
  }

  private String write(SessionNotes notes) {
    try {
      return json.writeValueAsString(notes);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The notes cannot be kept", e);
    }
  }

  private SessionNotes read(String notes) {
    try {
      return json.readValue(notes, SessionNotes.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Kept notes cannot be read", e);
    }
  }
}
