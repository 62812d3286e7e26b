package org.peerchallenge;

import static org.peerchallenge.Patience.await;

import java.util.List;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes away every case and every row that tests made, so that they can share an application: what
 * is deployed, the published figures and {@code admin} stay.
 */
public final class CleanSlate {

  /**
   * Rows are deleted where there are any, past triggers and references: a truncation of all tables
   * writes files for each, and takes a tenth of a second. Numbers begin at one again.
   */
  private static final String EMPTY_WHAT_WAS_FILLED =
      """
      do $$
      declare
        one record;
        filled boolean;
      begin
        perform set_config('session_replication_role', 'replica', true);
        for one in select tablename from pg_tables
            where schemaname = 'public' and tablename not like 'act\\_%'
              and tablename not like 'flyway%' and tablename not like 'indicator%'
              and tablename not like 'ofsted%' and tablename not like '%neighbour%'
              and tablename not like 'figure%' and tablename not like 'inspection%'
              and tablename not like 'national%' loop
          execute format('select exists (select from %I)', one.tablename) into filled;
          if filled then
            execute format('delete from %I', one.tablename);
          end if;
        end loop;
        for one in select format('%I.%I', s.schemaname, s.sequencename)::regclass as sequence, s.start_value
            from pg_sequences s
            join pg_depend d on d.objid = format('%I.%I', s.schemaname, s.sequencename)::regclass
              and d.deptype in ('a', 'i') and d.refclassid = 'pg_class'::regclass
            join pg_class c on c.oid = d.refobjid
            where s.schemaname = 'public' and s.last_value is not null
              and c.relname not like 'flyway%' and c.relname not like 'indicator%'
              and c.relname not like 'ofsted%' and c.relname not like '%neighbour%'
              and c.relname not like 'figure%' loop
          perform setval(one.sequence, one.start_value, false);
        end loop;
        perform set_config('session_replication_role', 'origin', true);
      end $$
      """;

  private CleanSlate() {}

  public static void make(RuntimeService runtime, JdbcClient jdbc) {
    // A message of the test before may still be on its way to a case that goes.
    await("the cases of the test before are gone")
        .ignoreException(OptimisticLockingException.class)
        .untilAsserted(() -> deleteCases(runtime));
    jdbc.sql("delete from act_hi_op_log").update();
    jdbc.sql("delete from act_id_membership where user_id_ <> 'admin'").update();
    jdbc.sql("delete from act_id_user where id_ <> 'admin'").update();
    jdbc.sql("delete from act_ru_authorization where user_id_ not in ('admin', '*')").update();
    jdbc.sql(EMPTY_WHAT_WAS_FILLED).update();
  }

  private static void deleteCases(RuntimeService runtime) {
    List<String> instances =
        runtime.createProcessInstanceQuery().rootProcessInstances().list().stream()
            .map(ProcessInstance::getId)
            .toList();
    runtime.deleteProcessInstancesIfExists(instances, "next test", true, true, false);
  }
}
