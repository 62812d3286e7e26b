-- An entry that comes to the day of another group as a guest, and keeps its own day. It names a team and has no session.
create table day_guest (
  peer_group varchar(60) not null references peer_group on delete cascade,
  entry varchar(60) not null references entry on delete cascade,
  primary key (peer_group, entry)
);
create index day_guest_of on day_guest (entry);
