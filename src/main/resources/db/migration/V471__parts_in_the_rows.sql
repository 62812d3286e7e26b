-- A part has a page of its own. PostgreSQL cut those of a megabyte into pieces of two kilobytes, each with an entry in
-- an index, which took longer than to write them.
alter table figure_import_part rename to figure_import_part_before;
alter table figure_import_part_before rename constraint figure_import_part_pkey to figure_import_part_before_pkey;
create table figure_import_part (
  import_id bigint not null references figure_import,
  number    integer not null,
  content   bytea not null check (length(content) <= 8000),
  primary key (import_id, number)
);
alter table figure_import_part alter content set storage plain;

insert into figure_import_part (import_id, number, content)
select import_id, row_number() over (partition by import_id order by number, piece), substr(content, piece * 8000 + 1, 8000)
from figure_import_part_before, generate_series(0, (length(content) - 1) / 8000) piece;
drop table figure_import_part_before;
