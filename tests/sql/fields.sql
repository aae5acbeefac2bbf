-- Role × field × state: which columns may be written, and while what. A statement a field; what is
-- not written here in full is refused for every field of the view at once.
begin;
select * from no_plan ();

-- one try a field of a view, its own value written over it; fields that went through
create function t.writable (a_who text, a_view text, a_where text) returns text language plpgsql as $$
declare f text; got text; done text[] := '{}';
begin
  for f in select column_name from information_schema.columns where table_schema = 'api' and table_name = a_view order by ordinal_position loop
    got := t.try (a_who, format ('update api.%I set %I = %I where %s', a_view, f, f, a_where));
    if got ~ '^ok [1-9]' then
      done := done || f;
    elsif got not in ('42501', '55000', '0A000', '428C9', 'ok 0') then -- the last but one: computed, given by the base
      done := done || (f || ' ' || got);
    end if;
  end loop;
  return array_to_string (done, ' ');
end $$;

\i :here/lib/own-plan.sql
create temporary table cube (who text, view text, at text, want text, state text);
insert into cube values
('meth_a', 'org', 'id = 11', 'name short_name timezone', 'any'),
('adm_a', 'org', 'id = 11', 'name short_name timezone', 'any'),
('sch_a1', 'org', 'id = 11', '', 'any'),
('obs_a', 'org', 'id = 11', '', 'any'),
('adm_a', 'user', 'id = 111', 'name active', 'any'),
('meth_a', 'user', 'id = 111', '', 'any'),
('sch_a1', 'act', 'org_id = 11', 'kind number date title issuer file_id', 'any'),
('meth_a', 'act', 'org_id = 3', 'kind number date title issuer file_id', 'any'),
('obs_a', 'act', 'org_id = 3', '', 'any'),
('meth_a', 'class', 'org_id = 11', 'grade letter number', 'any'),
('sch_a1', 'class', 'org_id = 11', 'grade letter number', 'any'),
('obs_a', 'class', 'org_id = 11', '', 'any'),
('meth_a', 'org_status', 'org_id = 11', 'act_id', 'any'),
('sch_a1', 'org_status', 'org_id = 11', '', 'any'),
('meth_a', 'plan', 'id = 1', 'title period_from period_until schools', 'draft'),
('meth_a', 'plan', 'id = 2', '', 'approved'),
('obs_a', 'plan', 'id = 1', '', 'draft'),
('sch_a1', 'plan', 'id = 2', '', 'approved'),
('meth_a', 'plan_section', 'plan_id = 1', 'position title', 'draft'),
('meth_a', 'plan_section', 'plan_id = 2', '', 'approved'),
-- the reading goes with the words: the server makes it, the base lets it in while the plan is a draft
('meth_a', 'plan_item', 'plan_id = 1', 'section_id position no title object indicator responsible document deadline rule result extra audience audience_orgs school_role act_id canon reading warnings', 'draft'),
('meth_a', 'plan_item', 'plan_id = 2', '', 'approved'),
('sch_a1', 'plan_item', 'plan_id = 2', '', 'approved'),
('sch_a1', 'plan', 'id = 4', 'title period_from period_until schools', 'draft of its own'),
('sch_a1', 'plan_section', 'plan_id = 4', 'position title', 'draft of its own'),
('sch_a1', 'plan_item', 'plan_id = 4', 'section_id position no title object indicator responsible document deadline rule result extra audience audience_orgs school_role act_id canon reading warnings', 'draft of its own'),
('meth_a', 'plan_item', 'plan_id = 4', '', 'draft of a school'),
('meth_a', 'plan_version', 'true', '', 'any'),
('sch_a1', 'plan_version', 'true', '', 'any'),
('meth_a', 'recorded_event', 'org_id = 3', '', 'any'),
('sch_a1', 'recorded_event', 'org_id = 11', '', 'any'),
('meth_a', 'org_settings', 'org_id = 3', 'school_year_end no_date year_words move_days report_day', 'any'),
('obs_a', 'org_settings', 'org_id = 3', '', 'any'),
('meth_a', 'control_date', 'true', '', 'any'),
('sch_a1', 'control_date', 'true', '', 'any'),
('sch_a1', 'quarter_report', 'org_id = 11', '', 'draft'),
('meth_a', 'quarter_report', 'org_id = 11', '', 'draft'),
('sch_a1', 'execution', 'org_id = 11', 'state text date_done reason', 'draft'),
('meth_a', 'execution', 'org_id = 11', '', 'draft'),
('sch_a1', 'evidence', 'org_id = 11', '', 'draft'),
('meth_a', 'procedure', 'year = 2024', 'kind year subject grade level max minimum expected', 'its own value over it'),
('obs_a', 'procedure', 'year = 2024', '', 'any'),
('meth_a', 'procedure_item', 'procedure_id = (select id from api.procedure where year = 2024)', 'position code max level skill codifier', 'its own value over it'),
('sch_a1', 'procedure_item', 'true', '', 'any'),
('meth_a', 'scale', 'true', '', 'any'),
('meth_a', 'precheck_limit', 'true', 'subject grade min2 max4 max5 active', 'any'),
('obs_a', 'precheck_limit', 'true', '', 'any'),
('meth_a', 'work', 'true', '', 'any'),
('sch_a1', 'work', 'true', '', 'any'),
('meth_a', 'cell', 'true', '', 'any'),
('meth_a', 'result_rule', 'org_id = 3', 'measure comparison percent years_in_row subject grade since_year until_year note', 'any'),
('obs_a', 'result_rule', 'org_id = 3', '', 'any'),
('meth_a', 'import', 'true', '', 'any'),
('meth_a', 'recheck', 'id = 1', 'title kind sample_size experts_per_work tolerance seed', 'draft'),
('meth_a', 'recheck', 'id = 2', '', 'dealt'),
('obs_a', 'recheck', 'id = 1', '', 'draft'),
('meth_a', 'recheck_member', 'recheck_id = 1', '', 'draft'),
('meth_a', 'recheck_result', 'true', '', 'dealt'),
('com_1', 'expert_score', 'true', 'scores note', 'open'),
('meth_a', 'job', 'true', '', 'any'),
('meth_a', 'layout_map', 'org_id = 3', 'name shared doc', 'any'),
('sch_a1', 'layout_map', 'org_id = 11', 'name doc', 'any'),
('sch_a1', 'layout_map', 'org_id = 3', '', 'the department''s');
insert into class (org_id, year, grade, letter) values (11, 2024, 4, 'А');
insert into result_rule (org_id, measure, comparison, percent, since_year) values (3, 'quality', 'below', 0, 2025);
insert into org_status (org_id, status, year) values (11, 'biased', 2024);
insert into precheck_limit (org_id, subject, grade) values (3, 'Математика', 4);
insert into layout_map (org_id, name, shared, doc) values (3, 'УО', true, '{}'), (11, 'А1', false, '{}');
insert into act (org_id, kind, number, date, title) values (11, 'order', 'А1-1', '2025-01-01', 'Приказ школы');
select is (t.writable (who, view, at), want, format ('%s writes of %s (%s)', who, view, state)) from cube;

