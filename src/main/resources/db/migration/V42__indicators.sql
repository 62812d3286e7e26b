-- Public figures, keyed on the DfE number, which outlives changes of boundary and ONS code.
create table indicator (
  code        text    primary key,
  position    integer not null,
  topic       text    not null,
  name        text    not null,
  polarity    text    not null check (polarity in ('high', 'low', 'none')),
  unit        text    not null,
  period_type text    not null,
  publication text    not null
);

create table figure_area (
  dfe_number text primary key,
  name       text not null,
  kind       text not null check (kind in ('authority', 'region', 'country')),
  -- Of an authority; regions and England have none.
  region     text
);

create table figure (
  indicator_code text    not null references indicator (code),
  dfe_number     text    not null references figure_area (dfe_number),
  -- In the publisher's words; the year in which the period ends sorts it.
  period         text    not null,
  period_year    integer not null,
  -- The publisher's text, symbols included; the value is empty where it is no number.
  published      text    not null,
  value          numeric,
  primary key (indicator_code, period_year, dfe_number)
);

create index figure_of_area on figure (dfe_number, indicator_code, period_year);

create table ofsted_inspection (
  dfe_number       text not null,
  inspection_start date not null,
  report_published date not null,
  inspection_type  text not null,
  overall          text not null,
  leaders          text not null,
  help_protection  text not null,
  in_care          text not null,
  -- Judged apart only since 2023.
  care_leavers     text,
  primary key (dfe_number, inspection_start)
);

create table statistical_neighbour (
  model_year           integer not null,
  dfe_number           text    not null,
  rank                 integer not null,
  neighbour_dfe_number text    not null,
  neighbour_name       text    not null,
  closeness            text    not null,
  primary key (model_year, dfe_number, rank)
);
