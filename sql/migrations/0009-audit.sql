-- The record of changes. The trigger writes an unchained row in the writer's own transaction (a
-- chain there would make all writers wait for each other); a sealer chains whole batches later.
-- Values lie beside, erasable; the seal covers their digests.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp (),
  tx xid8 not null default pg_current_xact_id (),
  user_id bigint,
  request_id text,
  org_id bigint,
  resource text not null,
  record_id text not null,
  action text not null check (action in ('insert', 'update', 'delete', 'read', 'import')),
  fields text[] not null default '{}',
  old_sha256 bytea,
  new_sha256 bytea,
  row_sha256 bytea not null
);
create index audit_record on audit (resource, record_id, id);
create table audit_value (
  audit_id bigint primary key references audit,
  old jsonb,
  new jsonb
);
create table audit_seal (
  id bigint generated always as identity primary key,
  first_id bigint not null,
  last_id bigint not null,
  n bigint not null,
  sha256 bytea not null,
  sealed_at timestamptz not null default now ()
);

create function audit_digest (a audit) returns bytea language sql stable set search_path = public, pg_temp as $$
  select sha256 (convert_to (jsonb_build_array (a.id, extract (epoch from a.at)::text, a.user_id, a.request_id, a.org_id, a.resource, a.record_id,
    a.action, a.fields, encode (a.old_sha256, 'hex'), encode (a.new_sha256, 'hex'))::text, 'UTF8'))
$$;

create function audit_write (a_org bigint, a_resource text, a_record text, a_action text, a_old jsonb, a_new jsonb)
  returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare made audit;
begin
  made.id := nextval (pg_get_serial_sequence ('audit', 'id'));
  made.at := clock_timestamp ();
  made.user_id := me ();
  made.request_id := nullif (current_setting ('merilo.request_id', true), '');
  made.org_id := a_org;
  made.resource := a_resource;
  made.record_id := a_record;
  made.action := a_action;
  made.fields := (select coalesce (array_agg (k order by k), '{}') from jsonb_object_keys (coalesce (a_new, a_old)) k);
  made.old_sha256 := sha256 (convert_to (a_old::text, 'UTF8'));
  made.new_sha256 := sha256 (convert_to (a_new::text, 'UTF8'));
  insert into audit (id, at, user_id, request_id, org_id, resource, record_id, action, fields, old_sha256, new_sha256, row_sha256)
    overriding system value
    values (made.id, made.at, made.user_id, made.request_id, made.org_id, made.resource, made.record_id, made.action, made.fields,
            made.old_sha256, made.new_sha256, audit_digest (made));
  insert into audit_value (audit_id, old, new) values (made.id, a_old, a_new);
end $$;

-- changed fields alone; a password never
create function audit_row () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  o jsonb := case when tg_op <> 'INSERT' then to_jsonb (old) - '{updated_at,updated_by,version,password_hash}'::text[] end;
  n jsonb := case when tg_op <> 'DELETE' then to_jsonb (new) - '{updated_at,updated_by,version,password_hash}'::text[] end;
  was jsonb; became jsonb;
  row jsonb := coalesce (n, o);
  action text := lower (tg_op);
begin
  if tg_op = 'UPDATE' then
    select jsonb_object_agg (k, o -> k), jsonb_object_agg (k, n -> k) into was, became
      from jsonb_object_keys (n) k where o -> k is distinct from n -> k;
    if n ->> 'deleted_at' is not null and o ->> 'deleted_at' is null then
      action := 'delete';
    end if;
  else
    was := o; became := n;
  end if;
  perform audit_write (coalesce (row ->> 'org_id', case when tg_table_name = 'org' then row ->> 'id' end)::bigint,
    case tg_table_name when 'app_user' then 'user' when 'recheck_work' then 'recheck_result' else tg_table_name end,
    row ->> 'id', action, was, became);
  perform pg_notify ('merilo', json_build_object ('resource', case tg_table_name when 'app_user' then 'user' when 'recheck_work' then 'recheck_result' else tg_table_name end,
    'id', row ->> 'id', 'version', case when tg_op <> 'DELETE' then (to_jsonb (new) ->> 'version')::int end,
    'org_id', row ->> 'org_id', 'user_id', case when tg_table_name = 'expert_score' then row ->> 'user_id' end)::text);
  return null;
