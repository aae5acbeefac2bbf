-- Procedures, items and scales as data: what may change and when, whose scale is in force, and marks counted
-- anew and back again.
begin;
select * from no_plan ();
\i :here/lib/results.sql

-- what names a procedure stands while there are works
create temporary table tried (statement text, want text, what text);
insert into tried values
('update api.procedure set minimum = 5, expected = ''all'' where year = 2024', 'ok 1', 'minimum and who is expected: any time'),
('update api.procedure set expected = ''some'' where year = 2024', '23514', 'but not anything'),
('update api.procedure set subject = ''Физика'' where year = 2024', 'ME409', 'a subject with works stays'),
('update api.procedure set max = 21 where year = 2024', 'ME409', 'and a maximum'),
('delete from api.procedure where year = 2024', 'ME409', 'and the whole'),
('update api.procedure_item set level = ''П'', skill = ''Решать'', codifier = ''2.1'' where code = ''1'' and procedure_id = (select id from api.procedure where year = 2024)', 'ok 1', 'what an item is of: any time'),
('update api.procedure_item set max = 3 where code = ''1'' and procedure_id = (select id from api.procedure where year = 2024)', 'ME409', 'its points while nobody has any'),
('update api.procedure_item set code = ''1К1'' where code = ''1'' and procedure_id = (select id from api.procedure where year = 2024)', 'ME409', 'and its code'),
('delete from api.procedure_item where code = ''1'' and procedure_id = (select id from api.procedure where year = 2024)', 'ME409', 'and itself'),
('insert into api.procedure_item (procedure_id, position, code, max) select id, 11, ''11'', 1 from api.procedure where year = 2024', 'ME409', 'nor is one added');
select is (t.try ('meth_a', statement), want, what) from tried;
select t.ask ('meth_a', $$insert into api.procedure (kind, year, subject, grade, level, max) values ('own', 2026, 'Физика', 9, '', 10) returning id$$) as own \gset
select t.ask ('meth_a', format ($$insert into api.procedure_item (procedure_id, position, code, max) values (%s, 1, '1', 4) returning id$$, :own)) as item \gset
select is (t.try ('meth_a', format ('update api.procedure set subject = ''Химия'', max = 12, year = 2027 where id = %s', :own)), 'ok 1', 'without works all of it changes');
select is (t.try ('meth_a', format ('update api.procedure_item set max = 5, code = ''2'' where id = %s', :item)), 'ok 1', 'and its items');
select is (t.try ('meth_a', format ('delete from api.procedure_item where id = %s and version = 1 returning id', :item)), 'ok 1', 'an item goes');
select is (t.try ('meth_a', format ('delete from api.procedure_item where id = %s and version = 7 returning id', :item)), 'ok 0', 'not under another version');
select is (t.try ('meth_a', format ('delete from api.procedure where id = %s', :own)), 'ok 1', 'and the whole');
select is (t.try ('meth_a', format ('insert into api.procedure_item (procedure_id, position, code, max) values (%s, 1, ''9'', 1)', :own)), '23505', 'one item a place');

-- all items at once, or none
create function t.put (a_who text, a_procedure bigint, a_items text, a_behind int default 0) returns text language sql as $$
  select t.try (a_who, format ('select procedure_items_put (%s, %s, %L::jsonb) as id', a_procedure, (select version - a_behind from procedure where id = a_procedure), a_items))
$$;
create function t.table_of (a_procedure bigint) returns text language sql as $$
  select string_agg (concat_ws ('/', position, code, max, level, skill), ' ' order by position) from procedure_item where procedure_id = a_procedure
$$;
create function t.keep (a_who text, a_procedure bigint, a_items text, a_behind int default 0) returns text language sql as $$
  select t.ask (a_who, format ('select procedure_items_put (%s, %s, %L::jsonb)', a_procedure, (select version - a_behind from procedure where id = a_procedure), a_items))
$$;
grant execute on all functions in schema t to public;
select t.ask ('meth_a', $$insert into api.procedure (kind, year, subject, grade, level, max) values ('own', 2025, 'Физика', 9, '', 10) returning id$$) as table_of \gset
select is (t.keep ('meth_a', :table_of, '[{"code":" 1 ","max":2,"level":"Б","skill":"Знать"},{"code":"2","max":3},{"code":"3","max":5}]'), :'table_of', 'a table of items');
select is (t.table_of (:table_of), '1/1/2/Б/Знать 2/2/3/ 3/3/5/', 'in its order');
select id as first from procedure_item where procedure_id = :table_of and position = 1 \gset
select id as third from procedure_item where procedure_id = :table_of and position = 3 \gset
select is (t.keep ('meth_a', :table_of, format ('[{"id":%s,"code":"1","max":5},{"id":%s,"code":"3","max":1},{"code":"4","max":4}]', :third, :first)), :'table_of',
           'turned round, its codes too, one gone and one come');
