-- The nodes that run, by the name under which they lock jobs; each says every two seconds that it lives. What is silent
-- for six seconds is dead, and its jobs are anybody's. Only the database's own time counts here.
create table node (
  id         text        primary key,
  host       text        not null,
  started_at timestamptz not null default now(),
  seen_at    timestamptz not null default now()
);