-- the report's state closes its lines, and opens them again
update execution set state = 'done', text = 'сделано', date_done = '2025-03-01' where org_id = 11;
select isnt (t.ask ('sch_a1', 'select report_submit (1, version) from api.quarter_report'), null, 'the report is submitted');
select is (t.writable ('sch_a1', 'execution', 'org_id = 11'), '', 'sch_a1 writes of execution (submitted)');
select is (t.try ('sch_a1', $$delete from api.evidence$$), 'ok 0', 'no paper is taken from a submitted report');
select is (t.try ('sch_a1', $$insert into api.evidence (execution_id, file_id, title) select 1, id, 'x' from file where name = 'лежит.pdf'$$), 'ME409', 'nor put into it');
select isnt (t.ask ('meth_a', $$select report_return (1, version, 'Дополните', '[]') from api.quarter_report where id = 1$$), null, 'it is returned');
select is (t.writable ('sch_a1', 'execution', 'org_id = 11'), 'state text date_done reason', 'sch_a1 writes of execution (returned)');
select t.ask ('sch_a1', 'select report_submit (1, version) from api.quarter_report');
select isnt (t.ask ('meth_a', $$select report_accept (1, version) from api.quarter_report where id = 1$$), null, 'it is accepted');
select is (t.writable ('sch_a1', 'execution', 'org_id = 11'), '', 'sch_a1 writes of execution (accepted)');

