-- The life of plans by the base alone: who reports and since when, dates that are past and to come, versions,
-- batches of edits, and what each function refuses. Days are counted from today.
begin;
select * from no_plan ();

create function t.day (a_offset int) returns date language sql as $$ select today_of (3) + a_offset $$;
grant execute on function t.day to public;
-- a plan of town A with an item due 30 days ago and in 30 days, approved
create function t.plan (a_audience text, a_orgs text, a_canon text) returns bigint language plpgsql as $$
declare made bigint; s bigint; i bigint;
begin
  perform set_config ('merilo.orgs', '{2,3,11,12,13}', true);
  insert into plan (org_id, kind, title, period_from, period_until) values (3, 'municipal-roadmap', 'План', '2020-01-01', '2040-12-31') returning id into made;
  insert into plan_section (org_id, plan_id, title) values (3, made, 'Раздел') returning id into s;
  insert into plan_item (org_id, plan_id, section_id, no, title, deadline, audience, audience_orgs, canon)
    values (3, made, s, '1', 'Пункт', 'срок', a_audience, a_orgs, a_canon) returning id into i;
  perform t.ask ('meth_a', format ('select plan_approve (%s, 1, ''order'', ''1'', ''2020-01-01'', %L)', made, t.dates (made, '{-30,0,30}')));
  return made;
end $$;
-- what the server makes of the items of a plan: due so many days from today
create function t.dates (a_plan bigint, a_offsets int[]) returns jsonb language sql as $$
  select jsonb_agg (jsonb_build_object ('id', i.id, 'version', i.version, 'canon', i.canon, 'dates',
    (select jsonb_agg (jsonb_build_object ('nominal', t.day (n), 'due', t.day (n), 'quarter', to_char (t.day (n), 'YYYY-"Q"Q'))) from unnest (a_offsets) n)))
  from plan_item i where i.plan_id = a_plan and i.deleted_at is null
$$;
-- 11: -30 0 30
create function t.who (a_plan bigint) returns text language sql as $$
  select coalesce (string_agg (x.org_id || ': ' || x.days, '; ' order by x.org_id), '') from (
    select c.org_id, string_agg ((c.due - today_of (3))::text, ' ' order by c.due) as days from control_date c where c.plan_id = a_plan group by 1) x
$$;

-- audiences
select is (t.who (t.plan ('department', null, 'empty')), '3: -30 0 30', 'the department');
select is (t.who (t.plan ('schools', null, 'empty')), '11: -30 0 30; 12: -30 0 30; 13: -30 0 30', 'the schools');
select is (t.who (t.plan ('both', null, 'empty')), '3: -30 0 30; 11: -30 0 30; 12: -30 0 30; 13: -30 0 30', 'both');
select is (t.who (t.plan ('listed', '12,3', 'empty')), '3: -30 0 30; 12: -30 0 30', 'a list');
select is (t.who (t.plan ('department', '12', 'empty')), '3: -30 0 30; 12: -30 0 30', 'a list beside an audience');
select is (t.who (t.plan ('biased', '12', 'empty')), '12: -30 0 30', 'beside a status nobody has');

-- a status comes and goes
select t.plan ('biased', null, 'empty') as p \gset
insert into org_status (org_id, status, year) values (11, 'low-results', school_year_of (t.day (0))), (21, 'biased', school_year_of (t.day (0)));
select is (t.who (:p), '', 'another status, another town: nobody');
insert into org_status (org_id, status, year) select 11, 'biased', y from generate_series (2019, 2040) y;
select is (t.who (:p), '11: 0 30', 'gained today: from today on');
update reporter set since = '-infinity' where plan_id = :p;
select is (t.who (:p), '11: -30 0 30', '(had before)');
update org_status set deleted_at = now () where org_id = 11 and status = 'biased';
select is (t.who (:p), '11: -30', 'lost today: what is past stays');
insert into org_status (org_id, status, year) select 11, 'biased', y from generate_series (2019, 2040) y;
select is (t.who (:p), '11: -30 0 30', 'given back the same day: as it was');
select is ((select count (*)::int from reporter where plan_id = :p), 22, 'and no row twice');
update org_status set deleted_at = now () where org_id = 11 and status = 'biased' and year >= school_year_of (t.day (0)) - 1;
select is (t.who (:p), '11: -30', 'of the years that were taken away');

