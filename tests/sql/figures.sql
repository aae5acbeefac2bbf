-- Figures of results: who is told what, by the smallest groups and by sums; classes, groups by mark and cells
-- in step; years that do not compare; who is expected to send; rules and what they said; what is read for
-- a page among the works of many towns.
begin;
select * from no_plan ();

-- two more schools of town A, one of a town that nobody of A sees
insert into org (id, parent_id, kind, name, short_name, login_digits) overriding system value values
  (14, 2, 'school', 'Школа А4', 'А4', '990014'), (15, 2, 'school', 'Школа А5', 'А5', '990015');
update t.who set orgs = visible_orgs (org_id, 'methodologist') where name in ('meth_a', 'obs_a');

create function t.procedure (a_year int, a_subject text, a_max int default 5, a_items text default '1:3 2:2', a_grade int default 6) returns bigint language sql as $$
  with p as (insert into procedure (kind, year, subject, grade, max) values ('vpr', a_year, a_subject, a_grade, a_max) returning id),
       i as (insert into procedure_item (procedure_id, position, code, max) select p.id, n, split_part (x, ':', 1), split_part (x, ':', 2)::int
             from p, unnest (string_to_array (a_items, ' ')) with ordinality u (x, n))
  select id from p
$$;
-- 'А1 6А 12 4': so many works of a class, so many of them with a mark in the journal; marks go 2 3 4 5 2 …
create function t.fill (a_procedure bigint, a_rows text) returns void language plpgsql as $$
declare r text[]; line text; org bigint; y int;
begin
  select year into y from procedure where id = a_procedure;
  foreach line in array string_to_array (a_rows, E'\n') loop
    r := string_to_array (line, ' ');
    select id into strict org from org where short_name = r[1];
    insert into work (year, procedure_id, org_id, code, class, scores, total, mark, journal_mark)
      select y, a_procedure, org, r[2] || i, r[2], case when i % 4 < 2 then array[i % 4 + 1, -1]::smallint[] else array[3, i % 4 - 1]::smallint[] end,
        case when i % 4 < 2 then i % 4 + 1 else i % 4 + 2 end, i % 4 + 2, case when i < r[4]::int then 4 end
      from generate_series (0, r[3]::int - 1) i;
  end loop;
  -- as the owner of the base, so that no rows are out of sight
  perform set_config ('merilo.orgs', (select array_agg (id)::text from org), true), cell_recount (a_procedure, array (select id from org)), set_config ('merilo.orgs', '', true);
end $$;
-- a procedure of 2030 with these works
create function t.filled (a_subject text, a_rows text) returns bigint language plpgsql as $$
declare made bigint := t.procedure (2030, a_subject);
begin
  perform t.fill (made, a_rows);
  return made;
end $$;

