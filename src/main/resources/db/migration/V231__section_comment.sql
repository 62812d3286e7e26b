-- What colleagues say to each other about a section while they write it. It is no part of what is signed.
create table section_comment (
  id bigint generated always as identity primary key,
  entry text not null references entry (key),
  section text not null,
  words text not null check (words <> '' and length(words) <= 4000),
  written_by text not null,
  written_at timestamptz not null,
  settled_by text,
  settled_at timestamptz
);
create index section_comment_entry on section_comment (entry, section);
