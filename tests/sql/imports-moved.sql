-- One code in two files: a row that would put one participant's result in the place of another's, and what
-- looks like it but is not.
begin;
select * from no_plan ();
\i :here/lib/results.sql

-- a read form, or another file, of one class
create function t.form (a_who text, a_class text, a_rows text, a_layout text default 'form-2026', a_year int default 2022) returns bigint language plpgsql as $$
declare
  made bigint := t.read (a_who, a_year, a_rows, jsonb_build_object ('layout', a_layout));
begin
  update stage_work set class = a_class where job_id = made;
  return made;
end $$;
-- code, class, total of each work
create function t.works (a_year int default 2022) returns text language sql as $$
  select string_agg (concat_ws (' ', code, class, total) || case when marked then '+' else '' end, ', ' order by org_id, code) from work where year = a_year
$$;
-- what the dry run says: rows, what becomes of them, why
create function t.dry (a_who text, a_job bigint) returns text language sql as $$
  select t.ask (a_who, format ('select string_agg (concat_ws ('' '', sheet_row, state, reason, value) || case when marked then ''+'' else '''' end, '', '' order by sheet_row) from import_rows (%s, ''mark'')', a_job))
$$;
create function t.told (a_import bigint) returns text language sql as $$
  select t.counts (a_import) || ': ' || t.issues (a_import)
$$;
create function t.withdraw (a_who text, a_import bigint) returns text language sql as $$
  select t.ask (a_who, format ('select import_withdraw (%s, %L)', a_import, 'Проба'))
$$;
grant execute on all functions in schema t to public;
select E'990011 50001 7 0 3\n990011 50002 12 0 4\n990011 50003 9 0 ' as class_a, E'990011 50011 7 0 3\n990011 50001 15 0 5' as class_b \gset
select t.state () as nothing \gset

-- a folder in one go: both are read before the first is stored
select t.form ('sch_a1', '4А', :'class_a') as a, t.form ('sch_a1', '4Б', :'class_b') as b \gset
select is (t.dry ('sch_a1', :b), '9 new, 10 new', 'read before the other is stored: nothing to say');
select t.import ('sch_a1', :a) as first \gset
select is (t.dry ('sch_a1', :b), '9 new, 10 changed class-changed 4А, файл «Ф1 2022.xlsx»+', 'then it is, and is to be decided');
select t.import ('sch_a1', :b) as second \gset
select is (t.told (:first) || '; ' || t.told (:second), '3 0 0 0 0: ; 1 0 0 0 1: 10 class-changed: 4А, файл «Ф1 2022.xlsx»',
           'a code that stands for one of another class is not taken');
select is (t.whose (:second), '10 50001', 'it is said whose row it is');
select is (t.works (), '50001 4А 7, 50002 4А 12, 50003 4А 9, 50011 4Б 7', 'nobody''s result is lost');
-- and again
select t.state () as stored \gset
select t.import ('sch_a1', t.form ('sch_a1', '4А', :'class_a')) as first_again \gset
select t.import ('sch_a1', t.form ('sch_a1', '4Б', :'class_b')) as second_again \gset
select is (t.told (:first_again) || '; ' || t.told (:second_again), '0 3 0 0 0: ; 0 1 0 0 1: 10 class-changed: 4А, файл «Ф1 2022.xlsx»', 'the same folder again says the same');
select is (t.state (), :'stored', 'and changes nothing');

-- what only looks like it
select t.import ('sch_a1', t.form ('sch_a1', '4А', E'990011 50001 8 0 3\n990011 50002 12 0 5\n990011 50003 9 0 ')) as corrected \gset
select is (t.told (:corrected), '0 1 2 0 0: ', 'a form put right: the same class, other points');
select t.import ('sch_a1', t.form ('sch_a1', '', E'990011 50002 13 0 5')) as nameless \gset
select is (t.told (:nameless), '0 0 1 0 0: ', 'a form that says no class');
select t.import ('sch_a1', t.form ('sch_a1', '4А', E'990011 50002 12 0 5')) as named \gset
select is (t.told (:named), '0 0 1 0 0: ', 'and one that says it then');
select is (t.works (), '50001 4А 8, 50002 4А 12, 50003 4А 9, 50011 4Б 7', 'they are all taken');
select t.import ('sch_a1', t.form ('sch_a1', '4В', E'990011 50001 8 0 3\n990011 50002 11 0 5\n990011 50003 9 0 ')) as renamed \gset
select is (t.told (:renamed), '0 0 3 0 0: ', 'a class put right: most of its results are the same');
select t.withdraw ('sch_a1', :renamed) \g /dev/null
select t.import ('sch_a1', t.form ('sch_a1', '4В', E'990011 50001 9 0 3\n990011 50002 11 0 5\n990011 50003 9 0 ')) as alike \gset
select is (t.told (:alike), '0 0 0 0 3: 9 class-changed: 4А, файл «Ф1 2022.xlsx», 10 class-changed: 4А, файл «Ф1 2022.xlsx», 11 class-changed: 4А, файл «Ф1 2022.xlsx»',
           'two classes with the same codes: also whose results are the same by chance');
select t.import ('sch_a1', t.form ('sch_a1', '4Г', E'990011 50011 7 0 3\n990011 50003 5 0 ')) as mixed \gset
select is (t.told (:mixed), '0 0 1 0 1: 10 class-changed: 4А, файл «Ф1 2022.xlsx»', 'each two classes by themselves');
select t.withdraw ('sch_a1', i) from unnest (array[:mixed, :alike, :named, :nameless, :corrected, :second_again, :first_again]::bigint[]) i \g /dev/null
select is (t.state (), :'stored', 'as it was');

-- taken with a mark: who has come in the place of another keeps it, whichever file is loaded once more
select t.import ('sch_a1', t.form ('sch_a1', '4Б', :'class_b'), 'mark') as taken \gset
select is (t.told (:taken), '0 1 1 1 0: 10 class-changed+: 4А, файл «Ф1 2022.xlsx»', 'taken with a mark');
select is (t.works (), '50001 4Б 15+, 50002 4А 12, 50003 4А 9, 50011 4Б 7', 'and the work says so');
select is (t.changes ('sch_a1', :taken), '11 50001 class "4А">"4Б", 11 50001 journal_mark 3>5, 11 50001 mark 3>5, 11 50001 scores [2, 2, 2, 1, 0, 0, 0, 0, 0, 0]>[2, 2, 2, 2, 2, 2, 2, 1, 0, 0], 11 50001 total 7>15',
           'what it was is kept');
select t.state () as marked \gset
select t.form ('sch_a1', '4А', :'class_a') as a_again \gset
select is (t.dry ('sch_a1', :a_again), '9 refused class-changed 4Б, файл «Ф1 2022.xlsx», 10 same, 11 same', 'the first file again: no way back but to withdraw');
select is (t.try ('sch_a1', format ('select import_from_job (%s, ''ask'', %L)', :a_again, '[{"row": 9, "take": true}]')), 'ME422', 'not even by a decision');
select t.import ('sch_a1', :a_again, 'mark') as a_again \gset
select t.form ('sch_a1', '4Б', :'class_b') as b_again \gset
select is (t.dry ('sch_a1', :b_again), '9 same, 10 same class-changed+', 'the second: as it was, and as doubtful');
select t.import ('sch_a1', :b_again, 'mark') as b_again \gset
select is (t.counts (:a_again) || ', ' || t.counts (:b_again), '0 2 0 0 1, 0 2 0 1 0', 'the folder again');
select is (t.state (), :'marked', 'changes nothing, to and fro');
select t.import ('sch_a1', t.form ('sch_a1', '4Б', :'class_b')) as refusing \gset
select is (t.told (:refusing), '0 1 0 0 1: 10 class-changed', 'nor where nothing doubtful is taken');
select t.import ('sch_a1', t.form ('sch_a1', '4Б', E'990011 50001 14 0 5'), 'mark') as better \gset
select is (t.told (:better) || '; ' || t.works (), '0 0 1 1 0: 9 class-changed+; 50001 4Б 14+, 50002 4А 12, 50003 4А 9, 50011 4Б 7', 'put right, it is as doubtful as before');
-- decided one by one
select t.form ('sch_a1', '4Г', E'990011 50002 3 0 3') as asked \gset
select is (t.try ('sch_a1', format ('select import_from_job (%s, ''ask'')', :asked)), 'ME409', 'a row to be decided of');
select is (t.counts (t.ask ('sch_a1', format ('select import_from_job (%s, ''ask'', %L)', :asked, '[{"row": 9, "take": true}]'))::bigint), '0 0 1 1 0', 'taken by a decision');
-- marks counted anew are of the same files
insert into scale (kind, year_from, year_until, subject, grade, max, from3, from4, from5, source, confidence) values ('vpr', 2022, 2022, 'Математика', 4, 20, 8, 10, 14, 'проба', 'secondary');
select t.ask ('meth_a', format ('select marks_recount (%s, %L)', procedure_id, 'Приказ'))::bigint as recounted from import where id = :first \gset
select is ((select string_agg (code || ' ' || class, ', ' order by code) from work where import_id = :recounted), '50001 4Б, 50011 4Б', 'marks are counted anew');
select is (t.dry ('sch_a1', t.form ('sch_a1', '4А', E'990011 50001 7 0 3\n990011 50011 12 0 3')), '9 refused class-changed 4Б, 10 changed class-changed 4Б+',
           'their rows are of the files that brought them');
delete from scale where source = 'проба';
-- what ФИС ОКО gave out is not asked
select t.import ('meth_a', t.form ('meth_a', '4Д', E'990011 50001 7 3 3\n990011 50002 12 4 4', 'individual-results')) as f1 \gset
select is (t.told (:f1) || '; ' || t.works (), '0 0 2 0 0: ; 50001 4Д 7, 50002 4Д 12, 50003 4А 9, 50011 4Б 7', 'individual results put the class right, and are no more doubtful');
select t.withdraw ('meth_a', :f1) \g /dev/null

-- taken back, the first has its place again
select t.withdraw ('meth_a', i.id) from (select id from import where id > :second_again and withdrawn_at is null order by id desc offset 0) i \g /dev/null
select is (t.works (), '50001 4А 7, 50002 4А 12, 50003 4А 9, 50011 4Б 7', 'as at the first');
select t.withdraw ('sch_a1', :first) \g /dev/null
select t.import ('sch_a1', t.form ('sch_a1', '4Б', :'class_b')) as alone \gset
select is (t.told (:alone), '1 1 0 0 0: ', 'the code is free');

-- a file that the department has loaded for the school; it is not said how it was called. A described table; another school
select t.import ('meth_a', t.form ('meth_a', '4А', E'990012 60001 7 0 3\n990013 60001 7 0 3')) as department \gset
select t.import ('sch_a2', t.form ('sch_a2', '4Б', '990012 60001 9 0 3')) as school \gset
select is (t.told (:school), '0 0 0 0 1: 9 class-changed: 4А', 'a form that the department has loaded for the school');
select t.import ('meth_a', t.form ('meth_a', '4Б', '990012 60001 9 3 3', 'given')) as another_kind \gset
select is (t.told (:another_kind), '0 0 1 0 0: ', 'classes of two kinds of file do not compare');
select t.import ('meth_a', t.form ('meth_a', '4Г', E'990012 60001 10 3 3\n990013 60002 9 3 3', 'given')) as described \gset
select is (t.told (:described), '1 0 0 0 1: 9 class-changed: 4Б, файл «Ф1 2022.xlsx»', 'those of one do, and each school by itself');
select * from finish ();
rollback;
