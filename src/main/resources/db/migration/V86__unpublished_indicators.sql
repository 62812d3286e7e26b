-- Figures that the region collects for itself and nobody publishes are not for everybody who is signed in.
alter table indicator add unpublished boolean not null default false;
alter table indicator_defined add unpublished boolean not null default false;

-- Nobody was asked until now; what is reported by quarter came by the region's own return, and stays inside.
update indicator_defined set unpublished = true where period_type = 'Quarter';
update indicator i set unpublished = true from indicator_defined d where d.code = i.code and d.unpublished;
