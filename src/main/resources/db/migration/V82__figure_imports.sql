-- Of figures that come with the product nobody knows when they first were out, see AsOf; an undo brings them back as such.
alter table figure add shipped boolean not null default false;
update figure set shipped = true where from_edition = 1;

-- Which columns of a file that DfE publishes are which indicators; saved under a name and used again.
create table figure_mapping (
  name       text primary key,
  definition jsonb not null,
  saved_by   varchar(64) not null,
  saved_at   timestamptz not null
);

-- Indicators that the data lead defined; the first publication with figures of one puts it into the catalogue.
create table indicator_defined (
  code        text primary key,
  topic       text not null,
  name        text not null,
  polarity    text not null check (polarity in ('high', 'low', 'none')),
  unit        text not null,
  period_type text not null,
  publication text not null,
  defined_by  varchar(64) not null,
  defined_at  timestamptz not null
);

create table figure_import (
  id           bigint generated always as identity primary key,
  kind         text not null check (kind in ('ees', 'lait', 'return', 'neighbours', 'inspections')),
  file_name    text not null,
  size         bigint not null,
  sha256       char(64) not null,
  brought_by   varchar(64) not null,
  brought_at   timestamptz not null,
  mapping      text,
  -- READING without anybody who holds its lock was interrupted.
  state        text not null check (state in ('BROUGHT', 'READING', 'CHECKED', 'REFUSED', 'PUBLISHED', 'THROWN_AWAY')),
  lines_read   bigint not null default 0,
  -- The edition that the difference was taken from.
  base_edition integer references figure_edition,
  checked_at   timestamptz,
  found        jsonb,
  edition      integer references figure_edition,
  ended_by     varchar(64),
  ended_at     timestamptz,
  check ((state = 'PUBLISHED') = (edition is not null))
);

-- The file as it was brought, in parts, so that any node can check it again without holding all of it.
create table figure_import_part (
  import_id bigint not null references figure_import,
  number    integer not null,
  content   bytea not null,
  primary key (import_id, number)
);

-- What the check found. Not written to PostgreSQL's log: after a crash it is empty, which the publication notices by
-- its count and asks for another check; the figures themselves are logged.
create unlogged table figure_import_row (
  import_id      bigint not null,
  line           integer not null,
  what           text not null,
  indicator_code text not null,
  dfe_number     text not null,
  period         text not null,
  period_end     date not null,
  published      text,
  value          numeric,
  was            text
);
create index figure_import_row_of on figure_import_row (import_id, what);

create unlogged table figure_import_remark (
  import_id bigint not null,
  line      integer not null,
  kind      text not null,
  reason    text not null
);
create index figure_import_remark_of on figure_import_remark (import_id, kind);

-- Neighbours and inspections, few and of another shape.
create unlogged table figure_import_record (
  import_id bigint not null,
  line      integer not null,
  what      text not null,
  subject   text not null,
  was       text,
  now       text,
  content   jsonb not null
);
