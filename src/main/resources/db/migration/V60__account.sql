-- How people come in. Passwords are with the engine; everything else about an account stands here.
create table account (
  username varchar(64) primary key references person,
  locked boolean not null default false,
  -- Sessions that began before are over: after a new password, a lock, a new way in.
  sessions_from timestamptz not null default '-infinity'
);

-- The office lets somebody in: by a password, or by the provider named. One at a time is open.
create table sign_in_invitation (
  id bigint generated always as identity primary key,
  username varchar(64) not null references person,
  provider varchar(60),
  -- Only the hash: who reads this table cannot use the link.
  token_hash varchar(64) not null unique,
  invited_by varchar(64) not null,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz
);
create unique index sign_in_invitation_open on sign_in_invitation (username) where closed_at is null;

-- Whom a provider knows under which name; made once, at the first sign-in after an invitation.
create table linked_identity (
  issuer text not null,
  subject text not null,
  provider varchar(60) not null,
  username varchar(64) not null references person,
  linked_at timestamptz not null,
  primary key (issuer, subject)
);
create unique index linked_identity_of on linked_identity (username);
