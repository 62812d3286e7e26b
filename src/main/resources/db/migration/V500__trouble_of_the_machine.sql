-- What kept a file of figures from being read that is no fault of the file, in the system's words; it is tried again.
alter table figure_import add column trouble text;
