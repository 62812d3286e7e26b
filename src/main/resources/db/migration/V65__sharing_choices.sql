-- What a director chose about readers after signing: the newest row counts, all of them stay.
create table sharing_choice (
  id bigint generated always as identity primary key,
  entry varchar(60) not null references assessment,
  may_read varchar(30) not null
    check (may_read in ('NOBODY', 'GROUP', 'ALL_DCS', 'ALL_DCS_AND_LEADERS')),
  reason varchar(4000) not null,
  chosen_by varchar(64) not null,
  chosen_at timestamptz not null
);
create index sharing_choice_of on sharing_choice (entry, id);
create trigger sharing_choice_stays before update or delete on sharing_choice
  for each row execute function refuse_assessment_change();

-- What a director opened to the lead member and chief executives of the same authority.
create table opened_to_leaders (
  id bigint generated always as identity primary key,
  entry varchar(60) not null references entry,
  draft boolean not null,
  review boolean not null,
  notes boolean not null,
  chosen_by varchar(64) not null,
  chosen_at timestamptz not null
);
create index opened_to_leaders_of on opened_to_leaders (entry, id);
create trigger opened_to_leaders_stays before update or delete on opened_to_leaders
  for each row execute function refuse_assessment_change();
