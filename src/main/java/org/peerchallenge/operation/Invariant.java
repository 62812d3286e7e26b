package org.peerchallenge.operation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What holds in the database whatever was done: asked after every test of a process, after a
 * restore, and by whoever runs the application.
 *
 * <p>Everything is one statement, so that asking costs milliseconds; at the size of many years the
 * last one, which looks for people's words in the engine's tables, is the dear one.
 */
public enum Invariant {
  TOKEN_AND_TABLE("token and table agree", Sql.TOKEN_AND_TABLE),
  TASKS_HAVE_PEOPLE("every open task has somebody who can do it", Sql.TASKS_HAVE_PEOPLE),
  JOBS_HAVE_RETRIES("no job is without retries", Sql.JOBS_HAVE_RETRIES),
  HASHES("every hash fits what was signed or kept", Sql.HASHES),
  NOTICE_KEYS("no notice key is there twice", Sql.NOTICE_KEYS),
  ENGINE_TABLES("nothing that people wrote is in the engine's tables", Sql.ENGINE_TABLES);

  /** What does not hold, and where: keys and ids, never what people wrote. */
  public record Broken(Invariant invariant, String where) {
    @Override
    public String toString() {
      return invariant.words + ": " + where;
    }
  }

  private final String words;
  private final String sql;

  Invariant(String words, String sql) {
    this.words = words;
    this.sql = sql;
  }

  /** It as a sentence without its capital and full stop. */
  public String words() {
    return words;
  }

  /** Everything that does not hold now. */
  public static List<Broken> broken(JdbcClient jdbc) {
    String all =
        Arrays.stream(values())
            .map(one -> "select '%s', * from (%s) as %s".formatted(one.name(), one.sql, one.name()))
            .collect(Collectors.joining("\nunion all\n"));
    return jdbc.sql(all)
        .query((row, n) -> new Broken(valueOf(row.getString(1)), row.getString(2)))
        .list();
  }

  /** Constants of an enum may not name its own fields. */
  private static final class Sql {

    /** Where each case stands in the engine, and what is under way to it. */
    static final String WHERE =
        """
        with task as (
          select d.key_ as process, p.business_key_ as key, t.task_def_key_ as task, t.id_ as id,
            t.assignee_ as assignee
          from act_ru_task t join act_ru_execution p on p.id_ = t.proc_inst_id_
            join act_re_procdef d on d.id_ = t.proc_def_id_),
        waits as (
          select distinct d.key_ as process, p.business_key_ as key, e.act_id_ as at,
            p.super_exec_ is not null as called
          from act_ru_execution e join act_ru_execution p on p.id_ = e.proc_inst_id_
            join act_re_procdef d on d.id_ = e.proc_def_id_
          where e.act_id_ is not null),
        runs as (
          select distinct d.key_ as process, p.business_key_ as key,
            p.super_exec_ is not null as called
          from act_ru_execution p join act_re_procdef d on d.id_ = p.proc_def_id_
          where p.parent_id_ is null),
        -- a step that is still to run, or a message that is still to arrive, may be in between
        moving as (
          select p.business_key_ as key from act_ru_job j
            join act_ru_execution p on p.id_ = j.process_instance_id_
          where j.handler_type_ = 'async-continuation'
          union select business_key from message_outbox)
        """;

