-- What is newer than an edition. Rows come in the order of editions, so a summary of each block of the table says
-- enough; an entry a figure in another order than the file's took a quarter of the time of a publication.
drop index figure_of_area;
create index figure_of_edition on figure using brin (from_edition) with (pages_per_range = 32, autosummarize = on);

-- A check writes as many rows as the file has, and few imports are open at a time: reading all of them is quicker.
drop index figure_import_row_of;

-- How much of the file is read, for the page's bar.
alter table figure_import add percent_read integer not null default 0 check (percent_read between 0 and 100);
