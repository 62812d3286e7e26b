-- The figures that a self-assessment or a review was written on; newer ones do not change what it stands on.
create table assessment_figures (
  entry      varchar(60) not null references assessment,
  -- Empty for the self-assessment itself.
  review     bigint references review,
  edition    integer not null references figure_edition,
  up_to_year integer not null,
  ended_by   date not null,
  unique nulls not distinct (entry, review)
);