-- 'municipality 60, А1 12, А2 –': lines of a page, by level or name; – is hidden, a star: without the journal
create function t.page (a_who text, a_procedure bigint, a_org text default 'null', a_class text default null) returns text language sql as $$
  select t.ask (a_who, format ('select string_agg (case part when ''level'' then level else name end || '' '' || case when suppressed then ''–'' else n::text end
    || case when not suppressed and n > 0 and journal is null and source is null then ''*'' else '''' end, '', '')
    from result_figures (%s, %s, %L)', a_procedure, a_org, a_class))
$$;
grant execute on all functions in schema t to public;

-- nine are hidden, ten are not; with one hidden the next goes too
select t.filled ('Десять', E'А1 6А 12 12\nА2 6А 10 10\nА3 6А 30 30') as ten \gset
select is (t.page ('obs_a', :ten), 'municipality 52, А1 12, А2 10, А3 30', 'ten participants are told of');
select t.filled ('Девять', E'А1 6А 12 12\nА2 6А 9 9\nА3 6А 30 30\nА4 6А 20 20') as nine \gset
select is (t.page ('obs_a', :nine), 'municipality 71, А1 –, А2 –, А3 30, А4 20', 'nine are not, nor is the next smallest: it would be the rest of the sum');
select is (t.page ('meth_a', :nine), 'municipality 71, А1 12, А2 9, А3 30, А4 20', 'a methodologist is told all');
select is (t.page ('obs_a', :nine, '11'), 'school –, municipality 71, 6А –', 'one that is hidden beside others is hidden by itself, with its classes');
select is (t.page ('obs_a', :nine, '13', '6А'), 'class 30, school 30, municipality 71, 6А 30', 'one that is not, is not');
select t.filled ('Мало', E'А1 6А 3 3\nА2 6А 4 4\nА3 6А 30 30\nА4 6А 40 40') as few \gset
select is (t.page ('obs_a', :few), 'municipality 77, А1 –, А2 –, А3 –, А4 40', 'two hidden with seven together: one more is hidden');
select t.filled ('Одна', E'А1 6А 9 9') as one \gset
select is (t.page ('obs_a', :one), 'municipality –, А1 –', 'a sum that is one small school is hidden');
select t.filled ('Две малых', E'А1 6А 4 4\nА2 6А 5 5') as two \gset
select is (t.page ('obs_a', :two), 'municipality –, А1 –, А2 –', 'as is one of less than ten');

-- the same of marks in the journal
select t.filled ('Журнал', E'А1 6А 30 5\nА2 6А 30 30\nА3 6А 30 12\nА4 6А 30 0') as journal \gset
select is (t.page ('obs_a', :journal), 'municipality 120, А1 30*, А2 30, А3 30*, А4 30', 'a few with a mark in the journal are hidden as groups are');
select is (t.page ('obs_a', :journal, id::text), 'school 30*, municipality 120, 6А 30*', 'nor are those of the classes of ' || short_name)
from org where short_name in ('А1', 'А3');
select is (t.page ('obs_a', :journal, '13', '6А'), 'class 30*, school 30*, municipality 120, 6А 30*', 'asked for or not');
select is (t.page ('obs_a', :journal, '12', '6А'), 'class 30, school 30, municipality 120, 6А 30', 'those of a school that is told of are');
select is (t.page ('sch_a1', :journal, '11', '6А'), 'class 30, school 30, municipality 120, 6А 30', 'a school has its own');
select is (t.page ('meth_a', :journal), 'municipality 120, А1 30, А2 30, А3 30, А4 30', 'not from a methodologist');
select is (t.page ('sch_a1', :journal), 'school 30, municipality 120, 6А 30', 'two others with marks in the journal: a school is told of the sum');
select t.filled ('Журнал одной', E'А1 6А 30 30\nА2 6А 30 30\nА3 6А 30 0') as lonely \gset
select is (t.page ('sch_a1', :lonely), 'school 30, municipality 90*, 6А 30', 'one other: it would be told of that one''s');
select t.filled ('Трижды девять', E'А1 6А 30 9\nА2 6А 30 9\nА3 6А 30 9\nА4 6А 30 30') as nines \gset
select is (t.page ('obs_a', :nines), 'municipality 120, А1 30*, А2 30*, А3 30*, А4 30', 'each of the few');
select t.filled ('Журнал скрытой', E'А1 6А 9 0\nА2 6А 12 12\nА3 6А 30 30\nА4 6А 40 40') as dim \gset
select is (t.page ('obs_a', :dim), 'municipality 91, А1 –, А2 –, А3 30*, А4 40', 'one hidden school alone has marks in the journal: the next smallest''s are hidden with it');

-- classes of a school, to an observer
select t.filled ('Классы', E'А1 6А 20 20\nА1 6Б 8 8\nА1 6В 15 15\nА2 6А 40 40\nА3 6А 40 40') as classes \gset
select is (t.page ('obs_a', :classes, '11'), 'school 43, municipality 123, 6А 20, 6Б –, 6В –', 'a small class is hidden, and the next smallest');
select is (t.page ('obs_a', :classes, '11', '6В'), 'class –, school 43, municipality 123, 6А 20, 6Б –, 6В –', 'also when it is asked for');
select is (t.page ('sch_a1', :classes, '11', '6Б'), 'class 8, school 43, municipality 123, 6А 20, 6Б 8, 6В 15', 'the school itself sees them');
select is (t.page ('meth_a', :classes, '11', '7А'), 'class 0, school 43, municipality 123, 6А 20, 6Б 8, 6В 15', 'a class that has none');
create function t.tree (a_who text, a_procedure bigint) returns text language sql as $$
  select t.ask (a_who, format ('select coalesce (n::text, ''–'') || '': '' || array_to_string (org_n, '' '', ''–'') || '', '' || class_n from result_tree (null) where part = ''procedure'' and id = %s', a_procedure))
$$;
grant execute on function t.tree to public;
select is (t.tree ('obs_a', :classes), '123: 43 40 40, 20,-,-;40;40', 'the tree hides the same classes');
select is (t.tree ('obs_a', :nine), '71: – – 30 20, ;;30;20', 'and the same schools');
select is (t.tree ('obs_a', :one), '–: –, ', 'and the same sum');
select is (t.tree ('meth_a', :nine), '71: 12 9 30 20, 12;9;30;20', 'not from a methodologist');
select is (t.tree ('sch_a1', :nine), '12: 12, 12', 'a school has its own');

-- 'municipality 2:4 3:–': participants of a group by mark, – is without its items; a line without groups has a minus
create function t.groups (a_who text, a_procedure bigint, a_org text default 'null') returns text language sql as $$
  select t.ask (a_who, format ('select string_agg (case part when ''level'' then level else name end || coalesce ((
      select string_agg ('' '' || k + 1 || '':'' || case when group_sums[k * 2 - 1] is null or group_full[k * 2] is null then ''–'' else marks[k]::text end, '''' order by k)
      from generate_series (1, 4) k where group_sums is not null), '' -''), '', '')
    from result_figures (%s, %s, null)', a_procedure, a_org))
