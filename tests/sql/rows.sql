-- Who sees which rows, and who writes whose: each policy up and down the tree, a row a case.
begin;
select * from no_plan ();

create function t.titles (a_view text) returns text language sql as $$
  select case a_view
    when 'org' then 'short_name' when 'user' then 'login' when 'plan' then 'title' when 'plan_section' then 'title' when 'plan_item' then 'title'
    when 'act' then 'number' when 'evidence' then 'title' when 'execution_link' then '''Карта''' when 'item_conclusion' then 'year || '' '' || lineage' when 'recheck' then 'title' when 'import' then 'name' when 'cell' then 'org_name || year'
    when 'quarter_report' then 'org_name' when 'execution' then 'org_id || '':'' || item_no' when 'control_date' then 'org_id || '':'' || item_id'
    when 'work' then 'org_id || '':'' || year || '':'' || code' when 'recheck_member' then 'recheck_id || '':'' || user_id'
    when 'recheck_result' then 'recheck_id::text' when 'expert_score' then 'recheck_id::text' when 'class' then 'org_id || letter' when 'recorded_event' then 'org_id || event' when 'org_settings' then 'org_id || school_year_end'
    when 'result_rule' then 'measure' when 'plan_version' then 'plan_id || '':'' || revision'
    when 'org_status' then 'org_id || status' when 'job' then 'kind' when 'layout_map' then 'name' when 'procedure_item' then 'code' when 'scale' then 'coalesce (org_id::text, ''all'')' when 'precheck_limit' then 'org_id || subject' when 'procedure' then 'year::text' when 'file' then 'name'
    when 'reporter' then 'org_id || '':'' || lineage' when 'blob_chunk' then 'convert_from (bytes, ''UTF8'')' when 'recheck_conclusion' then 'recheck_id::text' end
$$;
grant execute on function t.titles to public;

-- 'a, b', 'n rows' where the list would be long, or the refusal
create function t.sees (a_who text, a_view text) returns text language plpgsql as $$
declare got text; n int;
begin
  perform t.enter (a_who);
  execute format ('select string_agg (distinct x, '', '' order by x), count (*) from (select %s as x from %s.%I) y', t.titles (a_view),
                  case when a_view in ('file', 'reporter', 'blob_chunk', 'recheck_conclusion') then 'public' else 'api' end, a_view) into got, n;
  perform t.leave ();
  return case when a_view in ('work', 'recheck_result', 'expert_score', 'control_date') then n || ' rows' else coalesce (got, '') end;
exception when insufficient_privilege then
  perform t.leave ();
  return 'refused';
end $$;

-- some more, so that each table has a row on both sides
insert into class (org_id, year, grade, letter) values (11, 2024, 4, 'А'), (12, 2024, 4, 'Б'), (21, 2024, 4, 'В');
insert into org_status (org_id, status, year) values (11, 'biased', 2024), (12, 'low-results', 2024), (21, 'at-risk', 2024);
insert into act (org_id, kind, number, date, title) values (11, 'order', 'А1-1', '2025-01-01', 'Приказ школы');
insert into layout_map (org_id, name, shared, doc) values (3, 'УО общая', true, '{}'), (3, 'УО своя', false, '{}'), (11, 'А1', false, '{}'), (5, 'УО Б общая', true, '{}');
insert into procedure (id, kind, year, subject, grade, max, org_id) overriding system value values (901, 'own', 2026, 'Физика', 9, 10, 3), (902, 'own', 2027, 'Физика', 9, 10, 5);
insert into procedure_item (procedure_id, position, code, max) values (901, 1, 'А1', 10), (902, 1, 'Б1', 10);
insert into scale (kind, year_from, year_until, subject, grade, max, from3, from4, from5, source, confidence, org_id)
  select 'own', y, y, 'Физика', 9, 10, 3, 5, 7, 'приказ', 'checked', o from (values (2026, 3), (2027, 5)) x (y, o);
insert into precheck_limit (org_id, subject, grade, min2) values (3, 'Математика', 4, 5), (5, 'Математика', 4, 7);
insert into execution_link (org_id, execution_id, kind, target_id, title) select e.org_id, e.id, 'act', a.id, 'Карта'
  from execution e, act a where e.org_id = 11 and e.item_no = '1.1' and a.number = '77';
