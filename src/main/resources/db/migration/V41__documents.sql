-- Documents are kept for good: bytes once per content, one row per version.
create table stored_content (
  sha256 text  primary key check (length(sha256) = 64),
  bytes  bytea not null
);

create table stored_document (
  id         uuid        primary key,
  owner_key  text        not null,
  kind       text        not null,
  version    integer     not null check (version > 0),
  title      text        not null,
  file_name  text        not null,
  media_type text        not null,
  size       integer     not null,
  sha256     text        not null references stored_content (sha256),
  stored_at  timestamptz not null,
  unique (owner_key, kind, version)
);
