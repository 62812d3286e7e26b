-- New figures wait for their publication packed, as COPY takes them: PostgreSQL takes each of them once, then. A pack has
-- a page of its own, not packed again.
alter table figure_import_row
  add packed bytea,
  add figures integer;
alter table figure_import_row alter packed set storage external;
alter table figure_import_row set (toast_tuple_target = 8160);