$$;
grant execute on function t.groups to public;
select t.filled ('Группы', E'А1 6А 30 30\nА2 6А 42 42\nА3 6А 10 10') as groups \gset
select is (t.groups ('meth_a', :groups), 'municipality 2:22 3:22 4:19 5:19, А1 2:8 3:8 4:7 5:7, А2 2:11 3:11 4:10 5:10, А3 2:3 3:3 4:2 5:2', 'a methodologist is told of every group');
select is (t.groups ('obs_a', :groups), 'municipality 2:22 3:22 4:19 5:19, А1 -, А2 -, А3 -', 'an observer of those of the municipality');
select is (t.groups ('obs_a', :groups, '12'), 'school -, municipality 2:22 3:22 4:19 5:19, 6А -', 'of no school, and of no class');
select t.filled ('Группы малые', E'А1 6А 20 20\nА2 6А 19 19') as groups9 \gset
select is (t.groups ('obs_a', :groups9), 'municipality 2:– 3:10 4:10 5:–, А1 -, А2 -', 'a group of nine is not told, nor the next smallest: it would be the rest of the sum');
select is (t.groups ('sch_a1', :groups), 'school 2:8 3:8 4:7 5:7, municipality 2:22 3:22 4:19 5:19, 6А 2:8 3:8 4:7 5:7', 'a school of its own, and of the sum where the others are ten');
select t.filled ('Группы других', E'А1 6А 30 30\nА2 6А 22 22\nА3 6А 14 14') as groups_rest \gset
select is (t.groups ('sch_a1', :groups_rest), 'school 2:8 3:8 4:7 5:7, municipality 2:18 3:18 4:– 5:–, 6А 2:8 3:8 4:7 5:7', 'not where the others are eight');

-- a school is told of itself, and of the sum when others are two with ten together
select is (t.page ('sch_a1', :ten), 'school 12, municipality 52, 6А 12', 'two others with forty');
select is (t.page ('sch_a1', :two), 'school 4, municipality –, 6А 4', 'one other, a small one');
select t.filled ('Одна другая', E'А1 6А 30 30\nА2 6А 30 30') as pair \gset
select is (t.page ('sch_a1', :pair), 'school 30, municipality –, 6А 30', 'one other, a large one');
select t.filled ('Девять прочих', E'А1 6А 30 30\nА2 6А 4 4\nА3 6А 5 5') as rest9 \gset
select is (t.page ('sch_a1', :rest9), 'school 30, municipality –, 6А 30', 'others are nine');
select t.filled ('Десять прочих', E'А1 6А 30 30\nА2 6А 5 5\nА3 6А 5 5') as rest10 \gset
select is (t.page ('sch_a1', :rest10), 'school 30, municipality 40, 6А 30', 'others are ten');
select is (t.page ('sch_a1', :one), 'school 9, municipality –, 6А 9', 'there are no others');
select is (t.page ('sch_a2', :one), 'school 0, municipality –', 'a school without works is told of nobody alone');
select is (t.try ('sch_a1', format ('select * from result_figures (%s, %s, null)', :ten, o)), 'ME404', 'a school does not ask for ' || o) from unnest (array[2, 3, 12, 21, 999]) o;
select is (t.try ('meth_a', format ('select * from result_figures (%s, %s, null)', :ten, 21)), 'ME404', 'nor a department for a school of another town');
select is (t.try ('meth_a', format ('select * from result_figures (%s, %s, %L)', :ten, 2, '6А')), 'ME422', 'a class is of a school');
select is (t.page ('meth_b', :ten), null, 'another town has nothing of it');
select is (t.ask ('sch_a1', 'select string_agg (name, '''') from result_tree (null) where part = ''school'''), 'А1', 'the tree of a school has one school');
select is (t.try (w, q), '42501', format ('%s may not: %s', w, q))
from unnest (array['com_1', 'adm_a']) w,
  unnest (array['select result_figures (1, null, null)', 'select result_tree (null)', 'select result_dynamics (''vpr'', '''', 4, '''', null)',
                'select result_completeness (2025, null)', 'select result_rule_hits (2025)']) q;
