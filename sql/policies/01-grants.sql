-- Who may do what, by role: functions, views, tables, columns. Run again at each start, so it takes
-- back first what it gives.
do $$
declare r text;
begin
  foreach r in array array['merilo_methodologist', 'merilo_school', 'merilo_commission', 'merilo_observer', 'merilo_admin', 'merilo_loader', 'merilo_app'] loop
    execute format ('revoke all on all tables in schema public, api from %I', r);
    execute format ('revoke all on all functions in schema public from %I', r);
  end loop;
end $$;

-- signing in: nobody is entered yet
grant execute on function sign_in_account (text, text), sign_in_note (text, text), session_find (bytea), session_create (bigint, bytea, text),
  visible_orgs (bigint, text) to merilo_app;

-- everybody who is entered
grant execute on function procedure_kind_title (text), me (), my_org (), my_orgs (), my_role (), session_find (bytea), session_revoke (bytea), own_password_try (),
  password_set (bigint, text, bytea), idem_begin (text, bytea), idem_done (text, text), refuse (text, text), touch (), mark_deleted ()
  to merilo_methodologist, merilo_school, merilo_commission, merilo_observer, merilo_admin;

-- reading
grant select (id, parent_id, kind, name, short_name, login_digits, timezone, version, updated_at, deleted_at) on org
  to merilo_methodologist, merilo_school, merilo_observer, merilo_admin;
grant select on api.org to merilo_methodologist, merilo_school, merilo_observer, merilo_admin;
grant select (id, org_id, login, name, role, active, version, updated_at, deleted_at) on app_user to merilo_methodologist, merilo_admin;
grant select (id, org_id, name, deleted_at) on app_user to merilo_school, merilo_observer;
grant select on api.user to merilo_methodologist, merilo_admin;
grant select on org_status, class, act, plan, plan_section, plan_item, reporter, item_date, control_date, recorded_event, quarter_report, execution, evidence,
  procedure, procedure_item, item_norm, scale, subject, cell to merilo_methodologist, merilo_school, merilo_observer;
grant select on api.org_status, api.class, api.act, api.plan, api.plan_section, api.plan_item, api.control_date, api.plan_version,
  api.recorded_event, api.quarter_report,
  api.execution, api.evidence, api.procedure to merilo_methodologist, merilo_school, merilo_observer;
-- an observer is told of cells by functions alone, which leave out small groups: of the table it sees no row
grant select on api.cell to merilo_methodologist, merilo_school;
grant select on org_settings, api.org_settings to merilo_methodologist, merilo_observer;
-- what a version froze is shown by the comparison alone, and to a school what concerns it
grant select (id, plan_id, org_id, revision, act_kind, act_number, act_date, approved_at, approved_by, reason, items) on plan_version
  to merilo_methodologist, merilo_school, merilo_observer;
grant select (id, org_id, user_id, name, blob_id, media_type, size, sha256, created_at, erased_at) on file to merilo_methodologist, merilo_school, merilo_observer;
grant select on blob_chunk to merilo_methodologist, merilo_school, merilo_observer;
grant select on external_cell, external_cell_now, official_mark, official_mark_now to merilo_methodologist, merilo_school, merilo_observer;
grant select on work, work_before, import, import_issue, job to merilo_methodologist, merilo_school;
grant select on api.work, api.import, api.job to merilo_methodologist, merilo_school;
grant select on recheck, recheck_member, recheck_work, recheck_conclusion to merilo_methodologist, merilo_observer;
grant select on recheck_conclusion to merilo_school;
grant select on expert_score to merilo_methodologist, merilo_observer;
grant select on api.recheck, api.recheck_member, api.recheck_result to merilo_methodologist, merilo_observer;
grant select (id, recheck_id, user_id, recheck_title, subject, grade, blind_no, variant, item_codes, item_max, scores, note, state, version,
  updated_at, deleted_at) on expert_score to merilo_commission;
grant select on api.expert_score to merilo_commission;
grant select on procedure, procedure_item, scale, cell to merilo_commission;
grant select on api.procedure to merilo_commission;
grant execute on function objectivity_trend (bigint, text, int) to merilo_methodologist, merilo_school, merilo_observer;
grant execute on function audit_history (text, text) to merilo_methodologist, merilo_school, merilo_observer;
grant execute on function task_list () to merilo_methodologist, merilo_school, merilo_observer, merilo_commission;

