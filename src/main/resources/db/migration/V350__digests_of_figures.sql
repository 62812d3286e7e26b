-- A file that says what is current is told by a sum over its cells, without a row of it being written. One sum for all
-- current figures of an indicator and the end of a period; it holds for the edition that it names and no other.
create table figure_digest (
  indicator_code text    not null,
  period_end     date    not null,
  edition        integer not null,
  figures        integer not null,
  low            bigint  not null,
  high           bigint  not null,
  primary key (indicator_code, period_end)
);

-- Of a checked file, until it is published or thrown away. As the differences, an opinion that a crash may take.
create unlogged table figure_import_digest (
  import_id      bigint  not null,
  indicator_code text    not null,
  period_end     date    not null,
  figures        integer not null,
  low            bigint  not null,
  high           bigint  not null
);

-- The one index over all figures took three quarters of the time of a publication. That a figure has one current value
-- is asked of each publication now, under its lock: it adds no figure that is current already, and counts.
alter table figure drop constraint figure_indicator_code_period_end_dfe_number_to_edition_key;

-- The figures and remarks of a file come into one table in one stream, and those that are new stay where they are.
alter table figure_import_row
  add repeats boolean not null default false,
  alter indicator_code drop not null,
  alter dfe_number drop not null,
  alter period drop not null,
  alter period_end drop not null,
  add reason text;
