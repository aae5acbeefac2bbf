-- pgTAP, and what the tests share: who can enter, and entering as the server does.
create schema tap;
create extension pgtap with schema tap;
create schema t;
grant usage on schema tap, t to public;

create table t.who (name text primary key, role text not null, user_id bigint not null, org_id bigint not null, orgs bigint[] not null);
grant select on t.who to public;

-- acts as that user until t.leave() or the end of the transaction
create function t.enter (a_name text) returns void language plpgsql as $$
declare w t.who;
begin
  select * into strict w from t.who where name = a_name;
  perform set_config ('merilo.user_id', w.user_id::text, true), set_config ('merilo.org_id', w.org_id::text, true),
    set_config ('merilo.orgs', w.orgs::text, true), set_config ('merilo.request_id', 'test', true);
  perform set_config ('role', 'merilo_' || w.role, true);
end $$;
create function t.leave () returns void language plpgsql as $$
begin
  perform set_config ('role', 'none', true);
  perform set_config ('merilo.user_id', '', true), set_config ('merilo.org_id', '', true), set_config ('merilo.orgs', '', true);
end $$;

-- the one value a query gives, as that user
create function t.ask (a_name text, a_query text) returns text language plpgsql as $$
declare got text;
begin
  perform t.enter (a_name);
  execute a_query into got;
  perform t.leave ();
  return got;
end $$;

-- what becomes of a statement: 'ok N' rows, or the SQLSTATE; nothing of it stays
create function t.try (a_name text, a_statement text) returns text language plpgsql as $$
declare n int; said text;
begin
  begin
    perform t.enter (a_name);
    execute a_statement;
    get diagnostics n = row_count;
    raise exception using errcode = 'T0000', message = 'ok ' || n;
  exception when others then
    said := case when sqlstate = 'T0000' then sqlerrm else sqlstate end;
  end;
  perform t.leave ();
  return said;
end $$;
grant execute on all functions in schema tap, t to public;
