-- Descriptions of tables: each writes its own, the department's shared ones are seen by its schools.
grant execute on function town_offices () to merilo_methodologist, merilo_school, merilo_commission, merilo_observer, merilo_admin, merilo_loader;
grant select on layout_map, api.layout_map to merilo_methodologist, merilo_school;
grant insert (name, shared, doc), update (name, shared, doc, deleted_at) on layout_map to merilo_methodologist;
grant insert (name, shared, doc), update (name, shared, doc), delete on api.layout_map to merilo_methodologist;
grant insert (name, doc), update (name, doc, deleted_at) on layout_map to merilo_school;
grant insert (name, doc), update (name, doc), delete on api.layout_map to merilo_school;

alter table layout_map enable row level security;
create policy methodologist_reads on layout_map for select to merilo_methodologist
  using (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
create policy school_reads on layout_map for select to merilo_school
  using (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[])
         or shared and org_id = any ((select town_offices ())::bigint[]));
create policy own_inserts on layout_map for insert to merilo_methodologist, merilo_school
  with check (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint);
create policy own_updates on layout_map for update to merilo_methodologist, merilo_school
  using (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint);
