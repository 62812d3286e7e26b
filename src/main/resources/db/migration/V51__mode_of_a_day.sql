-- How a group meets stood in two places; what was confirmed is what holds.
update peer_group set mode = challenge_day.mode from challenge_day where challenge_day.peer_group = peer_group.key;
alter table challenge_day drop column mode;
