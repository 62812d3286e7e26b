-- A file that waits for an answer is none that cannot be published.
alter table figure_import drop constraint figure_import_state_check;
alter table figure_import add constraint figure_import_state_check
  check (state in ('BROUGHT', 'READING', 'ASKS', 'CHECKED', 'REFUSED', 'PUBLISHED', 'THROWN_AWAY'));

-- Of which indicator the file is, where it does not say so itself.
alter table figure_import add indicator text;
