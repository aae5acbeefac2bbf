-- Files lie in rows of at most a megabyte, the same bytes once; and long work.
create table blob (
  id bigint generated always as identity primary key,
  sha256 text not null unique,
  size bigint not null check (size between 1 and 20971520)
);
create table blob_chunk (
  blob_id bigint not null references blob on delete cascade,
  part int not null,
  bytes bytea not null check (length (bytes) <= 1048576),
  primary key (blob_id, part)
);
alter table blob_chunk alter column bytes set storage external;

create table file (
  id uuid primary key default gen_random_uuid (),
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  user_id bigint not null default nullif (current_setting ('merilo.user_id', true), '')::bigint references app_user,
  blob_id bigint references blob,
  name text not null check (length (name) between 1 and 200),
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  created_at timestamptz not null default now (),
  erased_at timestamptz,
  check ((blob_id is null) = (erased_at is not null))
);
create index file_org on file (org_id);
create index file_blob on file (blob_id);
alter table act add foreign key (file_id) references file;

-- The bytes come whole even when they are here already, so nobody learns that another has them.
create function file_store (a_name text, a_type text, a_bytes bytea)
  returns table (id uuid, name text, size bigint, sha256 text, media_type text)
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  sum text := encode (sha256 (a_bytes), 'hex');
  kept bigint;
  made file;
begin
  insert into blob as b (sha256, size) values (sum, length (a_bytes)) on conflict do nothing returning b.id into kept;
  if kept is not null then
    insert into blob_chunk
      select kept, i, substring (a_bytes from i * 1048576 + 1 for 1048576)
      from generate_series (0, (length (a_bytes) - 1) / 1048576) i;
  else
    select b.id into kept from blob b where b.sha256 = sum for key share;
  end if;
  insert into file (blob_id, name, media_type, size, sha256) values (kept, a_name, a_type, length (a_bytes), sum)
    returning * into made;
  return query select made.id, made.name, made.size, made.sha256, made.media_type;
end $$;

-- the name of the file stays, the bytes go with the last file that has them
create function file_erase (a_file uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare gone bigint;
begin
  select blob_id into gone from file where id = a_file for update;
  update file set erased_at = now (), blob_id = null where id = a_file and blob_id is not null;
  perform 1 from blob where id = gone for update;
  delete from blob b where b.id = gone and not exists (select from file f where f.blob_id = b.id);
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
