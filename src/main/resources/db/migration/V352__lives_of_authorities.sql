-- Authorities begin and end: Surrey ends on 31 March 2027 and becomes two, and two may become one. A row stays for
-- ever, since what it signed stays; what passes on is said by succession alone.
alter table authority
  add begins date,
  add ends date,
  add check (ends is null or begins is null or ends >= begins);

-- From that day on whoever holds a role of the successor also holds it for the predecessor: reads its papers, and does
-- its open work, asks, offers and commitments included.
create table authority_succession (
  predecessor varchar(3) not null references authority,
  successor   varchar(3) not null references authority,
  from_day    date       not null,
  -- Off: the successor is named on sheets and lists, and gets neither papers nor work.
  passes_on   boolean    not null default true,
  primary key (predecessor, successor),
  check (predecessor <> successor)
);

-- Roles that ended because their authority did, and when they would have ended: should it go on after all.
alter table role_held
  add ended_with_authority boolean not null default false,
  add to_day_before date;

-- What files may call an authority that the shipped list of codes does not know yet, and whose figures stand before it.
alter table figure_area
  add ons_code text,
  add begins date,
  add predecessors text[] not null default '{}';