-- schools come and go
select t.plan ('schools', null, 'empty') as p \gset
insert into org (id, parent_id, kind, name, short_name) overriding system value values (14, 2, 'school', 'Школа А4', 'А4'), (15, 2, 'preschool', 'Сад А5', 'А5');
select is (t.who (:p), '11: -30 0 30; 12: -30 0 30; 13: -30 0 30; 14: 0 30', 'a school more has dates to come; a kindergarten none');
update org set deleted_at = now () where id = 12;
select is (t.who (:p), '11: -30 0 30; 12: -30; 13: -30 0 30; 14: 0 30', 'one less keeps its past');
update org set deleted_at = null where id = 12;
update org set timezone = 'Nowhere/Nohow' where id = 14;
select lives_ok ($$update org set deleted_at = now () where id = 14$$, 'a zone nobody knows stops nothing');

-- own clocks
select t.plan ('listed', '11,12', 'every(years=3,per=school)') as p \gset
select lineage as l from plan_item where plan_id = :p \gset
select item_date_put (null, (select jsonb_agg (jsonb_build_object ('id', i.id, 'dates', jsonb_build_array (
    jsonb_build_object ('nominal', '2039-12-31', 'due', '2039-12-30', 'quarter', '2039-Q4', 'clock', 0),
    jsonb_build_object ('nominal', '2028-12-31', 'due', '2028-12-29', 'quarter', '2028-Q4', 'clock', 2025)))) from plan_item i where i.plan_id = :p), '-infinity', '-infinity');
select is ((select string_agg (c.org_id || ' ' || c.due, '; ' order by c.org_id) from control_date c where c.plan_id = :p), '11 2039-12-30; 12 2039-12-30', 'nothing executed yet');
insert into quarter_report (id, org_id, plan_id, quarter, due) overriding system value values (900, 11, :p, '2025-Q2', '2025-07-05');
insert into execution (org_id, report_id, item_id, lineage, item_title, quarter, state, date_done) select 11, 900, id, lineage, 'x', '2025-Q2', 'done', '2025-05-05' from plan_item where plan_id = :p;
select is ((select string_agg (c.org_id || ' ' || c.due, '; ' order by c.org_id) from control_date c where c.plan_id = :p), '11 2039-12-30; 12 2039-12-30', 'nor by a draft of a report');
update quarter_report set state = 'submitted' where id = 900;
select is ((select string_agg (c.org_id || ' ' || c.due, '; ' order by c.org_id) from control_date c where c.plan_id = :p), '11 2028-12-29; 12 2039-12-30', 'the own clock of one');
update quarter_report set state = 'returned' where id = 900;
select is ((select string_agg (c.org_id || ' ' || c.due, '; ' order by c.org_id) from control_date c where c.plan_id = :p), '11 2039-12-30; 12 2039-12-30', 'and back');
select is ((select count (*)::int from reporter where plan_id = :p), 2, 'without a trace');

-- a next version
select t.plan ('schools', null, 'empty') as p \gset
select is (t.try ('meth_a', format ('select plan_revise (%s, 1, ''Причина'')', :p)), 'ok 1', 'not as it was seen: no row, nothing done');
select is ((select count (*)::int from plan where base_id = :p), 0, 'really');
select t.ask ('meth_a', format ('select plan_revise (%s, 2, ''Причина'')', :p)) as d \gset
select is (t.try ('meth_a', format ('select plan_revise (%s, 2, ''Причина'')', :p)), 'ME409', 'one draft at a time');
select is (t.try ('meth_b', format ('select plan_revise (%s, 2, ''Причина'')', :p)), 'ok 1', 'no plan of another town');
select is (t.try ('sch_a1', format ('select plan_revise (%s, 2, ''Причина'')', :p)), 'ME403', 'a school that reports on it leaves it alone');
select is (t.try ('sch_a1', format ('select plan_approve (%s, 1, ''order'', ''2'', ''2025-01-01'', ''[]'')', :d)), 'ok 1', 'and does not see its draft');
select is (t.try ('meth_a', format ('select plan_approve (%s, 1, ''order'', ''2'', ''2025-01-01'', ''[]'')', :d)), 'ME422', 'nothing is no version');
select is (t.try ('obs_a', format ('select plan_approve (%s, 1, ''order'', ''2'', ''2025-01-01'', ''[]'')', :d)), '42501', 'an observer approves nothing');
select is (t.ask ('meth_a', format ('select plan_approve (%s, 1, ''order'', ''2'', %L, %L)', :d, t.day (-5), t.dates (:d, '{-20,10,40}'))), :'p', 'approved: it is the plan');
select is (t.who (:p), '11: -30 10 40; 12: -30 10 40; 13: -30 10 40', 'what was past stays, what was to come is changed, no past is made');
select t.ask ('meth_a', format ('select plan_revise (%s, version, ''Ещё'') from plan where id = %s', :p, :p)) as d \gset
select t.ask ('meth_a', format ('select plan_approve (%s, 1, ''order'', ''3'', %L, %L)', :d, t.day (20), t.dates (:d, '{15,50}'))) is not null as approved \gset
select is (t.who (:p), '11: -30 10 50; 12: -30 10 50; 13: -30 10 50', 'an order of a day to come holds from that day');
select is ((select string_agg (revision || ':' || items, ' ' order by revision) from plan_version where plan_id = :p), '1:1 2:1 3:1', 'each version is kept');
select is (t.ask ('meth_a', format ('select count (*) from plan_diff (%s, 1, 3)', :p)), '0', 'nothing was changed in words');
select is (t.try ('meth_b', format ('select * from plan_diff (%s, 1, 3)', :p)), 'ME404', 'another town compares nothing');
select is (stays_in_row ('{2,3,4,1}'), '{t,t,t,f}', 'the fewest are said to be moved');
select is (stays_in_row ('{}'), '{f}', 'of none');

