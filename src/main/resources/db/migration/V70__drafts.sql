-- What people have typed into the form of an open task and not sent yet: only the fields they touched.
create table draft (
  task_id      text        primary key,
  business_key text        not null,
  form         text        not null,
  loop         text        not null,
  version      integer     not null,
  -- The page that saved last and its count of changes: its own saves never conflict, and a late one is recognised.
  writer       text        not null,
  seq          bigint      not null,
  -- text and not jsonb, which refuses some characters that people may type
  content      text        not null check (octet_length(content) <= 2000000),
  saved_by     text        not null,
  saved_at     timestamptz not null
);

-- Earlier drafts of a form of a case, whichever task it was written in: a section that came back is a new task.
create table draft_history (
  id           bigint      generated always as identity primary key,
  business_key text        not null,
  form         text        not null,
  loop         text        not null,
  content      text        not null,
  saved_by     text        not null,
  saved_at     timestamptz not null,
  -- this was sent, and not only typed
  sent         boolean     not null
);

create index draft_history_of_form on draft_history (business_key, form, loop, id desc);