select is (t.try (w, q), '42501', format ('%s may not: %s', w, q))
from unnest (array['meth_a', 'obs_a', 'sch_a1']) w,
  unnest (array['select works_counted (1, 2025, array[11], true)', 'select cells_summed (1, array[11], true)', 'select result_schools (1, array[11], null)',
                'select printed_levels (1, array[2])', 'select cells_hidden (null, array[11])', 'select groups_hidden (array[1], array[1], array[1])']) q;

-- nobody's cells and works by hand
select is (t.try ('obs_a', 'select * from api.cell'), '42501', 'an observer reads no cell');
select is (t.ask ('obs_a', 'select count (*) from cell'), '0', 'nor the table under it');
select is (t.ask ('obs_a', format ('select works from api.procedure where id = %s', :nine)), '71', 'it is told how many works there are');
select is (t.ask ('obs_a', format ('select works from api.procedure where id = %s', :one)), '0', 'but for one small school');
select is (t.ask ('sch_a1', format ('select works from api.procedure where id = %s', :nine)), '12', 'a school counts its own');

-- groups by mark, classes and the absent are kept with the cell
insert into work (year, procedure_id, org_id, code, class, scores, absent) values (2030, :ten, 11, 'x', '6А', '{}', true), (2030, :ten, 14, 'x', '6Г', '{}', true);
select t.fill (:ten, 'А1 6Ж 1 0');
select is ((select concat_ws (' ', n, absent, classes, class_n, group_sums, group_full) from cell where procedure_id = :ten and org_id = 11),
           '13 1 {6А,6Ж} {12,1} {4,0,6,0,9,3,9,6} {0,0,0,0,3,0,3,3}', 'sums and full scores of «2», «3», «4», «5»; who did not come is apart');
select is ((select concat_ws (' ', n, absent, classes, histogram) from cell where procedure_id = :ten and org_id = 14), '0 1 {} {0,0,0,0,0,0}', 'a school where nobody came has sent something');
select is (t.page ('meth_a', :ten, '14'), 'school 0, municipality 53', 'but has no figures');
select is ((select bool_and ((w.n, w.mark2, w.mark5, w.journal_n, w.score_sum, w.histogram, w.item_sums, w.item_x) is not distinct from
                             (c.n, c.mark2, c.mark5, c.journal_n, c.score_sum, c.histogram, c.item_sums, c.item_x)) and count (*) > 20
            from procedure p cross join lateral works_counted (p.id, p.year, array (select id from org), false) w
            join cell c on c.procedure_id = p.id and c.org_id = w.org_id), true, 'every cell says what its works say');

-- years: the break is where something changed, and says what
insert into scale (kind, year_from, year_until, subject, grade, level, max, from3, from4, from5, source, confidence) values
  ('vpr', 2020, 2022, 'Годы', 6, '', 5, 1, 2, 3, 'проба', 'secondary'), ('vpr', 2023, 2030, 'Годы', 6, '', 5, 2, 3, 4, 'проба', 'secondary'),
  ('vpr', 2020, 2030, 'Годы', 6, '', 6, 2, 3, 4, 'проба', 'secondary');