-- a version that changes who reports
select t.plan ('schools', null, 'empty') as q \gset
select t.ask ('meth_a', format ('select plan_revise (%s, 2, ''Кто отчитывается'')', :q)) as d \gset
update plan_item set audience = 'department' where plan_id = :d;
select t.ask ('meth_a', format ('select plan_approve (%s, 1, ''order'', ''2'', %L, %L)', :d, t.day (0), t.dates (:d, '{-30,0,30}'))) is not null as approved \gset
select is (t.who (:q), '3: 0 30; 11: -30; 12: -30; 13: -30', 'others report from now on, what was past stays with whom it was');
select is ((select string_agg (field || ': ' || old || ' → ' || new, ', ') from (select t.enter ('meth_a')) x, plan_diff (:q, 1, 2)), 'audience: schools → department', 'and the versions say so');
select t.leave ();

-- shelves and points
select is (t.try ('meth_a', format ('select plan_shelve (%s, version, ''x'', false) from plan where id = %s', :p, :p)), 'ME409', 'what is in work is not reopened');
select is (t.try ('sch_a1', format ('select plan_shelve (%s, version, ''x'', true) from plan where id = %s', :p, :p)), 'ME403', 'a school puts nothing away');
select is (t.try ('meth_a', format ('select item_close (id, version, %L, ''a'', ''b'', null) from plan_item where plan_id = %s', t.day (0), :p)), 'ME409', 'only points of a decision are closed');
update plan set kind = 'decision' where id = :p;
select is (t.try ('meth_a', format ('select item_close (id, version, %L, ''a'', '' '', null) from plan_item where plan_id = %s', t.day (20), :p)), 'ME422', 'with something');
select is (t.try ('meth_a', format ('select item_close (id, version, %L, ''a'', ''b'', null) from plan_item where plan_id = %s', t.day (21), :p)), 'ME422', 'not in days to come');
select is (t.try ('sch_a1', format ('select item_close (id, version, %L, ''a'', ''b'', null) from plan_item where plan_id = %s', t.day (0), :p)), 'ME403', 'by its own org');

-- batches of edits: rights of the caller, all or none
select is (t.try ('meth_a', format ('select plan_edit (%s, ''[{"op":"insert-section","fields":["title"],"set":{"title":"x"}}]'')', :p)), 'ME409', 'an approved plan is not edited');
select is (t.try (who, 'select plan_edit (1, ''[{"op":"insert-section","fields":["title"],"set":{"title":"x"}}]'')'), want, who || ' edits a draft of town A')
  from (values ('meth_a', 'ok 1'), ('meth_b', 'ME404'), ('sch_a1', 'ME404'), ('obs_a', '42501'), ('com_1', '42501'), ('adm_a', '42501')) x (who, want);
select is (t.try ('meth_a', format ('select plan_edit (1, %L)', op)), want, what) from (values
  ('[{"op":"update-item","id":1,"version":9,"fields":["title"],"set":{"title":"x"}}]', 'ME412', 'another version'),
  ('[{"op":"update-item","id":21,"version":1,"fields":["title"],"set":{"title":"x"}}]', 'ME404', 'an item of another plan'),
  ('[{"op":"update-item","id":1,"version":1,"fields":["title"],"set":{"title":null}}]', '23502', 'no title'),
  ('[{"op":"update-item","id":1,"version":1,"fields":["section_id"],"set":{"section_id":2}}]', 'ME422', 'into a section of another plan'),
  ('[{"op":"update-item","id":1,"version":1,"fields":["audience"],"set":{"audience":"x"}}]', '23514', 'an unknown audience'),
  ('[{"op":"insert-item","section_temp":"a","fields":["title"],"set":{"title":"x"}}]', 'ME422', 'into a section that was not made'),
  ('[{"op":"drop"}]', 'ME422', 'an unknown edit'),
  ('[{"op":"restore-item","id":1}]', 'ME412', 'what was not deleted')) x (op, want, what);
