-- Which rows: one policy a role and table and command, never an OR of roles. The list of orgs is
-- the session's setting; nothing here is called for each row but plain comparisons.
do $$
declare
  p record;
  t text;
begin
  for p in select schemaname, tablename, policyname from pg_policies where schemaname = 'public' loop
    execute format ('drop policy %I on %I', p.policyname, p.tablename);
  end loop;
  foreach t in array array['org', 'act', 'org_status', 'class', 'app_user', 'session', 'sign_in_attempt', 'password_attempt', 'idempotency', 'file', 'blob', 'blob_chunk', 'job',
                           'plan', 'plan_version', 'plan_section', 'plan_item', 'reporter', 'item_date', 'recorded_event', 'org_settings',
                           'quarter_report', 'execution', 'evidence', 'work', 'work_before', 'cell', 'external_cell', 'official_mark', 'import', 'import_issue', 'recheck', 'recheck_member', 'recheck_work', 'expert_score',
                           'recheck_conclusion', 'audit', 'audit_value', 'audit_open', 'audit_seal'] loop
    execute format ('alter table %I enable row level security', t);
  end loop;
  -- the whole of the own orgs, for those tables where that is all
  foreach t in array array['org_status', 'class', 'act', 'item_date', 'quarter_report', 'execution', 'evidence', 'plan', 'plan_version',
                           'plan_section', 'plan_item', 'external_cell', 'official_mark', 'recorded_event', 'org_settings'] loop
    execute format ('create policy methodologist_reads on %I for select to merilo_methodologist using (org_id = any (nullif (current_setting (''merilo.orgs'', true), '''')::bigint[]))', t);
    execute format ('create policy observer_reads on %I for select to merilo_observer using (org_id = any (nullif (current_setting (''merilo.orgs'', true), '''')::bigint[]))', t);
  end loop;
  foreach t in array array['work', 'work_before', 'cell', 'import'] loop
    execute format ('create policy methodologist_reads on %I for select to merilo_methodologist using (org_id = any (nullif (current_setting (''merilo.orgs'', true), '''')::bigint[]))', t);
  end loop;
  foreach t in array array['org_status', 'class', 'quarter_report', 'execution', 'evidence', 'work', 'work_before', 'cell', 'external_cell', 'official_mark', 'import', 'recorded_event'] loop
    execute format ('create policy school_reads on %I for select to merilo_school using (org_id = any (nullif (current_setting (''merilo.orgs'', true), '''')::bigint[]))', t);
  end loop;
  foreach t in array array['recheck', 'recheck_member', 'recheck_work', 'expert_score', 'recheck_conclusion'] loop
    execute format ('create policy methodologist_reads on %I for select to merilo_methodologist using (org_id = any (nullif (current_setting (''merilo.orgs'', true), '''')::bigint[]))', t);
    execute format ('create policy observer_reads on %I for select to merilo_observer using (org_id = any (nullif (current_setting (''merilo.orgs'', true), '''')::bigint[]))', t);
  end loop;
end $$;

