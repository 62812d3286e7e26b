-- Who changed what of a case, from what to what, when and why. Facts of a case, never what people
-- wrote in a form.
create table case_change (
  id bigint generated always as identity primary key,
  case_key varchar(60) not null,
  what varchar(200) not null,
  value_before varchar(400) not null,
  value_after varchar(400) not null,
  reason varchar(400) not null,
  changed_by varchar(64) not null,
  changed timestamptz not null
);

create index case_change_by_time on case_change (changed);
create index case_change_by_case on case_change (case_key, changed);

create function refuse_change_of_log() returns trigger language plpgsql as $$
begin
  raise exception 'The change log is kept as it was written';
end
$$;

create trigger case_change_stays before update or delete on case_change
  for each row execute function refuse_change_of_log();

-- When somebody of the office last said "I have seen this".
create table office_look (
  username varchar(64) primary key references person,
  looked timestamptz not null
);
