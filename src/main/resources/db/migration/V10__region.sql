-- Who takes part in the region, and who holds which role on which day.
create table delivery_body (
  id varchar(60) primary key,
  name varchar(200) not null,
  kind varchar(10) not null check (kind in ('TRUST', 'COMPANY'))
);

-- The DfE number is the key: it outlives changes of boundary and of ONS code.
create table authority (
  dfe_number varchar(3) primary key check (dfe_number ~ '^[0-9]{3}$'),
  name varchar(100) not null,
  ons_code varchar(9) not null,
  kind varchar(20) not null,
  delivery_body varchar(60) references delivery_body
);

create table person (
  username varchar(64) primary key check (username ~ '^[a-z0-9._@-]+$'),
  name varchar(200) not null,
  email varchar(200) not null
);

-- Roles end by a date and are never deleted: a past signature must still have its signer.
create table role_held (
  id bigint generated always as identity primary key,
  username varchar(64) not null references person,
  role varchar(30) not null,
  dfe_number varchar(3) references authority,
  from_day date not null,
  to_day date
);
create index role_held_of on role_held (role, dfe_number);
create index role_held_by on role_held (username);

create table delegation (
  id bigint generated always as identity primary key,
  holder varchar(64) not null references person,
  deputy varchar(64) not null references person,
  role varchar(30) not null,
  dfe_number varchar(3) references authority,
  from_day date not null,
  to_day date not null,
  reason varchar(400) not null,
  check (to_day >= from_day),
  check (holder <> deputy)
);
create index delegation_of on delegation (role, dfe_number);
