-- Results into the base and out again: whose row wins, what an import changed, what is refused and what
-- is marked, printed figures beside works, the register, and each of them withdrawn.
begin;
select * from no_plan ();

\i :here/lib/results.sql
-- a form, and then what ФИС ОКО gave out: the same participants, once, with its figures
select t.state () as before \gset
select t.import ('sch_a1', t.read ('sch_a1', 2022, E'990011 50001 7 0 3\n990011 50002 12 0 4\n990011 50003 9 0 ', '{"layout": "form-2026"}')) as form \gset
select is (t.counts (:form), '3 0 0 0 0', 'a form: all new');
select t.state () as after_form \gset
select t.import ('meth_a', t.read ('meth_a', 2022, E'990011 50001 7 3 3\n990011 50002 13 4 4')) as f1 \gset
select is (t.counts (:f1), '0 1 1 0 0', 'individual results after it: what we had counted is the same, the rest changed');
select is ((select string_agg (code || ' ' || total || ' ' || coalesce (mark, 0), ', ' order by code) from work where year = 2022), '50001 7 3, 50002 13 4, 50003 9 3',
           'each participant once, with the figures of the individual results');
select is (t.changes ('meth_a', :f1), '11 50002 scores [2, 2, 2, 2, 2, 2, 0, 0, 0, 0]>[2, 2, 2, 2, 2, 2, 1, 0, 0, 0], 11 50002 total 12>13',
           'what differed is listed: as it was, as it came');
select is (t.changes ('sch_a1', :f1), t.changes ('meth_a', :f1), 'to the school too');
select is (t.changes ('sch_a2', :f1), '', 'not to another');
select is ((select string_agg (code || ' ' || mark_counted, ', ' order by code) from work where year = 2022), '50001 false, 50002 false, 50003 true', 'and a mark that it gives too is no more ours');
select t.import ('sch_a1', t.read ('sch_a1', 2022, E'990011 50001 7 0 3\n990011 50003 9 0 \n990011 50004 10 0 ', '{"layout": "form-2026"}')) as late \gset
select is (t.counts (:late) || ', ' || t.issues (:late), '1 1 0 0 1, 9 official-stands', 'a form after them takes nothing back');

-- withdrawn, the last first
select is (t.try ('meth_a', format ('select import_withdraw (%s, %L)', :form, 'Не тот файл')), 'ME409', 'not while a later import stands on it');
select is (t.try ('meth_a', format ('select import_withdraw (%s, %L)', :f1, '  ')), 'ME422', 'not without a reason');
select is (t.ask ('meth_b', format ('select import_withdraw (%s, %L)', :f1, 'Чужой')), null, 'not by another town');
select is (t.ask ('sch_a1', format ('select import_withdraw (%s, %L)', :f1, 'Чужой')), null, 'a school takes none of the department''s back');
select is (t.try ('obs_a', format ('select import_withdraw (%s, %L)', :f1, 'Чужой')), '42501', 'an observer none at all');
select isnt (t.ask ('sch_a1', format ('select import_withdraw (%s, %L)', :late, 'Не тот файл')), null, 'its own it does');
select isnt (t.ask ('meth_a', format ('select import_withdraw (%s, %L)', :f1, 'Не тот файл')), null, 'the department its own');
select is (t.state (), :'after_form', 'rows and cells are what they were before');
select is (t.changes ('meth_a', :f1), '', 'and nothing is changed by it');
select is (t.try ('meth_a', format ('select import_withdraw (%s, %L)', :f1, 'Ещё раз')), 'ME409', 'once');
select isnt (t.ask ('meth_a', format ('select import_withdraw (%s, %L)', :form, 'И форма не та')), null, 'a school''s import by its department');
select is (t.state (), :'before', 'as if there had been none');
select is ((select count (*)::int from audit where resource = 'import' and action = 'withdraw'), 3, 'and the audit knows');

-- what is refused
select t.import ('meth_a', t.read ('meth_a', 2022, E'990011 50001 7 3 3\n990011 50002 12 4 4\n990011 50001 8 3 3\n990012 50001 8 3 3')) as doubled \gset
select is (t.counts (:doubled) || ', ' || t.issues (:doubled), '2 0 0 0 2, 9 doubled-code, 11 doubled-code', 'both rows of a doubled code');
select t.read ('meth_a', 2022, E'990011 50005 7 3 3\n990011 50006 8 3 3') as unnamed \gset
update stage_work set code = '50005' where job_id = :unnamed;
select is (t.try ('meth_a', format ('select import_from_job (%s, ''refuse'')', :unnamed)), '23505', 'two works of one code that no reader has named: none of the file');
-- and where works of that code are known already: all as they were, all others, one of each
create function t.again (a_rows text) returns text language plpgsql as $$
declare
  job bigint := t.read ('meth_a', 2022, a_rows);