-- writing: columns alone, so a workflow's fields have no way in but its functions
grant insert (parent_id, kind, name, short_name, login_digits, timezone), update (name, short_name, timezone, deleted_at) on org to merilo_methodologist, merilo_admin;
grant insert (parent_id, kind, name, short_name, login_digits, timezone), update (name, short_name, timezone), delete on api.org to merilo_methodologist, merilo_admin;
grant insert (org_id, login, name, role, active), update (name, active, deleted_at) on app_user to merilo_admin;
grant insert (org_id, login, name, role, active), update (name, active), delete on api.user to merilo_admin;
grant insert (org_id, status, year, act_id), update (act_id, deleted_at) on org_status to merilo_methodologist;
grant insert (org_id, status, year, act_id), update (act_id), delete on api.org_status to merilo_methodologist;
grant insert (org_id, year, grade, letter, number), update (grade, letter, number, deleted_at) on class to merilo_methodologist, merilo_school;
grant insert (org_id, year, grade, letter, number), update (grade, letter, number), delete on api.class to merilo_methodologist, merilo_school;
grant insert (kind, number, date, title, issuer, file_id), update (kind, number, date, title, issuer, file_id, deleted_at) on act to merilo_methodologist, merilo_school;
grant insert (kind, number, date, title, issuer, file_id), update (kind, number, date, title, issuer, file_id), delete on api.act to merilo_methodologist, merilo_school;
grant insert (kind, title, period_from, period_until, schools), update (title, period_from, period_until, schools, deleted_at) on plan
  to merilo_methodologist, merilo_school;
grant insert (kind, title, period_from, period_until, schools), update (title, period_from, period_until, schools), delete on api.plan
  to merilo_methodologist, merilo_school;
grant insert (plan_id, position, title), update (position, title, deleted_at) on plan_section to merilo_methodologist, merilo_school;
grant insert (plan_id, position, title), update (position, title), delete on api.plan_section to merilo_methodologist, merilo_school;
grant insert (plan_id, section_id, position, no, title, object, indicator, responsible, document, deadline, rule, result, extra, audience, audience_orgs,
    school_role, act_id, canon, reading, warnings),
  update (section_id, position, no, title, object, indicator, responsible, document, deadline, rule, result, extra, audience, audience_orgs,
    school_role, act_id, canon, reading, warnings, deleted_at)
  on plan_item to merilo_methodologist, merilo_school;
grant insert (plan_id, section_id, position, no, title, object, indicator, responsible, document, deadline, rule, result, extra, audience, audience_orgs,
    school_role, act_id, canon, reading, warnings),
  update (section_id, position, no, title, object, indicator, responsible, document, deadline, rule, result, extra, audience, audience_orgs,
    school_role, act_id, canon, reading, warnings), delete
  on api.plan_item to merilo_methodologist, merilo_school;
grant insert (school_year_end, no_date, year_words, move_days, report_day),
  update (school_year_end, no_date, year_words, move_days, report_day, deleted_at) on org_settings to merilo_methodologist;
grant insert (school_year_end, no_date, year_words, move_days, report_day),
  update (school_year_end, no_date, year_words, move_days, report_day), delete on api.org_settings to merilo_methodologist;
grant execute on function begin_lineage (), audience_of (text), scores_fit (smallint[], smallint[]) to merilo_methodologist, merilo_school;
grant execute on function scores_fit (smallint[], smallint[]), check_expert_score () to merilo_commission;
grant insert (school_id, procedure_id, title, kind, sample_size, experts_per_work, tolerance, seed),
  update (title, kind, sample_size, experts_per_work, tolerance, seed, deleted_at) on recheck to merilo_methodologist;
grant insert (school_id, procedure_id, title, kind, sample_size, experts_per_work, tolerance, seed),
  update (title, kind, sample_size, experts_per_work, tolerance, seed), delete on api.recheck to merilo_methodologist;
