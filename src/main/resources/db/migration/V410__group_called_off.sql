-- A group whose day was called off has no process any more: who joins it later starts it anew.
alter table peer_group add column called_off timestamptz;
