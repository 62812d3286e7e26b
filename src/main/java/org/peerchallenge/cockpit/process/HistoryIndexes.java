package org.peerchallenge.cockpit.process;

import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Indexes on the engine's history for the office's search. The engine makes its tables after our
 * migrations have run, so they cannot be made by one; the tables themselves stay as they are.
 */
@Component
class HistoryIndexes {

  HistoryIndexes(ProcessEngine engineWithItsTables, JdbcClient jdbc) {
    for (String index :
        new String[] {
          "search_instance_year on act_hi_procinst (left(business_key_, 4), start_time_)",
          "search_instance_newest on act_hi_procinst (start_time_ desc, id_)",
          "search_task_step on act_hi_taskinst (task_def_key_, proc_inst_id_)",
          "search_task_person_step on act_hi_taskinst (assignee_, task_def_key_, proc_inst_id_)"
        }) {
      jdbc.sql("create index if not exists " + index).update();
    }
    // Without the step in it, of earlier versions.
    jdbc.sql("drop index if exists search_task_person").update();
  }
}
