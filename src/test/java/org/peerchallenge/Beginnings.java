package org.peerchallenge;

import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The first steps of a test, from a clean slate on. What many tests begin with is done once in a
 * JVM: the rows that it wrote are kept beside, and every later test gets them back, with the
 * numbers given so far and the clock. Nothing else comes back: such steps do nothing but write into
 * the database.
 *
 * <p>They are put back only where they were kept: after the same steps, with the same files
 * deployed, and with nothing written and no clock moved since. Everywhere else they are done.
 */
public final class Beginnings {

  private record Kept(int number, Date clock) {}

  private static final Map<List<String>, Kept> KEPT = new HashMap<>();

  private static final String ROOM =
      """
      create schema if not exists beginnings;
      create table if not exists beginnings.statement (number integer, text text);
      """;

  /** Of each table that is filled a copy, and the statement that puts it back. */
  private static final String KEEP =
      """
      do $$
      declare
        one record;
        filled boolean;
        copy text;
      begin
        for one in select * from (%1$s union all select 'act_id_group', 'true') written
            -- Where a node says that it lives, and goes on to.
            where name <> 'node' loop
          execute format('select exists (select from %%I where %%s)', one.name, one.condition) into filled;
          if filled then
            copy := format('beginnings.%%I', %2$d || '_' || one.name);
            execute format('create table %%s as select * from %%I where %%s', copy, one.name, one.condition);
            insert into beginnings.statement
              select %2$d, format('insert into %%1$I (%%2$s) overriding system value select %%2$s from %%3$s %%4$s',
                one.name, string_agg(quote_ident(attname), ', ' order by attnum), copy,
                -- A group once made stays on a clean slate.
                case one.name when 'act_id_group' then 'on conflict do nothing' else '' end)
              from pg_attribute where attrelid = ('public.' || one.name)::regclass
                and attnum > 0 and not attisdropped and attgenerated = '';
          end if;
        end loop;
        insert into beginnings.statement
          select %2$d, format('select setval(%%L, %%s)', sequence, last_value) from (%3$s) given;
      end $$
      """;

  private static final String PUT_BACK =
      """
      do $$
      declare
        one record;
      begin
        perform set_config('session_replication_role', 'replica', true);
        for one in select text from beginnings.statement where number = %d loop
          execute one.text;
        end loop;
        perform set_config('session_replication_role', 'origin', true);
      end $$
      """;

  private final JdbcClient jdbc;
  private final List<String> path = new ArrayList<>();
  private String written;
  private Date clock;

  /** On a clean slate. */
  public Beginnings(JdbcClient jdbc) {
    this.jdbc = jdbc;
    remember();
  }

  /**
   * Comes to where the steps lead.
   *
   * @param name of the steps; those that differ have different names
   */
  public void add(String name, Runnable steps) {
    if (!written().equals(written) || !Objects.equals(ClockUtil.getCurrentTime(), clock)) {
      steps.run();
      return;
    }
    path.add(name);
    List<String> key = new ArrayList<>(path);
    key.addAll(
        jdbc.sql("select id_ from act_re_deployment order by id_").query(String.class).list());
    Kept kept = KEPT.get(key);
    if (kept == null) {
      // Steps within these are part of them.
      written = "";
      steps.run();
      int number = KEPT.size() + 1;
      jdbc.sql(ROOM).update();
      jdbc.sql(KEEP.formatted(CleanSlate.WRITTEN, number, CleanSlate.NUMBERS)).update();
      KEPT.put(key, new Kept(number, ClockUtil.getCurrentTime()));
    } else {
      if (path.size() > 1) {
        CleanSlate.make(jdbc);
      }
      jdbc.sql(PUT_BACK.formatted(kept.number())).update();
      ClockUtil.setCurrentTime(kept.clock());
    }
    remember();
  }

  private void remember() {
    written = written();
    clock = ClockUtil.getCurrentTime();
  }

  /** Changes with each transaction that writes anything, anywhere on this server. */
  private String written() {
    return jdbc.sql("select pg_snapshot_xmax(pg_current_snapshot())::text")
        .query(String.class)
        .single();
  }
}
