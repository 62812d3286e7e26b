-- A plan that found no majority may end without being published.
alter table plan drop constraint plan_state_check;
alter table plan add constraint plan_state_check
  check (state in ('DRAFT', 'ASKED', 'REFUSED', 'PUBLISHED', 'CLOSED'));
