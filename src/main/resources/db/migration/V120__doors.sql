-- The account of everybody who signs in, the emergency administrator's too: it is no person of ours.
alter table account drop constraint account_username_fkey;

-- Browsers from which somebody signed in: what others try from the same address does not count there.
create table known_device (
  -- Only the hash: who reads this table cannot pass for the device.
  secret_hash varchar(64) not null,
  username varchar(64) not null,
  since timestamptz not null,
  primary key (secret_hash, username)
);