begin
  update stage_work set code = '50005' where job_id = job and code = '50006';
  return t.try ('meth_a', format ('select import_from_job (%s, ''refuse'')', job));
end $$;
select t.import ('meth_a', t.read ('meth_a', 2022, '990011 50005 7 3 3')) as known \gset
select t.state () as before_again \gset
select is (t.again (E'990011 50005 7 3 3\n990011 50006 7 3 3'), '23505', 'nor when both are as they were');
select is (t.again (E'990011 50005 8 3 3\n990011 50006 9 3 3'), '23505', 'nor when both are others');
select is (t.again (E'990011 50005 7 3 3\n990011 50006 8 3 3'), '23505', 'nor when one is as it was and the other is not');
select is (t.state (), :'before_again', 'nothing of these files is in');
select t.import ('meth_a', t.read ('meth_a', 2022, E'990013 50001 7 4 3\n990013 50002 6 3 3')) as off \gset
select is (t.counts (:off) || ', ' || t.issues (:off), '1 0 0 0 1, 9 mark-off-scale', 'a mark that the scale of the base does not give');
select t.import ('meth_a', t.read ('meth_a', 2025, E'990013 50001 7 4 3')) as unsure \gset
select is (t.counts (:unsure), '1 0 0 0 0', 'not by a scale that nobody has checked');
select is (t.try ('meth_a', format ('select import_from_job (%s, ''refuse'')', t.read ('meth_a', 2022, ' 50001 7 3 3', '{"layout": "form-2026"}'))), 'ME422',
           'a form of nobody knows which school');
select is (t.try ('meth_a', format ('select import_from_job (%s, ''refuse'')', t.read ('meth_a', 2022, '990021 50001 7 3 3'))), 'ME403', 'another town''s school');
select is (t.try ('meth_a', format ('select import_from_job (%s, ''all'')', t.read ('meth_a', 2022, '990011 50009 7 3 3'))), 'ME422', 'a policy that is none');

-- accepted with a mark: what can be; the total must stand
select t.import ('meth_a', t.read ('meth_a', 2022, E'990012 60001 7 3 3 faulty\n990012 60002 7 3 3 faulty\n990012 60003 7 3 3 faulty\n990012 60004 7 4 3\n990012 60005 7 3 3',
  '{"issues": [{"row": 9, "column": 5, "code": "empty-item", "value": ""}, {"row": 10, "column": 1, "code": "bad-code", "value": "x"},
               {"row": 11, "column": 5, "code": "empty-item", "value": ""}, {"row": 11, "column": 6, "code": "shifted-columns", "value": ""}]}'), 'mark') as marked \gset
select is (t.counts (:marked), '3 0 0 2 2', 'accepted with a mark');
select is (t.issues (:marked), '9 empty-item+: , 10 bad-code: x, 11 empty-item: , 11 shifted-columns: , 12 mark-off-scale+', 'with the reasons');
select is ((select string_agg (code, ' ' order by code) from work where import_id = :marked and marked), '60001 60004', 'and the works say so');
select is (t.whose (:marked), '9 60001, 10 60002, 11 60003, 11 60003, 12 60004', 'and whose rows they are');
-- rows that are not on their way into the base are named by the file's own words, if these are a code
select t.import ('meth_a', t.read ('meth_a', 2022, E'990012 60011 7 3 3 faulty',
  '{"issues": [{"row": 9, "column": 5, "code": "empty-item", "value": ""}, {"row": 50, "column": 5, "code": "empty-item", "value": ""},
               {"row": 51, "column": 5, "code": "empty-item", "value": ""}, {"row": 52, "column": 5, "code": "empty-item", "value": ""}],
    "columns": [{"column": 2, "heading": "Класс", "is": "class"}, {"column": 4, "heading": "Код", "is": "code"}],
    "excerpt": [{"row": 9, "cells": ["4А", "60099"]}, {"row": 50, "cells": ["4А", "60012"]}, {"row": 51, "cells": ["4А", "Иванов Пётр"]},
                {"row": 52, "cells": ["4А", "Иванов"]}]}')) as named \gset
select is (t.whose (:named), '9 60011, 50 60012, 51 , 52 ', 'the code of the base stands over that of the sheet; a name is no code');

-- maxima that a file does not name
create function t.bare (a_n int) returns jsonb language sql as $$
  select jsonb_build_object ('max', null, 'items', (select jsonb_agg (jsonb_build_object ('code', n::text, 'max', null, 'level', '') order by n) from generate_series (1, a_n) n))