    /**
     * Each waiting state beside the row that says it: both, where one is never without the other;
     * only the row of a token, where a row outlives its token.
     */
    private static final String TOKEN_AND_TABLE =
        WHERE
            + """
            , both_ways (key, state, token, row) as (
              select key, 'section ' || ltrim(lower(regexp_replace(substr(task, 15), '([A-Z])', '-\\1', 'g')), '-'), 1, 0
                from task where process = 'self-assessment' and task like 'userTask_write%'
              union all select q.entry, 'section ' || q.section, 0, 1 from section_request q
                join assessment a on a.entry = q.entry
                where q.answered_at is null and q.round is not null and a.withdrawn_at is null
                  and exists (select from runs where process = 'self-assessment' and runs.key = q.entry)

              union all select key, 'another timetable is to be decided', 1, 0 from task
                where task = 'userTask_decideTimetable'
              union all select q.entry, 'another timetable is to be decided', 0, 1 from timetable_request q
                where q.decision is null
                  and exists (select from runs where process = 'self-assessment' and runs.key = q.entry)

              union all select key, 'review ' || case task when 'userTask_agreeToReview' then 'ASKED'
                  when 'userTask_decideReview' then 'WITH_OFFICE' when 'userTask_acceptReview' then 'WITH_REVIEWER'
                  when 'userTask_reviewAssessment' then 'ACCEPTED' else 'RELEASED' end, 1, 0 from task
                where task in ('userTask_agreeToReview', 'userTask_decideReview', 'userTask_acceptReview',
                  'userTask_reviewAssessment', 'userTask_replyToReview')
              union all select r.entry, 'review ' || r.state, 0, 1 from review r
                where r.state in ('ASKED', 'WITH_OFFICE', 'WITH_REVIEWER', 'ACCEPTED', 'RELEASED')
                  and exists (select from runs where process = 'self-assessment' and runs.key = r.entry)

              union all select key, 'report is with its host', 1, 0 from task
                where task in ('userTask_checkFacts', 'userTask_answerDispute')
              union all select r.entry, 'report is with its host', 0, 1 from report r
                where r.state = 'WITH_HOST'
                  and exists (select from runs where process = 'report-back' and runs.key = r.entry)

              union all select key, 'answers to the plan', 1, 0 from task where task = 'userTask_approvePlan'
              union all select a.cycle, 'answers to the plan', 0, 1 from plan_approver a
                join plan_round o on (o.cycle, o.number) = (a.cycle, a.round) and o.closed_at is null
                where not exists (select from plan_approval g
                    where (g.cycle, g.round, g.approver) = (a.cycle, a.round, a.approver))
                  and exists (select from runs where process = 'improvement-plan' and runs.key = a.cycle)

              union all select key, 'year is being arranged', 1, 0 from task
                where task in ('userTask_arrangeYear', 'userTask_acceptWarnings')
              union all select c.key, 'year is being arranged', 0, 1 from cycle c
                where c.opened is null
                  and exists (select from runs where process = 'annual-cycle' and runs.key = c.key)),
            token_has_row (key, state, row) as (
              select key, 'waits for an amendment', exists (select from assessment a
                  where a.entry = waits.key and a.shared_version is not null
                    and not exists (select from amendment m where m.entry = a.entry and m.number is null))
                from waits where at = 'gateway_waitForAmendment'
              union all select key, 'self-assessment runs', not exists (select from assessment a
                  where a.entry = runs.key and a.withdrawn_at is not null)
                from runs where process = 'self-assessment'
              union all select key, 'self-assessment of a year runs', exists (select from entry e
                  where e.key = runs.key and e.opened is not null)
                from runs where process = 'self-assessment' and called
              union all select key, 'challenge day of a year runs', exists (select from peer_group g
                  where g.key = runs.key and g.opened is not null)
                from runs where process = 'challenge-day' and called
              union all select key, 'year runs', exists (select from year_started y where y.cycle = runs.key)
                from runs where process = 'annual-cycle'
                  and exists (select from cycle c where c.key = runs.key)
              union all select key, 'the memorandum is asked for', not exists (select from memorandum m
                  join act_ru_identitylink l on l.task_id_ = task.id and l.group_id_ = m.role || '-' || m.dfe_number
                  where m.cycle = task.key and m.accepted)
                from task where task in ('userTask_acceptMemorandum', 'userTask_acceptMemorandumLate')
              union all select key, 'case study is to be agreed', exists (select from case_study c
                  where c.entry = task.key and c.state = 'DRAFTED')
                from task where task = 'userTask_agreeCaseStudy'
              union all select key, 'plan is being written', exists (select from plan p
                  where p.cycle = waits.key and p.state = 'DRAFT')
                from waits where at in ('userTask_arrangeThemes', 'userTask_draftPlan', 'timer_summit',
                  'userTask_recordSummit')
              union all select key, 'plan was asked for', exists (select from plan p
                  where p.cycle = waits.key and p.state = 'ASKED')
                from waits where at in ('userTask_approvePlan', 'userTask_reviseAndRecord')
              union all select key, 'plan is followed up', exists (select from plan p
                  where p.cycle = waits.key and p.state = 'PUBLISHED')
                from waits where at in ('timer_quarter', 'userTask_followUpActions'))
            select key || ', ' || state || ': ' || sum(token) || ' tokens, ' || sum(row) || ' rows' from both_ways
              where key not in (select key from moving where key is not null)
              group by key, state having sum(token) <> sum(row)
            union all select key || ', ' || state || ': no row says so' from token_has_row
              where not row and key not in (select key from moving where key is not null)
            """;

