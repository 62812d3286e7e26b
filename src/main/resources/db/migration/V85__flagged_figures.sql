-- What a flag was about and what the figures were, so that they can be put beside a rating; empty for those kept before.
alter table flagged_indicator
  add dfe_number varchar(3) not null default '',
  add code text not null default '',
  add topic text not null default '',
  add figures text not null default '';
