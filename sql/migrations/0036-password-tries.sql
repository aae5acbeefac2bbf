-- The old password is asked for when a new one is set, and whoever holds a session that is not theirs could try one after another: as at
-- signing in, ten wrong ones within five minutes and no more, counted apart from there, so that nobody outside closes this way.
create table password_attempt (
  user_id bigint not null references app_user,
  at timestamptz not null default now ()
);
create index password_attempt_by_user on password_attempt (user_id, at);

-- The hash to try a password against. The try is counted before it is made: many at once wait for each other, and none slips through.
-- A try that succeeds sets a password, which forgets them all.
create function own_password_try ()
  returns table (password_hash text, blocked boolean)
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock (hashtextextended ('password ' || me (), 0));
  delete from password_attempt where user_id = me () and at <= now () - interval '5 minutes';
  if (select count (*) from password_attempt where user_id = me ()) >= 10 then
    return query select null::text, true;
  else
    insert into password_attempt (user_id) values (me ());
    return query select u.password_hash, false from app_user u where u.id = me ();
  end if;
end $$;
drop function own_password_hash ();

-- a new password ends all sessions but the one it was set in
create or replace function password_set (a_user bigint, a_hash text, a_keep bytea) returns void
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
  delete from password_attempt where user_id = a_user;
  update session set revoked_at = now () where user_id = a_user and revoked_at is null and token_hash is distinct from a_keep;
  perform pg_notify ('merilo', json_build_object ('resource', 'session', 'user_id', a_user::text)::text);
end $$;
