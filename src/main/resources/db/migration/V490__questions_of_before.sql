-- A file without the year of its model was refused before it could ask; it waits for the answer like one brought today.
with asked as (
  update figure_import_remark r set kind = 'ASKED' from figure_import i
  where i.id = r.import_id and i.kind = 'neighbours' and i.state = 'REFUSED' and i.model_year is null
    and r.kind = 'REFUSED' and r.reason like 'The file does not say which year%'
  returning r.import_id)
update figure_import set state = 'ASKS' where id in (select import_id from asked);
