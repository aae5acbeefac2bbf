-- Two towns of one region. Town A: a department, three schools, people of every role; an approved
-- roadmap and a draft, a report, results of two schools, a re-check in work and a draft of one.
-- Town B: as much as is needed to be foreign.
insert into org (id, parent_id, kind, name, short_name, login_digits) overriding system value values
  (1, null, 'region', 'Регион', 'Регион', null),
  (2, 1, 'municipality', 'Город А', 'Город А', null),
  (3, 2, 'department', 'Управление А', 'УО А', null),
  (11, 2, 'school', 'Школа А1', 'А1', '990011'),
  (12, 2, 'school', 'Школа А2', 'А2', '990012'),
  (13, 2, 'school', 'Школа А3', 'А3', '990013'),
  (4, 1, 'municipality', 'Город Б', 'Город Б', null),
  (5, 4, 'department', 'Управление Б', 'УО Б', null),
  (21, 4, 'school', 'Школа Б1', 'Б1', '990021');
select setval ('org_id_seq', 1000);
insert into app_user (id, org_id, login, name, role, password_hash) overriding system value values
  (101, 3, 'meth_a', 'Методист А', 'methodologist', 'hash'),
  (102, 3, 'obs_a', 'Наблюдатель А', 'observer', 'hash'),
  (103, 3, 'adm_a', 'Администратор А', 'admin', 'hash'),
  (111, 11, 'sch_a1', 'Координатор А1', 'school', 'hash'),
  (112, 12, 'sch_a2', 'Координатор А2', 'school', 'hash'),
  (121, 12, 'com_1', 'Эксперт первый', 'commission', 'hash'),
  (122, 13, 'com_2', 'Эксперт второй', 'commission', 'hash'),
  (123, 11, 'com_own', 'Эксперт из А1', 'commission', 'hash'),
  (124, 13, 'com_3', 'Эксперт без работ', 'commission', 'hash'),
  (201, 5, 'meth_b', 'Методист Б', 'methodologist', 'hash'),
  (211, 21, 'sch_b1', 'Координатор Б1', 'school', 'hash');
select setval ('app_user_id_seq', 1000);
insert into t.who select login, role, id, org_id, visible_orgs (org_id, role) from app_user;

-- Plans
insert into plan (id, org_id, kind, title, period_from, period_until) overriding system value values
  (1, 3, 'municipal-roadmap', 'Проект А', '2025-01-01', '2025-12-31'),
  (2, 3, 'municipal-roadmap', 'Карта А', '2025-01-01', '2025-12-31'),
  (3, 5, 'municipal-roadmap', 'Карта Б', '2025-01-01', '2025-12-31');
select setval ('plan_id_seq', 1000);
insert into plan_section (id, org_id, plan_id, position, title) overriding system value values
  (1, 3, 1, 1, 'Раздел проекта'), (2, 3, 2, 1, 'Раздел карты'), (3, 5, 3, 1, 'Раздел Б'), (4, 3, 2, 2, 'Только управление');
select setval ('plan_section_id_seq', 1000);
insert into plan_item (id, org_id, plan_id, section_id, position, no, title, deadline, audience, canon) overriding system value values
  (1, 3, 1, 1, 1, '1.1', 'Черновой пункт', 'до 1 марта', 'schools', 'empty'),
  (21, 3, 2, 2, 1, '1.1', 'Школам к сроку', 'до 1 марта', 'schools', 'day(2025-03-01)'),
  (22, 3, 2, 4, 2, '2.1', 'Управлению', 'до 1 марта', 'department', 'day(2025-03-01)'),
  (23, 3, 2, 2, 3, '1.2', 'Школам постоянно', 'постоянно', 'schools', 'continuous'),
  (24, 3, 2, 2, 4, '1.3', 'Школам осенью', 'до 1 октября', 'schools', 'day(2025-10-01)'),
  (31, 5, 3, 3, 1, '1.1', 'Пункт Б', 'до 1 марта', 'schools', 'day(2025-03-01)');
select setval ('plan_item_id_seq', 1000);

-- what the server sends with an approval: items as they stand, and their dates
create function t.items (a_plan bigint) returns jsonb language sql as $$
  select jsonb_agg (jsonb_build_object ('id', i.id, 'version', i.version, 'canon', i.canon, 'reading', 'к сроку', 'warnings', '',
    'dates', case when i.canon like 'day%' then jsonb_build_array (jsonb_build_object ('from', null, 'nominal', d, 'due', d + 1,
               'quarter', to_char (d, 'YYYY-"Q"Q'))) else '[]' end))
  from plan_item i left join lateral (select substring (i.canon from '\((.*)\)')::date as d) x on true
  where i.plan_id = a_plan and i.deleted_at is null