select is (t.table_of (:table_of), '1/1/5/ 2/3/1/ 3/4/4/', 'places go on from 1');
select is (array (select id from procedure_item where procedure_id = :table_of and position < 3 order by position), array[:third, :first]::bigint[], 'the same records');
select is (t.put ('meth_a', :table_of, items), want, what) from (values
  ('{}', 'ME422', 'no list'), ('[1]', 'ME422', 'an item that is a number'), ('[{"code":"","max":1}]', 'ME422', 'no code'), ('[{"code":"1","max":0}]', 'ME422', 'no points'),
  ('[{"code":"1","max":"1.5"}]', 'ME422', 'half a point'), ('[{"code":"1","max":1,"level":"Я"}]', 'ME422', 'an unknown level'), ('[{"code":"1","max":1,"size":1}]', 'ME422', 'an unknown field'),
  ('[{"code":"1","max":1},{"code":"1 ","max":1}]', 'ME422', 'a code twice'), (format ('[{"code":"1","max":1,"skill":"%s"}]', repeat ('я', 1001)), 'ME422', 'a book'),
  ('[{"id":1,"code":"1","max":1}]', 'ME422', 'the item of another procedure'),
  ((select jsonb_agg (jsonb_build_object ('code', n::text, 'max', 1))::text from generate_series (1, 201) n), 'ME422', '201 of them')) x (items, want, what);
select is (t.table_of (:table_of), '1/1/5/ 2/3/1/ 3/4/4/', 'nothing of these is done');
select is (t.keep ('meth_a', :table_of, '[]', 1), null, 'another version: no record');
select is (t.table_of (:table_of), '1/1/5/ 2/3/1/ 3/4/4/', 'and nothing done');
select is (t.put (who, :table_of, '[]'), want, who) from (values ('sch_a1', '42501'), ('meth_b', 'ok 1')) x (who, want); -- it gives no record
select is (t.table_of (:table_of), '1/1/5/ 2/3/1/ 3/4/4/', 'others change nothing');
select is (t.keep ('meth_b', :table_of, '[]'), null, 'of another town');
select is (t.keep ('meth_a', :table_of, '[]'), :'table_of', 'all of them go');
-- with works only what an item is of
select id as with_works from procedure where year = 2024 \gset
select jsonb_agg (jsonb_build_object ('id', id, 'code', code, 'max', max, 'level', 'П', 'codifier', '3.' || position) order by position) as kept from procedure_item where procedure_id = :with_works \gset
select is (t.keep ('meth_a', :with_works, :'kept'), :'with_works', 'with works: levels and codifier');
select is ((select count (*) from procedure_item where procedure_id = :with_works and level = 'П' and codifier = '3.' || position), jsonb_array_length (:'kept')::bigint, 'are written');
select is (t.put ('meth_a', :with_works, items), 'ME409', what) from (values (jsonb_set (:'kept', '{0,max}', '9')::text, 'no points'), (jsonb_set (:'kept', '{0,code}', '"я"')::text, 'no code'),
  ((:'kept'::jsonb - 0)::text, 'none goes'), ((:'kept'::jsonb || '[{"code":"я","max":1}]')::text, 'none comes')) x (items, what);

-- the town's own stands before the one for all; another town has nothing to do with it
select is (t.ask (who, $$select procedure_find ('own', 2026, 'Физика', 9, '')$$), want, who || ' finds it') from (values ('meth_a', :'own'), ('sch_a1', :'own'), ('meth_b', null)) x (who, want);
insert into procedure (kind, year, subject, grade, max) values ('own', 2026, 'Физика', 9, 10) returning id as common \gset
select is (t.ask ('sch_a1', $$select procedure_find ('own', 2026, 'Физика', 9, '')$$), :'own', 'the own one first');
select is (t.ask ('meth_b', $$select procedure_find ('own', 2026, 'Физика', 9, '')$$), :'common', 'the other town has the one for all');