grant insert (recheck_id, user_id, duty), update (deleted_at) on recheck_member to merilo_methodologist;
grant insert (recheck_id, user_id, duty), delete on api.recheck_member to merilo_methodologist;
grant update (scores, note) on expert_score to merilo_commission;
grant update (scores, note) on api.expert_score to merilo_commission;
grant insert (kind, file_id, dry_run, columns, only_table, school, layout_map_id), update (state, ended_at) on job to merilo_methodologist, merilo_school;

-- workflows
grant execute on function plan_create_from_job (bigint, int, text, text, date, date), plan_approve (bigint, int, text, text, date, jsonb),
  plan_revise (bigint, int, text), plan_shelve (bigint, int, text, boolean), plan_edit (bigint, jsonb), refuse_edit (text, bigint, bigint),
  item_close (bigint, int, date, text, text, bigint), item_open (bigint, int, text), items_by_event (bigint),
  event_record (text, text, date, date, date, text, jsonb, bigint[]), event_withdraw (bigint, int, text, jsonb, bigint[]),
  schedule_terms (bigint) to merilo_methodologist, merilo_school;
grant execute on function plan_school_copy (bigint, text) to merilo_school;
grant execute on function plan_diff (bigint, int, int), plan_seen (bigint) to merilo_methodologist, merilo_school, merilo_observer;
grant execute on function plan_side_by_side (bigint, bigint) to merilo_methodologist, merilo_school;
grant execute on function recheck_deal (bigint, int), recheck_close (bigint, int),
  result_decide (uuid, int, smallint[]) to merilo_methodologist;
grant execute on function expert_submit (bigint) to merilo_commission;
grant execute on function file_store (text, text, bytea), import_from_job (bigint, text, jsonb, jsonb), import_rows (bigint, text, int[]), import_cells (bigint, jsonb, int[]), submission_before (jsonb),
  import_withdraw (bigint, text),
  import_changes (bigint), audit_read (text, text, int) to merilo_methodologist, merilo_school;

-- The import runs as its own role, under the same rows as its caller: a mistake in it cannot reach
-- the works of others.
do $$
begin
  execute 'grant usage, create on schema public to merilo_loader';
  execute 'alter function import_rows (bigint, text, int[]) owner to merilo_loader';
  execute 'alter function import_from_job (bigint, text, jsonb, jsonb) owner to merilo_loader';
  execute 'alter function import_withdraw (bigint, text) owner to merilo_loader';
  execute 'alter function import_inherit (bigint, int) owner to merilo_loader';
  execute 'alter function marks_recount (bigint, text) owner to merilo_loader';
  execute 'alter function cell_recount (bigint, bigint[]) owner to merilo_loader';
  execute 'revoke create on schema public from merilo_loader';
end $$;
grant select, update (message) on job to merilo_loader;
grant select, delete on stage_work to merilo_loader;
grant select on org, file, procedure, procedure_item, scale to merilo_loader;
grant select, insert, update, delete on work to merilo_loader;
grant select, insert, update (import_id), delete on work_before to merilo_loader;
grant select, insert, delete on work_same to merilo_loader;
grant select, insert, delete on cell to merilo_loader;
grant select, insert, update (withdrawn_at, withdrawn_reason, rows, new_rows, same_rows, changed_rows, marked_rows, refused_rows, submission, state,
    precheck, confirmed_name, confirmed_position, confirmed_text, confirmed_file_id, confirmed_at) on import to merilo_loader;
grant insert on import_issue to merilo_loader;
grant execute on function import_rows (bigint, text, int[]), rows_taken (bigint, text, jsonb), submission_of (int[], bigint, jsonb, jsonb),
  import_judge (bigint, jsonb, text, int[], bigint, int, bigint[]), imports_like (bigint, text), import_orgs (bigint), import_codes (bigint, jsonb, int[]),
  procedure_find (text, int, text, int, text), scale_now (text, int, text, int, text, int), procedure_lock (bigint), procedure_hold (bigint), import_inherit (bigint, int),
  recheck_of_import (bigint, int), import_can_mark (text), import_figures (bigint), figures_withdraw (bigint), cell_recount (bigint, bigint[]), me (), my_org (), my_orgs (), my_role (), refuse (text, text), procedure_for (jsonb),
  audit_write (bigint, text, text, text, jsonb, jsonb) to merilo_loader;