insert into item_conclusion (org_id, plan_id, lineage, year, conclusion) values (3, 2, 21, 2025, 'Выполнено');
insert into result_rule (org_id, measure, comparison, percent, since_year) values (3, 'quality', 'below', 40, 2025), (5, 'failed', 'above', 10, 2025);
insert into recheck_conclusion (recheck_id, org_id, school_id, works, changed, raised, lowered) values (2, 3, 11, 6, 1, 1, 0), (3, 5, 21, 1, 0, 0, 0);

\i :here/lib/own-plan.sql
create temporary table expected (view text, meth_a text, obs_a text, sch_a1 text, sch_a2 text, com_1 text, adm_a text, meth_b text, sch_b1 text);
insert into expected values
('org',            'А1, А2, А3, Город А, УО А', 'А1, А2, А3, Город А, УО А', 'А1', 'А2', 'refused', 'А1, А2, А3, Город А, УО А', 'Б1, Город Б, УО Б', 'Б1'),
('user',           'adm_a, com_1, com_2, com_3, com_own, meth_a, obs_a, sch_a1, sch_a2', 'refused', 'refused', 'refused', 'refused', 'adm_a, com_1, com_2, com_3, com_own, meth_a, obs_a, sch_a1, sch_a2', 'meth_b, sch_b1', 'refused'),
('class',          '11А, 12Б', '11А, 12Б', '11А', '12Б', 'refused', 'refused', '21В', '21В'),
('org_status',     '11biased, 12low-results', '11biased, 12low-results', '11biased', '12low-results', 'refused', 'refused', '21at-risk', '21at-risk'),
('act',            '77, А1-1', '77, А1-1', '77, А1-1', '77', 'refused', 'refused', '5', '5'),
('plan',           'Карта А, План А1, Проект А', 'Карта А, План А1, Проект А', 'Карта А, План А1', 'Карта А', 'refused', 'refused', 'Карта Б', 'Карта Б'),
('plan_version',   '2:1', '2:1', '2:1', '2:1', 'refused', 'refused', '3:1', '3:1'),
('plan_section',   'Раздел А1, Раздел карты, Раздел проекта, Только управление', 'Раздел А1, Раздел карты, Раздел проекта, Только управление', 'Раздел А1, Раздел карты', 'Раздел карты', 'refused', 'refused', 'Раздел Б', 'Раздел Б'),
('plan_item',      'Пункт А1, Управлению, Черновой пункт, Школам к сроку, Школам осенью, Школам постоянно', 'Пункт А1, Управлению, Черновой пункт, Школам к сроку, Школам осенью, Школам постоянно', 'Пункт А1, Школам к сроку, Школам осенью, Школам постоянно', 'Школам к сроку, Школам осенью, Школам постоянно', 'refused', 'refused', 'Пункт Б', 'Пункт Б'),
('reporter',       '11:21, 11:23, 11:24, 12:21, 12:23, 12:24, 13:21, 13:23, 13:24, 3:22', '11:21, 11:23, 11:24, 12:21, 12:23, 12:24, 13:21, 13:23, 13:24, 3:22', '11:21, 11:23, 11:24', '12:21, 12:23, 12:24', 'refused', 'refused', '21:31', '21:31'),
('control_date',   '7 rows', '7 rows', '2 rows', '2 rows', 'refused', 'refused', '1 rows', '1 rows'),
('recorded_event', '11signing, 3vpr', '11signing, 3vpr', '11signing', '', 'refused', 'refused', '21exam', '21exam'),
('org_settings',   '3may', '3may', 'refused', 'refused', 'refused', 'refused', '5june', 'refused'),
('quarter_report', 'А1, А2', 'А1, А2', 'А1', 'А2', 'refused', 'refused', 'Б1', 'Б1'),
('execution',      '11:1.1, 11:1.2, 12:1.1, 12:1.2', '11:1.1, 11:1.2, 12:1.1, 12:1.2', '11:1.1, 11:1.2', '12:1.1, 12:1.2', 'refused', 'refused', '21:1.1', '21:1.1'),
('evidence',       'Акт', 'Акт', 'Акт', '', 'refused', 'refused', '', ''),
('file',           'акт.pdf, Ф1 2023.xlsx, Ф1 2024.xlsx, Ф1 2025.xlsx', 'акт.pdf', 'акт.pdf, лежит.pdf', '', 'refused', 'refused', 'Ф1 2025.xlsx', 'б.pdf'),
('execution_link', 'Карта', 'Карта', 'Карта', '', 'refused', 'refused', '', ''),
('item_conclusion', '2025 21', '2025 21', 'refused', 'refused', 'refused', 'refused', '', 'refused'),
('procedure',      '2023, 2024, 2025, 2026', '2023, 2024, 2025, 2026', '2023, 2024, 2025, 2026', '2023, 2024, 2025, 2026', '2023, 2024, 2025, 2026', 'refused', '2023, 2024, 2025, 2027', '2023, 2024, 2025, 2027'),
('procedure_item', '1, 10, 2, 3, 4, 5, 6, 7, 8, 9, А1', '1, 10, 2, 3, 4, 5, 6, 7, 8, 9, А1', '1, 10, 2, 3, 4, 5, 6, 7, 8, 9, А1', '1, 10, 2, 3, 4, 5, 6, 7, 8, 9, А1', 'refused', 'refused', '1, 10, 2, 3, 4, 5, 6, 7, 8, 9, Б1', '1, 10, 2, 3, 4, 5, 6, 7, 8, 9, Б1'),
('scale',          '3, all', '3, all', '3, all', '3, all', 'refused', 'refused', '5, all', '5, all'),
('precheck_limit', '3Математика', '3Математика', 'refused', 'refused', 'refused', 'refused', '5Математика', 'refused'),
('work',           '45 rows', 'refused', '36 rows', '9 rows', 'refused', 'refused', '1 rows', '1 rows'),
('cell',           'А12023, А12024, А12025, А22023, А22024, А22025', 'refused', 'А12023, А12024, А12025', 'А22023, А22024, А22025', 'refused', 'refused', 'Б12025', 'Б12025'),
('result_rule',    'quality', 'quality', 'refused', 'refused', 'refused', 'refused', 'failed', 'refused'),
('import',         'Ф1 2023.xlsx, Ф1 2024.xlsx, Ф1 2025.xlsx', 'refused', '', '', 'refused', 'refused', 'Ф1 2025.xlsx', ''),
('job',            'import-results', 'refused', '', '', 'refused', 'refused', 'import-results', ''),
('layout_map',     'А1, УО общая, УО своя', 'refused', 'А1, УО общая', 'УО общая', 'refused', 'refused', 'УО Б общая', 'УО Б общая'),
('recheck',        'Перепроверка 1, Перепроверка 2', 'Перепроверка 1, Перепроверка 2', 'refused', 'refused', 'refused', 'refused', 'Перепроверка 3', 'refused'),
('recheck_member', '1:121, 2:121, 2:122', '1:121, 2:121, 2:122', 'refused', 'refused', 'refused', 'refused', '', 'refused'),
('recheck_result', '6 rows', '6 rows', 'refused', 'refused', 'refused', 'refused', '0 rows', 'refused'),
('expert_score',   'refused', 'refused', 'refused', 'refused', '6 rows', 'refused', 'refused', 'refused'),
('recheck_conclusion', '2', '2', '2', '', 'refused', 'refused', '3', '3');

