-- Analysts choose these words in decision tables; twenty characters were too few for a stage.
alter table reminder alter column stage type varchar(100);
-- Several reasons joined: as many as there are rules in the table.
alter table flagged_indicator alter column reasons type text;
