-- What stays out of the public version of a self-assessment. It holds no text: a passage is known by its place and the
-- SHA-256 of its words.
create table withheld_passage (
  id text primary key default gen_random_uuid()::text,
  entry text not null references entry (key),
  section text not null,
  field text not null,
  sha256 text not null,
  exemption text not null,
  reason text not null check (reason <> '' and length(reason) <= 2000),
  marked_by text not null,
  marked_at timestamptz not null,
  unique (entry, section, field, sha256)
);

-- That a director issued a public version; each is kept as two documents.
create table public_version (
  entry text not null references entry (key),
  number integer not null,
  issue integer not null,
  word uuid not null,
  pdf uuid not null,
  withheld integer not null,
  issued_by text not null,
  issued_at timestamptz not null,
  primary key (entry, issue)
);
