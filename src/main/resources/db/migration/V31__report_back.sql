-- Versions of the report back to an entry. What is settled never changes: the trigger holds it.
create table report (
  id bigint generated always as identity primary key,
  entry varchar(60) not null references entry on delete cascade,
  version integer not null,
  state varchar(20) not null check (state in ('WRITTEN', 'WITH_HOST', 'SETTLED')),
  content jsonb not null,
  reason varchar(4000) not null default '',
  written_by varchar(64) not null,
  written timestamptz not null,
  fact_check varchar(20) check (fact_check in ('agreed', 'disputed')),
  dispute varchar(4000) not null default '',
  checked_by varchar(64),
  answer varchar(20) check (answer in ('amended', 'disagreement')),
  answer_text varchar(4000) not null default '',
  answered_by varchar(64),
  outcome varchar(20)
    check (outcome in ('AGREED', 'AMENDED', 'DISAGREEMENT', 'NOT_ANSWERED')),
  settled timestamptz,
  document uuid,
  unique (entry, version)
);

create function keep_settled_report() returns trigger language plpgsql as $$
begin
  if old.state = 'SETTLED' then
    raise exception 'A settled report never changes: correct it by a new version';
  end if;
  return new;
end $$;

create trigger report_settled before update on report
  for each row execute function keep_settled_report();

-- What was asked to be corrected, until the new version is written.
create table report_correction (
  entry varchar(60) primary key references entry on delete cascade,
  reason varchar(4000) not null,
  asked_by varchar(64) not null,
  asked timestamptz not null
);

-- The region's register: asks and offers live all year, whatever they came from.
create table register_item (
  id bigint generated always as identity primary key,
  kind varchar(10) not null check (kind in ('ask', 'offer')),
  entry varchar(60) not null references entry on delete cascade,
  title varchar(200) not null,
  description varchar(4000) not null default '',
  theme varchar(100) not null default '',
  contact varchar(200) not null default '',
  state varchar(20) not null check (state in ('listed', 'validated', 'withdrawn', 'matched')),
  source varchar(40) not null,
  listed timestamptz not null,
  changed timestamptz not null,
  changed_by varchar(64)
);
create index register_item_of on register_item (entry);

create table case_study (
  id bigint generated always as identity primary key,
  entry varchar(60) not null references entry on delete cascade,
  report bigint not null references report on delete cascade,
  practice varchar(200) not null,
  state varchar(20) not null
    check (state in ('WANTED', 'DRAFTED', 'CHANGE_WANTED', 'AGREED', 'DECLINED', 'CIRCULATED')),
  title varchar(200) not null default '',
  situation text not null default '',
  action text not null default '',
  impact text not null default '',
  lessons text not null default '',
  contact varchar(200) not null default '',
  wish varchar(4000) not null default '',
  drafted_by varchar(64),
  decided_by varchar(64),
  changed timestamptz not null,
  unique (report, practice)
);
create index case_study_of on case_study (entry);
