-- Nobody can tell from 1,234 whether its comma is a decimal mark: the person who brings the file says it.
alter table figure_import add commas text check (commas in ('decimal', 'thousands'));
