-- Figures are only ever added: each publication is a numbered edition, and any past one can be read exactly.
-- A row counts in the editions from from_edition on, up to the one before to_edition; without one it is current.
create table figure_edition (
  number       integer primary key check (number > 0),
  title        text not null,
  -- Empty for the figures that come with the product.
  published_by varchar(64),
  published_at timestamptz not null,
  undoes       integer references figure_edition
);

insert into figure_edition (number, title, published_at) values (1, 'Figures that come with the product', now());

-- An indicator has a row an edition, which no foreign key can name; and one checked key a row would double the time
-- that an import takes. Both are asserted over the whole when it is published.
alter table figure drop constraint figure_indicator_code_fkey;
alter table figure drop constraint figure_dfe_number_fkey;
alter table figure drop constraint figure_pkey;
drop index figure_of_area;

alter table indicator
  add from_edition integer not null default 1 references figure_edition,
  add to_edition integer references figure_edition;
alter table indicator alter from_edition drop default;
alter table indicator drop constraint indicator_pkey;
-- One current row at most, and one in any edition.
alter table indicator add unique nulls not distinct (code, to_edition);

-- A year is not enough for quarters, and labels differ: the day on which the period ends sorts it.
alter table figure
  add period_end date,
  add from_edition integer not null default 1,
  add to_edition integer;
update figure f set period_end = case
    when i.period_type = 'Calendar Year' then make_date(f.period_year, 12, 31)
    when i.period_type = 'Academic Year' then make_date(f.period_year, 8, 31)
    when i.period_type = 'Annual (end of Sept)' then make_date(f.period_year, 9, 30)
    else make_date(f.period_year, 3, 31) end
  from indicator i where i.code = f.indicator_code;
alter table figure drop period_year;
alter table figure alter period_end set not null;
alter table figure alter from_edition drop default;
alter table figure add unique nulls not distinct (indicator_code, period_end, dfe_number, to_edition);
create index figure_of_area on figure (dfe_number, indicator_code, period_end);

alter table ofsted_inspection
  add from_edition integer not null default 1,
  add to_edition integer;
alter table ofsted_inspection alter from_edition drop default;
alter table ofsted_inspection drop constraint ofsted_inspection_pkey;
alter table ofsted_inspection add unique nulls not distinct (dfe_number, inspection_start, to_edition);

alter table statistical_neighbour
  add from_edition integer not null default 1,
  add to_edition integer;
alter table statistical_neighbour alter from_edition drop default;
alter table statistical_neighbour drop constraint statistical_neighbour_pkey;
alter table statistical_neighbour add unique nulls not distinct (model_year, dfe_number, rank, to_edition);
