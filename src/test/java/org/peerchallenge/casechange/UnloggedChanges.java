package org.peerchallenge.casechange;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets the database refuse, when a transaction ends, a change of a case of an open year, or of who
 * holds a role or stands in for its holder, that the transaction wrote no line about into the
 * change log. Whatever service a test calls, one that forgets its line fails there.
 */
final class UnloggedChanges {

  /**
   * @param table where a case's facts stand
   * @param key of the case, in a row
   * @param on what changes it
   * @param what one of these is the line's subject
   */
  private record Watched(String table, String key, String on, List<String> what) {}

  private static final List<Watched> WATCHED =
      List.of(
          new Watched("group_member", "entry", "insert or delete", List.of("Group")),
          new Watched("day_guest", "entry", "insert or delete", List.of("Guest of")),
          new Watched("entry_pause", "entry", "insert or update", List.of("Work")),
          new Watched("entry", "key", "insert or update of withdrawn_on", List.of("Participation")),
          new Watched(
              "entry", "key", "update of agreed_due", List.of("Date of the self-assessment")),
          new Watched(
              "peer_group",
              "key",
              "update of day, mode, venue",
              List.of("Challenge day", "How the group meets", "Venue")),
          new Watched("peer_group", "key", "update of facilitator", List.of("Facilitator")),
          new Watched("review", "entry", "update of reviewer", List.of("Reviewer")),
          new Watched(
              "cycle",
              "key",
              "update of assessment_due, summit, closes, visibility, cancelled_on",
              List.of(
                  "Date of the self-assessments",
                  "Summit",
                  "Day the year closes",
                  "Who may read",
                  "The year")));

  /**
   * What is the region's and who it is about: its line names them.
   *
   * @param who the column with the user name
   * @param on what changes it
   */
  private record OfRegion(String table, String who, String on) {}

  private static final List<OfRegion> OF_REGION =
      List.of(
          new OfRegion("role_held", "username", "insert or delete or update of from_day, to_day"),
          new OfRegion("delegation", "deputy", "insert or delete or update of from_day, to_day"));

  /** Of the open transaction alone, and gone when a part of it is rolled back. */
  private static final String FUNCTIONS =
      """
      create or replace function test_note_logged() returns trigger language plpgsql as $$
      begin
        perform set_config('test.logged', coalesce(current_setting('test.logged', true), '')
          || '|' || new.case_key || ': ' || new.what || '|'
          || case when new.case_key <> 'region' then ''
            -- With an authority end all roles in it.
            when new.what like '% ends' then 'all of the region|'
            else new.value_before || ' ' || new.value_after || ' |' end, true);
        return new;
      end $$;
      create or replace function test_must_be_logged() returns trigger language plpgsql as $$
      declare
        one jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
        about text := one ->> tg_argv[0];
        what text;
      begin
        if not exists (select from cycle where key = left(about, 4) and opened is not null) then
          return null;
        end if;
        -- Put back where it was: it has not changed.
        if tg_table_name = 'group_member' and tg_op = 'DELETE' and exists (select from group_member
            where entry = about and peer_group = one ->> 'peer_group') then
          return null;
        end if;
        -- A date of its own that is the year's: what counts has not changed.
        if tg_table_name = 'entry' and tg_op = 'UPDATE'
            and tg_argv[1] = 'Date of the self-assessment' then
          if exists (select from cycle where key = left(about, 4)
              and coalesce((to_jsonb(old) ->> 'agreed_due')::date, assessment_due)
                = coalesce((to_jsonb(new) ->> 'agreed_due')::date, assessment_due)) then
            return null;
          end if;
        end if;
        foreach what in array string_to_array(tg_argv[1], ';') loop
          if position('|' || about || ': ' || what || '|'
              in coalesce(current_setting('test.logged', true), '')) > 0 then
            return null;
          end if;
        end loop;
        raise exception 'No line in the change log: % of % (%)', tg_op, tg_table_name, about;
      end $$;
      create or replace function test_must_name_whom() returns trigger language plpgsql as $$
      declare
        one jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
        logged text := coalesce(current_setting('test.logged', true), '');
      begin
        if position(one ->> tg_argv[0] || ' ' in logged) = 0
            and position('|all of the region|' in logged) = 0 then
          raise exception 'No line in the change log: % of % (%)', tg_op, tg_table_name, one;
        end if;
        return null;
      end $$;
      """;

  private UnloggedChanges() {}

  static void refuse(JdbcClient jdbc) {
    allow(jdbc);
    jdbc.sql(FUNCTIONS).update();
    jdbc.sql(
            "create trigger test_note_logged after insert on case_change"
                + " for each row execute function test_note_logged()")
        .update();
    for (Watched one : WATCHED) {
      watch(
          jdbc,
          one.table(),
          one.on(),
          "test_must_be_logged('%s', '%s')".formatted(one.key(), String.join(";", one.what())));
    }
    for (OfRegion one : OF_REGION) {
      watch(jdbc, one.table(), one.on(), "test_must_name_whom('%s')".formatted(one.who()));
    }
  }

  private static void watch(JdbcClient jdbc, String table, String on, String check) {
    for (String event : on.split(" or ")) {
      String changed = event.startsWith("update") ? "when (" + differs(event) + ")" : "";
      jdbc.sql(
              """
              create constraint trigger "test_logged_%s" after %s on %s
              deferrable initially deferred for each row %s execute function %s
              """
                  .formatted(event, event, table, changed, check))
          .update();
    }
  }

  private static String differs(String event) {
    String columns = event.replaceAll("update( of )?", "");
    if (columns.isEmpty()) {
      return "old.* is distinct from new.*";
    }
    return "("
        + columns.replaceAll("(\\w+)", "old.$1")
        + ") is distinct from ("
        + columns.replaceAll("(\\w+)", "new.$1")
        + ")";
  }

  static void allow(JdbcClient jdbc) {
    for (Map<String, Object> one :
        jdbc.sql(
                """
                select tgname, tgrelid::regclass::text as relation from pg_trigger
                where tgname like 'test\\_%logged%'
                """)
            .query()
            .listOfRows()) {
      jdbc.sql("drop trigger \"" + one.get("tgname") + "\" on " + one.get("relation")).update();
    }
  }
}
