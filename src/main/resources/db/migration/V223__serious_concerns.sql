-- A serious concern for children: its own restricted record. Nothing else in the database points here, and no export,
-- log or search of anything else reads it.
create table serious_concern (
  id bigint generated always as identity primary key,
  about varchar(3) not null references authority,
  words text not null,
  raised_by varchar(64) not null references person,
  raised timestamptz not null
);

create table serious_concern_reader (
  concern bigint not null references serious_concern,
  username varchar(64) not null references person,
  named_by varchar(64) not null references person,
  named timestamptz not null,
  primary key (concern, username)
);

create table serious_concern_step (
  id bigint generated always as identity primary key,
  concern bigint not null references serious_concern,
  kind varchar(20) not null
    check (kind in ('NOTE', 'AUTHORITY_TOLD', 'THIRD_PARTY_TOLD', 'CLOSED')),
  on_day date not null,
  whom varchar(200) not null default '',
  words text not null,
  recorded_by varchar(64) not null references person,
  recorded timestamptz not null
);

create table serious_concern_reading (
  id bigint generated always as identity primary key,
  concern bigint not null references serious_concern,
  username varchar(64) not null references person,
  read timestamptz not null
);

create function refuse_concern_change() returns trigger language plpgsql as $$
begin
  raise exception 'What is recorded of a serious concern stays as it was recorded';
end
$$;

create trigger serious_concern_stays before update or delete on serious_concern
  for each row execute function refuse_concern_change();
create trigger serious_concern_step_stays before update or delete on serious_concern_step
  for each row execute function refuse_concern_change();
create trigger serious_concern_reading_stays before update or delete on serious_concern_reading
  for each row execute function refuse_concern_change();
