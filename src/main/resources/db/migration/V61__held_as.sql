-- A director may be permanent, interim or acting: what a signature's capacity is taken from.
alter table role_held add column held_as varchar(10) not null default 'PERMANENT'
  check (held_as in ('PERMANENT', 'INTERIM', 'ACTING'));

-- One that ends before it began was taken back in time.
alter table delegation drop constraint delegation_check;
alter table delegation add check (to_day >= from_day - 1);
