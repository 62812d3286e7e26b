-- Good news waits for the recipient's next digest, where it is one line; what must be acted on is a mail at once.
alter table notice drop constraint notice_state_check;
alter table notice add constraint notice_state_check
  check (state in ('new', 'claimed', 'sent', 'failed', 'unsure', 'set-aside', 'waiting', 'in-digest'));
-- Where it leads, for the line of a digest and for the page of what was sent.
alter table notice add column link_path text not null default '/';
alter table notice add column digest_id bigint references notice (id);
create index notice_waiting on notice (recipient_email, posted_at) where state = 'waiting';
create index notice_posted on notice (posted_at desc, id desc);

-- How often somebody wants to hear of what may wait; without a row weekly.
create table notice_rhythm (
  recipient_email text primary key,
  rhythm          text        not null check (rhythm in ('AT_ONCE', 'DAILY', 'WEEKLY')),
  chosen_at       timestamptz not null
);