    /** A task of a group without members is the office's: it sees such tasks, and appoints. */
    private static final String TASKS_HAVE_PEOPLE =
        WHERE
            + """
            select task.key || ', ' || task.task from task
            where case when assignee is not null
              then not exists (select from act_id_user u where u.id_ = assignee)
              else not exists (select from act_ru_identitylink l
                  left join act_id_membership m on m.group_id_ = l.group_id_
                where l.task_id_ = task.id and (l.user_id_ is not null or m.user_id_ is not null
                  or l.group_id_ is not null and exists (select from act_id_membership where group_id_ = 'office'))) end
            """;

    private static final String JOBS_HAVE_RETRIES =
        "select job_def_id_ || ', ' || coalesce(exception_msg_, '') from act_ru_job where retries_ <= 0";

    private static final String HASHES =
        """
        select entry || ', version ' || number from assessment_version
          where encode(sha256(convert_to(content, 'UTF8')), 'hex') <> sha256
        union all select 'document ' || sha256 from stored_content where encode(sha256(bytes), 'hex') <> sha256
        union all select 'evidence ' || sha256 from evidence_content where encode(sha256(bytes), 'hex') <> sha256
        """;

    private static final String NOTICE_KEYS =
        """
        select concat_ws(', ', process_instance_id, activity_id, loop, recipient_email) from notice
          group by process_instance_id, activity_id, loop, recipient_email having count(*) > 1
        union all select message_id from notice group by message_id having count(*) > 1
        """;

    /** Short texts are answers, which may be flags. */
    private static final String ENGINE_TABLES =
        """
        with forms (content) as (
          select content from submission union all select content from section_history
          union all select content from report union all select notes from session
          union all select answers from review),
        written (text) as (
          select distinct text #>> '{}' from forms, jsonb_path_query(content, '$.** ? (@.type() == "string")') text
          union select reason from amendment union select reason from timetable_request
          union select note from hand_over union select points from learning union select helped from feedback
          union select summary from plan_theme union select what from plan_action),
        prose as (select text from written where length(text) >= 20 and text like '% %'),
        held (place, text) as (
          select distinct 'act_ru_variable ' || name_, text_ from act_ru_variable
          union select 'act_hi_varinst ' || name_, text_ from act_hi_varinst
          union select 'act_hi_detail ' || name_, text_ from act_hi_detail
          union select 'act_hi_comment', message_ from act_hi_comment
          union select 'act_ru_job', exception_msg_ from act_ru_job
          union select 'act_ge_bytearray ' || b.name_, convert_from(b.bytes_, 'UTF8') from act_ge_bytearray b
            where exists (select from act_ru_variable v where v.bytearray_id_ = b.id_)
              or exists (select from act_hi_varinst v where v.bytearray_id_ = b.id_)
              or exists (select from act_hi_detail v where v.bytearray_id_ = b.id_))
        select place from held where length(held.text) >= 20
          and exists (select from prose where position(prose.text in held.text) > 0)
        """;
  }
}
