-- Assessments of every kind as data that people keep: descriptions of tables that no layout knows,
-- procedures with their items and dated scales, limits of a pre-check, submissions and confirmations.

-- those that work for the whole town of the caller: its department and centres, and the town itself
create function town_offices () returns bigint[] language sql stable security definer set search_path = public, pg_temp as $$
  with recursive up as (
    select o.id, o.parent_id, o.kind from org o where o.id = my_org ()
    union all select o.id, o.parent_id, o.kind from org o join up on o.id = up.parent_id
  ), town as (
    select id from up where kind = 'municipality'
  ) select coalesce (array_agg (o.id), '{}') from org o
    where o.id in (select id from town) or o.parent_id in (select id from town) and o.kind in ('department', 'center') and o.deleted_at is null
$$;

-- what is in the columns of a table, as a person said it (common/exchange/layout-map.h)
create table layout_map (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  name text not null check (length (name) between 1 and 120),
  shared boolean not null default false,
  doc text not null check (octet_length (doc) between 2 and 65536),
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create index layout_map_org on layout_map (org_id, id);
create view api.layout_map with (security_invoker) as
  select t.id, t.org_id, t.name, t.shared, t.doc, (select o.short_name from org o where o.id = t.org_id) as org_name, t.version, t.updated_at, (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from layout_map t where t.deleted_at is null;

-- a job reads by a description; a table that nobody has described is shown instead
alter table job drop constraint job_kind_check,
  add constraint job_kind_check check (kind in ('read-roadmap', 'import-results', 'read-grid')),
  add column layout_map_id bigint references layout_map,
  add column code text not null default '';
create or replace view api.job with (security_invoker) as
  select t.id, t.kind, t.file_id, t.dry_run, t.state, t.done, t.total, t.message, t.created_at, t.columns, t.only_table, t.school,
    t.layout_map_id, t.code
  from job t;

-- what has served its time; the beginning of a stranger's table, which may hold names, soon
create or replace function housekeep () returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from idempotency where created_at < now () - interval '30 days';
  delete from session where expires_at < now () - interval '30 days';
  delete from sign_in_attempt where at < now () - interval '1 day';
  delete from stage_work s using job j where j.id = s.job_id and j.created_at < now () - interval '7 days';
  update job set result = null where result is not null and ended_at < now () - interval '30 days';
  update job set result = null where result is not null and (kind = 'read-grid' or code = 'unknown-layout') and ended_at < now () - interval '1 day';
$$;

do $$
declare t text;
begin
  foreach t in array array['layout_map'] loop
    execute format ('create trigger z_audit after insert or update or delete on %I for each row execute function audit_row ()', t);
    execute format ('create trigger c_touch before insert or update on %I for each row execute function touch ()', t);
    execute format ('create trigger mark_deleted instead of delete on api.%I for each row execute function mark_deleted ()', t);
  end loop;
end $$;
