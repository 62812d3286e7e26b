-- The office brought an ask and an offer together, and both sides were told.
create table register_introduction (
  entry varchar(60) not null references entry (key) on delete cascade,
  ask bigint not null references register_item (id) on delete cascade,
  offer bigint not null references register_item (id) on delete cascade,
  introduced_by varchar(64) not null,
  introduced_at timestamptz not null,
  primary key (ask, offer)
);

-- What came of an ask after so many months, in its owner's words.
create table ask_outcome (
  entry varchar(60) not null references entry (key) on delete cascade,
  ask bigint not null references register_item (id) on delete cascade,
  months integer not null check (months in (3, 6, 12)),
  what varchar(20) not null check (what in ('OFFER', 'ACTION', 'FIGURE', 'STORY', 'NOTHING_YET')),
  words varchar(4000) not null default '',
  written_by varchar(64) not null,
  written_at timestamptz not null,
  primary key (ask, months)
);
