-- Numbers that are drawn by lot have fifteen digits all, so that a page's length tells nothing either.
alter table serious_concern alter column id set default
  100000000000000 + ('x' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 12))::bit(48)::bigint;
alter table section_comment alter column id set default
  100000000000000 + ('x' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 12))::bit(48)::bigint;
alter table draft_history alter column id set default
  100000000000000 + ('x' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 12))::bit(48)::bigint;
alter table change_request alter column id set default
  100000000000000 + ('x' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 12))::bit(48)::bigint;
alter table case_study alter column id set default
  100000000000000 + ('x' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 12))::bit(48)::bigint;
