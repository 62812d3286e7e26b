package org.peerchallenge.casechange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What must hold of a year whatever happened in it, computed from the tables: nothing is stuck,
 * what was sent is kept, no mail went to somebody who has nothing to do with its case, and each
 * challenge day stands in the calendars of those who come, and of nobody else.
 */
final class YearsEnd {

  /** The one task that waits for the next year. */
  private static final String FOLLOW_UP = "Follow up actions and commitments";

  /**
   * Notices of a case whose reader on the day of the mail held no role in its authorities, in those
   * of its group, or in the region's office, stood in for nobody who did, and was neither its
   * reviewer nor its facilitator nor somebody who comes to its day. Who was in which group on which
   * day, and who facilitated it, is what the change log says.
   */
  private static final String TOLD_AND_SHOULD_NOT_BE =
      """
      with recursive mail as (
        select n.id, n.template, lower(n.recipient_email) as email, p.business_key_ as key,
          (n.posted_at at time zone 'Europe/London')::date as day
        from notice n join act_hi_procinst p on p.id_ = n.process_instance_id
        where p.business_key_ like '____/%'),
      logged as (
        select id, case_key, what, value_before, value_after,
          (changed at time zone 'Europe/London')::date as day,
          -- Somebody may be the guest of two groups at once, and is a member of one.
          case what when 'Guest of' then replace(value_before || value_after, 'nobody', '')
            else '' end as which
        from case_change where what in ('Group', 'Guest of', 'Facilitator')),
      changes as (
        select *, lag(day) over one as earlier, lead(day) over one as later
        from logged window one as (partition by case_key, what, which order by id)),
      spans as (
        select case_key, what, value_before as value, coalesce(earlier, '-infinity') as since,
          day as until from changes
        union
        select case_key, what, value_after, day, coalesce(later, 'infinity') from changes),
      -- As it is today, since the last change: who came back into the year is in a group at once.
      membership as (
        select case_key as entry, left(case_key, 5) || replace(value, ' ', '-') as peer_group,
          since, until from spans where what in ('Group', 'Guest of')
        union
        select m.entry, m.peer_group,
          coalesce((select max(day) from changes where case_key = m.entry and what = 'Group'),
            '-infinity'), coalesce(e.withdrawn_on, 'infinity')
        from group_member m join entry e on e.key = m.entry),
      facilitation as (
        select case_key as peer_group, value as username, since, until
        from spans where what = 'Facilitator'
        union
        select key, facilitator, '-infinity', 'infinity' from peer_group g
        where not exists
          (select 1 from changes where case_key = g.key and what = 'Facilitator')),
      -- A role that was handed over on that day ended the day before.
      role as (
        select username, role, dfe_number, from_day as since,
          coalesce(to_day + 1, 'infinity') as until from role_held
        union
        select deputy, role, dfe_number, from_day, to_day from delegation),
      groups as (
        select id, day, key as peer_group from mail where key like '%/group-%'
        union
        select mail.id, mail.day, m.peer_group from mail join membership m
          on m.entry = mail.key and mail.day between m.since and m.until),
      entries as (
        select id, day, key as entry from mail
        union
        select g.id, g.day, m.entry from groups g join membership m
          on m.peer_group = g.peer_group and g.day between m.since and m.until),
      authorities as (
        select e.id, e.day, number from entries e,
          regexp_split_to_table(split_part(e.entry, '/', 2), '-') number
        union
        -- Who comes after an authority that ended does what is open of it.
        select a.id, a.day, s.successor from authorities a join authority_succession s
          on s.predecessor = a.number and s.from_day <= a.day),
      allowed as (
        select a.id, r.username from authorities a join role r
          on r.dfe_number = a.number and a.day between r.since and r.until
        union
        select mail.id, r.username from mail join role r
          on r.role in ('office', 'lead') and mail.day between r.since and r.until
        union
        select g.id, f.username from groups g join facilitation f
          on f.peer_group = g.peer_group and g.day between f.since and f.until
        union
        select mail.id, r.username from mail join role r
          on r.role = 'reviewer' and mail.day between r.since and r.until
        where mail.key not like '%/group-%'
        -- An amendment is told to whoever read what was signed before, a case study to every
        -- director of the year once its owner has agreed.
        union
        select mail.id, l.reader from mail join reading_log l on l.entry = mail.key
          join role r on r.username = l.reader and mail.day between r.since and r.until
        where mail.template = 'assessment-shared'
        union
        select mail.id, r.username from mail join entry_authority a
          on a.cycle = left(mail.key, 4) join role r
          on r.dfe_number = a.dfe_number and mail.day between r.since and r.until
        where mail.template = 'case-study-circulated' and r.role = 'dcs')
      select mail.template || ' of ' || mail.key || ' to ' || mail.email || ' on ' || mail.day
      from mail
      where not exists (select 1 from allowed join person p using (username)
          where allowed.id = mail.id and lower(p.email) = mail.email)
        and not exists (select 1 from groups g join attendee t on t.peer_group = g.peer_group
          where g.id = mail.id and lower(t.email) = mail.email)
        and not exists (select 1 from groups g join invitation i on i.peer_group = g.peer_group
          where g.id = mail.id and lower(i.email) = mail.email)
      """;

