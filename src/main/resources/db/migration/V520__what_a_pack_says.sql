-- Whether a pack is current is told by what it says, without printing it. Null for issues of before,
-- whose documents are compared.
alter table reading_pack add content varchar(64);
