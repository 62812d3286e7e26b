-- A pause in the work of an entry. That an inspection is the reason is for its directors and the office alone.
create table entry_pause (
  id bigint generated always as identity primary key,
  entry varchar(60) not null references entry on delete cascade,
  begun timestamptz not null,
  inspection boolean not null,
  until date,
  reason varchar(400) not null,
  begun_by varchar(64) not null,
  ended timestamptz
);
create unique index entry_pause_now on entry_pause (entry) where ended is null;

-- A year that was called off, and a self-assessment that the year closed without.
alter table cycle add column cancelled_on date;
alter table cycle add column cancelled_because varchar(400) not null default '';
alter table assessment add column ended_at timestamptz;
