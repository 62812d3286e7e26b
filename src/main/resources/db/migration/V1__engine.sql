-- What people sent, form by form: appended, never changed.
create table submission (
  id           bigint generated always as identity primary key,
  business_key text        not null,
  form         text        not null,
  loop         text        not null default '',
  task_id      text        not null,
  task_key     text        not null,
  content      jsonb       not null,
  author       text        not null,
  sent_at      timestamptz not null
);

create index submission_latest on submission (business_key, form, loop, id desc);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name;
end $$;

create trigger submission_is_final before update or delete on submission
  for each row execute function refuse_change();

-- Messages to processes, written in the sender's transaction and delivered after it.
create table message_outbox (
  id           bigint generated always as identity primary key,
  name         text        not null,
  business_key text        not null,
  variables    jsonb       not null,
  created_at   timestamptz not null,
  attempts     integer     not null default 0,
  next_attempt timestamptz not null,
  last_error   text
);
