package org.peerchallenge;

import static org.peerchallenge.Patience.await;

import java.time.Duration;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes away every case, its history and every row that tests made, so that they can share an
 * application: what is deployed with its start timers, the engine's groups, the published figures
 * and {@code admin} stay.
 */
public final class CleanSlate {

  /** The tables in which tests write, and which of their rows go. */
  static final String WRITTEN =
      """
      select tablename as name, case tablename
          when 'act_ru_job' then 'process_instance_id_ is not null'
          when 'act_ru_event_subscr' then 'proc_inst_id_ is not null'
          -- Of a group's rights those to a single task, which the engine gives with it.
          when 'act_ru_authorization' then 'coalesce(user_id_ not in (''admin'', ''*''),
              resource_type_ = 7 and resource_id_ <> ''*'')'
          when 'act_id_user' then 'id_ <> ''admin'''
          when 'act_id_membership' then 'user_id_ <> ''admin'''
          when 'act_ge_bytearray' then 'deployment_id_ is null and not exists (select from act_ru_job j
              where j.process_instance_id_ is null and j.exception_stack_id_ = act_ge_bytearray.id_)'
          else 'true' end as condition
      from pg_tables
      where schemaname = 'public' and case
        when tablename like 'act\\_hi\\_%' then true
        when tablename like 'act\\_%' then tablename in (
          'act_ge_bytearray', 'act_id_membership', 'act_id_user', 'act_ru_authorization',
          'act_ru_event_subscr', 'act_ru_execution', 'act_ru_ext_task', 'act_ru_identitylink',
          'act_ru_incident', 'act_ru_job', 'act_ru_task', 'act_ru_variable')
        else tablename not like 'flyway%' and tablename not like 'indicator%'
          and tablename not like 'ofsted%' and tablename not like '%neighbour%'
          and tablename not like 'figure%' and tablename not like 'inspection%'
          and tablename not like 'national%' end
      """;

  /** The numbers that these tables have given. */
  static final String NUMBERS =
      """
      select format('%I.%I', s.schemaname, s.sequencename) as sequence, s.start_value, s.last_value
      from pg_sequences s
      join pg_depend d on d.objid = format('%I.%I', s.schemaname, s.sequencename)::regclass
        and d.deptype in ('a', 'i') and d.refclassid = 'pg_class'::regclass
      join pg_class c on c.oid = d.refobjid
      where s.schemaname = 'public' and s.last_value is not null
        and c.relname not like 'flyway%' and c.relname not like 'indicator%'
        and c.relname not like 'ofsted%' and c.relname not like '%neighbour%'
        and c.relname not like 'figure%'
      """;

  /**
   * Rows are deleted where there are any, past triggers and references: a truncation of all tables
   * writes files for each, and takes a tenth of a second; the engine, asked to delete a case, asks
   * for each of its steps. Numbers begin at one again. What still writes into a case is waited for.
   */
  private static final String EMPTY_WHAT_WAS_FILLED =
      """
      do $$
      declare
        one record;
        filled boolean;
      begin
        lock table act_ru_execution, act_ru_job, act_ru_task in share row exclusive mode;
        perform set_config('session_replication_role', 'replica', true);
        for one in %s loop
          execute format('select exists (select from %%I where %%s)', one.name, one.condition) into filled;
          if filled then
            execute format('delete from %%I where %%s', one.name, one.condition);
          end if;
        end loop;
        for one in %s loop
          perform setval(one.sequence::regclass, one.start_value, false);
        end loop;
        perform set_config('session_replication_role', 'origin', true);
      end $$
      """
          .formatted(WRITTEN, NUMBERS);

  private CleanSlate() {}

  public static void make(JdbcClient jdbc) {
    // A message of the test before may still be on its way to a case that goes.
    await("the cases of the test before are gone")
        .pollDelay(Duration.ZERO)
        .ignoreException(PessimisticLockingFailureException.class)
        .untilAsserted(() -> jdbc.sql(EMPTY_WHAT_WAS_FILLED).update());
  }
}
