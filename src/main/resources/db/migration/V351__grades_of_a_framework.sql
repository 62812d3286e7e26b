-- What Ofsted judges and on which scale changes with its framework: areas and scales are rows, and a new framework
-- is no change of the product. An inspection keeps the grades of the framework that it was made under.
create table inspection_grade (
  scale     text    not null,
  position  integer not null,
  grade     text    not null,
  -- In small letters, as lists write it.
  spellings text[]  not null,
  primary key (scale, grade)
);

create table inspection_framework (
  code     text primary key check (code ~ '^[a-z0-9-]{3,40}$'),
  name     text not null,
  -- Reports that came out from then on may be under it.
  from_day date not null,
  added_by varchar(64)
);

create table inspection_area (
  framework text    not null references inspection_framework,
  position  integer not null,
  code      text    not null check (code ~ '^[a-z0-9_]{2,40}$'),
  name      text    not null,
  scale     text    not null,
  -- Whether every report grades it; care leavers are judged apart only since 2023.
  always    boolean not null,
  -- What lists call it, in small letters and without a "the" at their beginning.
  columns   text[]  not null,
  primary key (framework, code)
);

insert into inspection_grade values
  ('ofsted-four', 1, 'Outstanding', array['outstanding', '1']),
  ('ofsted-four', 2, 'Good', array['good', '2']),
  ('ofsted-four', 3, 'Requires improvement to be good', array['requires improvement to be good', 'requires improvement', '3']),
  ('ofsted-four', 4, 'Inadequate', array['inadequate', '4']),
  ('area-send', 1, 'Typically positive experiences and outcomes', array['typically positive experiences and outcomes', '1']),
  ('area-send', 2, 'Inconsistent experiences and outcomes', array['inconsistent experiences and outcomes', '2']),
  ('area-send', 3, 'Widespread and/or systemic failings', array['widespread and/or systemic failings',
    'widespread and systemic failings', '3']);

insert into inspection_framework (code, name, from_day) values
  ('sif-2013', 'Single inspection framework (2013 to 2017)', '2013-11-01'),
  ('ilacs-2018', 'Inspecting local authority children’s services (ILACS)', '2018-01-01'),
  ('area-send-2023', 'Area SEND inspections (2023)', '2023-01-01'),
  ('ilacs-2026', 'ILACS without an overall grade (April 2026)', '2026-04-01');

insert into inspection_area values
  ('sif-2013', 1, 'overall', 'Overall', 'ofsted-four', true, array['overall', 'overall effectiveness']),
  ('sif-2013', 2, 'leaders', 'Leaders', 'ofsted-four', true, array['leaders', 'leadership, management and governance']),
  ('sif-2013', 3, 'help_protection', 'Help and protection', 'ofsted-four', true,
    array['help_protection', 'children who need help and protection']),
  ('sif-2013', 4, 'in_care', 'Children in care', 'ofsted-four', true,
    array['in_care', 'children looked after and achieving permanence']),
  ('sif-2013', 5, 'adoption', 'Adoption', 'ofsted-four', true, array['adoption', 'adoption performance']),
  ('sif-2013', 6, 'care_leavers', 'Care leavers', 'ofsted-four', true,
    array['care_leavers', 'experiences and progress of care leavers', 'care leavers']),
  ('area-send-2023', 1, 'send_outcome', 'Area SEND outcome', 'area-send', true,
    array['send_outcome', 'area send outcome', 'inspection outcome']);
insert into inspection_area
select f.code, a.position, a.area, a.name, 'ofsted-four', a.always, a.columns
from (values ('ilacs-2018'), ('ilacs-2026')) f (code)
  join (values
    (1, 'overall', 'Overall', true, array['overall', 'overall effectiveness']),
    (2, 'leaders', 'Leaders', true, array['leaders', 'impact of leaders',
      'impact of leaders on social work practice with children and families']),
    (3, 'help_protection', 'Help and protection', true, array['help_protection', 'children who need help and protection',
      'experiences and progress of children who need help and protection']),
    -- One judgement until January 2023, two since.
    (4, 'in_care', 'Children in care', true, array['in_care', 'children in care', 'children in care and care leavers',
      'experiences and progress of children in care', 'experiences and progress of children in care and care leavers']),
    (5, 'care_leavers', 'Care leavers', false, array['care_leavers', 'care leavers', 'experiences and progress of care leavers'])
  ) a (position, area, name, always, columns) on f.code = 'ilacs-2018' or a.area <> 'overall';

alter table ofsted_inspection
  add framework text references inspection_framework,
  add grades jsonb;
update ofsted_inspection set
  framework = case when overall is null then 'ilacs-2026' else 'ilacs-2018' end,
  grades = jsonb_strip_nulls(jsonb_build_object('overall', overall, 'leaders', leaders, 'help_protection', help_protection,
    'in_care', in_care, 'care_leavers', care_leavers));
alter table ofsted_inspection
  alter framework set not null,
  alter grades set not null,
  drop constraint overall_grade_before_april_2026,
  drop column overall, drop column leaders, drop column help_protection, drop column in_care, drop column care_leavers;
