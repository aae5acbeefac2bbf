-- Roles. The server connects as merilo_app, which can do nothing by itself but sign people in, and
-- takes the role of the user for each transaction: rights are then plain grants and policies.
do $$
declare r text;
begin
  foreach r in array array['merilo_methodologist', 'merilo_school', 'merilo_commission', 'merilo_observer', 'merilo_admin', 'merilo_loader'] loop
    if not exists (select from pg_roles where rolname = r) then
      execute format ('create role %I nologin', r);
    end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'merilo_app') then
    create role merilo_app login noinherit;
  end if;
end $$;
grant merilo_methodologist, merilo_school, merilo_commission, merilo_observer, merilo_admin to merilo_app;
revoke all on schema public from public;
grant usage on schema public to merilo_app, merilo_methodologist, merilo_school, merilo_commission, merilo_observer, merilo_admin;
create schema api;
grant usage on schema api to merilo_methodologist, merilo_school, merilo_commission, merilo_observer, merilo_admin;
alter default privileges revoke execute on functions from public;

-- what a row carries that people edit; version is the ETag
create function touch () returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    new.version := old.version + 1;
  end if;
  new.updated_at := clock_timestamp ();
  new.updated_by := nullif (current_setting ('merilo.user_id', true), '')::bigint;
  return new;
end $$;

-- our own conditions: the message is for people, in Russian
create function refuse (state text, message text) returns void language plpgsql as $$
begin
  raise exception using errcode = state, message = message;
end $$;