end $$;

do $$
declare t text;
begin
  foreach t in array array['org', 'act', 'org_status', 'class', 'app_user', 'plan', 'plan_section', 'plan_item', 'quarter_report',
                           'execution', 'evidence', 'recheck', 'recheck_member', 'recheck_work', 'expert_score'] loop
    execute format ('create trigger z_audit after insert or update or delete on %I for each row execute function audit_row ()', t);
    execute format ('create trigger c_touch before insert or update on %I for each row execute function touch ()', t);
  end loop;
end $$;

-- a read of row-level works: who, what was asked, how many
create function audit_read (a_resource text, a_filter text, a_rows int) returns void
  language sql security definer set search_path = public, pg_temp as $$
  select audit_write (my_org (), a_resource, a_filter, 'read', null, jsonb_build_object ('rows', a_rows))
$$;

-- Seals all rows that nobody can still add to: their transactions are below the horizon.
create function audit_seal_next () returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare last audit_seal; r record; horizon xid8 := pg_snapshot_xmin (pg_current_snapshot ());
begin
  perform pg_advisory_xact_lock (7226472);
  select * into last from audit_seal order by id desc limit 1;
  select min (a.id) as first, max (a.id) as last, count (*) as n,
         sha256 (coalesce (last.sha256, ''::bytea) || coalesce (string_agg (a.row_sha256, ''::bytea order by a.id), ''::bytea)) as h
    into r
    from audit a
    where a.id > coalesce (last.last_id, 0) and a.tx < horizon
      and a.id < coalesce ((select min (b.id) from audit b where b.id > coalesce (last.last_id, 0) and b.tx >= horizon), 9223372036854775807);
  if r.n = 0 then
    return 0;
  end if;
  insert into audit_seal (first_id, last_id, n, sha256) values (r.first, r.last, r.n, r.h);
  return r.n;
end $$;

-- The first thing that is wrong, or none: a row altered, a row removed, a row put in, a value altered.
create function audit_verify () returns table (problem text, audit_id bigint, seal_id bigint, unsealed bigint)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare s audit_seal; prev bytea := ''; prev_last bigint := 0; h bytea; k bigint; bad bigint;
        open bigint := (select count (*) from audit where id > coalesce ((select max (last_id) from audit_seal), 0));
begin
  select a.id into bad from audit a where a.row_sha256 <> audit_digest (a) order by a.id limit 1;
  if bad is not null then
    return query select 'altered', bad, (select min (x.id) from audit_seal x where bad between x.first_id and x.last_id), open;
    return;
  end if;
  select v.audit_id into bad from audit_value v join audit a on a.id = v.audit_id
    where a.new_sha256 is distinct from sha256 (convert_to (v.new::text, 'UTF8')) or a.old_sha256 is distinct from sha256 (convert_to (v.old::text, 'UTF8'))
    order by v.audit_id limit 1;
  if bad is not null then
    return query select 'altered', bad, null::bigint, open;
    return;
  end if;
  for s in select * from audit_seal order by id loop
    select sha256 (prev || coalesce (string_agg (a.row_sha256, ''::bytea order by a.id), ''::bytea)), count (*) into h, k
      from audit a where a.id > prev_last and a.id <= s.last_id;
    if k < s.n then
      return query select 'removed', (select min (a.id) from audit a where a.id > prev_last), s.id, open;
      return;
    elsif k > s.n then
      return query select 'inserted', (select max (a.id) from audit a where a.id <= s.last_id), s.id, open;
      return;
    elsif h <> s.sha256 then
      return query select 'altered', s.first_id, s.id, open;
      return;
    end if;
    prev := s.sha256;
    prev_last := s.last_id;
  end loop;
  return query select null::text, null::bigint, null::bigint, open;
end $$;
