-- What the office confirmed of a group's day; date and place stand with the group.
create table challenge_day (
  peer_group varchar(60) primary key references peer_group on delete cascade,
  starts time not null,
  mode varchar(20) not null check (mode in ('IN_PERSON', 'VIRTUAL', 'HYBRID')),
  link varchar(200) not null default '',
  note varchar(4000) not null default '',
  confirmed_by varchar(64) not null,
  confirmed timestamptz not null
);

-- How it became known who comes for an entry; it stays when the entry leaves the group.
create table attendance (
  peer_group varchar(60) not null references peer_group on delete cascade,
  entry varchar(60) not null references entry on delete cascade,
  how varchar(20) not null check (how in ('NAMED', 'DIRECTOR_ALONE', 'AGREED')),
  reason varchar(4000) not null default '',
  decided_by varchar(64),
  decided timestamptz not null,
  primary key (peer_group, entry)
);

create table attendee (
  id bigint generated always as identity primary key,
  peer_group varchar(60) not null,
  entry varchar(60) not null,
  username varchar(64) references person,
  name varchar(200) not null,
  email varchar(200) not null,
  work varchar(200) not null default '',
  leads boolean not null default false,
  foreign key (peer_group, entry) references attendance on delete cascade,
  unique (peer_group, entry, email)
);

-- One appointment for each person and group: its uid never changes, its sequence only grows.
create table invitation (
  peer_group varchar(60) not null references peer_group on delete cascade,
  email varchar(200) not null,
  name varchar(200) not null,
  uid varchar(100) not null unique,
  sequence integer not null,
  appointment varchar(1000) not null,
  cancelled boolean not null default false,
  sent timestamptz not null,
  primary key (peer_group, email)
);

-- Each issue of a group's reading pack: what was new is told, what is the same is not issued again.
create table reading_pack (
  peer_group varchar(60) not null references peer_group on delete cascade,
  issue integer not null,
  document uuid not null,
  shared varchar(400) not null,
  issued timestamptz not null,
  primary key (peer_group, issue)
);

-- Notes of a session as the facilitator took them; the content is a SessionNotes as JSON.
create table session (
  entry varchar(60) primary key references entry on delete cascade,
  peer_group varchar(60) not null references peer_group on delete cascade,
  notes jsonb not null,
  recorded_by varchar(64) not null,
  recorded timestamptz not null
);
create index session_of on session (peer_group);

create table learning (
  peer_group varchar(60) primary key references peer_group on delete cascade,
  points text not null,
  next_time varchar(4000) not null default '',
  recorded_by varchar(64) not null,
  recorded timestamptz not null
);

create table feedback (
  peer_group varchar(60) not null references peer_group on delete cascade,
  username varchar(64) not null,
  helped varchar(4000) not null default '',
  hindered varchar(4000) not null default '',
  given timestamptz not null,
  primary key (peer_group, username)
);

-- Who read what of a group's day or an entry's report; its owner can see it.
create table challenge_reading (
  id bigint generated always as identity primary key,
  owner_key varchar(60) not null,
  what varchar(20) not null check (what in ('report', 'summary', 'reading-pack', 'notes')),
  username varchar(64) not null,
  read timestamptz not null
);
create index challenge_reading_of on challenge_reading (owner_key);