$$;
grant execute on function t.bare to public;
select t.import ('meth_a', t.read ('meth_a', 2022, E'990013 70001 7 3 3\n990013 70002 7 3 3', '{"layout": "regional-2021"}', t.bare (10))) as known \gset
select is (t.counts (:known), '2 0 0 0 0', 'are those of the procedure');
select t.read ('meth_a', 2022, E'990013 70003 7 3 3\n990013 70004 7 3 3', '{}', t.bare (10)) as high \gset
update stage_work set scores = '{3,2,2,0,0,0,0,0,0,0}' where job_id = :high and code = '70003';
select t.import ('meth_a', :high) as high \gset
select is (t.counts (:high) || ', ' || t.issues (:high), '1 0 0 0 1, 9 item-above-max', 'and hold for its rows');
select is (t.try ('meth_a', format ('select import_from_job (%s, ''refuse'')', t.read ('meth_a', 2022, '990013 70001 7 3 3', '{}', t.bare (9)))), 'ME422', 'other items are another work');
select is (t.try ('meth_a', format ('select import_from_job (%s, ''refuse'')', t.read ('meth_a', 2021, '990013 70001 7 3 3', '{}', t.bare (10)))), 'ME422', 'of a work that nobody knows: refused');
select is ((select count (*)::int from procedure where year = 2021), 0, 'and nothing of it stays');
select t.import ('meth_a', t.read ('meth_a', 2021, '990013 70001 7 4 3', '{}', jsonb_build_object ('subject', subject, 'grade', grade, 'max', null,
    'items', jsonb_agg (jsonb_build_object ('code', code, 'max', null, 'level', '') order by position)))) as published, max as published_max, subject as published_subject
  from item_norm where year_from = 2021 and subject = 'Русский язык' and grade = 4 group by subject, grade, max limit 1 \gset
select is ((select p.max || ' ' || sum (i.max) from procedure p join procedure_item i on i.procedure_id = p.id where p.year = 2021 group by p.id), :'published_max' || ' ' || :'published_max',
           'of a published work: those that were published');

-- printed figures: of all, the region and the town; those of schools are compared
create function t.report (a_layout text, a_units jsonb) returns bigint language sql as $$
  select t.read ('meth_a', 2025, E'\n', jsonb_build_object ('layout', a_layout, 'rows', jsonb_array_length (a_units), 'units', a_units))
$$;
create function t.unit (a_row int, a_level text, a_name text, a_digits text, a_n int, a_percents jsonb, a_counts jsonb default null, a_faulty boolean default false) returns jsonb language sql as $$
  select jsonb_strip_nulls (jsonb_build_object ('row', a_row, 'level', a_level, 'unit', a_name, 'login', case when a_digits = '' then '' else 'edu' || a_digits end,
    'login_digits', a_digits, 'schools', 5, 'participants', a_n, 'percents', a_percents, 'counts', a_counts, 'faulty', a_faulty))
$$;
grant execute on all functions in schema t to public;
-- Математика 4, 2025: 11 has marks 2 2 3 3 3 3 4 4 4 4 4 5 (4 … 15), 12 has 3 4 5, 13 has one work with 7 and a 4
select t.import ('meth_a', t.report ('marks', jsonb_build_array (
  t.unit (5, 'sample', 'Вся выборка', '', 1000000, '{"2": 5.00, "3": 30.00, "4": 45.00, "5": 20.00}'),
  t.unit (6, 'region', 'Край', '', 20000, '{"2": 6.00, "3": 30.00, "4": 44.00, "5": 20.00}'),
  t.unit (7, 'municipality', 'Город А', '', 16, '{"2": 12.50, "3": 31.25, "4": 43.75, "5": 12.50}'),
  t.unit (8, 'school', 'А1', '990011', 12, '{"2": 16.670000000000002, "3": 33.33, "4": 41.67, "5": 8.33}'),
  t.unit (9, 'school', 'А2', '990012', 4, '{"2": 0.00, "3": 33.33, "4": 33.33, "5": 33.34}'),
  t.unit (10, 'school', 'Б1', '990021', 400, '{"2": 50.00, "3": 0.00, "4": 50.00, "5": 0.00}'),
  t.unit (11, 'municipality', 'Город Я', '', 9, '{"2": 50.00, "3": 0.00, "4": 50.00, "5": 0.00}', null, true)))) as f3 \gset
select is (t.counts (:f3), '3 0 0 1 1', 'a report: units kept, one differs, a faulty one refused');
select is (t.issues (:f3), '9 differs+: отметка 5: 33.34 %, по работам: 33.33 %, 9 differs+: участников: 4, по работам: 3', 'what differs from our works');
select is ((select string_agg (scope || ' ' || name || ' ' || n || ' ' || (percents ->> '4'), ', ' order by scope) from external_cell_now where layout = 'marks'),
           'municipality Город А 16 43.75, region Край 20000 44.00, sample Вся выборка 1000000 45.00', 'of all, region and town; of no school');
