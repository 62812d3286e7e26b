-- The year: its dates, who takes part, in which groups.
create table cycle (
  key varchar(4) primary key check (key ~ '^20[0-9]{2}$'),
  assessment_due date not null,
  summit date not null,
  closes date not null,
  visibility varchar(30) not null check (visibility in ('GROUP', 'ALL_DCS', 'ALL_DCS_AND_LEADERS')),
  memorandum_blocks boolean not null default false,
  opened timestamptz,
  -- One number for all arrangements of the year: whoever saves an older one is told.
  version integer not null default 0,
  check (assessment_due < summit),
  check (summit <= closes)
);

create table entry (
  key varchar(60) primary key,
  cycle varchar(4) not null references cycle,
  agreed_due date,
  joined_on date,
  withdrawn_on date,
  withdrawn_because varchar(400)
);

create table entry_authority (
  entry varchar(60) not null references entry on delete cascade,
  cycle varchar(4) not null references cycle,
  dfe_number varchar(3) not null references authority,
  place integer not null,
  primary key (entry, dfe_number)
);
create index entry_authority_of on entry_authority (cycle, dfe_number);

create table peer_group (
  key varchar(60) primary key,
  cycle varchar(4) not null references cycle,
  number integer not null,
  day date not null,
  venue varchar(200) not null default '',
  mode varchar(20) not null default 'IN_PERSON' check (mode in ('IN_PERSON', 'VIRTUAL', 'HYBRID')),
  facilitator varchar(64) references person,
  unique (cycle, number)
);

-- An entry is in one group at most; it stays listed when it withdraws, so that history can be read.
create table group_member (
  entry varchar(60) primary key references entry on delete cascade,
  peer_group varchar(60) not null references peer_group on delete cascade,
  place integer not null
);
create index group_member_of on group_member (peer_group);

-- What group-check.dmn found at the last check, and why the office went on all the same.
create table arrangement_warning (
  id bigint generated always as identity primary key,
  cycle varchar(4) not null references cycle,
  peer_group varchar(60) references peer_group on delete cascade,
  rule varchar(60) not null,
  reason varchar(400) not null,
  found timestamptz not null
);
create index arrangement_warning_of on arrangement_warning (cycle);

create table warnings_accepted (
  id bigint generated always as identity primary key,
  cycle varchar(4) not null references cycle,
  warnings text not null,
  reason varchar(4000) not null,
  accepted_by varchar(64) not null,
  accepted timestamptz not null
);

-- One row for each signatory: accepted, or not accepted when the year closed.
create table memorandum (
  cycle varchar(4) not null references cycle,
  dfe_number varchar(3) not null references authority,
  role varchar(30) not null,
  accepted boolean not null,
  username varchar(64) references person,
  comment varchar(4000),
  at timestamptz not null,
  primary key (cycle, dfe_number, role)
);

create table briefing (
  cycle varchar(4) not null references cycle,
  username varchar(64) not null references person,
  briefed_on date not null,
  catch_up boolean not null,
  primary key (cycle, username)
);

create table year_evaluation (
  id bigint generated always as identity primary key,
  cycle varchar(4) not null references cycle,
  helped text,
  hindered text,
  change text,
  evaluated_by varchar(64) not null,
  evaluated timestamptz not null
);

-- Each stage of reminding once for a task and a person.
create table reminder (
  task_id varchar(64) not null,
  username varchar(64) not null,
  stage varchar(20) not null,
  at timestamptz not null,
  primary key (task_id, username, stage)
);
