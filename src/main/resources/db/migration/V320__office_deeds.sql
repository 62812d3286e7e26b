-- What the office did from a page that changes no case: mails sent again, accounts locked, failed steps repeated.
create table office_deed (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  username varchar(64) not null,
  what varchar(200) not null,
  -- Whom or what it was about: the last name in the page's address.
  about varchar(100) not null
);
create index office_deed_by_time on office_deed (at);

create trigger office_deed_stays before update or delete on office_deed
  for each row execute function refuse_change_of_log();

-- Whose changes, the newest first.
create index case_change_by_person on case_change (changed_by, changed);