$$;
grant execute on function t.items to public;
select t.ask ('meth_a', format ('select plan_approve (2, 1, ''order'', ''77'', ''2025-01-15'', %L)', t.items (2)));
select t.ask ('meth_b', format ('select plan_approve (3, 1, ''order'', ''5'', ''2025-01-20'', %L)', t.items (3)));

-- Reports: A1 has answered one line with a file
select t.ask ('sch_a1', $$select report_open (2, '2025-Q1', '2025-04-07')$$);
select t.ask ('sch_a2', $$select report_open (2, '2025-Q1', '2025-04-07')$$);
select t.ask ('sch_b1', $$select report_open (3, '2025-Q1', '2025-04-07')$$);
select t.ask ('sch_a1', $$select id from file_store ('акт.pdf', 'application/pdf', 'bytes of A1')$$) as file_a1 \gset
select t.ask ('sch_a1', $$select id from file_store ('лежит.pdf', 'application/pdf', 'bytes that hang on nothing')$$);
select t.ask ('sch_b1', $$select id from file_store ('б.pdf', 'application/pdf', 'bytes of B1')$$);
select t.ask ('sch_a1', format ($$insert into api.evidence (execution_id, file_id, title)
  select id, %L, 'Акт' from api.execution where item_no = '1.1' returning id$$, :'file_a1'));

-- Results: what the job process leaves behind, and the user's word to store it
create function t.stage (a_who text, a_year int, a_rows text) returns bigint language plpgsql as $$
declare made bigint; f uuid; w t.who; twice jsonb;
begin
  select * into w from t.who where name = a_who;
  f := t.ask (a_who, format ('select id from file_store (%L, ''x'', %L)', 'Ф1 ' || a_year || '.xlsx', a_rows))::uuid;
  select coalesce (jsonb_agg (jsonb_build_object ('row', n + 8, 'column', 4, 'code', 'doubled-code') order by n), '[]') into twice
    from (select x.r, x.n, count (*) over (partition by split_part (r, ' ', 1), split_part (r, ' ', 2)) as times
          from string_to_table (a_rows, E'\n') with ordinality x (r, n) where r <> '') x where times > 1;
  insert into job (org_id, user_id, kind, file_id, state, result) values (w.org_id, w.user_id, 'import-results', f, 'done',
    jsonb_build_object ('files', jsonb_build_array (jsonb_build_object ('layout', 'individual-results', 'issues', twice,
      'procedure', jsonb_build_object ('kind', 'vpr', 'year', a_year, 'subject', 'Математика', 'grade', 4, 'max', 20,
        'items', (select jsonb_agg (jsonb_build_object ('code', n::text, 'max', 2, 'level', 'Б') order by n) from generate_series (1, 10) n)))))::text)
    returning id into made;
  -- a row a line: login code total mark journal
  insert into stage_work (job_id, sheet_row, login_digits, code, class, variant, scores, total, mark, journal_mark, absent, faulty)
    select made, n + 8, split_part (r, ' ', 1), split_part (r, ' ', 2), '4А', '1',
      (select array_agg (least (2, greatest (0, split_part (r, ' ', 3)::int - 2 * k))::smallint order by k) from generate_series (0, 9) k),
      split_part (r, ' ', 3)::int, split_part (r, ' ', 4)::int, nullif (split_part (r, ' ', 5), '')::int, false,
      split_part (r, ' ', 6) = 'faulty' or exists (select from jsonb_array_elements (twice) i where (i ->> 'row')::int = n + 8)
    from string_to_table (a_rows, E'\n') with ordinality x (r, n) where r <> '';
  return made;
end $$;
select t.ask ('meth_a', format ('select import_from_job (%s, ''refuse'')', t.stage ('meth_a', y,
  (select string_agg (format ('990011 %s %s %s %s', 40000 + n, n, case when n < 6 then 2 when n < 10 then 3 when n < 15 then 4 else 5 end, 3), E'\n')
   from generate_series (4, 15) n)
  || E'\n990012 40001 7 3 4\n990012 40002 12 4 4\n990012 40003 16 5 4')))
  from generate_series (2023, 2025) y;
select t.ask ('meth_b', format ('select import_from_job (%s, ''refuse'')', t.stage ('meth_b', 2025, '990021 40001 9 3 3')));

-- Re-checks: 1 a draft, 2 dealt to the two, 3 of town B
insert into recheck (id, org_id, school_id, procedure_id, title, kind, sample_size, seed) overriding system value
  select n, o, s, p.id, 'Перепроверка ' || n, 'recheck', case n when 3 then 1 else 6 end, 42
  from (values (1, 3, 11), (2, 3, 11), (3, 5, 21)) x (n, o, s), procedure p where p.year = 2025;
select setval ('recheck_id_seq', 1000);
insert into recheck_member (org_id, recheck_id, user_id, duty) values (3, 1, 121, 'member'), (3, 2, 121, 'member'), (3, 2, 122, 'member');
select t.ask ('meth_a', 'select recheck_deal (2, 1)');
analyze;