-- Reporters are read by item, a thousand of them at a time, so the list of orgs is not the index's to
-- use: it is read once for all of them, not for each.
do $$
declare role text;
begin
  foreach role in array array['methodologist', 'observer', 'school'] loop
    execute format ('create policy %I on reporter for select to %I using (org_id = any ((select nullif (current_setting (''merilo.orgs'', true), '''')::bigint[])::bigint[]))',
                    role || '_reads', 'merilo_' || role);
  end loop;
end $$;

-- orgs and people
create policy all_read on org for select to merilo_methodologist, merilo_observer, merilo_admin, merilo_school
  using (id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
-- one just made is in no session's list yet
create policy new_read on org for select to merilo_methodologist, merilo_admin
  using (parent_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
create policy insert_below on org for insert to merilo_methodologist, merilo_admin
  with check (parent_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
create policy update_own on org for update to merilo_methodologist, merilo_admin
  using (id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
create policy all_read on app_user for select to merilo_methodologist, merilo_observer, merilo_admin, merilo_school
  using (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
create policy admin_inserts on app_user for insert to merilo_admin
  with check (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
create policy admin_updates on app_user for update to merilo_admin
  using (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));

-- registers
create policy methodologist_inserts on org_status for insert to merilo_methodologist with check (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
create policy methodologist_updates on org_status for update to merilo_methodologist using (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
create policy own_insert on class for insert to merilo_methodologist, merilo_school with check (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
create policy own_update on class for update to merilo_methodologist, merilo_school using (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
create policy own_insert on act for insert to merilo_methodologist, merilo_school
  with check (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint);
create policy own_update on act for update to merilo_methodologist, merilo_school
  using (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint);
create policy school_reads on act for select to merilo_school
  using (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[])
         or exists (select from plan p join reporter r on r.plan_id = p.id where p.act_id = act.id));

-- plans: written by their own org while a draft; a school sees its own, and of others what concerns it,
-- once approved
create policy methodologist_inserts on plan for insert to merilo_methodologist with check (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint and state = 'draft');
create policy methodologist_updates on plan for update to merilo_methodologist using (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint and state = 'draft');
create policy school_inserts on plan for insert to merilo_school
  with check (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint and state = 'draft' and kind in ('school-roadmap', 'vsoko-plan', 'decision'));
create policy school_updates on plan for update to merilo_school using (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint and state = 'draft');
create policy school_reads on plan for select to merilo_school
  using (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[])
         or state <> 'draft' and exists (select from reporter r where r.plan_id = plan.id and r.org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[])));
create policy school_reads on plan_version for select to merilo_school using (exists (select from plan p where p.id = plan_id));
do $$
declare t text; r text;
begin
  foreach t in array array['plan_section', 'plan_item'] loop
    foreach r in array array['methodologist', 'school'] loop
      execute format ('create policy %I on %I for insert to %I with check (org_id = nullif (current_setting (''merilo.org_id'', true), '''')::bigint'
        ' and exists (select from plan p where p.id = plan_id and p.state = ''draft'' and p.org_id = %I.org_id))', r || '_inserts', t, 'merilo_' || r, t);
      execute format ('create policy %I on %I for update to %I using (org_id = nullif (current_setting (''merilo.org_id'', true), '''')::bigint'
        ' and exists (select from plan p where p.id = plan_id and p.state = ''draft''))', r || '_updates', t, 'merilo_' || r);
    end loop;
  end loop;
end $$;
create policy school_reads on plan_section for select to merilo_school
  using (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]) or exists (select from plan_item i where i.section_id = plan_section.id));
create policy school_reads on plan_item for select to merilo_school
  using (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[])
         or exists (select from reporter r where r.lineage = plan_item.lineage and r.plan_id = plan_item.plan_id and r.org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[])));
create policy school_reads on item_date for select to merilo_school
  using (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[])
         or exists (select from reporter r where r.lineage = item_date.lineage and r.plan_id = item_date.plan_id and r.org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[])));
create policy methodologist_inserts on org_settings for insert to merilo_methodologist with check (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint);
create policy methodologist_updates on org_settings for update to merilo_methodologist using (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint);

create policy with_its_file on blob_chunk for select to merilo_methodologist, merilo_school, merilo_observer
  using (exists (select from file f where f.blob_id = blob_chunk.blob_id));

-- A file is seen by those of its own org who can bring one, and by all who see what it hangs on. A workbook
-- of results hangs on nothing: an observer is told of results by figures, whose small groups are left out.
create policy own_read on file for select to merilo_methodologist, merilo_school
  using (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint);
create policy with_evidence on file for select to merilo_methodologist, merilo_observer
  using (exists (select from evidence e where e.file_id = file.id));
create policy with_act on file for select to merilo_methodologist, merilo_school, merilo_observer
  using (exists (select from act a where a.file_id = file.id));

-- results
create policy with_its_import on import_issue for select to merilo_methodologist, merilo_school
  using (exists (select from import i where i.id = import_id));
do $$
declare t text;
begin
  foreach t in array array['work', 'work_before', 'work_same', 'cell', 'import'] loop
    -- it writes many rows: a table of the orgs is made once a statement
    execute format ('create policy loader_for_its_caller on %I to merilo_loader'
      ' using (org_id in (select unnest (nullif (current_setting (''merilo.orgs'', true), '''')::bigint[])))', t);
  end loop;
end $$;
create policy loader_for_its_caller on import_issue for insert to merilo_loader with check (exists (select from import i where i.id = import_id));
create policy loader_for_its_caller on job to merilo_loader using (user_id = nullif (current_setting ('merilo.user_id', true), '')::bigint);
create policy loader_for_its_caller on file for select to merilo_loader using (user_id = nullif (current_setting ('merilo.user_id', true), '')::bigint);
-- which logins are whose: all, so that a foreign school can be named
create policy loader_for_its_caller on org for select to merilo_loader using (true);
create policy own_jobs on job for select to merilo_methodologist, merilo_school using (user_id = nullif (current_setting ('merilo.user_id', true), '')::bigint);
create policy own_jobs_insert on job for insert to merilo_methodologist, merilo_school
  with check (user_id = nullif (current_setting ('merilo.user_id', true), '')::bigint and state = 'queued'
              and exists (select from file f where f.id = file_id and f.user_id = job.user_id)
              and (layout_map_id is null or exists (select from layout_map m where m.id = layout_map_id and m.deleted_at is null)));
create policy own_jobs_update on job for update to merilo_methodologist, merilo_school
  using (user_id = nullif (current_setting ('merilo.user_id', true), '')::bigint and state in ('queued', 'running')) with check (state = 'cancelled');

-- re-checks
create policy methodologist_inserts on recheck for insert to merilo_methodologist
  with check (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint and state = 'draft' and school_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
create policy methodologist_updates on recheck for update to merilo_methodologist
  using (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint and state = 'draft');
create policy methodologist_inserts on recheck_member for insert to merilo_methodologist
  with check (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint
              and exists (select from recheck r where r.id = recheck_id and r.state = 'draft' and r.org_id = recheck_member.org_id)
              and exists (select from app_user u where u.id = user_id));
create policy methodologist_updates on recheck_member for update to merilo_methodologist
  using (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint and exists (select from recheck r where r.id = recheck_id and r.state = 'draft'));
create policy school_reads on recheck_conclusion for select to merilo_school
  using (school_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
create policy own_works on expert_score for select to merilo_commission
  using (user_id = nullif (current_setting ('merilo.user_id', true), '')::bigint);
create policy own_works_update on expert_score for update to merilo_commission
  using (user_id = nullif (current_setting ('merilo.user_id', true), '')::bigint and state = 'open');