select is (t.sees (w.name, e.view), w.want, format ('%s sees of %s', w.name, e.view))
from expected e cross join lateral (values ('meth_a', e.meth_a), ('obs_a', e.obs_a), ('sch_a1', e.sch_a1), ('sch_a2', e.sch_a2),
  ('com_1', e.com_1), ('adm_a', e.adm_a), ('meth_b', e.meth_b), ('sch_b1', e.sch_b1)) w (name, want);

-- every view of the server stands in the table above
select bag_eq ($$select table_name::text from information_schema.views where table_schema = 'api'$$,
  $$select view from expected where view not in ('file', 'reporter', 'recheck_conclusion')$$, 'no view is left out of the table');

-- bytes are seen with their file
select is (t.sees ('sch_a1', 'blob_chunk'), 'bytes of A1, bytes that hang on nothing', 'a school sees the bytes of its own files');
select is (t.sees ('sch_b1', 'blob_chunk'), 'bytes of B1', 'and no others');
select is (t.sees ('com_1', 'blob_chunk'), 'refused', 'a member sees no file');
select t.ask ('meth_a', $$select id from file_store ('приказ.pdf', 'application/pdf', 'bytes of an order')$$) as paper \gset
select is (t.ask ('obs_a', 'select string_agg (convert_from (bytes, ''utf8''), '', '') from blob_chunk'), 'bytes of A1', 'an observer reads no workbook of results, nor what hangs on nothing');
update act set file_id = :'paper' where id = (select min (id) from act where org_id = 3);
select is (t.ask ('obs_a', format ('select string_agg (convert_from (c.bytes, ''utf8''), '', '') from blob_chunk c join file f on f.blob_id = c.blob_id where f.id = %L', :'paper')),
           'bytes of an order', 'but an order, by its act');