select t.fill (t.procedure (y, 'Годы', m, i), E'А1 6А 12 12\nА2 6А 20 20\nА3 6А 20 20')
from (values (2021, 5, '1:3 2:2'), (2022, 5, '1:3 2:2'), (2023, 5, '1:3 2:2'), (2024, 5, '1:2 2:3'), (2026, 6, '1:3 2:3')) v (y, m, i);
select is (t.ask ('meth_a', $$select string_agg (distinct year || ' ' || from3 || why, ', ' order by year || ' ' || from3 || why) from result_dynamics ('vpr', 'Годы', 6, '', 11)$$),
           '2021 1, 2022 1, 2023 2scale, 2024 2items, 2026 2max', 'bounds of marks, items, the maximum');
select is (t.ask ('sch_a1', $$select string_agg (year || ' ' || (line).level || ' ' || (line).n, ', ') from result_dynamics ('vpr', 'Годы', 6, '', null) where year > 2023$$),
           '2024 school 12, 2024 municipality 52, 2026 school 12, 2026 municipality 52', 'levels of each year');
select is (t.ask ('meth_b', $$select count (*) from result_dynamics ('vpr', 'Годы', 6, '', null)$$), '0', 'another town has no such years');

-- completeness
insert into class (org_id, year, grade, letter) values (14, 2030, 6, 'А');
select t.fill (t.procedure (2031, 'Русский язык'), 'А1 6А 5 5'), t.fill (t.procedure (2031, 'Биология'), 'А2 6А 5 5'), t.procedure (2031, 'Математика', a_grade => 7);
create function t.sent (a_who text) returns text language sql as $$
  select t.ask (a_who, $q$select string_agg (coalesce (name, subject || ' ' || grade) || coalesce (' ' || array_to_string (state, '/') || ' ' || array_to_string (n, '/', '–'), ''), ', ')
    from result_completeness (2031, null)$q$)
$$;
grant execute on function t.sent to public;
select is (t.sent ('meth_a'), 'Биология 6, Русский язык 6, Математика 7, А1 none/sent/none –/5/–, А2 sent/expected/none 5/–/–, А3 none/expected/none –/–/–, А4 none/expected/none –/–/–, А5 none/none/none –/–/–',
           'sent; expected by works of the year, of the year before, by the list of classes; none');
select is (t.sent ('obs_a'), 'Биология 6, Русский язык 6, Математика 7, А1 none/sent/none –/–/–, А2 sent/expected/none –/–/–, А3 none/expected/none –/–/–, А4 none/expected/none –/–/–, А5 none/none/none –/–/–',
           'an observer is not told how many of a small one');
select is (t.sent ('sch_a1'), 'Русский язык 6, Математика 7, А1 sent/none 5/–', 'a school sees its own');

-- what is marked so is expected of all; not what another town has for itself, nor what was taken away
insert into class (org_id, year, grade, letter) values (14, 2032, 9, 'А');
insert into procedure (kind, year, subject, grade, max, expected, org_id, deleted_at) values ('own', 2032, 'Труд', 9, 5, 'all', 3, null), ('own', 2032, 'Чужой труд', 9, 5, 'all', 5, null),
  ('own', 2032, 'Бывший труд', 9, 5, 'all', 3, now ()), ('own', 2032, 'Необязательный труд', 9, 5, '', 3, null);
select is (t.ask ('meth_a', $$select string_agg (coalesce (subject, name || ' ' || array_to_string (state, '/')), ', ') from result_completeness (2032, null)$$),
           'Труд, А1 none, А2 none, А3 none, А4 expected, А5 none', 'a work of the town that all write');

