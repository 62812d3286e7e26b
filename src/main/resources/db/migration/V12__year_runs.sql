-- A year is started once: whoever comes second is told.
create table year_started (
  cycle varchar(4) primary key,
  process_instance varchar(64) not null,
  started timestamptz not null
);

-- What the year's process has opened already; a late entry or group is found by its absence.
alter table entry add column opened timestamptz;
alter table peer_group add column opened timestamptz;

-- Where a warning stands, in words: it may be about two groups or a person.
alter table arrangement_warning add column subject varchar(400) not null default '';
