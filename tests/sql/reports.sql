-- What a quarter's report rests on: which rules have no day, the edges of quarters, and who may write
-- what hangs on a report.
begin;
select * from no_plan ();

create temporary table canons (canon text, dateless bool);
insert into canons values
('continuous', true), ('external(who="")', true), ('external(who="УО")', true), ('ondemand', true), ('none', true), ('empty', true),
('empty; warn=empty', true), ('none; warn=column-shift', true), ('all(continuous | yearly(until=10-01))', true), ('all(yearly(until=10-01) | ondemand)', true),
('yearly(until=05-15)', false), ('quarterly(day=5)', false), ('monthly; warn=no-date', false), ('event(id=vpr,when=after)', false), ('every(years=3,per=school)', false),
('event(id=other,name="(continuous",when=after)', false), ('once(until=2025-08-01,who="external(who=x)")', false), ('once(until=2025-08-01,scope="a \" | ondemand")', false);
select is (canon_is_dateless (canon), dateless, canon) from canons;

select is (array[quarter_first_day (q), quarter_last_day (q)], array[a, b]::date[], q || ': its days')
  from (values ('2025-Q1', '2025-01-01', '2025-03-31'), ('2024-Q1', '2024-01-01', '2024-03-31'), ('2025-Q4', '2025-10-01', '2025-12-31')) x (q, a, b);
select is (quarter_of (d), q, d || ': its quarter') from (values ('2025-01-01'::date, '2025-Q1'), ('2025-03-31', '2025-Q1'), ('2025-04-01', '2025-Q2'), ('2025-12-31', '2025-Q4')) x (d, q);

-- the department's own line, beside the school's
select isnt (t.ask ('meth_a', $$select report_open (2, '2025-Q1', '2025-04-07')$$), null, 'the department opens a report of its own');
select is (t.ask ('meth_a', $$select string_agg (item_no, ' ') from api.execution where org_id = 3$$), '2.1', 'with what is its own to do');
select is (t.try (who, 'update api.execution set text = ''x'' where org_id = ' || org), want, who || ' writes the line of ' || org)
  from (values ('meth_a', 3, 'ok 1'), ('meth_a', 11, 'ok 0'), ('meth_b', 3, 'ok 0'), ('sch_a1', 3, 'ok 0'), ('sch_a1', 11, 'ok 2'), ('sch_a1', 12, 'ok 0'), ('obs_a', 3, '42501'), ('com_1', 11, '42501'), ('adm_a', 11, '42501')) x (who, org, want);

-- links
create temporary table linked (who text, org bigint, want text);
insert into linked values ('sch_a1', 11, 'ok 1'), ('sch_a1', 12, '42501'), ('sch_a2', 11, '42501'), ('meth_a', 3, 'ok 1'), ('meth_a', 11, '42501'), ('obs_a', 11, '42501'), ('com_1', 11, '42501');
grant select on linked to public;
select is (t.try (who, format ('insert into api.execution_link (execution_id, kind, target_id) values (%s, ''act'', %s) returning id',
  (select min (id) from execution where org_id = l.org), (select id from act where number = '77'))), want, format ('%s links the line of %s', who, org)) from linked l;
select is (t.try ('sch_a1', $$insert into api.execution_link (execution_id, kind, target_id, title) values (1, 'act', 1, 'x')$$), '42501', 'a title is not written');
select is (t.try ('sch_a1', format ($$insert into api.execution_link (execution_id, kind, target_id) select id, 'act', %s from api.execution where org_id = 11 limit 1$$,
  (select id from act where number = '5'))), 'ME422', 'a record of another town is not there');
select is (t.try ('sch_a1', format ($$insert into api.execution_link (execution_id, kind, target_id) select id, 'recheck', %s from api.execution where org_id = 11 limit 1$$, k)), 'ME422',
  'a re-check is not there for its school while it goes on: ' || k) from unnest (array[1, 2, 3]) k;

-- conclusions are the department's
select is (t.try (who, 'insert into api.item_conclusion (plan_id, lineage, year, conclusion) values (' || given || ', 2025, ''x'') returning id'), want, who || ' concludes on ' || given)
  from (values ('meth_a', '2, 21', 'ok 1'), ('meth_a', '2, 31', 'ME422'), ('meth_a', '3, 31', 'ME422'), ('meth_b', '2, 21', 'ME422'), ('meth_b', '3, 31', 'ok 1'), ('sch_a1', '2, 21', '42501'), ('obs_a', '2, 21', '42501')) x (who, given, want);

-- what is looked at is looked at by who may see the plan
select is (t.try (who, q), want, who || ': ' || q)
  from (values ('meth_a', 'select * from matrix_read (2, null, ''2025-Q1'')', 'ok 4'), ('meth_b', 'select * from matrix_read (2, null, ''2025-Q1'')', 'ME404'),
    ('meth_b', 'select * from matrix_reporters (2)', 'ME404'), ('meth_b', 'select * from report_rule (2)', 'ME404'), ('sch_b1', 'select * from plan_late (2)', 'ME404'),
    ('meth_b', 'select * from plan_completeness (2, ''2025-Q1'', ''2025-04-07'', ''2025-Q1'')', 'ME404'), ('meth_b', 'select * from plan_annual (2, 2025)', 'ME404'),
    ('sch_a1', 'select * from matrix_reporters (2)', 'ok 1'), ('sch_a1', 'select * from matrix_read (1, null, ''2025-Q1'')', 'ME404'), ('sch_a1', 'select * from plan_annual (2, 2025)', '42501'),
    ('com_1', 'select * from matrix_read (2, null, ''2025-Q1'')', '42501'), ('adm_a', 'select * from plan_late (2)', '42501'),
    ('sch_a1', 'select * from report_lines (2, array[12], ''2025-Q1'', ''2025-Q1'')', '42501'), ('sch_a1', 'select report_fill (2)', '42501'), ('meth_a', 'select * from plan_late (2)', 'ok 7')) x (who, q, want);
select * from finish ();
rollback;
