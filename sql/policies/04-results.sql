-- Figures of results: each function checks by itself what its caller may see.
grant execute on function result_figures (bigint, bigint, text), result_tree (bigint), result_dynamics (text, text, int, text, bigint),
  result_completeness (int, bigint), scale_of (bigint), works_of (bigint) to merilo_methodologist, merilo_school, merilo_observer;
grant execute on function works_of (bigint) to merilo_commission;
grant execute on function works_counted (bigint, int, bigint[], boolean), works_by_mark (bigint, int, bigint[], boolean) to merilo_loader;

-- rules of the department: a change goes through the view alone
grant select on result_rule, api.result_rule to merilo_methodologist, merilo_observer;
grant insert (measure, comparison, percent, years_in_row, subject, grade, since_year, until_year, note), update (deleted_at) on result_rule
  to merilo_methodologist;
grant insert (measure, comparison, percent, years_in_row, subject, grade, since_year, until_year, note),
  update (measure, comparison, percent, years_in_row, subject, grade, since_year, until_year, note), delete on api.result_rule to merilo_methodologist;
grant execute on function result_rule_hits (int) to merilo_methodologist, merilo_observer;
alter table result_rule enable row level security;
create policy methodologist_reads on result_rule for select to merilo_methodologist
  using (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
create policy observer_reads on result_rule for select to merilo_observer
  using (org_id = any (nullif (current_setting ('merilo.orgs', true), '')::bigint[]));
create policy methodologist_inserts on result_rule for insert to merilo_methodologist
  with check (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint);
create policy methodologist_updates on result_rule for update to merilo_methodologist
  using (org_id = nullif (current_setting ('merilo.org_id', true), '')::bigint);
