-- A file is kept as it came until it is published or thrown away; to pack its parts took longer than to write them.
alter table figure_import_part alter content set storage external;
