-- Invitations to more than challenge days: of a briefing or a summit the first column holds 2019/briefing or 2019/summit.
-- It keeps its name, so that a node of the earlier version goes on working beside a newer one.
alter table invitation drop constraint invitation_peer_group_fkey;
alter table invitation add column answer text check (answer in ('ACCEPTED', 'TENTATIVE', 'DECLINED'));
alter table invitation add column answered_at timestamptz;
create index invitation_email on invitation (lower(email));

-- The secret of a link in a mail, kept as a hash; every mail has its own, so that an older one goes on working.
create table invitation_reply (
  code_hash text primary key,
  uid varchar(100) not null references invitation (uid) on delete cascade,
  made_at timestamptz not null
);

-- A meeting of the region that is no group's day. The day of a summit stands with its year.
create table region_meeting (
  cycle varchar(20) not null references cycle (key),
  kind text not null check (kind in ('briefing', 'summit')),
  day date,
  starts time not null,
  ends time not null,
  place varchar(200) not null default '',
  link varchar(200) not null default '',
  called_off boolean not null default false,
  changed_by varchar(64) not null,
  changed_at timestamptz not null,
  primary key (cycle, kind),
  check (ends > starts)
);

-- The secret address of somebody's own calendar, kept as a hash.
create table calendar_feed (
  username varchar(64) primary key,
  secret_hash text not null unique,
  made_at timestamptz not null
);

-- News may be read on its page alone, and who unsubscribes by a mail program needs no sign-in.
alter table notice drop constraint notice_state_check;
alter table notice add constraint notice_state_check
  check (state in
    ('new', 'claimed', 'sent', 'failed', 'unsure', 'set-aside', 'waiting', 'in-digest', 'page-only'));
alter table notice add column unsubscribe_url text;
alter table notice_rhythm drop constraint notice_rhythm_rhythm_check;
alter table notice_rhythm add constraint notice_rhythm_rhythm_check
  check (rhythm in ('AT_ONCE', 'DAILY', 'WEEKLY', 'NEVER'));
create table news_unsubscribe (
  code_hash text primary key,
  recipient_email text not null,
  made_at timestamptz not null
);