-- a submitted work is closed for its member
update expert_score set scores = array_fill (1::smallint, array[10]) where user_id = 121;
select is (t.ask ('com_1', 'select expert_submit (2)'), '6', 'all works are submitted');
select is (t.writable ('com_1', 'expert_score', 'true'), '', 'com_1 writes of expert_score (submitted)');

-- inserting: what a workflow fills is no column of an insert
create temporary table inserted (who text, statement text, want text, what text);
insert into inserted values
('meth_a', 'insert into api.plan (kind, title, period_from, period_until) values (''decision'', ''x'', ''2025-01-01'', ''2025-02-01'') returning id', 'ok 1', 'a plan is made a draft'),
('meth_a', 'insert into api.plan (kind, title, period_from, period_until, state) values (''decision'', ''x'', ''2025-01-01'', ''2025-02-01'', ''approved'')', '42501', 'never approved'),
('meth_a', 'insert into api.plan (org_id, kind, title, period_from, period_until) values (11, ''decision'', ''x'', ''2025-01-01'', ''2025-02-01'')', '42501', 'nor for another org'),
('meth_a', 'insert into api.plan_section (plan_id, title) values (2, ''x'')', '42501', 'an approved plan gets no section'),
('meth_a', 'insert into api.plan_item (plan_id, section_id, title) values (2, 2, ''x'')', '42501', 'and no item'),
('meth_a', 'insert into api.plan_item (plan_id, section_id, title) values (1, 1, ''x'') returning id', 'ok 1', 'a draft does'),
('meth_a', 'insert into api.plan_item (plan_id, section_id, title) values (1, 2, ''x'')', 'ME422', 'in a section of its own'),
('sch_a1', 'insert into api.plan (kind, title, period_from, period_until) values (''vsoko-plan'', ''x'', ''2025-01-01'', ''2025-02-01'') returning id', 'ok 1', 'a school makes a plan of its own'),
('sch_a1', 'insert into api.plan (kind, title, period_from, period_until) values (''municipal-roadmap'', ''x'', ''2025-01-01'', ''2025-02-01'')', '42501', 'not one of the department'),
('sch_a1', 'insert into api.plan_item (plan_id, section_id, title) values (4, 5, ''x'') returning id', 'ok 1', 'with items'),
('sch_a1', 'insert into api.plan_item (plan_id, section_id, title) values (1, 1, ''x'')', '42501', 'not in the department''s'),
('sch_a1', 'update api.plan_item set audience_orgs = ''12'' where id = 41', 'ME422', 'that concern itself alone'),
('meth_a', 'update api.plan_item set audience_orgs = ''11,21'' where id = 1', 'ME422', 'no org of another town reports'),
('meth_a', 'update api.plan set schools = ''21'' where id = 1', 'ME422', 'nor is named in a programme'),
('meth_a', 'update api.plan_item set audience_orgs = ''11,x'' where id = 1', '23514', 'nor is anything but a list'),
('meth_a', 'update api.plan_item set audience = ''everybody'' where id = 1', '23514', 'nor another audience'),
('meth_a', 'update api.plan_item set ordered_on = ''2025-01-01'' where id = 1', '42703', 'the order of the words is nobody''s to write'),
('meth_a', 'insert into api.recorded_event (event, first, last) values (''vpr'', ''2025-04-01'', ''2025-04-20'')', '42501', 'an event is recorded, not inserted'),
('meth_a', 'insert into api.org_settings (no_date) values (''school-year'')', '23505', 'a town counts in one way'),
('sch_a1', 'insert into api.org_settings (no_date) values (''school-year'')', '42501', 'and no school sets it'),
('meth_a', 'insert into item_date (org_id, plan_id, item_id, lineage, nominal_due, due, quarter, year) values (3, 2, 21, 21, ''2025-05-01'', ''2025-05-01'', ''2025-Q2'', 2024)', '42501', 'dates are made, not written'),
('meth_a', 'update reporter set until = ''2025-01-01''', '42501', 'as are reporters'),
('sch_a1', 'insert into api.quarter_report (plan_id, quarter) values (2, ''2025-Q2'')', '42501', 'a report is opened, not inserted'),
('sch_a1', 'insert into api.execution (report_id, item_id, lineage, item_title, quarter) values (1, 21, 21, ''x'', ''2025-Q1'')', '42501', 'nor a line'),
('com_1', 'insert into api.expert_score (recheck_id) values (2)', '42501', 'nor a work'),
('meth_a', 'insert into api.recheck_member (recheck_id, user_id, duty) values (2, 124, ''member'')', '42501', 'a dealt re-check gets no member'),
('meth_a', 'insert into api.recheck_member (recheck_id, user_id, duty) values (1, 122, ''member'') returning id', 'ok 1', 'a draft does'),
('meth_a', 'insert into api.recheck_member (recheck_id, user_id, duty) values (1, 123, ''member'')', 'ME422', 'but nobody of the school itself'),
('meth_a', 'insert into api.recheck_member (recheck_id, user_id, duty) values (1, 121, ''lead'')', '23505', 'and nobody twice');
select is (t.try (who, statement), want, who || ': ' || what) from inserted;