-- the history says who and what
select t.ask ('meth_a', format ('update api.procedure set minimum = 3 where id = %s returning id', :own));
select t.ask ('meth_a', $$update api.procedure set minimum = 8 where year = 2024 returning id$$) as common_2024 \gset
select t.ask ('meth_a', format ('update api.procedure_item set skill = ''Знать'' where id = %s returning id', :item));
select is (t.ask ('meth_a', format ($$select string_agg (action || ' ' || field || ' ' || coalesce (old, '-') || '>' || new, ', ' order by field) from audit_history ('procedure', '%s') where action = 'update'$$, :own)),
           'update minimum ->3', 'of a procedure');
select is (t.ask (who, format ($$select string_agg (who || ' ' || field, ', ') from audit_history ('procedure', '%s') where action = 'update'$$, :common_2024)), want, who || ' reads of one for all what the own town changed')
  from (values ('meth_a', 'Методист А minimum'), ('sch_a1', 'Методист А minimum'), ('meth_b', null)) x (who, want);
select is (t.ask ('meth_a', format ($$select string_agg (field || ' ' || new, ', ') from audit_history ('procedure_item', '%s') where action = 'update'$$, :item)), 'skill Знать', 'and of an item');

-- scales: a later one stands over the former, and all are there
create function t.scales (a_who text, a_year int) returns text language sql as $$
  select t.ask (a_who, format ('select string_agg (concat_ws (''/'', s.from3, s.from4, s.from5) || case when s.current then ''*'' else '''' end, '' '' order by s.id)'
    ' from api.scale s join api.procedure p on p.id = s.procedure_id where p.kind = ''vpr'' and p.year = %s', a_year))
$$;
create function t.scale (a_who text, a_year int, a_bounds text, a_confidence text default 'checked') returns text language sql as $$
  select t.ask (a_who, format ('insert into api.scale (procedure_id, from3, from4, from5, source, confidence) select id, %s, ''приказ'', %L from api.procedure where kind = ''vpr'' and year = %s returning id',
                               a_bounds, a_confidence, a_year))
$$;
grant execute on all functions in schema t to public;
select is (t.scales ('meth_a', 2024), '6/10/15*', 'the published one');
select isnt (t.scale ('meth_a', 2024, '7, 11, 16'), null, 'another is set');
select is (t.scales ('meth_a', 2024), '6/10/15 7/11/16*', 'and stands over it');
select is (t.ask ('sch_a1', 'select from3 || '' '' || scale_source || '' '' || scale_confidence from api.procedure where year = 2024'), '7 приказ checked', 'for the schools too');
select is (t.scales ('meth_b', 2024), '6/10/15*', 'not for another town');
select is (t.scales ('meth_a', 2023), '6/10/15*', 'nor for another year');
select is (t.try ('meth_a', format ('insert into api.scale (procedure_id, from3, from4, from5, source, confidence) select id, %s, ''x'', ''checked'' from api.procedure where year = 2024', b)), 'ME422', 'no scale: ' || b)
  from unnest (array['0, 5, 9', '5, 5, 9', '9, 5, 7', '5, 9, 21', 'null, 5, 9']) b;
select is (t.try ('meth_a', $$insert into api.scale (procedure_id, from3, from4, from5, source, confidence) select id, 5, 7, 9, 'x', 'sure' from api.procedure where year = 2024$$), '23514', 'nor one that is sure in another way');
select is (t.try ('meth_a', 'delete from api.scale'), '55000', 'none is taken away');

-- an import is judged by the town's own
select t.import ('meth_a', t.read ('meth_a', 2022, '990013 60001 6 3 3')) \g /dev/null
select t.scale ('meth_a', 2022, '7, 10, 15') \g /dev/null
select is (t.counts (t.import ('meth_a', t.read ('meth_a', 2022, '990013 60002 6 3 3'))), '0 0 0 0 1', 'a mark that the town''s scale does not give');
select is (t.counts (t.import ('meth_b', t.read ('meth_b', 2022, '990021 60002 6 3 3'))), '1 0 0 0 0', 'and the published one does, for another town');

-- marks counted anew: ours alone, in the journal, and back again to the very figures
select t.import ('sch_a1', t.read ('sch_a1', 2026, E'990011 50001 6 0 3\n990011 50002 10 0 4\n990011 50003 9 0 ', '{"layout": "form-2026"}')) as form \gset
select t.import ('meth_a', t.read ('meth_a', 2026, E'990012 50001 8 4 3')) as f1 \gset
select is ((select string_agg (code || coalesce (mark::text, '-') || mark_counted, ' ' order by org_id, code) from work where year = 2026), '50001-false 50002-false 50003-false 500014false', 'no marks where no scale is sure');
select is (t.try ('meth_a', format ('select marks_recount (%s, '' '')', (select procedure_id from import where id = :form))), 'ME422', 'a reason is asked for');
select is (t.try (who, format ('select marks_recount (%s, ''x'')', (select procedure_id from import where id = :form))), '42501', who || ' counts nothing anew') from unnest (array['sch_a1', 'obs_a', 'adm_a', 'com_1']) who;
select is (t.try ('meth_b', format ('select marks_recount (%s, ''x'')', :own)), 'ME404', 'nor does another town in a procedure that is not its own');
select t.state () as before, (select md5 (string_agg (c::text, ' ' order by c.org_id, c.procedure_id)) from (select n, mark2, mark3, mark4, mark5, journal_n, lowered, confirmed, raised, score_sum, score_sum2, histogram, item_sums, item_x, org_id, procedure_id from cell) c) as cells \gset
select t.scale ('meth_a', 2026, '7, 10, 15') \g /dev/null
select t.ask ('meth_a', format ('select marks_recount (%s, ''Шкала из приказа'')', (select procedure_id from import where id = :form))) as recount \gset
select is ((select string_agg (code || mark || mark_counted, ' ' order by org_id, code) from work where year = 2026), '500012true 500024true 500033true 500014false', 'our marks by the scale, the official one as it was');
select is ((select layout || ' ' || rows || ' ' || same_rows || ' ' || changed_rows || ' ' || reason from import where id = :recount), 'recount 3 0 3 Шкала из приказа', 'an import like another');
select is (t.changes ('meth_a', :recount), '11 50001 mark null>2, 11 50002 mark null>4, 11 50003 mark null>3', 'that says what it changed');
select is ((select concat_ws (' ', mark2, mark3, mark4, mark5, journal_n) from cell c join procedure p on p.id = c.procedure_id where p.year = 2026 and c.org_id = 11), '1 1 1 0 2', 'cells in step');
select is (t.try ('meth_a', format ('select marks_recount (%s, ''x'')', (select procedure_id from import where id = :form))), 'ME409', 'nothing to count twice');
select t.scale ('meth_a', 2026, '6, 10, 15') \g /dev/null
select t.ask ('meth_a', format ('select marks_recount (%s, ''Уточнено'')', (select procedure_id from import where id = :form))) as second \gset
select is ((select rows || ' ' || same_rows || ' ' || changed_rows from import where id = :second), '3 2 1', 'a later scale: what differs alone');
select is (t.try ('meth_a', format ('select import_withdraw (%s, ''x'')', :recount)), 'ME409', 'the first stays under the second');
select is (t.try ('meth_a', format ('select import_withdraw (%s, ''x'')', :form)), 'ME409', 'and the form under both');
select isnt (t.ask ('meth_a', format ('select import_withdraw (%s, ''Не та шкала'')', id)), null, 'withdrawn') from unnest (array[:second, :recount]) id;
select is (t.state (), :'before', 'all is as it was');
select is ((select md5 (string_agg (c::text, ' ' order by c.org_id, c.procedure_id)) from (select n, mark2, mark3, mark4, mark5, journal_n, lowered, confirmed, raised, score_sum, score_sum2, histogram, item_sums, item_x, org_id, procedure_id from cell) c), :'cells', 'to the very figures');
select is (t.ask ('meth_a', format ($$select count (*) from import where procedure_id = %s and layout = 'recount' and withdrawn_at is not null$$, (select procedure_id from import where id = :form))), '2', 'and the journal keeps them');

-- a form that comes once there is a scale has its marks at once; the same again is the same
select t.import ('sch_a2', t.read ('sch_a2', 2026, E'990012 50002 6 0 3\n990012 50003 5 0 3', '{"layout": "form-2026"}')) as late \gset
select is ((select string_agg (code || mark || mark_counted, ' ' order by code) from work where import_id = :late), '500023true 500032true', 'marks at once');
select is (t.counts (t.import ('sch_a2', t.read ('sch_a2', 2026, E'990012 50002 6 0 3\n990012 50003 5 0 3', '{"layout": "form-2026"}'))), '0 2 0 0 0', 'the same again');
select is (t.counts (t.import ('sch_a2', t.read ('sch_a2', 2026, E'990012 50001 6 0 3', '{"layout": "form-2026"}'))), '0 0 0 0 1', 'what ФИС ОКО gave out stands');

-- another maximum, other items: another work
select is (t.try ('meth_a', format ('select import_from_job (%s, ''refuse'')', t.read ('meth_a', 2026, '990013 70001 7 3 3', '{}', '{"max": 21}'))), 'ME422', 'another maximum');
select is (t.try ('meth_a', format ('select import_from_job (%s, ''refuse'')', t.read ('meth_a', 2026, '990013 70001 7 3 3', '{}', '{"items": []}'))), 'ME422', 'no items where there are some');
select is (t.try ('meth_a', format ('select import_from_job (%s, ''refuse'')', t.read ('meth_a', 2026, '990013 70001 7 3 3', '{}', '{"kind": ""}'))), 'ME422', 'a procedure of no kind');

-- the same found again by a later import stays with it when the first goes
select t.import ('meth_a', t.read ('meth_a', 2021, E'990013 80001 7 3 3\n990013 80002 7 3 3')) as one \gset
select t.import ('meth_a', t.read ('meth_a', 2021, E'990013 80001 7 3 3\n990013 80003 7 3 3')) as two \gset
select t.import ('meth_a', t.read ('meth_a', 2021, E'990013 80001 7 3 3\n990013 80003 8 3 3')) as three \gset
select is (t.counts (:two) || ', ' || t.counts (:three), '1 1 0 0 0, 0 1 1 0 0', 'three files of the same');
select isnt (t.ask ('meth_a', format ('select import_withdraw (%s, ''x'')', :one)), null, 'the first is withdrawn');
select is ((select string_agg (code || ' ' || case import_id when :two then 'two' when :three then 'three' end, ', ' order by code) from work where year = 2021), '80001 two, 80003 three', 'what the second found the same is its own');
select is ((select n from cell c join procedure p on p.id = c.procedure_id where p.year = 2021 and c.org_id = 13), 2, 'and counted');
select isnt (t.ask ('meth_a', format ('select import_withdraw (%s, ''x'')', id)), null, 'the others too') from unnest (array[:three, :two]) id;
select is ((select count (*)::int from work where year = 2021), 0, 'then nothing is left');
select is ((select count (*)::int from work_same x join import i on i.id = x.import_id where i.withdrawn_at is not null), 0, 'nor remembered');
-- of a row that the first had changed, the one before it comes back with the last of them
select t.import ('meth_a', t.read ('meth_a', 2021, E'990013 80001 7 3 3')) as base \gset
select t.import ('meth_a', t.read ('meth_a', 2021, E'990013 80001 8 3 3')) as one \gset
select t.import ('meth_a', t.read ('meth_a', 2021, E'990013 80001 8 3 3')) as two \gset
select t.ask ('meth_a', format ('select import_withdraw (%s, ''x'')', :one)) \g /dev/null
select is ((select total || ' ' || (import_id = :two) from work where year = 2021), '8 true', 'changed, and found so again: it stays');
select is (t.try ('meth_a', format ('select import_withdraw (%s, ''x'')', :base)), 'ME409', 'on the row before it');
select t.ask ('meth_a', format ('select import_withdraw (%s, ''x'')', :two)) \g /dev/null
select is ((select total || ' ' || (import_id = :base) from work where year = 2021), '7 true', 'which comes back');

-- no import goes while a re-check was dealt from its works
select is (t.try ('meth_a', format ('select import_withdraw (%s, ''x'')', i.id)), want, i.name || ' of town A: ' || want)
  from import i join procedure p on p.id = i.procedure_id join (values (2025, 'ME409'), (2024, 'ok 1')) x (year, want) on x.year = p.year where i.org_id = 3 and i.layout = 'individual-results' and i.withdrawn_at is null;
select t.import ('meth_a', t.read ('meth_a', 2025, (select string_agg (format ('990011 %s %s %s %s', w.code, w.total, w.mark, 5), E'\n') from work w where w.org_id = 11 and w.year = 2025))) as journals \gset
select is (t.counts (:journals), '0 0 12 0 0', 'marks of the journal mended');
select isnt (t.ask ('meth_a', format ('select import_withdraw (%s, ''x'')', :journals)), null, 'is taken back: nothing that was dealt changes by it');
select t.import ('meth_a', t.read ('meth_a', 2025, (select format ('990011 %s %s %s %s', k.code, k.school_total - 1, k.school_mark, 3) from recheck_work k where k.recheck_id = 2 and k.school_total not in (6, 10, 15) order by k.code limit 1))) as points \gset
select is (t.try ('meth_a', format ('select import_withdraw (%s, ''x'')', :points)), 'ok 1', 'nor by what was changed after it was dealt');
select * from finish ();
rollback;
