-- Whom the office let in: they used an invitation, or signed in by a password. Only they get links.
alter table account add column let_in boolean not null default false;
update account set let_in = true where sessions_from > '-infinity';

-- When somebody last came in, by each way.
create table sign_in (
  username varchar(64) not null,
  -- "password", "link", "passkey", or the name of a provider after "provider "
  way varchar(80) not null,
  last_at timestamptz not null,
  primary key (username, way)
);

-- Links by e-mail: once, for a quarter of an hour.
create table sign_in_link (
  -- Only the hash: who reads this table cannot use the link.
  token_hash varchar(64) primary key,
  username varchar(64) not null references person,
  made_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_link_of on sign_in_link (username, made_at);

-- Time codes (RFC 6238) of those who are asked for a second factor.
create table time_code (
  username varchar(64) primary key,
  secret varchar(64) not null,
  since timestamptz not null,
  -- The step of the last code taken: no code is taken twice.
  last_step bigint not null
);

-- Passkeys, in the tables that Spring Security's repositories read.
create table user_entities (
  id varchar(1000) primary key,
  name varchar(100) not null unique,
  display_name varchar(200)
);
create table user_credentials (
  credential_id varchar(1000) primary key,
  user_entity_user_id varchar(1000) not null references user_entities,
  public_key bytea not null,
  signature_count bigint,
  uv_initialized boolean,
  backup_eligible boolean not null,
  authenticator_transports varchar(1000),
  public_key_credential_type varchar(100),
  backup_state boolean not null,
  attestation_object bytea,
  attestation_client_data_json bytea,
  created timestamp,
  last_used timestamp,
  label varchar(1000) not null
);
