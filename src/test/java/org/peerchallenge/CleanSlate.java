package org.peerchallenge;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes away every case and every row that tests made, so that they can share an application: what
 * is deployed, the published figures and {@code admin} stay.
 */
public final class CleanSlate {

  private CleanSlate() {}

  public static void make(RuntimeService runtime, JdbcClient jdbc) {
    List<String> instances =
        runtime.createProcessInstanceQuery().rootProcessInstances().list().stream()
            .map(ProcessInstance::getId)
            .toList();
    runtime.deleteProcessInstancesIfExists(instances, "next test", true, true, false);
    jdbc.sql("delete from act_id_membership where user_id_ <> 'admin'").update();
    jdbc.sql("delete from act_id_user where id_ <> 'admin'").update();
    jdbc.sql("delete from act_ru_authorization where user_id_ not in ('admin', '*')").update();
    String tables =
        jdbc.sql(
                """
                select coalesce(string_agg(quote_ident(tablename), ', '), '') from pg_tables
                where schemaname = 'public' and tablename not like 'act\\_%'
                  and tablename not like 'flyway%' and tablename not like 'indicator%'
                  and tablename not like 'ofsted%' and tablename not like '%neighbour%'
                  and tablename not like 'figure%' and tablename not like 'inspection%' and tablename not like 'national%'
                """)
            .query(String.class)
            .single();
    if (!tables.isEmpty()) {
      jdbc.sql("truncate " + tables + " restart identity cascade").update();
    }
  }
}