select is (t.try ('meth_a', 'select plan_edit (1, ''[{"op":"update-item","id":1,"version":1,"fields":["lineage"],"set":{"lineage":7}}]'')'), 'ok 1', 'a field that is no column of an edit');
select t.ask ('meth_a', 'select plan_edit (1, ''[{"op":"update-item","id":1,"version":1,"fields":["lineage","plan_id","org_id"],"set":{"lineage":7,"plan_id":2,"org_id":5}}]'')') is not null as edited \gset
select results_eq ('select lineage, plan_id, org_id from plan_item where id = 1', 'values (1::bigint, 1::bigint, 3::bigint)', 'is left alone');

-- events
select is (t.try ('meth_a', 'select event_record (''vpr'', null, ''2025-04-01'', ''2025-04-02'', null, null, ''[]'', ''{}'')'), 'ok 1', 'recorded');
select is (t.try ('meth_a', 'select event_record (''vpr'', null, ''2025-04-01'', ''2025-04-02'', null, null, ''[]'', ''{77}'')'), 'ME412', 'not over what was read otherwise');
select is (t.try ('meth_a', 'select event_record (''vpr'', null, ''2025-04-01'', ''2025-04-02'', null, null, ''[{"id":21,"version":1,"dates":[]}]'', ''{}'')'), 'ME412', 'no dates of items that wait for nothing');
select is (t.try (who, 'select event_record (''vpr'', null, ''2025-04-01'', ''2025-04-02'', null, null, ''[]'', ''{}'')'), want, who || ' records')
  from (values ('sch_a1', 'ok 1'), ('obs_a', '42501'), ('com_1', '42501'), ('adm_a', '42501')) x (who, want);
select is (t.try ('sch_a1', format ('select item_date_put (%s, ''[]'', ''-infinity'', ''-infinity'')', :p)), '42501', 'dates are put by what makes them alone');
select is (t.try ('meth_a', 'select reporter_draw (''{2}'', null, ''-infinity'')'), '42501', 'reporters are drawn by it alone');
select is (t.try ('meth_a', 'select plan_merge (p, p) from plan p where id = 1'), '42501', 'and versions merged');
select is (t.try ('sch_a1', 'select plan_school_copy (2, ''Наш'')'), 'ok 1', 'a school makes its own of the town''s');
select is (t.try ('sch_a1', 'select plan_school_copy (3, ''Наш'')'), 'ME404', 'of another town''s it does not');
select is (t.try ('meth_a', 'select plan_school_copy (2, ''Наш'')'), '42501', 'and the department makes none');
select is (t.try ('sch_a1', 'select * from plan_side_by_side (2, 12)'), 'ME404', 'a school looks into no other');
select is (t.ask ('sch_a1', 'select count (*) from schedule_terms (3)'), '0', 'nor asks how another org counts');

-- how a town counts
select is (t.ask ('sch_a1', 'select report_day from report_rule (2)'), '5', 'a report is due on the fifth');
insert into org_settings (org_id, report_day) values (3, 15), (5, 20);
select is (t.ask ('sch_a1', 'select report_day from report_rule (2)'), '15', 'or on the day that its town has set');

-- a list that names a school which is gone by now is copied as it is
select t.plan ('listed', '12,13', 'empty') as p \gset
update org set deleted_at = now () where id = 13;
update t.who set orgs = '{2,3,11,12}' where name = 'meth_a';
select isnt (t.ask ('meth_a', format ('select plan_revise (%s, 2, ''Причина'')', :p)), null, 'a version of a plan that names a school which is gone');
select is (t.try ('meth_a', format ('update api.plan_item set audience_orgs = ''12,13,11'' where plan_id = (select id from api.plan where base_id = %s)', :p)), 'ME422', 'but not named anew');
select is (t.try ('meth_a', format ('update api.plan_item set audience_orgs = ''11'' where plan_id = (select id from api.plan where base_id = %s)', :p)), 'ok 1', 'it is left out');
select * from finish ();
rollback;