-- deleting marks; a version decides
select is (t.try ('meth_a', $$delete from api.plan where id = 1 and version = 1 returning id$$), 'ok 1', 'a draft is deleted');
select is (t.try ('meth_a', $$delete from api.plan where id = 1 and version = 7 returning id$$), 'ok 0', 'not with an old version');
select is (t.try ('meth_a', $$delete from api.plan where id = 2$$), 'ok 0', 'an approved plan is not deleted');
select is (t.try ('meth_a', $$delete from plan where id = 1$$), '42501', 'nothing is ever deleted from a table');
select is (t.try ('meth_a', $$delete from api.plan_section where id = 1$$), 'ME409', 'a section with items stays');
select is (t.try ('meth_a', $$delete from api.plan_item where id = 1$$), 'ok 1', 'an item of a draft goes');
select is (t.try ('sch_a1', $$delete from api.class where org_id = 11 returning id$$), 'ok 1', 'a class goes');
select is (t.try ('adm_a', $$delete from api.user where id = 111 returning id$$), 'ok 1', 'a user goes');
select is (t.try ('meth_a', $$delete from api.execution$$), '42501', 'a line never');
select t.enter ('sch_a1');
delete from api.class where org_id = 11;
select is ((select count (*)::int from api.class), 0, 'what is marked is not shown');
select lives_ok ($$insert into api.class (org_id, year, grade, letter) values (11, 2024, 4, 'А')$$, 'and may be entered again');
select t.leave ();
select is ((select count (*)::int from class where org_id = 11), 2, 'but the old one is kept');

select is (t.try (who, 'select content from plan_version'), '42501', who || ' reads what a version froze by the comparison alone')
  from unnest (array['meth_a', 'sch_a1', 'obs_a']) who;

-- passwords are in no view and no grant
select is (t.try (who, 'select password_hash from app_user'), '42501', who || ' reads no password hash')
  from unnest (array['meth_a', 'obs_a', 'adm_a', 'sch_a1', 'com_1']) who;
select is (t.try ('adm_a', 'update app_user set password_hash = ''x'''), '42501', 'an administrator writes none but by password_set');
-- tables of the machinery
select is (t.try (who, format ('select count (*) from %I', tab)), '42501', format ('%s reads nothing of %s', who, tab))
  from unnest (array['meth_a', 'sch_a1', 'com_1', 'adm_a', 'obs_a']) who,
       unnest (array['session', 'sign_in_attempt', 'password_attempt', 'idempotency', 'audit', 'audit_value', 'audit_open', 'audit_seal', 'blob', 'stage_work']) tab;
-- a member's columns say nothing of the school or its code
select is (t.try ('com_1', format ('select %s from expert_score', col)), '42501', 'com_1 does not read expert_score.' || col)
  from unnest (array['org_id', 'recheck_work_id', 'place']) col;
select is (t.try ('com_1', format ('select count (*) from %I', tab)), '42501', 'com_1 reads nothing of ' || tab)
  from unnest (array['recheck', 'recheck_work', 'recheck_member', 'work', 'org', 'app_user', 'plan', 'file', 'import']) tab;
select * from finish ();
rollback;