  private final ProcessEngine engine;
  private final JdbcClient jdbc;

  YearsEnd(ProcessEngine engine, JdbcClient jdbc) {
    this.engine = engine;
    this.jdbc = jdbc;
  }

  /** After the year: nothing stuck, nothing lost, nobody told who should not be. */
  void isWell(String what) {
    assertThat(engine.getRuntimeService().createIncidentQuery().count()).as(what).isZero();
    assertThat(engine.getManagementService().createJobQuery().noRetriesLeft().count())
        .as(what)
        .isZero();
    assertThat(engine.getTaskService().createTaskQuery().list())
        .as("stuck tasks, %s", what)
        .extracting(Task::getName)
        .allMatch(FOLLOW_UP::equals);
    none("messages that nobody got, " + what, "select name from message_outbox");
    none(
        "sections that were sent and are not kept, " + what,
        """
        select s.business_key || ' ' || s.form from submission s
        where s.form like 'write-%' and s.form <> 'write-report' and not exists
          (select 1 from section_history h where h.entry = s.business_key
           and 'write-' || h.section = s.form)
        """);
    none(
        "changes that were confirmed and not made, " + what,
        "select kind || ' ' || id from change_request where state in ('CONFIRMED', 'REFUSED')");
    assertThat(toldAndShouldNotBe()).as("told and should not be, " + what).isEmpty();
  }

  /** Mails to whoever had nothing to do with their case on their day. */
  List<String> toldAndShouldNotBe() {
    return jdbc.sql(TOLD_AND_SHOULD_NOT_BE).query(String.class).list();
  }

  /** Before a day: who comes, and the facilitator, have it in their calendars, and nobody else. */
  void invitationsAreRight(LocalDate today) {
    none(
        "invitations that are missing or too many on " + today,
        """
        with member as (
          select m.peer_group, m.entry from group_member m
            join entry e on e.key = m.entry where e.withdrawn_on is null
          union select v.peer_group, v.entry from day_guest v
            join entry e on e.key = v.entry where e.withdrawn_on is null),
        wanted as (
          select m.peer_group, lower(a.email) as email from member m
            join attendee a on a.peer_group = m.peer_group and a.entry = m.entry
          union select g.key, lower(p.email) from peer_group g
            join person p on p.username = g.facilitator
            where exists (select 1 from member m where m.peer_group = g.key)),
        has as (select peer_group, lower(email) as email from invitation where not cancelled),
        -- Of the process that runs: a group that is formed again is asked for its teams first.
        days as (select key from peer_group g where day > :today and exists (
          select 1 from act_ru_execution p join act_hi_actinst a on a.proc_inst_id_ = p.id_
          where p.business_key_ = g.key and a.act_id_ = 'serviceTask_inviteAttendees'
            and a.end_time_ is not null))
        select 'missing ' || peer_group || ' ' || email from wanted
          where peer_group in (select key from days) and (peer_group, email) not in (table has)
        union all
        select 'too many ' || peer_group || ' ' || email from has
          where peer_group in (select key from days) and (peer_group, email) not in (table wanted)
        """,
        today);
  }

  /**
   * At any moment: nobody has an open task of an entry that has left the year, or about the team of
   * an entry for the day of a group that it is not in. What was said on a day is still written up.
   */
  void onlyWhoIsInIsAsked(String what) {
    none(
        "asked and not in, " + what,
        """
        with recursive up as (
          select t.id_ as task, e.id_, e.parent_id_, 0 as n
            from act_ru_task t join act_ru_execution e on e.id_ = t.execution_id_
          union all
          select up.task, e.id_, e.parent_id_, n + 1
            from up join act_ru_execution e on e.id_ = up.parent_id_),
        entry_of as (
          select distinct on (up.task) up.task, v.text_ as entry
          from up join act_ru_variable v on v.execution_id_ = up.id_ and v.name_ = 'entry'
          order by up.task, up.n),
        open as (
          select t.task_def_key_ as step, p.business_key_ as key, d.key_ as process,
            case when p.business_key_ like '____/group-%' then o.entry
              else p.business_key_ end as entry
          from act_ru_task t join act_ru_execution p on p.id_ = t.proc_inst_id_
            join act_re_procdef d on d.id_ = t.proc_def_id_
            left join entry_of o on o.task = t.id_)
        select step || ' of ' || open.entry || ' in ' || open.key from open
          join entry e on e.key = open.entry
          where e.withdrawn_on is not null and process <> 'report-back'
            and step not in ('userTask_recordSession')
        union all
        select step || ' of ' || open.entry || ' in ' || open.key from open
          where step in ('userTask_nameTeam', 'userTask_nameTeamLate', 'userTask_decideAttendees')
            and not exists (select 1 from group_member m
              where m.peer_group = open.key and m.entry = open.entry)
            and not exists (select 1 from day_guest v
              where v.peer_group = open.key and v.entry = open.entry)
        """);
  }

  private void none(String what, String sql) {
    assertThat(jdbc.sql(sql).query(String.class).list()).as(what).isEmpty();
  }

  private void none(String what, String sql, LocalDate today) {
    List<String> found = jdbc.sql(sql).param("today", today).query(String.class).list();
    assertThat(found).as(what).isEmpty();
  }
}
