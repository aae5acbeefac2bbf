-- An import under way and one before it taken back, on two connections: who comes second waits, and then
-- sees what the first has done.
select * from no_plan ();
\i :here/lib/results.sql
create extension dblink schema t;

select dblink_connect (name, format ('host=%s dbname=%s user=merilo_owner', :'home', current_database ())) from unnest (array['one', 'two']) name \g /dev/null
select dblink_exec (name, 'set search_path = public, tap, t') from unnest (array['one', 'two']) name \g /dev/null
-- the answer is not there, and another's lock is why
create function t.waits (a_name text, a_pid int) returns boolean language plpgsql as $$
begin
  for n in 1..200 loop
    if dblink_is_busy (a_name) = 0 then
      return false;
    end if;
    perform pg_stat_clear_snapshot ();
    if exists (select from pg_stat_activity where pid = a_pid and wait_event_type = 'Lock') then
      return true;
    end if;
    perform pg_sleep (0.05);
  end loop;
  return null;
end $$;
create function t.who_has (a_year int) returns text language sql as $$
  select coalesce (string_agg (code || ' ' || total || ' ' || i.name, ', ' order by code), '') from work w join import i on i.id = w.import_id where w.year = a_year
$$;
grant execute on all functions in schema t to public;

select p as pid from dblink ('two', 'select pg_backend_pid ()') x (p int) \gset
select t.import ('meth_a', t.read ('meth_a', 2022, E'990011 50001 7 3 3\n990011 50002 12 4 4')) as first \gset
update import set name = 'first' where id = :first;
select t.read ('meth_a', 2022, E'990011 50001 7 3 3\n990011 50003 9 3 3') as job \gset

-- the second file finds a row the same; meanwhile the first is taken back
select dblink_exec ('one', 'begin') \g /dev/null
select id as second from dblink ('one', format ('select t.import (''meth_a'', %s)', :job)) x (id bigint) \gset
select dblink_exec ('one', format ('update import set name = ''second'' where id = %s', :second)) \g /dev/null
select dblink_send_query ('two', format ('select t.ask (''meth_a'', ''select import_withdraw (%s, $$Не тот файл$$)'')', :first)) \g /dev/null
select is (t.waits ('two', :pid), true, 'who takes an import back waits for the one under way');
select dblink_exec ('one', 'commit') \g /dev/null
select is (t.counts (:second), '1 1 0 0 0', 'which found a row the same');
select * from dblink_get_result ('two', false) x (said text) \g /dev/null
select is (t.who_has (2022), '50001 7 second, 50003 9 second', 'and keeps it: the other goes with the first');
select is ((select n from cell where org_id = 11 and procedure_id = (select procedure_id from import where id = :second)), 2, 'the cell counts them');

select dblink_disconnect (name) from unnest (array['one', 'two']) name \g /dev/null
select * from finish ();