-- a member of the commission without works, and one whom the works of the own school may not reach
select is (t.sees ('com_3', 'expert_score'), '0 rows', 'nothing was dealt to com_3');
select is (t.sees ('com_own', 'expert_score'), '0 rows', 'nothing was dealt to com_own');
select is (t.sees ('com_2', 'expert_score'), '6 rows', 'com_2 sees the own works');

-- nobody is entered: nothing is seen, by anyone
create function t.forgot (a_role text, a_statement text) returns text language plpgsql as $$
declare n text;
begin
  perform set_config ('role', a_role, true);
  execute a_statement into n;
  perform set_config ('role', 'none', true);
  return n;
exception when others then
  perform set_config ('role', 'none', true);
  return sqlstate;
end $$;
select is (t.forgot ('merilo_app', format ('select count (*) from api.%I', view)), '42501', 'without a user the server reads nothing of ' || view)
  from expected where view not in ('file', 'reporter', 'recheck_conclusion');
select is (t.forgot ('merilo_methodologist', 'select count (*) from api.plan'), '0', 'a role without its settings sees no plan');
select is (t.forgot ('merilo_school', 'select count (*) from api.work'), '0', 'nor a work');
select set_config ('merilo.orgs', '{3,11}', true), set_config ('merilo.orgs', '', true);
select is (t.forgot ('merilo_methodologist', 'select count (*) from api.plan'), '0', 'settings of an ended request are no error and no right');

-- Writes to rows in sight and out of it: 'ok 1' is done, 'ok 0' is a row that is not there for the writer,
-- 42501 is a refusal
create temporary table written (who text, statement text, want text, what text);
insert into written values
('meth_a', 'update api.org set name = ''x'' where id = 11', 'ok 1', 'a methodologist mends a school of the own town'),
('meth_a', 'update api.org set name = ''x'' where id = 21', 'ok 0', 'not of another town'),
('adm_a', 'update api.org set name = ''x'' where id = 11', 'ok 1', 'an administrator too'),
('sch_a1', 'update api.org set name = ''x'' where id = 11', '42501', 'a school not even itself'),
('meth_a', 'insert into api.org (parent_id, kind, name, short_name) values (2, ''school'', ''Новая'', ''Н'') returning id', 'ok 1', 'a school is added to the own town'),
('meth_a', 'insert into api.org (parent_id, kind, name, short_name) values (4, ''school'', ''Новая'', ''Н'')', '42501', 'not to another'),
('meth_a', 'insert into api.org (parent_id, kind, name, short_name) values (null, ''region'', ''Новый'', ''Н'')', '42501', 'nor beside the tree'),
('adm_a', 'insert into api.user (org_id, login, name, role) values (11, ''new'', ''Новый'', ''school'') returning id', 'ok 1', 'an administrator adds a user'),
('adm_a', 'with made as (insert into api.user (org_id, login, name, role) values (11, ''new'', ''Новый'', ''school'') returning active) select from made where active',
 'ok 1', 'who may sign in when nothing else is said'),
