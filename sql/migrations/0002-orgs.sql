-- The tree of organisations, what is dated about them, papers, and the people who sign in.
create table org (
  id bigint generated always as identity primary key,
  parent_id bigint references org,
  kind text not null check (kind in ('region', 'municipality', 'department', 'center', 'school', 'preschool')),
  name text not null check (length (name) between 1 and 300),
  short_name text not null check (length (short_name) between 1 and 80),
  login_digits text unique check (login_digits ~ '^[0-9]{6}$'),
  timezone text not null default 'Europe/Moscow' check (length (timezone) <= 40),
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create index org_parent on org (parent_id);

create table act (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  kind text not null check (kind in ('order', 'instruction', 'regulation', 'minutes', 'letter')),
  number text not null check (length (number) between 1 and 40),
  date date not null,
  title text not null check (length (title) between 1 and 500),
  issuer text check (length (issuer) <= 200),
  file_id uuid,
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create index act_org on act (org_id, date);

create table org_status (
  id bigint generated always as identity primary key,
  org_id bigint not null references org,
  status text not null check (status in ('biased', 'low-results', 'at-risk')),
  year int not null check (year between 2000 and 2100),
  act_id bigint references act,
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
-- what was deleted may be entered again
create unique index org_status_once on org_status (org_id, status, year) where deleted_at is null;

create table class (
  id bigint generated always as identity primary key,
  org_id bigint not null references org,
  year int not null check (year between 2000 and 2100),
  grade int not null check (grade between 1 and 11),
  letter text not null check (length (letter) between 1 and 4),
  number int check (number between 1 and 60),
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create unique index class_once on class (org_id, year, grade, letter) where deleted_at is null;

create table app_user (
  id bigint generated always as identity primary key,
  org_id bigint not null references org,
  login text not null unique check (login ~ '^[a-z0-9][a-z0-9._-]*$' and length (login) <= 60),
  name text not null check (length (name) between 1 and 120),
  role text not null check (role in ('methodologist', 'school', 'commission', 'observer', 'admin')),
  active boolean not null default true,
  password_hash text,
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create index app_user_org on app_user (org_id);
