-- While there is a row, mails wait: the office stopped them, as when a digest has a mistake in it.
create table mail_hold (
  one     boolean     primary key default true check (one),
  held_by text        not null,
  held_at timestamptz not null
);

-- All reading packs of a year made current one after another, because somebody asked for it.
create table pack_run (
  id         bigint generated always as identity primary key,
  cycle      text        not null references cycle (key) on delete cascade,
  started_by text        not null,
  started_at timestamptz not null,
  stopped_by text,
  stopped_at timestamptz
);

create index pack_run_of_cycle on pack_run (cycle, id);

create table pack_run_part (
  run        bigint  not null references pack_run (id) on delete cascade,
  -- A group may be dissolved meanwhile.
  peer_group text    not null,
  state      text    not null default 'waits'
    check (state in ('waits', 'current', 'made', 'not-issued', 'failed')),
  attempts   integer not null default 0,
  primary key (run, peer_group)
);

create index pack_run_part_waits on pack_run_part (run) where state = 'waits';
