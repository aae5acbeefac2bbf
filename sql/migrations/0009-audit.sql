-- The record of changes. The trigger writes an unchained row in the writer's own transaction (a
-- chain there would make all writers wait for each other); a sealer chains whole batches later.
-- Values lie beside, erasable; the seal covers their digests.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp (),
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
-- the salt goes with the values: what was erased cannot be guessed from its digest
create table audit_value (
  audit_id bigint primary key references audit,
  salt uuid not null,
  old jsonb,
  new jsonb
);
-- rows no seal has taken yet
create table audit_open (
  audit_id bigint primary key
);
-- A seal names each of its rows with its digest, so that what is wrong can be named later, and holds
-- in any base the rows are restored into: nothing in it speaks of transactions.
create table audit_seal (
  id bigint generated always as identity primary key,
  ids bigint[] not null,
  digests bytea not null,
  sha256 bytea not null,
  sealed_at timestamptz not null default now ()
);

create function audit_digest (a audit) returns bytea language sql stable set search_path = public, pg_temp as $$
  select sha256 (convert_to (jsonb_build_array (a.id, extract (epoch from a.at)::text, a.user_id, a.request_id, a.org_id, a.resource, a.record_id,
    a.action, a.fields, encode (a.old_sha256, 'hex'), encode (a.new_sha256, 'hex'))::text, 'UTF8'))
$$;

create function audit_write (a_org bigint, a_resource text, a_record text, a_action text, a_old jsonb, a_new jsonb)
  returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  made audit;
  salt uuid := gen_random_uuid ();
begin
  made.id := nextval ('audit_id_seq');
  made.at := clock_timestamp ();
  made.user_id := nullif (current_setting ('merilo.user_id', true), '')::bigint;
  made.request_id := nullif (current_setting ('merilo.request_id', true), '');
  made.org_id := a_org;
  made.resource := a_resource;
  made.record_id := a_record;
  made.action := a_action;
  made.fields := array (select k from jsonb_object_keys (coalesce (a_new, a_old)) k order by k);
  made.old_sha256 := sha256 (convert_to (salt || a_old::text, 'UTF8'));
  made.new_sha256 := sha256 (convert_to (salt || a_new::text, 'UTF8'));
  insert into audit (id, at, user_id, request_id, org_id, resource, record_id, action, fields, old_sha256, new_sha256, row_sha256)
    overriding system value
    values (made.id, made.at, made.user_id, made.request_id, made.org_id, made.resource, made.record_id, made.action, made.fields,
            made.old_sha256, made.new_sha256, audit_digest (made));
  insert into audit_value (audit_id, salt, old, new) values (made.id, salt, a_old, a_new);
  insert into audit_open (audit_id) values (made.id);
end $$;

-- Changed fields alone; of a password only that it changed. Those who look on are told; rights that
-- changed are told as `session`, for whoever keeps them in mind.
create function audit_row () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  o jsonb := case when tg_op <> 'INSERT' then to_jsonb (old) end;
  n jsonb := case when tg_op <> 'DELETE' then to_jsonb (new) end;
  hidden constant text[] := '{updated_at,updated_by,version,password_hash}';
  was jsonb := o - hidden;
  became jsonb := n - hidden;
  row jsonb := coalesce (n, o);
  org text := coalesce (row ->> 'org_id', case when tg_table_name = 'org' then row ->> 'id' end);
  resource text := case tg_table_name when 'app_user' then 'user' when 'recheck_work' then 'recheck_result' else tg_table_name end;
  action text := lower (tg_op);
begin
  if tg_op = 'UPDATE' then
    select jsonb_object_agg (k, was -> k), jsonb_object_agg (k, became -> k) into was, became
      from jsonb_object_keys (became) k where was -> k is distinct from became -> k;
    if o -> 'password_hash' is distinct from n -> 'password_hash' then
      was := coalesce (was, '{}') || '{"password": "…"}';
      became := coalesce (became, '{}') || '{"password": "изменён"}';
    end if;
    if became ->> 'deleted_at' is not null then
      action := 'delete';
    end if;
  end if;
  if coalesce (became, was) is not null then
    perform audit_write (org::bigint, resource, row ->> 'id', action, was, became);
  end if;
  perform pg_notify ('merilo', json_build_object ('resource', resource, 'id', row ->> 'id', 'version', (row ->> 'version')::int,
    'org_id', org, 'user_id', case when tg_table_name = 'expert_score' then row ->> 'user_id' end)::text);
  if tg_table_name in ('org', 'app_user') then
    perform pg_notify ('merilo', '{"resource":"session"}');
  end if;
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

