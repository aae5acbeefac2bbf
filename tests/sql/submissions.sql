-- A school's form before it counts: limits of shares of marks, off by default; a first submission that
-- breaks one, the second with the head's word, and both kept. Rows of which somebody decides.
begin;
select * from no_plan ();
\i :here/lib/results.sql
create function t.form (a_rows text, a_who text default 'sch_a1', a_year int default 2022) returns bigint language sql as $$
  select t.read (a_who, a_year, a_rows, '{"layout": "form-2026"}')
$$;
-- scores in a row as a file of A1 or of another
create function t.totals (a_totals text, a_school text default '990011') returns text language sql as $$
  select string_agg (format ('%s %s %s 0 3', a_school, 50000 + n, x), E'\n' order by n) from regexp_split_to_table (a_totals, ' ') with ordinality u (x, n)
$$;
create function t.submit (a_who text, a_job bigint, a_confirmation text default null) returns bigint language sql as $$
  select t.ask (a_who, format ('select import_from_job (%s, ''refuse'', null, %L)', a_job, a_confirmation))::bigint
$$;
create function t.told (a_who text, a_import bigint) returns text language sql as $$
  select t.ask (a_who, format ('select concat_ws ('' '', submission, coalesce (nullif (state, ''''), ''-''), precheck) from api.import where id = %s', a_import))
$$;
create function t.limit (a_what text) returns text language sql as $$
  select t.ask ('meth_a', format ('update api.precheck_limit set %s where subject = ''Математика'' returning id', a_what))
$$;
grant execute on all functions in schema t to public;

-- off by default
select t.ask ('meth_a', 'insert into api.precheck_limit (subject, grade, min2, max5) values (''Математика'', 4, 15, 20) returning id') as limited \gset
select is (t.ask ('meth_a', 'select active from api.precheck_limit'), 'false', 'a limit is off by default');
select t.submit ('sch_a1', t.form (t.totals ('16 17 12 8'))) as plain \gset
select is (t.told ('sch_a1', :plain), '1 -', 'nothing is looked at');
select is (t.try ('meth_a', 'insert into api.precheck_limit (subject, grade) values (''Математика'', 4)'), '23505', 'one a subject and grade');
select is (t.try ('meth_a', 'insert into api.precheck_limit (subject, grade, min2) values (''Физика'', 7, 101)'), '23514', 'in percent');
select t.ask ('sch_a1', format ('select import_withdraw (%s, ''x'')', :plain)) \g /dev/null

-- on: the first submission waits
select t.limit ('active = true') \g /dev/null
select t.submit ('sch_a1', t.form (t.totals ('16 17 12 8'))) as first \gset
select is (t.told ('sch_a1', :first), '1 to-recheck [{"n": 4, "count": 2, "limit": 20, "measure": "max5", "percent": "50.00"}, {"n": 4, "count": 0, "limit": 15, "measure": "min2", "percent": "0.00"}]',
           'a first submission that breaks limits is stored and waits, with what it breaks');
select is (t.told ('meth_a', :first), t.told ('sch_a1', :first), 'the department reads the same');
select is ((select count (*)::int from work where year = 2022 and org_id = 11), 4, 'its works are there');
select is (t.told ('sch_a2', t.submit ('sch_a2', t.form (t.totals ('5 5 8 8', '990012'), 'sch_a2'))), '1 -', 'another school that breaks none');
select is (t.told ('meth_a', t.submit ('meth_a', t.form (t.totals ('16 17', '990013'), 'meth_a'))), '1 -', 'what the department stores is not looked at');
select is (t.told ('sch_b1', t.submit ('sch_b1', t.form (t.totals ('16 17', '990021'), 'sch_b1'))), '1 -', 'nor what another town stores');

-- the second: the head's word is needed, and is a word
select t.form (t.totals ('16 9 12 5')) as again \gset
create temporary table words (word text, want text, what text);
grant select on words to public;
insert into words values
(null, 'ME409', 'without'), ('{}', 'ME422', 'an empty one'), ('[]', 'ME422', 'no object'), ('{"name": "А. Б. Иванова"}', 'ME422', 'without a position'),
('{"name": "  ", "position": "директор"}', 'ME422', 'a blank name'), ('{"name": 5, "position": "директор"}', 'ME422', 'a number for a name'),
('{"name": "А", "position": "директор", "sign": "x"}', 'ME422', 'with more than that'), ('{"name": "' || repeat ('я', 10000) || '", "position": "директор"}', 'ME422', 'a name of 10k'),
('{"name": "А", "position": "директор", "text": "' || repeat ('я', 10000) || '"}', 'ME422', 'a text of 10k'), ('{"name": "А", "position": "директор", "file_id": "x"}', '22P02', 'a file that is none'),
('{"name": "А", "position": "директор", "file_id": "' || (select id from file where name = 'б.pdf') || '"}', 'ME422', 'another''s file');
select is (t.try ('sch_a1', format ('select import_from_job (%s, ''refuse'', null, %L)', :again, word)), want, 'a second submission, ' || what) from words;
select t.submit ('sch_a1', :again, format ('{"name": "А. Б. Иванова", "position": "директор", "text": "Перепроверено", "file_id": "%s"}', (select id from file where name = 'лежит.pdf'))) as second \gset
select is (t.told ('sch_a1', :second), '2 confirmed [{"n": 4, "count": 1, "limit": 20, "measure": "max5", "percent": "25.00"}]', 'confirmed it is stored, whatever it breaks');
select is (t.told ('sch_a1', :first), '1 - ' || (select precheck::text from import where id = :first), 'nothing waits any more, what the first broke is kept');
select is ((select confirmed_name || ', ' || confirmed_position || ', ' || confirmed_text || ', ' || (confirmed_at = now ()) from import where id = :second), 'А. Б. Иванова, директор, Перепроверено, true', 'with who has confirmed it');
select is (t.ask ('meth_a', 'select count (*) from file where name = ''лежит.pdf'''), '1', 'the department reads the paper');
select is (t.ask ('meth_b', 'select count (*) from file where name = ''лежит.pdf'''), '0', 'no other does');
select is (t.counts (:second) || ': ' || t.changes ('meth_a', :second), '0 2 2 0 0: 11 50002 mark 5>3, 11 50002 scores [2, 2, 2, 2, 2, 2, 2, 2, 1, 0]>[2, 2, 2, 2, 1, 0, 0, 0, 0, 0], 11 50002 total 17>9, '
  '11 50004 mark 3>2, 11 50004 scores [2, 2, 2, 2, 0, 0, 0, 0, 0, 0]>[2, 2, 1, 0, 0, 0, 0, 0, 0, 0], 11 50004 total 8>5', 'the two are compared');
