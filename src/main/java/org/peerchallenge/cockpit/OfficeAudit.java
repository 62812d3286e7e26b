package org.peerchallenge.cockpit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.peerchallenge.changelog.CaseChange;
import org.peerchallenge.region.Region;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Audit of the office's own deeds: what people changed who hold or held a role of the office, from
 * the change log and from the engine's log of what its users did.
 */
@Service
public class OfficeAudit {

  /**
   * One deed.
   *
   * @param key business key of its case; empty where it has none
   */
  public record Deed(
      Instant at, String username, String who, String key, String about, String what, String why) {

    /** The page of its case. */
    public String page() {
      return NineOClock.casePage(key);
    }
  }

  /** So many are shown on one page. */
  public static final int SHOWN = 100;

  /** Form content never enters the engine's log; what it says of variables is left out as noise. */
  private static final String DEEDS =
      """
      with office as materialized (
        select distinct username from role_held where role in ('office', 'lead')
        union select 'admin')
      select * from (
        (select c.changed as at, c.changed_by as username, c.case_key as key, c.what,
          c.value_before as before, c.value_after as after, c.reason, null as operation,
          null as property, null as task
        from case_change c
        where c.changed_by in (select username from office) %1$s
        order by c.changed desc limit :most)
        union all
        (select l.timestamp_ at time zone 'Europe/London', l.user_id_,
          coalesce(p.business_key_, ''), '', '', coalesce(l.new_value_, ''), '',
          l.operation_type_, l.property_, t.name_
        from act_hi_op_log l
        left join act_hi_procinst p on p.id_ = l.proc_inst_id_
        left join act_hi_taskinst t on t.id_ = l.task_id_
        where l.user_id_ in (select username from office)
          and l.entity_type_ in ('Task', 'Job', 'ProcessInstance', 'Incident')
          and l.operation_type_ <> 'SetVariable'
          and coalesce(l.property_, '') not in ('nrOfVariables', 'processDefinitionVersion') %2$s
        order by l.timestamp_ desc limit :most)
        union all
        (select o.at, o.username, coalesce(r.case_key, ''), o.what, '',
          case when r.id is null then o.about else '' end, '', null, null, null
        from office_deed o
        -- The number of a change says nothing to people; the case that it is of does.
        left join change_request r on r.id = case
          when o.what like '%% a change%%' and o.about ~ '^[0-9]{1,18}$' then o.about::bigint end
        where true %3$s
        order by o.at desc limit :most)) deed
      order by at desc, key, what limit :shown offset :from
      """;

  private final JdbcClient jdbc;
  private final CaseNames names;
  private final Region region;

  OfficeAudit(JdbcClient jdbc, CaseNames names, Region region) {
    this.jdbc = jdbc;
    this.names = names;
    this.region = region;
  }

  /**
   * The deeds, the newest first.
   *
   * @param username whose; empty for everybody of the office
   * @param page from 1; pages hold {@link #SHOWN}
   */
  public List<Deed> deeds(String username, int page) {
    Map<String, String> people = new HashMap<>();
    region.people().forEach(person -> people.put(person.username(), person.name()));
    List<Deed> bare =
        jdbc.sql(
                DEEDS.formatted(
                    username.isEmpty() ? "" : "and c.changed_by = :username",
                    username.isEmpty() ? "" : "and l.user_id_ = :username",
                    username.isEmpty() ? "" : "and o.username = :username"))
            .param("username", username)
            .param("most", page * SHOWN)
            .param("shown", SHOWN)
            .param("from", (page - 1) * SHOWN)
            .query((row, n) -> deed(row, people))
            .list();
    Map<String, String> titles = names.of(bare.stream().map(Deed::key).distinct().toList());
    return bare.stream()
        .map(
            one ->
                new Deed(
                    one.at(),
                    one.username(),
                    one.who(),
                    one.key(),
                    titles.get(one.key()),
                    one.what(),
                    one.why()))
        .toList();
  }

  private static Deed deed(ResultSet row, Map<String, String> people) throws SQLException {
    String username = row.getString("username");
    String operation = row.getString("operation");
    String after = row.getString("after");
    return new Deed(
        row.getTimestamp("at").toInstant(),
        username,
        people.getOrDefault(username, username),
        row.getString("key"),
        "",
        operation == null
            ? CaseChange.words(
                row.getString("what"),
                NineOClock.inEnglish(row.getString("before"), people),
                NineOClock.inEnglish(after, people))
            : operation(
                operation,
                row.getString("property"),
                people.getOrDefault(after, after),
                row.getString("task")),
        row.getString("reason"));
  }

  /** An entry of the engine's log of what its users did, in words. */
  static String operation(String type, String property, String value, String task) {
    String about = task == null ? "" : ": “" + task + "”";
    return switch (type) {
      case "Complete" -> "Completed a task" + about;
      case "Claim" -> "Started work on a task" + about;
      case "Assign" ->
          (value == null || value.isEmpty() ? "Released a task" : "Gave a task to " + value)
              + about;
      case "SetJobRetries" -> "Let a failed step run again";
      case "Create" -> "Started it";
      case "Suspend" -> "Paused it";
      case "Activate" -> "Let it go on";
      case "Delete" -> "Ended it before its end";
      case "Update" -> "Changed " + (property == null ? "it" : words(property)) + about;
      default -> words(type) + about;
    };
  }

  /** "dueDate" as "due date". */
  private static String words(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(java.util.Locale.UK);
  }
}
