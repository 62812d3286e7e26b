-- A change of a case: chosen and looked at, then confirmed with a reason, then made in a step of its own.
create table change_request (
  id bigint generated always as identity primary key,
  -- Business key of the year, entry or group.
  case_key varchar(60) not null,
  kind varchar(40) not null,
  -- What is wanted, field by field as the page names them.
  wanted jsonb not null,
  state varchar(10) not null
    check (state in ('PROPOSED', 'CONFIRMED', 'MADE', 'REFUSED', 'UNDONE', 'DROPPED')),
  -- What the trial showed: tasks, dates, mails, warnings.
  effects jsonb not null,
  -- How it is taken back; empty where it cannot be.
  inverse_kind varchar(40),
  inverse jsonb,
  -- The change that this one takes back.
  undoes bigint references change_request,
  reason varchar(400) not null default '',
  asked_by varchar(64) not null,
  asked timestamptz not null,
  confirmed_by varchar(64),
  confirmed timestamptz,
  made timestamptz,
  refusal varchar(400) not null default '',
  check ((confirmed is null) = (confirmed_by is null))
);
create index change_request_by_case on change_request (case_key, id);