select is (t.try ('sch_a1', format ('select import_from_job (%s, ''refuse'', null, %L)', t.form (t.totals ('16 9 12 5')), '{"name": "А", "position": "директор"}')), 'ME409', 'then there is nothing to confirm');
select isnt (t.ask ('sch_a1', format ('select import_withdraw (%s, ''x'')', :second)), null, 'the second is withdrawn');
select is (t.told ('sch_a1', :first), '1 to-recheck ' || (select precheck::text from import where id = :first), 'and the first waits again');
select is (t.told ('sch_a1', t.submit ('sch_a1', t.form (t.totals ('16 17 12 8')), '{"name": "А", "position": "директор"}')), '2 confirmed ' || (select precheck::text from import where id = :first), 'the head may find the very same');

-- bounds are bounds: a share that is just the limit breaks none
select t.limit ('min2 = 25, max5 = 25, max4 = 25') \g /dev/null
select is (t.told ('sch_a2', t.submit ('sch_a2', t.form (t.totals ('5 12 16 8', '990012'), 'sch_a2'))), '1 -', 'just the limit');
select t.limit ('min2 = null, max5 = null, max4 = 24') \g /dev/null
select is (t.told ('sch_a2', t.submit ('sch_a2', t.form (t.totals ('5 12 16 9', '990012'), 'sch_a2'))), '1 to-recheck [{"n": 4, "count": 1, "limit": 24, "measure": "max4", "percent": "25.00"}]', 'just past it; what is not set is not looked at');
select is (t.told ('sch_a1', t.submit ('sch_a1', t.form (t.totals ('5 12 16 9'), 'sch_a1', 2026))), '1 -', 'nor is anything where no scale is sure');

-- rows of which somebody decides
select t.read ('meth_a', 2022, E'990013 60001 7 3 3 faulty\n990013 60002 7 3 3\n990013 60003 7 3 3 faulty\n990013 60004 7 4 3\n990013 60005 7 3 3 faulty',
  '{"issues": [{"row": 9, "column": 5, "code": "empty-item", "value": ""}, {"row": 11, "column": 5, "code": "empty-item", "value": ""}, {"row": 13, "column": 1, "code": "bad-code", "value": "x"}]}') as doubtful \gset
create function t.decide (a_job bigint, a_decisions text) returns text language sql as $$
  select t.try ('meth_a', format ('select import_from_job (%s, ''ask'', %L)', a_job, a_decisions))
$$;
grant execute on all functions in schema t to public;
select is (t.decide (:doubtful, d), want, what) from (values
  (null, 'ME409', 'no decision at all'), ('[]', 'ME409', 'an empty list'), ('[{"row": 9, "take": true}]', 'ME409', 'one of three'),
  ('[{"row": 9, "take": true}, {"row": 11, "take": false}, {"row": 12, "take": true}]', 'ok 1', 'all three'),
  ('[{"row": 9, "take": true}, {"row": 11, "take": false}, {"row": 12, "take": true}, {"row": 13, "take": false}]', 'ok 1', 'and one that could not be taken is left'),
  ('[{"row": 9, "take": true}, {"row": 11, "take": false}, {"row": 12, "take": true}, {"row": 13, "take": true}]', 'ME422', 'but it cannot be taken'),
  ('[{"row": 9, "take": true}, {"row": 11, "take": false}, {"row": 12, "take": true}, {"row": 999, "take": true}]', 'ME422', 'nor a row that is not there'),
  ('{"9": true}', 'ME422', 'no list'), ('[{"row": "9", "take": true}]', 'ME422', 'a text for a row'), ('[{"row": 9, "take": 1}]', 'ME422', 'a number for a decision'), ('[9]', 'ME422', 'a number alone'),
  ('[{"row": 9999999999, "take": true}]', '22003', 'a row past all rows')) x (d, want, what);
select is (t.try ('meth_a', format ('select import_from_job (%s, ''mark'', ''[]'')', :doubtful)), 'ME422', 'decisions where nobody is asked');
select t.ask ('meth_a', format ('select import_from_job (%s, ''ask'', ''[{"row": 9, "take": true}, {"row": 11, "take": false}, {"row": 12, "take": true}]'')', :doubtful)) as decided \gset
select is (t.counts (:decided) || ': ' || t.issues (:decided), '3 0 0 2 2: 9 empty-item+: , 11 empty-item: , 12 mark-off-scale+, 13 bad-code: x', 'those taken are stored with a mark, the others refused');
select * from finish ();
rollback;
