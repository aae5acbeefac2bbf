-- Sessions, attempts to sign in, and the keys that make a repeated write harmless.
create table session (
  token_hash bytea primary key check (length (token_hash) = 32),
  user_id bigint not null references app_user,
  address text not null,
  created_at timestamptz not null default now (),
  expires_at timestamptz not null default now () + interval '14 days',
  revoked_at timestamptz
);
create index session_by_user on session (user_id);

create table sign_in_attempt (
  login text not null,
  address text not null,
  at timestamptz not null default now ()
);
create index sign_in_attempt_login on sign_in_attempt (login, at);
create index sign_in_attempt_address on sign_in_attempt (address, at);

create table idempotency (
  user_id bigint not null references app_user,
  key text not null check (length (key) between 8 and 64),
  digest bytea not null,
  record_id text,
  created_at timestamptz not null default now (),
  primary key (user_id, key)
);

-- the account, if there is one, and whether too many tries were made: 10 an account or 60 an
-- address within five minutes
create function sign_in_account (a_login text, a_address text)
  returns table (user_id bigint, password_hash text, active boolean, blocked boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.password_hash, u.active,
         (select count (*) from sign_in_attempt t where t.login = a_login and t.at > now () - interval '5 minutes') >= 10
         or (select count (*) from sign_in_attempt t where t.address = a_address and t.at > now () - interval '5 minutes') >= 60
  from (select 1) one left join app_user u on u.login = a_login and u.deleted_at is null and u.password_hash is not null
$$;

create function sign_in_note (a_login text, a_address text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from sign_in_attempt where at < now () - interval '1 day';
  insert into sign_in_attempt (login, address) values (left (a_login, 100), a_address);
$$;

-- the orgs a user of that role sees: a department sees the tree above its own place in it
create function visible_orgs (a_org bigint, a_role text) returns bigint[]
  language sql stable security definer set search_path = public, pg_temp as $$
  with recursive top as (
    select case when o.kind in ('department', 'center') then coalesce (o.parent_id, o.id) else o.id end as id
    from org o where o.id = a_org
  ), tree as (
    select id from top union all select o.id from org o join tree t on o.parent_id = t.id where o.deleted_at is null
  )
  select case a_role when 'commission' then '{}'::bigint[] when 'school' then array[a_org]
         else (select coalesce (array_agg (id order by id), '{}') from tree) end
$$;

create function session_find (a_hash bytea)
  returns table (user_id bigint, login text, name text, role text, org_id bigint, org_name text, orgs bigint[])
  language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.login, u.name, u.role, u.org_id, o.short_name, visible_orgs (u.org_id, u.role)
  from session s join app_user u on u.id = s.user_id join org o on o.id = u.org_id
  where s.token_hash = a_hash and s.revoked_at is null and s.expires_at > now () and u.active and u.deleted_at is null
$$;

create function session_create (a_user bigint, a_hash bytea, a_address text)
  returns table (user_id bigint, login text, name text, role text, org_id bigint, org_name text, expires_at text)
  language sql security definer set search_path = public, pg_temp as $$
  delete from session s where s.expires_at < now () - interval '30 days';
  insert into session (token_hash, user_id, address) values (a_hash, a_user, a_address);
  select u.id, u.login, u.name, u.role, u.org_id, o.short_name,
         to_char ((now () + interval '14 days') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
  from app_user u join org o on o.id = u.org_id where u.id = a_user
$$;

create function me () returns bigint language sql stable as
  $$ select nullif (current_setting ('merilo.user_id', true), '')::bigint $$;
create function my_org () returns bigint language sql stable as
  $$ select nullif (current_setting ('merilo.org_id', true), '')::bigint $$;
create function my_orgs () returns bigint[] language sql stable as
  $$ select coalesce (nullif (current_setting ('merilo.orgs', true), ''), '{}')::bigint[] $$;
create function my_role () returns text language sql stable as
  $$ select replace (current_setting ('role', true), 'merilo_', '') $$;

create function session_revoke (a_hash bytea) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update session set revoked_at = now () where user_id = me () and revoked_at is null and (a_hash is null or token_hash = a_hash);
  perform pg_notify ('merilo', json_build_object ('resource', 'session', 'user_id', me ()::text)::text);
end $$;

-- a new password ends all sessions but the one it was set in
create function password_set (a_user bigint, a_hash text, a_keep bytea) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if a_user <> me () and my_role () <> 'admin' then
    perform refuse ('ME403', 'Нет прав менять пароль другого пользователя');
  end if;
  update app_user set password_hash = a_hash
    where id = a_user and deleted_at is null and (id = me () or org_id = any (my_orgs ()));
  if not found then
    perform refuse ('ME404', 'Такого пользователя нет');
  end if;
  update session set revoked_at = now () where user_id = a_user and revoked_at is null and token_hash is distinct from a_keep;
  perform pg_notify ('merilo', json_build_object ('resource', 'session', 'user_id', a_user::text)::text);
end $$;

create function own_password_hash () returns text
  language sql stable security definer set search_path = public, pg_temp as
  $$ select password_hash from app_user where id = me () $$;

-- Before a write: a key that has done its write already stops this one (MEDUP, the message is the
-- record); the same key with another request is a mistake (MEKEY). Two at once wait for each other.
create function idem_begin (a_key text, a_digest bytea) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare known idempotency;
begin
  perform pg_advisory_xact_lock (hashtextextended (me () || ':' || a_key, 0));
  select * into known from idempotency where user_id = me () and key = a_key;
  if known.key is null then
    insert into idempotency (user_id, key, digest) values (me (), a_key, a_digest);
  elsif known.digest <> a_digest then
    perform refuse ('MEKEY', 'Этот Idempotency-Key уже использован для другого запроса');
  elsif known.record_id is not null then
    perform refuse ('MEDUP', known.record_id);
  end if;
end $$;

create function idem_done (a_key text, a_record text) returns void
  language sql security definer set search_path = public, pg_temp as
  $$ update idempotency set record_id = a_record where user_id = me () and key = a_key $$;
