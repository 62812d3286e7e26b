-- The number under which somebody can be reached, as they gave it themselves.
create table telephone (
  username text primary key references person (username),
  number text not null check (number <> '' and length(number) <= 40)
);

-- When somebody last came to the start page, and the visit before: what changed in between is told there.
create table start_page_visit (
  username text primary key references person (username),
  seen_at timestamptz not null,
  visit_before timestamptz
);
