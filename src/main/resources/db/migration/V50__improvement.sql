-- The plan of a year: what it rests on, what it says, who approved it, what came of it.
create table plan (
  cycle varchar(4) primary key references cycle,
  state varchar(12) not null default 'DRAFT' check (state in ('DRAFT', 'ASKED', 'PUBLISHED', 'CLOSED')),
  published_at timestamptz,
  closed_at timestamptz
);

-- What the days found, copied when the plan is begun; source tells where from, so that nothing is listed twice.
create table plan_finding (
  cycle varchar(4) not null references plan,
  number integer not null,
  source varchar(200) not null,
  kind varchar(20) not null check (kind in ('COMMON_ISSUE', 'INSIGHT', 'ASK', 'COMMITMENT')),
  entry varchar(60) not null references entry,
  theme varchar(200) not null default '',
  text text not null,
  primary key (cycle, number),
  unique (cycle, source)
);

create table plan_theme (
  cycle varchar(4) not null references plan,
  place integer not null,
  title varchar(200) not null,
  summary text not null,
  findings integer[] not null default '{}',
  primary key (cycle, place)
);

create table plan_action (
  cycle varchar(4) not null references plan,
  number integer not null,
  theme varchar(200) not null default '',
  what text not null,
  owner varchar(200) not null,
  entry varchar(60) references entry,
  due date not null,
  measure text not null,
  primary key (cycle, number)
);

create table plan_support (
  cycle varchar(4) not null references plan,
  number integer not null,
  what text not null,
  for_whom varchar(200) not null,
  when_given varchar(200) not null,
  cost numeric(12, 2) check (cost >= 0),
  primary key (cycle, number)
);

create table plan_summit (
  cycle varchar(4) primary key references plan,
  practice_celebrated text not null,
  common_issues text not null,
  next_steps text not null,
  recorded_by varchar(64) not null,
  recorded_at timestamptz not null
);

-- A round of approval asks for what no earlier round approved.
create table plan_round (
  cycle varchar(4) not null references plan,
  number integer not null,
  plan_asked boolean not null,
  support_asked boolean not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  plan_result varchar(40),
  support_result varchar(40),
  -- What the office changed after this round, because it did not approve everything.
  changed text,
  primary key (cycle, number),
  check (plan_asked or support_asked)
);

create table plan_approver (
  cycle varchar(4) not null,
  round integer not null,
  approver varchar(40) not null,
  role varchar(20) not null check (role in ('dcs', 'lead-member')),
  on_behalf_of varchar(200) not null,
  primary key (cycle, round, approver),
  foreign key (cycle, round) references plan_round
);

create table plan_approval (
  cycle varchar(4) not null,
  round integer not null,
  approver varchar(40) not null,
  username varchar(64) not null,
  name varchar(200) not null,
  capacity varchar(20) not null,
  plan_answer varchar(10) check (plan_answer in ('agree', 'disagree', 'abstain')),
  support_answer varchar(10) check (support_answer in ('agree', 'disagree', 'abstain')),
  dissent text,
  given_at timestamptz not null,
  primary key (cycle, round, approver),
  foreign key (cycle, round, approver) references plan_approver,
  check (plan_answer is not null or support_answer is not null)
);

create function plan_approval_stands() returns trigger language plpgsql as $$
begin
  raise exception 'An approval never changes';
end $$;
create trigger plan_approval_stands before update or delete on plan_approval
  for each row execute function plan_approval_stands();

-- Actions of the published plan and the commitments that presenters made, followed until they are closed.
create table plan_followed (
  cycle varchar(4) not null references plan,
  ref varchar(20) not null,
  source varchar(200) not null,
  kind varchar(12) not null check (kind in ('ACTION', 'COMMITMENT')),
  entry varchar(60) references entry,
  what text not null,
  owner varchar(400) not null,
  due date,
  progress varchar(12) not null default 'not-started'
    check (progress in ('not-started', 'on-track', 'delayed', 'done', 'given-up')),
  note text not null default '',
  carried_to varchar(4),
  primary key (cycle, ref),
  unique (cycle, source)
);

create table plan_follow_up (
  cycle varchar(4) not null,
  quarter integer not null,
  ref varchar(20) not null,
  progress varchar(12) not null,
  note text not null,
  author varchar(64) not null,
  at timestamptz not null,
  primary key (cycle, quarter, ref),
  foreign key (cycle, ref) references plan_followed
);

-- Quarters are counted here: one in which nothing was open still was followed up.
create table plan_quarter (
  cycle varchar(4) not null references plan,
  quarter integer not null,
  author varchar(64) not null,
  at timestamptz not null,
  primary key (cycle, quarter)
);

-- Which offers could answer which asks, as the decision table proposed; proposed anew as a whole.
create table register_match (
  cycle varchar(4) not null references cycle,
  ask bigint not null,
  offer bigint not null,
  certain boolean not null,
  reason varchar(400) not null,
  primary key (cycle, ask, offer)
);
