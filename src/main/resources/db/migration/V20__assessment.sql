-- The self-assessment: what is written, what was signed, who read it, and what was asked about it.
create function refuse_assessment_change() returns trigger language plpgsql as $$
begin
  raise exception '% is kept as it was written: it cannot be changed or deleted', tg_table_name;
end $$;

create table assessment (
  entry varchar(60) primary key references entry,
  opened_at timestamptz not null,
  -- Counts how often sections were opened: the first writing is 1.
  round integer not null default 0,
  shared_version integer,
  shared_at timestamptz,
  withdrawn_at timestamptz
);

create table section (
  entry varchar(60) not null references assessment,
  section varchar(40) not null,
  content jsonb not null,
  version integer not null,
  written_by varchar(64) not null,
  written_at timestamptz not null,
  primary key (entry, section)
);

create table section_history (
  entry varchar(60) not null references assessment,
  section varchar(40) not null,
  version integer not null,
  content jsonb not null,
  written_by varchar(64) not null,
  written_at timestamptz not null,
  primary key (entry, section, version)
);
create trigger section_history_stays before update or delete on section_history
  for each row execute function refuse_assessment_change();

-- A section that is to be written: for the first time, returned with a reason, or to be amended.
create table section_request (
  id bigint generated always as identity primary key,
  entry varchar(60) not null references assessment,
  section varchar(40) not null,
  reason varchar(4000),
  asked_by varchar(64),
  asked_at timestamptz not null,
  -- Empty until the process opened the section's task.
  round integer,
  answered_at timestamptz
);
create unique index section_request_open on section_request (entry, section) where answered_at is null;

-- What one hands on to the next in a round: the lead author to the director.
create table hand_over (
  id bigint generated always as identity primary key,
  entry varchar(60) not null references assessment,
  note varchar(4000),
  written_by varchar(64) not null,
  written_at timestamptz not null
);
create index hand_over_of on hand_over (entry);

-- A signed version is evidence: not even our own code can change it.
create table assessment_version (
  entry varchar(60) not null references assessment,
  number integer not null check (number > 0),
  content text not null,
  sha256 char(64) not null,
  signer varchar(64) not null,
  signer_name varchar(200) not null,
  capacity varchar(20) not null
    check (capacity in ('PERMANENT', 'INTERIM', 'ACTING', 'DEPUTISING')),
  signed_at timestamptz not null,
  amendment_reason varchar(4000),
  primary key (entry, number)
);
create trigger assessment_version_stays before update or delete on assessment_version
  for each row execute function refuse_assessment_change();

create table assessment_document (
  entry varchar(60) not null,
  number integer not null,
  document uuid not null,
  primary key (entry, number),
  foreign key (entry, number) references assessment_version
);

create table amendment (
  id bigint generated always as identity primary key,
  entry varchar(60) not null references assessment,
  reason varchar(4000) not null,
  asked_by varchar(64) not null,
  asked_at timestamptz not null,
  -- The version that came of it; empty while it is being written.
  number integer
);
create unique index amendment_open on amendment (entry) where number is null;

create table timetable_request (
  id bigint generated always as identity primary key,
  entry varchar(60) not null references assessment,
  wanted date not null,
  reason varchar(4000) not null,
  retrospective boolean not null,
  asked_by varchar(64) not null,
  asked_at timestamptz not null,
  decision varchar(10) check (decision in ('AGREED', 'DECLINED', 'WITHDRAWN')),
  agreed date,
  decision_reason varchar(4000),
  decided_by varchar(64),
  decided_at timestamptz,
  check ((decision is null) = (decided_at is null)),
  check (decision is distinct from 'AGREED' or agreed is not null)
);
create unique index timetable_request_open on timetable_request (entry) where decision is null;

create table review (
  id bigint generated always as identity primary key,
  entry varchar(60) not null references assessment,
  -- The version that the comments are about; they stay with it.
  number integer not null,
  asked_by varchar(64) not null,
  -- The other authority's entry when a peer asks; empty when the authority itself does.
  asked_by_entry varchar(60) references entry,
  reason varchar(4000),
  questions varchar(200) not null,
  asked_at timestamptz not null,
  state varchar(20) not null check (state in ('ASKED', 'WITH_OFFICE', 'WITH_REVIEWER', 'ACCEPTED',
    'WRITTEN', 'RELEASED', 'CLOSED', 'NOT_WANTED', 'DECLINED', 'LAPSED', 'WITHDRAWN')),
  reviewer varchar(64) references person,
  note_to_reviewer varchar(4000),
  decline_reason varchar(4000),
  answers jsonb,
  written_at timestamptz,
  released_at timestamptz,
  reply varchar(4000),
  replied_by varchar(64),
  replied_at timestamptz,
  facilitator_may_read boolean not null default false,
  closed_at timestamptz,
  foreign key (entry, number) references assessment_version
);
-- One review at a time: a second opinion may follow, never run beside the first.
create unique index review_open on review (entry)
  where state in ('ASKED', 'WITH_OFFICE', 'WITH_REVIEWER', 'ACCEPTED', 'WRITTEN');

create table review_stood_back (
  review bigint not null references review,
  reviewer varchar(64) not null references person,
  reason varchar(4000) not null,
  at timestamptz not null
);

create table review_advice (
  entry varchar(60) not null,
  number integer not null,
  place integer not null,
  reason varchar(400) not null,
  primary key (entry, number, place),
  foreign key (entry, number) references assessment_version
);

-- What stood out on the data sheet when it was issued; newer figures do not change it.
create table flagged_indicator (
  entry varchar(60) not null references assessment,
  place integer not null,
  indicator varchar(300) not null,
  reasons varchar(500) not null,
  primary key (entry, place)
);

-- Every reading of a self-assessment; its owner can see who read it.
create table reading (
  id bigint generated always as identity primary key,
  entry varchar(60) not null references entry,
  reader varchar(64) not null,
  what varchar(30) not null check (what in ('PAGE', 'WORD', 'DRAFT')),
  number integer,
  at timestamptz not null
);
create index reading_of on reading (entry, at);
create trigger reading_stays before update or delete on reading
  for each row execute function refuse_assessment_change();