select t.import ('meth_a', t.report ('journal-comparison', jsonb_build_array (
  t.unit (5, 'sample', 'Вся выборка', '', 1000000, '{"lowered": 20.00, "confirmed": 70.00, "raised": 10.00}', '{"lowered": 200000, "confirmed": 700000, "raised": 100000}'),
  t.unit (8, 'school', 'А1', '990011', 12, '{"lowered": 16.67, "confirmed": 33.33, "raised": 50.00}', '{"lowered": 2, "confirmed": 5, "raised": 6}')))) as journal \gset
select is (t.issues (:journal), '8 differs+: подтвердили: 5, по работам: 4', 'counts by counts');
select t.import ('meth_a', t.report ('score-distribution', jsonb_build_array (t.unit (8, 'school', 'А1', '990011', 12, '{"3": 8.33, "4": 8.33, "15": 8.33}')))) as spread \gset
select is (t.issues (:spread), '8 differs+: балл 3: 8.33 %, по работам: 0.00 %', 'scores by the histogram');
select t.import ('meth_a', t.report ('marks', jsonb_build_array (
  t.unit (5, 'sample', 'Вся выборка', '', 1000000, '{"2": 5.00, "3": 30.00, "4": 45.00, "5": 20.00}'),
  t.unit (6, 'region', 'Край', '', 20001, '{"2": 6.00, "3": 30.00, "4": 44.00, "5": 20.00}')))) as again \gset
select is (t.counts (:again), '0 1 1 0 0', 'printed again: the same and changed');
select isnt (t.ask ('meth_a', format ('select import_withdraw (%s, %L)', :again, 'Не тот файл')), null, 'withdrawn');
select is ((select n from external_cell_now where layout = 'marks' and scope = 'region'), 20000, 'the one before holds again');
select is (t.ask ('meth_b', 'select count (*) from external_cell'), '0', 'another town has its own');
select is (t.try ('meth_a', format ('select import_from_job (%s, ''refuse'')', t.read ('meth_a', 2020, E'\n', '{"layout": "marks", "rows": 0, "units": []}', '{"max": null}'))), 'ME422',
           'a report of a procedure that nobody knows, without its maximum');

-- the register
create function t.register (a_who text, a_works jsonb) returns bigint language sql as $$
  select t.read (a_who, 2025, E'\n', jsonb_build_object ('layout', 'marked-schools', 'procedure', null, 'rows', 4, 'schools', jsonb_build_array (
    jsonb_build_object ('row', 2, 'year', 2023, 'login_digits', '990011', 'works', a_works, 'faulty', false),
    jsonb_build_object ('row', 3, 'year', 2023, 'login_digits', '990012', 'works', '[]'::jsonb, 'faulty', false),
    jsonb_build_object ('row', 4, 'year', 2023, 'login_digits', '990013', 'works', '["5 МА"]'::jsonb, 'faulty', true),
    jsonb_build_object ('row', 5, 'year', 2023, 'login_digits', '990021', 'works', '["5 МА"]'::jsonb, 'faulty', false))))
$$;
create function t.biased () returns text language sql as $$
  select coalesce (string_agg (org_id || ' ' || year, ', ' order by org_id), '') from org_status where status = 'biased' and deleted_at is null
$$;
grant execute on all functions in schema t to public;
select t.import ('meth_a', t.register ('meth_a', '["4 РУ", "5 МА"]')) as first \gset
select is (t.counts (:first) || ', ' || t.biased (), '2 0 0 0 1, 11 2023', 'schools of the town; who has signs is biased');
select t.import ('meth_a', t.register ('meth_a', '["4 РУ"]')) as second \gset
select is (t.counts (:second), '0 1 1 0 1', 'the register of another day');
select isnt (t.ask ('meth_a', format ('select import_withdraw (%s, %L)', :first, 'Черновик')), null, 'the first is withdrawn');
select is (t.biased (), '11 2023', 'the other one gives the status too');
select isnt (t.ask ('meth_a', format ('select import_withdraw (%s, %L)', :second, 'Черновик')), null, 'and the second');
select is (t.biased (), '', 'then nobody has it');
select is ((select count (*)::int from official_mark), 0, 'and no mark is left');
select is (t.try ('sch_a1', format ('select import_from_job (%s, ''refuse'')', t.register ('sch_a1', '["4 РУ"]'))), 'ME403', 'a school loads none');
select * from finish ();
rollback;
