-- The outbox: a notice is a row written with the step that causes it, and sent after that step is committed.
create table notice (
  id                  bigint generated always as identity primary key,
  process_instance_id text        not null,
  activity_id         text        not null,
  loop                text        not null,
  recipient_email     text        not null,
  recipient_name      text        not null,
  template            text        not null,
  subject             text        not null,
  body_text           text        not null,
  body_html           text        not null,
  calendar            text,
  calendar_method     text,
  message_id          text        not null,
  posted_at           timestamptz not null,
  state               text        not null default 'new'
    check (state in ('new', 'claimed', 'sent', 'failed', 'unsure', 'set-aside')),
  attempts            integer     not null default 0,
  next_attempt_at     timestamptz not null,
  -- The database's own time, not the application's clock: a demo clock jumps over months.
  claimed_at          timestamptz,
  claimed_by          uuid,
  sent_at             timestamptz,
  last_error          text,
  -- A step that runs again writes nothing new.
  unique (process_instance_id, activity_id, loop, recipient_email)
);

create index notice_due on notice (next_attempt_at, id) where state = 'new';
create index notice_open on notice (state) where state in ('claimed', 'failed', 'unsure');