-- rules: what they said stays said
create function t.hits (a_who text, a_year int) returns text language sql as $$
  select coalesce (t.ask (a_who, format ('select string_agg (rule_id || '' '' || name || '' '' || subject || '' '' || array_to_string (years, ''/'') || '' '' || array_to_string (counts, ''/'')
    || '' of '' || array_to_string (n, ''/''), '', '') from result_rule_hits (%s)', a_year)), '')
$$;
create function t.rule (a_values text) returns bigint language sql as $$
  select t.ask ('meth_a', format ('insert into api.result_rule (measure, comparison, percent, years_in_row, since_year, subject) values (%s) returning id', a_values))::bigint
$$;
create function t.rules () returns text language sql as $$
  select string_agg (concat_ws (' ', id, percent, since_year || '–' || coalesce (until_year::text, ''), 'for ' || replaces_id), ', ' order by id) from result_rule where deleted_at is null
$$;
grant execute on function t.hits, t.rule, t.rules to public;
insert into scale (kind, year_from, year_until, subject, grade, level, max, from3, from4, from5, source, confidence) values ('vpr', 2020, 2030, 'Правила', 6, '', 5, 1, 2, 3, 'проба', 'secondary');
-- А1: 6 of 12 have «4» or «5», then 4 of 10, then 4 of 9; А2 keeps 10 of 20
select t.fill (t.procedure (2021, 'Правила'), E'А1 6А 12 12\nА2 6А 20 20'), t.fill (t.procedure (2022, 'Правила'), E'А1 6А 10 10\nА2 6А 20 20\nА3 6А 20 20'),
  t.fill (t.procedure (2023, 'Правила'), E'А1 6А 9 9\nА2 6А 20 20\nА3 6А 20 20');
select t.rule ($$'quality', 'below', 50, 2, 2022, 'Правила'$$) as rule \gset
select is (t.hits ('meth_a', 2023), :'rule' || ' А1 Правила 2022/2023 4/4 of 10/9', 'below half two years in a row');
select is (t.hits ('meth_a', 2022), '', 'a half is not below it');
select is (t.hits ('obs_a', 2023), '', 'an observer is not told of nine');
select is (t.hits ('meth_b', 2023), '', 'nor another town');
select is (t.ask ('meth_a', format ('update api.result_rule set note = %L where id = %s and version = 1 returning id', 'Так решили', :rule)), :'rule', 'a note is no change of the rule');
select is (t.try ('meth_a', format ('update api.result_rule set until_year = 2022 where id = %s', :rule)), 'ME422', 'it cannot end before it was true');
select is (t.ask ('meth_a', format ('update api.result_rule set percent = 45 where id = %s and version = 1 returning id', :rule)), null, 'a version that has passed changes nothing');
select t.ask ('meth_a', format ('update api.result_rule set percent = 45 where id = %s and version = 2 returning id', :rule)) as next \gset
select is (t.rules (), format ('%s 50 2022–2023, %s 45 2024– for %s', :'rule', :'next', :'rule'), 'a change ends it and begins another');
select is (t.hits ('meth_a', 2023), :'rule' || ' А1 Правила 2022/2023 4/4 of 10/9', 'what it said it says');
select is (t.ask ('meth_a', format ('update api.result_rule set percent = 44 where id = %s returning id', :next)), :'next', 'one that has said nothing is changed as it is');
select is (t.try ('meth_a', format ('delete from api.result_rule where id = %s', :rule)), 'ME409', 'nor is what it said deleted');
select is (t.hits ('meth_a', 2023), :'rule' || ' А1 Правила 2022/2023 4/4 of 10/9', 'it says it still');
select is (t.try ('meth_a', format ('update api.result_rule set since_year = 2021 where id = %s', :rule)), 'ME422', 'none begins before the one that it replaces');
select is (t.try ('meth_a', format ('update api.result_rule set percent = 101 where id = %s', :next)), '23514', 'no share above a hundred');
select is (t.ask ('meth_b', format ('update api.result_rule set percent = 1 where id = %s returning id', :next)), null, 'another town changes nothing');
select is (t.try ('obs_a', 'update api.result_rule set percent = 1'), '42501', 'an observer writes none');
select is (t.try ('meth_a', 'update result_rule set percent = 1'), '42501', 'past the view nobody does');
select is (t.ask ('meth_b', format ('delete from api.result_rule where id = %s returning id', :next)), null, 'another town deletes nothing');
select is (t.ask ('meth_a', format ('delete from api.result_rule where id = %s returning id', :next)), :'next', 'one that has said nothing goes');
select t.rule ($$'confirmed', 'below', 30, 1, 2021, 'Правила'$$) as confirmed, t.rule ($$'failed', 'above', 29, 1, 2021, 'Правила'$$) as failed,
  t.rule ($$'raised', 'above', 25, 1, 2021, 'Правила'$$) as raised, t.rule ($$'success', 'below', 70, 1, 2021, 'Правила'$$) as success \gset
select is (t.hits ('meth_a', 2022), format ('%s А1 Правила 2022 2 of 10, %s А2 Правила 2022 5 of 20, %s А3 Правила 2022 5 of 20, %s А1 Правила 2022 3 of 10', :'confirmed', :'confirmed', :'confirmed', :'failed'),
           'each measure by its own count; a quarter is not above a quarter');
-- a work of another kind has the same subject and grade
select t.procedure (2024, 'Правила', a_grade => 9) as exam \gset
update procedure set kind = 'oge' where id = :exam;
select t.procedure (2024, 'Правила', a_grade => 9) as national \gset
select t.fill (:national, 'А1 9А 10 10'), t.fill (:exam, 'А1 9А 10 10');
select is (t.ask ('meth_a', format ('select string_agg (kind || '' '' || procedure_id, '', '') from result_rule_hits (2024) where rule_id = %s', :confirmed)),
           format ('oge %s, vpr %s', :exam, :national), 'of which kind the work is');

-- among the works of many towns, a page of one reads over no table of works or cells
insert into org (parent_id, kind, name, short_name) select 1, 'municipality', 'Город ' || i, 'Г' || i from generate_series (1, 60) i;
insert into org (parent_id, kind, name, short_name) select m.id, 'school', m.short_name || ' ' || i, m.short_name || '-' || i from org m, generate_series (1, 20) i where m.short_name like 'Г%' and m.kind = 'municipality' and m.id > 1000;
insert into procedure (kind, year, subject, grade, max) select 'own', 2020 + i % 5, 'Предмет ' || i, 5, 5 from generate_series (1, 60) i;
insert into work (year, procedure_id, org_id, code, class, scores, total, mark)
  select p.year, p.id, o.id, 'c', '5А', '{1,2}', 3, 3 from procedure p cross join org o where p.kind = 'own' and p.subject like 'Предмет %' and o.kind = 'school' and o.id > 1000;
insert into cell (procedure_id, org_id, n, mark2, mark3, mark4, mark5, journal_n, lowered, confirmed, raised, score_sum, score_sum2, histogram, item_sums, item_x)
  select procedure_id, org_id, 1, 0, 1, 0, 0, 0, 0, 0, 0, 3, 9, '{0,0,0,1,0,0}', '{1,2}', '{0,0}' from work where code = 'c';
analyze work;
analyze cell;
analyze org;
analyze procedure;
select id as town from org where short_name = 'Г7' \gset
select min (id) as school from org where parent_id = :town \gset
select id as work from procedure where subject = 'Предмет 1' \gset
insert into t.who values ('meth_g', 'methodologist', 101, :town, visible_orgs (:town, 'methodologist')), ('obs_g', 'observer', 102, :town, visible_orgs (:town, 'observer')),
  ('sch_g', 'school', 111, :school, array[:school]);
-- rows of works and cells that were read one after the other, and whether the question gave any
create function t.read_over (a_who text, a_query text) returns text language plpgsql as $$
declare was bigint; n int;
begin
  select sum (seq_tup_read) into was from pg_stat_xact_user_tables where relname ~ '^(work_([0-9]|other)|cell)';
  if a_who is not null then
    n := split_part (t.try (a_who, a_query), ' ', 2)::int;
  else
    execute a_query;
    get diagnostics n = row_count;
  end if;
  return (select sum (seq_tup_read) - was from pg_stat_xact_user_tables where relname ~ '^(work_([0-9]|other)|cell)') || ' of ' || case when n > 0 then 'some' else 'none' end;
end $$;
select is (t.read_over (w, q), '0 of some', format ('%s: %s', w, q))
from unnest (array['meth_g', 'obs_g', 'sch_g']) w,
  unnest (array[format ('select * from result_figures (%s, %s, ''5А'')', :work, :school), format ('select * from result_figures (%s, null, null)', :work),
                'select * from result_tree (null)', 'select * from result_dynamics (''own'', ''Предмет 1'', 5, '''', null)',
                'select * from result_completeness (2021, null)']) q;
select is (t.ask ('meth_g', 'insert into api.result_rule (measure, comparison, percent, since_year) values (''quality'', ''below'', 40, 2020) returning 1'), '1', 'a rule that is true of all');
select is (t.read_over ('meth_g', 'select * from result_rule_hits (2021)'), '0 of some', 'and finds them');
select matches (t.read_over (null, format ('select * from work where org_id + 0 = %s and year = 2021', :school)), '^[1-9].* of some', 'what does read over works is told of');

select * from finish ();
rollback;