-- Chains the rows that no seal has taken yet; they are whole batches, since a row is seen here only
-- when its transaction has ended. A row that is gone already is taken too, and found by the check.
create function audit_seal_next () returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare last bytea; taken bigint[]; hashes bytea; made bigint;
begin
  perform pg_advisory_xact_lock (7226472);
  with gone as (
    delete from audit_open where audit_id in (select audit_id from audit_open order by audit_id limit 10000) returning audit_id
  ) select array_agg (g.audit_id order by g.audit_id),
           string_agg (coalesce (a.row_sha256, sha256 ('')), ''::bytea order by g.audit_id) into taken, hashes
    from gone g left join audit a on a.id = g.audit_id;
  if taken is null then
    return 0;
  end if;
  select sha256 into last from audit_seal order by id desc limit 1;
  made := nextval ('audit_seal_id_seq');
  insert into audit_seal (id, ids, digests, sha256) overriding system value
    values (made, taken, hashes, audit_seal_digest (last, taken, hashes));
  return cardinality (taken);
end $$;

create function audit_seal_digest (a_prev bytea, a_ids bigint[], a_digests bytea) returns bytea
  language sql stable set search_path = public, pg_temp as $$
  select sha256 (coalesce (a_prev, ''::bytea) || convert_to (a_ids::text, 'UTF8') || a_digests)
$$;

-- The first thing that is wrong, by the row's number, or a line without a problem: a row (or its
-- values) altered, removed, or put in; a seal altered or taken out. Rows not sealed yet are counted.
create function audit_verify () returns table (problem text, audit_id bigint, seal_id bigint, unsealed bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  with sealed as (
    select s.id as seal, u.id, substring (s.digests from (u.n::int - 1) * 32 + 1 for 32) as digest
    from audit_seal s, unnest (s.ids) with ordinality u (id, n)
  ), wrong as (
    select 'removed' as problem, s.id, s.seal from sealed s where not exists (select from audit a where a.id = s.id)
    union all
    select 'altered', a.id, s.seal
    from audit a left join sealed s on s.id = a.id left join audit_value v on v.audit_id = a.id
    where a.row_sha256 <> coalesce (s.digest, a.row_sha256) or a.row_sha256 <> audit_digest (a)
      or v.audit_id is not null and (a.new_sha256 is distinct from sha256 (convert_to (v.salt || v.new::text, 'UTF8'))
                                     or a.old_sha256 is distinct from sha256 (convert_to (v.salt || v.old::text, 'UTF8')))
    union all
    select 'inserted', a.id, null from audit a
    where not exists (select from sealed s where s.id = a.id) and not exists (select from audit_open o where o.audit_id = a.id)
    union all
    select 'seal', s.ids[1], s.id
    from (select x.*, lag (x.sha256) over (order by x.id) as prev from audit_seal x) s
    where s.sha256 <> audit_seal_digest (s.prev, s.ids, s.digests)
  )
  select w.problem, w.id, w.seal, (select count (*) from audit_open)
  from (select 1) one left join lateral (select * from wrong order by wrong.id, wrong.problem limit 1) w on true
$$;

-- the last seal, to be kept outside the base: it holds all before it
create function audit_head () returns table (seal_id bigint, sealed_at timestamptz, sha256 text, rows bigint, unsealed bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.sealed_at, encode (s.sha256, 'hex'), (select coalesce (sum (cardinality (x.ids)), 0) from audit_seal x)::bigint,
         (select count (*) from audit_open)
  from (select 1) one left join (select * from audit_seal order by id desc limit 1) s on true
$$;

-- retention: old and new values and their salts go, the rows and their seals stay
create function audit_erase (a_before timestamptz) returns bigint
  language sql security definer set search_path = public, pg_temp as $$
  with gone as (
    delete from audit_value v using audit a where a.id = v.audit_id and a.at < a_before returning 1
  ) select count (*) from gone
$$;
