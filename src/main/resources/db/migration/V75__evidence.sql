-- Evidence files of a self-assessment: bytes once per content, one row per file that somebody added.
create table evidence_content (
  sha256 char(64) primary key,
  bytes bytea not null
);

create table evidence (
  id uuid primary key,
  entry varchar(60) not null references assessment,
  -- The section beside which it was added; empty when it belongs to the whole.
  section varchar(40),
  file_name varchar(200) not null,
  media_type varchar(120) not null,
  size integer not null check (size > 0),
  sha256 char(64) not null references evidence_content,
  added_by varchar(64) not null,
  added_at timestamptz not null,
  -- Of a file that a signed version has and the next one will not have.
  removed_at timestamptz,
  removed_by varchar(64),
  check ((removed_at is null) = (removed_by is null))
);
create index evidence_of on evidence (entry);
create index evidence_by_content on evidence (sha256);

-- A version was signed with the files that were there: not even our own code can change them.
create function refuse_evidence_change() returns trigger language plpgsql as $$
begin
  if exists (select 1 from assessment_version v where v.entry = old.entry
      and v.signed_at >= old.added_at and (old.removed_at is null or v.signed_at < old.removed_at)) then
    if tg_op = 'DELETE' then
      raise exception 'This evidence was signed: it cannot be deleted';
    elsif (new.id, new.entry, new.file_name, new.media_type, new.size, new.sha256, new.added_at)
        is distinct from (old.id, old.entry, old.file_name, old.media_type, old.size, old.sha256, old.added_at)
        or old.removed_at is not null then
      raise exception 'This evidence was signed: it cannot be changed';
    end if;
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger evidence_stays before update or delete on evidence
  for each row execute function refuse_evidence_change();
