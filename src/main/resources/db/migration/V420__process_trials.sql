-- What was tried with a changed set: on running cases, or on a past case again. Nothing of a trial stays but what it showed.
create table process_trial (
  id          bigint generated always as identity primary key,
  kind        varchar(20)   not null check (kind in ('PREVIEW', 'BEHIND', 'REPLAY')),
  -- The proposed set; none where the deployed one is meant.
  proposal    bigint references process_proposal,
  -- The set in use when it was asked for.
  beside      varchar(64)   not null,
  -- The past case that is replayed, an id of the engine's history.
  past_case   varchar(64),
  -- What it is, in words.
  what        varchar(300)  not null,
  asked_by    varchar(64)   not null,
  asked       timestamptz   not null,
  state       varchar(20)   not null default 'WAITING' check (state in ('WAITING', 'DONE', 'FAILED')),
  attempts    integer       not null default 0,
  -- Until somebody says that it goes on, by the database's own clock; another node takes it over afterwards.
  taken_until timestamptz,
  done_steps  integer       not null default 0,
  all_steps   integer       not null default 0,
  -- What it showed, as JSON.
  result      text,
  problem     varchar(1000),
  ended       timestamptz,
  constraint replay_has_its_case check ((kind = 'REPLAY') = (past_case is not null)),
  constraint proposed_or_deployed check ((kind = 'BEHIND') = (proposal is null)),
  constraint done_with_a_result check ((state = 'DONE') = (result is not null))
);

create unique index process_trial_waiting
  on process_trial (kind, coalesce(proposal, 0), beside, coalesce(past_case, '')) where state = 'WAITING';
create index process_trial_of_proposal on process_trial (proposal);
