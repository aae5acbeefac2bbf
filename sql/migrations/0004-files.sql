-- Files lie in rows of at most a megabyte; and long work.
create table file (
  id uuid primary key default gen_random_uuid (),
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  user_id bigint not null default nullif (current_setting ('merilo.user_id', true), '')::bigint references app_user,
  name text not null check (length (name) between 1 and 200),
  media_type text not null,
  size bigint not null check (size between 1 and 20971520),
  sha256 text not null,
  created_at timestamptz not null default now (),
  erased_at timestamptz
);
create index file_org on file (org_id);
create table file_chunk (
  file_id uuid not null references file,
  part int not null,
  bytes bytea not null check (length (bytes) <= 1048576),
  primary key (file_id, part)
);
alter table file_chunk alter column bytes set storage external;

create function file_store (a_name text, a_type text, a_bytes bytea)
  returns table (id uuid, name text, size bigint, sha256 text, media_type text)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare made file;
begin
  insert into file (name, media_type, size, sha256)
    values (a_name, a_type, length (a_bytes), encode (sha256 (a_bytes), 'hex')) returning * into made;
  insert into file_chunk
    select made.id, i, substring (a_bytes from i * 1048576 + 1 for 1048576)
    from generate_series (0, (length (a_bytes) - 1) / 1048576) i;
  return query select made.id, made.name, made.size, made.sha256, made.media_type;
end $$;

create table job (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  user_id bigint not null default nullif (current_setting ('merilo.user_id', true), '')::bigint references app_user,
  kind text not null check (kind in ('read-roadmap', 'import-results')),
  file_id uuid references file,
  dry_run boolean not null default false,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  done int not null default 0,
  total int not null default 0,
  message text,
  result text,
  created_at timestamptz not null default now (),
  started_at timestamptz,
  ended_at timestamptz
);
create index job_queue on job (id) where state in ('queued', 'running');
create index job_user on job (user_id, id);
