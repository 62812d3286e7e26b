-- Sets of diagrams, tables and forms that somebody proposed, and what became of them.
create table process_proposal (
  id              bigint generated always as identity primary key,
  -- In words: where the files came from.
  source          varchar(300)  not null,
  content_hash    char(64)      not null,
  brought_by      varchar(64)   not null,
  brought         timestamptz   not null,
  state           varchar(20)   not null default 'DRAFT'
    check (state in ('DRAFT', 'PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'DEPLOYED')),
  reason          varchar(1000),
  proposed_by     varchar(64),
  proposed        timestamptz,
  decided_by      varchar(64),
  decided         timestamptz,
  decision_reason varchar(1000),
  -- What was approved: this content, beside that deployed set.
  approved_hash   char(64),
  approved_beside varchar(64),
  deployed_by     varchar(64),
  deployed        timestamptz,
  deployment      varchar(64) unique,
  constraint proposed_with_a_reason
    check (state in ('DRAFT', 'WITHDRAWN') or (proposed_by is not null and reason <> '')),
  constraint approved_by_a_second_person
    check (state not in ('APPROVED', 'DEPLOYED')
           or (decided_by is not null and decided_by <> proposed_by and decided_by <> brought_by
               and approved_hash = content_hash))
);

create table process_proposal_file (
  proposal bigint       not null references process_proposal,
  name     varchar(200) not null,
  content  bytea        not null,
  primary key (proposal, name)
);

create trigger process_proposal_file_is_final before update or delete on process_proposal_file
  for each row execute function refuse_change();

-- Running cases that were to go on by another version of their diagram.
create table process_move (
  id               bigint generated always as identity primary key,
  -- The set's deployment; the engine may remove it one day.
  deployment       varchar(64)  not null,
  process_instance varchar(64)  not null,
  diagram          varchar(255) not null,
  business_key     varchar(255) not null,
  asked_by         varchar(64)  not null,
  asked            timestamptz  not null,
  reason           varchar(1000) not null check (reason <> ''),
  state            varchar(20)  not null default 'WAITING'
    check (state in ('WAITING', 'MOVED', 'STAYED', 'FAILED')),
  attempts         integer      not null default 0,
  outcome          varchar(1000),
  ended            timestamptz
);

create index process_move_waiting on process_move (id) where state = 'WAITING';
create index process_move_of_deployment on process_move (deployment);
