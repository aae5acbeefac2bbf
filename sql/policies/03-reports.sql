-- Reports and what hangs on them: written by the org that reports, be it a school or the department.
grant select on execution_link, api.execution_link to merilo_methodologist, merilo_school, merilo_observer;
grant select on item_conclusion, api.item_conclusion to merilo_methodologist, merilo_observer;
grant update (state, text, date_done, reason) on execution to merilo_methodologist, merilo_school;
grant update (state, text, date_done, reason) on api.execution to merilo_methodologist, merilo_school;
grant insert (execution_id, file_id, title), update (deleted_at) on evidence to merilo_methodologist, merilo_school;
grant insert (execution_id, file_id, title), delete on api.evidence to merilo_methodologist, merilo_school;
grant insert (execution_id, kind, target_id), update (deleted_at) on execution_link to merilo_methodologist, merilo_school;
grant insert (execution_id, kind, target_id), delete on api.execution_link to merilo_methodologist, merilo_school;
grant insert (plan_id, lineage, year, conclusion, proposal), update (conclusion, proposal, deleted_at) on item_conclusion to merilo_methodologist;
grant insert (plan_id, lineage, year, conclusion, proposal), update (conclusion, proposal), delete on api.item_conclusion to merilo_methodologist;
grant execute on function report_open (bigint, text, date), report_submit (bigint, int), evidence_withdraw (bigint, int, text)
  to merilo_methodologist, merilo_school;
grant execute on function report_return (bigint, int, text, jsonb), report_accept (bigint, int) to merilo_methodologist;
grant execute on function report_rule (bigint) to merilo_methodologist, merilo_school, merilo_observer;

do $$
declare t text;
begin
  foreach t in array array['execution_link', 'item_conclusion'] loop
    execute format ('alter table %I enable row level security', t);
    execute format ('create policy methodologist_reads on %I for select to merilo_methodologist using (org_id = any (nullif (current_setting (''merilo.orgs'', true), '''')::bigint[]))', t);
    execute format ('create policy observer_reads on %I for select to merilo_observer using (org_id = any (nullif (current_setting (''merilo.orgs'', true), '''')::bigint[]))', t);
  end loop;
end $$;
create policy school_reads on execution_link for select to merilo_school using (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));

-- each on its own, while the report is open
create policy own_updates on execution for update to merilo_methodologist, merilo_school
  using (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint
         and exists (select from quarter_report r where r.id = report_id and r.state in ('draft', 'returned')));
create policy own_inserts on evidence for insert to merilo_methodologist, merilo_school
  with check (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint
              and exists (select from execution e join quarter_report r on r.id = e.report_id
                   where e.id = execution_id and e.org_id = evidence.org_id and r.state in ('draft', 'returned'))
              and exists (select from file f where f.id = file_id and f.org_id = evidence.org_id and f.erased_at is null));
create policy own_updates on evidence for update to merilo_methodologist, merilo_school
  using (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint
         and exists (select from execution e join quarter_report r on r.id = e.report_id
                   where e.id = execution_id and e.org_id = evidence.org_id and r.state in ('draft', 'returned')));
create policy own_inserts on execution_link for insert to merilo_methodologist, merilo_school
  with check (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint
              and exists (select from execution e join quarter_report r on r.id = e.report_id
                   where e.id = execution_id and e.org_id = execution_link.org_id and r.state in ('draft', 'returned')));
create policy own_updates on execution_link for update to merilo_methodologist, merilo_school
  using (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint
         and exists (select from execution e join quarter_report r on r.id = e.report_id
                   where e.id = execution_id and e.org_id = execution_link.org_id and r.state in ('draft', 'returned')));
create policy methodologist_inserts on item_conclusion for insert to merilo_methodologist
  with check (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint);
create policy methodologist_updates on item_conclusion for update to merilo_methodologist
  using (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint);
-- what is looked at: each checks by itself what its caller may see
grant execute on function matrix_reporters (bigint), matrix_read (bigint, text, text), plan_calendar (bigint, date, date, bigint),
  plan_completeness (bigint, text, date, text), plan_late (bigint) to merilo_methodologist, merilo_school, merilo_observer;
grant execute on function plan_annual (bigint, int) to merilo_methodologist, merilo_observer;
