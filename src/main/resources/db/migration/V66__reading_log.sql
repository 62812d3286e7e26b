-- One log of every reading: of a self-assessment, a report, notes, a pack, a form with another's text.
create table reading_log (
  id bigint generated always as identity primary key,
  entry varchar(60) not null references entry,
  reader varchar(64) not null,
  what varchar(30) not null,
  -- The version, where there are several.
  number integer,
  at timestamptz not null
);

insert into reading_log (entry, reader, what, number, at)
select entry, reader, what, number, at from (
  select entry, reader,
    case what when 'PAGE' then 'ASSESSMENT' when 'WORD' then 'ASSESSMENT_WORD' else what end as what,
    number, at
  from reading
  union all
  select owner_key, username, case what when 'report' then 'REPORT' else 'REPORT_SUMMARY' end, null, read
  from challenge_reading where what in ('report', 'summary')
    and exists (select 1 from entry e where e.key = owner_key)
  union all
  select m.entry, r.username, case r.what when 'notes' then 'NOTES' else 'READING_PACK' end, null, r.read
  from challenge_reading r join group_member m on m.peer_group = r.owner_key
  where r.what in ('notes', 'reading-pack')
) readings order by at;

drop table reading;
drop table challenge_reading;

create index reading_log_of on reading_log (entry, id);
create trigger reading_log_stays before update or delete on reading_log
  for each row execute function refuse_assessment_change();