('adm_a', 'insert into api.user (org_id, login, name, role) values (21, ''new'', ''Новый'', ''school'')', '42501', 'not to another town'),
('adm_a', 'update api.user set active = false where id = 211', 'ok 0', 'and leaves its users alone'),
('meth_a', 'insert into api.user (org_id, login, name, role) values (11, ''new'', ''Новый'', ''school'')', '42501', 'a methodologist adds nobody'),
('sch_a1', 'insert into api.class (org_id, year, grade, letter) values (11, 2025, 5, ''А'') returning id', 'ok 1', 'a school adds its class'),
('sch_a1', 'insert into api.class (org_id, year, grade, letter) values (12, 2025, 5, ''А'')', '42501', 'not another''s'),
('sch_a1', 'update api.class set letter = ''Я'' where org_id = 12', 'ok 0', 'nor mends it'),
('meth_a', 'insert into api.org_status (org_id, status, year) values (12, ''biased'', 2025) returning id', 'ok 1', 'a status is given in the own town'),
('meth_a', 'insert into api.org_status (org_id, status, year) values (21, ''biased'', 2025)', '42501', 'not in another'),
('sch_a1', 'insert into api.org_status (org_id, status, year) values (11, ''biased'', 2025)', '42501', 'not by the school'),
('meth_a', 'insert into api.act (kind, number, date, title) values (''order'', ''1'', ''2025-01-01'', ''x'') returning id', 'ok 1', 'an act belongs to who enters it'),
('meth_a', 'update api.act set title = ''x'' where number = ''А1-1''', 'ok 0', 'the department leaves a school''s act alone'),
('sch_a1', 'update api.act set title = ''x'' where number = ''77''', 'ok 0', 'a school that of the department'),
('sch_a1', 'update api.act set title = ''x'' where number = ''А1-1''', 'ok 1', 'and mends its own'),
('meth_a', 'update api.plan set title = ''x'' where id = 1', 'ok 1', 'the own draft is mended'),
('meth_b', 'update api.plan set title = ''x'' where id = 1', 'ok 0', 'not a foreign one'),
('obs_a', 'update api.plan set title = ''x'' where id = 1', '42501', 'not by an observer'),
('sch_a1', 'update api.plan set title = ''x'' where id = 2', 'ok 0', 'not by a school'),
('sch_a1', 'update api.plan set title = ''x'' where id = 4', 'ok 1', 'that writes its own'),
('meth_a', 'update api.plan set title = ''x'' where id = 4', 'ok 0', 'which is the school''s alone to write'),
('sch_a2', 'update api.plan_item set title = ''x'' where id = 41', 'ok 0', 'and no other school''s'),
('meth_b', 'update api.org_settings set no_date = ''year'' where org_id = 3', 'ok 0', 'a town does not count for another'),
('meth_b', 'insert into api.plan_section (plan_id, title) values (1, ''x'')', '42501', 'no section in a foreign plan'),
('meth_b', 'insert into api.plan_item (plan_id, section_id, title) values (1, 1, ''x'')', '42501', 'no item in a foreign plan'),
('sch_a2', 'update api.execution set text = ''x'' where org_id = 11', 'ok 0', 'a school answers for itself alone'),
('sch_a1', 'update api.execution set text = ''x'' where item_no = ''1.1''', 'ok 1', 'its own line it writes'),
('meth_a', 'update api.execution set text = ''x''', 'ok 0', 'the department answers for no school'),
('sch_a2', 'insert into api.evidence (execution_id, file_id, title) select 1, (select id from file limit 1), ''x''', '42501', 'no paper on a foreign line'),
('meth_b', 'insert into api.recheck (school_id, procedure_id, title, kind, sample_size, experts_per_work, tolerance) values (11, 3, ''x'', ''recheck'', 1, 2, 1)', '42501', 'no re-check in a foreign school'),
('meth_b', 'insert into api.recheck_member (recheck_id, user_id, duty) values (1, 211, ''member'')', '42501', 'no member in a foreign re-check'),
('meth_a', 'insert into api.recheck_member (recheck_id, user_id, duty) values (1, 211, ''member'')', '42501', 'no foreign member in the own'),
('com_1', 'update api.expert_score set note = ''x''', 'ok 6', 'a member writes on the own works alone'),
('com_own', 'update api.expert_score set note = ''x''', 'ok 0', 'and on no other''s'),
('sch_a1', 'insert into job (kind, file_id) select ''read-roadmap'', id from file where name = ''лежит.pdf'' returning id', 'ok 1', 'a job on an own file'),
('sch_a1', 'insert into api.layout_map (name, doc) values (''x'', ''{}'') returning id', 'ok 1', 'a school describes a table for itself'),
('sch_a1', 'insert into api.layout_map (name, shared, doc) values (''x'', true, ''{}'')', '42501', 'for itself alone'),
('sch_a1', 'update api.layout_map set name = ''x'' where org_id = 3', 'ok 0', 'and leaves the department''s alone'),
('meth_b', 'update api.layout_map set name = ''x'' where org_id = 3', 'ok 0', 'as another town does'),
('sch_a1', 'insert into job (kind, file_id, layout_map_id) select ''import-results'', f.id, m.id from file f, layout_map m where f.name = ''лежит.pdf'' and m.name = ''УО общая'' returning id', 'ok 1', 'a job by a shared description'),
('meth_a', 'insert into api.procedure (kind, year, subject, grade, level, max) values (''own'', 2026, ''Химия'', 9, '''', 10) returning id', 'ok 1', 'a procedure of the town''s own'),
('meth_a', 'insert into api.procedure (kind, year, subject, grade, level, max) values (''vpr'', 2025, ''Математика'', 4, '''', 20)', 'ME409', 'not one that is there for all'),
('obs_a', 'insert into api.procedure (kind, year, subject, grade, level, max) values (''own'', 2026, ''Химия'', 9, '''', 10)', '42501', 'not by an observer'),
('sch_a1', 'insert into api.procedure (kind, year, subject, grade, level, max) values (''own'', 2026, ''Химия'', 9, '''', 10)', '42501', 'not by a school'),
('meth_b', 'update api.procedure set minimum = 5 where id = 901', 'ok 0', 'another town''s is not there'),
('meth_a', 'update api.procedure set minimum = 5 where id = 901', 'ok 1', 'the own is'),
('meth_a', 'update api.procedure set minimum = 5 where year = 2024', 'ok 1', 'and one for all that nobody else uses'),
('meth_a', 'update api.procedure set minimum = 5 where year = 2025', 'ME409', 'one that others use is not'),
('meth_b', 'insert into api.procedure_item (procedure_id, position, code, max) values (901, 2, ''2'', 1)', 'ME404', 'no item in a foreign procedure'),
('meth_b', 'insert into api.scale (procedure_id, from3, from4, from5, source, confidence) values (901, 1, 2, 3, ''x'', ''checked'')', 'ME404', 'nor a scale'),
('sch_a1', 'insert into api.scale (procedure_id, from3, from4, from5, source, confidence) values (901, 1, 2, 3, ''x'', ''checked'')', '42501', 'a school sets none'),
('meth_a', 'insert into scale (kind, year_from, year_until, subject, grade, max, from3, from4, from5, source, confidence) values (''vpr'', 2025, 2025, ''x'', 4, 9, 1, 2, 3, ''x'', ''checked'')', '42501', 'nobody writes the table'),
('meth_b', 'update api.precheck_limit set min2 = 1 where org_id = 3', 'ok 0', 'a town''s limits are its own'),
('sch_a1', 'update api.precheck_limit set min2 = 1', '42501', 'and no school''s'),
('sch_a1', 'update job set state = ''cancelled''', 'ok 0', 'no foreign job is cancelled');
select is (t.try (who, statement), want, who || ': ' || what) from written;
-- the file of another is nobody's to attach, whatever its id
select is (t.try ('sch_a1', format ('insert into api.evidence (execution_id, file_id, title) values (1, %L, ''x'')', id)), '42501', 'a foreign file is not attached')
  from file where name = 'б.pdf';
select is (t.try ('sch_a1', format ('insert into job (kind, file_id) values (''import-results'', %L)', id)), '42501', 'nor read by a job')
  from file where name = 'б.pdf';
select is (t.try ('sch_a1', format ('insert into job (kind, file_id, layout_map_id) select ''import-results'', id, %s from file where name = ''лежит.pdf''', m.id)), '42501', 'no job by what is not shared: ' || m.name)
  from layout_map m where m.name in ('УО своя', 'УО Б общая');
select * from finish ();
rollback;
