-- When the office was told that a notice needs its decision; null until then.
alter table notice add column office_told_at timestamptz;
update notice set office_told_at = next_attempt_at where state in ('failed', 'unsure');
create index notice_office_told on notice (office_told_at) where office_told_at is not null;
