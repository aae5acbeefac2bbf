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

-- Procedures, their items and scales: those of all towns, and the own town's; the methodologist writes.
grant execute on function procedure_used (bigint), procedure_shared (bigint), procedure_find (text, int, text, int, text)
  to merilo_methodologist, merilo_school, merilo_commission, merilo_observer;
grant execute on function check_procedure (), check_procedure_item (), delete_procedure_item (), scale_add (), marks_recount (bigint, text),
  procedure_items_put (bigint, int, jsonb)
  to merilo_methodologist;
grant select on api.procedure_item, api.scale to merilo_methodologist, merilo_school, merilo_observer;
grant insert (kind, year, subject, grade, level, max, minimum, expected),
  update (kind, year, subject, grade, level, max, minimum, expected, deleted_at) on procedure to merilo_methodologist;
grant insert (kind, year, subject, grade, level, max, minimum, expected),
  update (kind, year, subject, grade, level, max, minimum, expected), delete on api.procedure to merilo_methodologist;
grant insert (procedure_id, position, code, max, level, skill, codifier),
  update (position, code, max, level, skill, codifier), delete on procedure_item to merilo_methodologist;
grant insert (procedure_id, position, code, max, level, skill, codifier),
  update (position, code, max, level, skill, codifier), delete on api.procedure_item to merilo_methodologist;
grant insert (procedure_id, from3, from4, from5, source, confidence, since) on api.scale to merilo_methodologist;
grant select on precheck_limit, api.precheck_limit to merilo_methodologist, merilo_observer;
grant insert (subject, grade, min2, max4, max5, active), update (subject, grade, min2, max4, max5, active, deleted_at) on precheck_limit
  to merilo_methodologist;
grant insert (subject, grade, min2, max4, max5, active), update (subject, grade, min2, max4, max5, active), delete on api.precheck_limit
  to merilo_methodologist;

do $$
declare t text; r text;
begin
  foreach t in array array['procedure', 'procedure_item', 'scale'] loop
    execute format ('alter table %I enable row level security', t);
    foreach r in array array['methodologist', 'school', 'commission', 'observer'] loop
      execute format ('create policy %I on %I for select to %I using (org_id is null or org_id = any (nullif (current_setting (''merilo.orgs'', true), '''')::bigint[])'
        ' or org_id = any ((select town_offices ())::bigint[]))', r || '_reads', t, 'merilo_' || r);
    end loop;
    execute format ('create policy loader_for_its_caller on %I for select to merilo_loader using (true)', t);
  end loop;
  foreach t in array array['procedure', 'procedure_item'] loop
    execute format ('create policy methodologist_inserts on %I for insert to merilo_methodologist'
      ' with check (org_id is null or org_id = nullif (current_setting (''merilo.org_id'', true), '''')::bigint)', t);
    execute format ('create policy methodologist_updates on %I for update to merilo_methodologist'
      ' using (org_id is null or org_id = nullif (current_setting (''merilo.org_id'', true), '''')::bigint)', t);
  end loop;
  foreach t in array array['precheck_limit', 'work_same'] loop
    execute format ('alter table %I enable row level security', t);
  end loop;
  foreach r in array array['methodologist', 'observer'] loop
    execute format ('create policy %I on precheck_limit for select to %I using (org_id = any (nullif (current_setting (''merilo.orgs'', true), '''')::bigint[]))',
                    r || '_reads', 'merilo_' || r);
  end loop;
end $$;
create policy methodologist_deletes on procedure_item for delete to merilo_methodologist
  using (org_id is null or org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint);
create policy methodologist_inserts on precheck_limit for insert to merilo_methodologist
  with check (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint);
create policy methodologist_updates on precheck_limit for update to merilo_methodologist
  using (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint);
-- the paper that confirms a second submission
create policy with_confirmation on file for select to merilo_methodologist
  using (exists (select from import i where i.confirmed_file_id = file.id));
