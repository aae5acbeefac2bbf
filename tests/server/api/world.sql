-- Two towns alike: a municipality, its department, schools, people of every role, and one record of
-- every kind in every state. What each is called stands in test_id.
select set_config ('test.hash', :'hash', false);
create table test_id (town text, name text, id text, primary key (town, name));

create function pg_temp.note (a_town text, a_name text, a_id text) returns void language sql as
  $$ insert into test_id values (a_town, a_name, a_id) $$;

create function pg_temp.person (a_town text, a_org bigint, a_login text, a_role text) returns bigint language plpgsql as $$
declare made bigint;
begin
  insert into app_user (org_id, login, name, role, password_hash) values (a_org, a_login, 'Имя ' || a_login, a_role, current_setting ('test.hash')) returning id into made;
  insert into session (token_hash, user_id, address) values (sha256 (convert_to (rpad (a_login, 32, '.'), 'UTF8')), made, 'test');
  perform pg_temp.note (a_town, 'user_' || a_login, made::text);
  return made;
end $$;

create function pg_temp.paper (a_org bigint, a_user bigint) returns uuid language sql as $$
  with b as (insert into blob (sha256, size) values (gen_random_uuid ()::text, 3) returning id),
       c as (insert into blob_chunk select id, 0, 'abc' from b)
  insert into file (blob_id, org_id, user_id, name, media_type, size, sha256)
    select id, a_org, a_user, 'акт.pdf', 'application/pdf', 3, 'ab' from b returning id
$$;

create function pg_temp.plan (a_town text, a_dept bigint, a_state text, a_schools bigint[]) returns bigint language plpgsql as $$
declare p bigint; s bigint; i bigint; o bigint; k int;
begin
  insert into plan (org_id, kind, title, period_from, period_until, state, act_kind, act_number, act_date)
    values (a_dept, 'municipal-roadmap', 'План ' || a_state, '2026-01-01', '2026-12-31', a_state, 'order', '1', '2026-01-10') returning id into p;
  insert into plan_section (org_id, plan_id, title) values (a_dept, p, 'Раздел') returning id into s;
  for k in 1..3 loop
    insert into plan_item (org_id, plan_id, section_id, position, no, title, deadline, canon)
      values (a_dept, p, s, k, '1.' || k, 'Пункт ' || k, 'ежеквартально', 'continuous') returning id into i;
    if k = 1 then
      perform pg_temp.note (a_town, 'plan_item/' || a_state, i::text);
    end if;
    if a_state <> 'draft' then
      insert into reporter select x, i, p from unnest (a_schools) x;
      insert into item_date (org_id, plan_id, item_id, lineage, nominal_due, due, quarter, year)
        values (a_dept, p, i, i, '2026-03-25', '2026-03-25', '2026-Q1', 2025);
    end if;
  end loop;
  perform pg_temp.note (a_town, 'plan/' || a_state, p::text);
  perform pg_temp.note (a_town, 'plan_section/' || a_state, s::text);
  return p;
end $$;

-- a school's own plan, a draft
create function pg_temp.own_plan (a_town text, a_school bigint, a_tail text) returns void language plpgsql as $$
declare p bigint; s bigint; i bigint;
begin
  insert into plan (org_id, kind, title, period_from, period_until) values (a_school, 'vsoko-plan', 'План школы', '2026-01-01', '2026-12-31') returning id into p;
  insert into plan_section (org_id, plan_id, title) values (a_school, p, 'Раздел школы') returning id into s;
  insert into plan_item (org_id, plan_id, section_id, title) values (a_school, p, s, 'Пункт школы') returning id into i;
  perform pg_temp.note (a_town, 'plan/own' || a_tail, p::text);
  perform pg_temp.note (a_town, 'plan_section/own' || a_tail, s::text);
  perform pg_temp.note (a_town, 'plan_item/own' || a_tail, i::text);
end $$;

create function pg_temp.reports (a_town text, a_school bigint, a_user bigint, a_plan bigint, a_tail text) returns void language plpgsql as $$
declare r bigint; e bigint; v bigint; l bigint; st text; k int := 0;
begin
  foreach st in array array['draft', 'submitted', 'returned', 'accepted'] loop
    k := k + 1;
    insert into quarter_report (org_id, plan_id, quarter, due) values (a_school, a_plan, '2026-Q' || k, '2026-04-05') returning id into r;
    insert into execution (org_id, report_id, item_id, lineage, item_no, item_title, quarter, position, state, text)
      select a_school, r, i.id, i.lineage, i.no, i.title, '2026-Q' || k, i.position, 'done', 'Сделано' from plan_item i where i.plan_id = a_plan order by i.position;
    select min (x.id) into e from execution x where x.report_id = r;
    insert into evidence (org_id, execution_id, file_id, title) values (a_school, e, pg_temp.paper (a_school, a_user), 'Акт') returning id into v;
    insert into execution_link (org_id, execution_id, kind, target_id)
      select a_school, e, 'procedure', p.id from procedure p where p.level = a_town and p.year = 2025 returning id into l;
    update quarter_report set state = st where id = r;
    perform pg_temp.note (a_town, 'execution_link/' || st || a_tail, l::text);
    perform pg_temp.note (a_town, 'quarter_report/' || st || a_tail, r::text);
    perform pg_temp.note (a_town, 'execution/' || st || a_tail, e::text);
    perform pg_temp.note (a_town, 'evidence/' || st || a_tail, v::text);
  end loop;
end $$;

create function pg_temp.rechecks (a_town text, a_dept bigint, a_school bigint, a_proc bigint, a_expert bigint, a_other bigint) returns void language plpgsql as $$
declare k bigint; m bigint; w uuid; s uuid; st text;
begin
  foreach st in array array['draft', 'dealt', 'closed'] loop
    insert into recheck (org_id, school_id, procedure_id, title, kind, sample_size, experts_per_work, state)
      values (a_dept, a_school, a_proc, 'Перепроверка ' || st, 'recheck', 2, 1, st) returning id into k;
    insert into recheck_member (org_id, recheck_id, user_id, duty) values (a_dept, k, a_expert, 'member') returning id into m;
    perform pg_temp.note (a_town, 'recheck/' || st, k::text);
    perform pg_temp.note (a_town, 'recheck_member/' || st, m::text);
    continue when st = 'draft';
    insert into recheck_work (org_id, recheck_id, blind_no, code, variant, school_scores, school_total, school_mark)
      values (a_dept, k, 1, '10001', '1', '{1,2}', 3, 5) returning id into w;
    insert into expert_score (org_id, recheck_id, recheck_work_id, user_id, place, recheck_title, subject, grade, blind_no,
                              variant, item_codes, item_max, state)
      values (a_dept, k, w, a_expert, 1, 'Перепроверка', 'Русский язык', 4, 1, '1', '1 2', '{1,2}',
               case st when 'dealt' then 'open' else 'submitted' end) returning id into s;
    perform pg_temp.note (a_town, 'recheck_result/' || st, w::text);
    perform pg_temp.note (a_town, 'expert_score/' || case st when 'dealt' then 'open' else 'submitted' end, s::text);
    insert into expert_score (org_id, recheck_id, recheck_work_id, user_id, place, recheck_title, subject, grade, blind_no,
                              variant, item_codes, item_max, state)
      values (a_dept, k, w, a_other, 2, 'Перепроверка', 'Русский язык', 4, 1, '1', '1 2', '{1,2}',
               case st when 'dealt' then 'open' else 'submitted' end) returning id into s;
    perform pg_temp.note (a_town, 'expert_score/' || case st when 'dealt' then 'open' else 'submitted' end || '/other', s::text);
  end loop;
end $$;

create function pg_temp.results (a_town text, a_school bigint, a_user bigint, a_proc bigint, a_tail text) returns void language plpgsql as $$
declare w bigint; i bigint;
begin
  insert into work (year, procedure_id, org_id, code, class, scores, total, mark, journal_mark)
    values (2025, a_proc, a_school, '10001', '4А', '{1,2}', 3, 5, 4) returning id into w;
  insert into import (org_id, user_id, procedure_id, name, sha256, layout) values (a_school, a_user, a_proc, 'Ф1.xlsx', 'ab', 'f1') returning id into i;
  perform pg_temp.note (a_town, 'work' || a_tail, w::text);
  perform pg_temp.note (a_town, 'import' || a_tail, i::text);
end $$;

create function pg_temp.registers (a_town text, a_org bigint, a_user bigint, a_tail text) returns void language plpgsql as $$
declare x bigint;
begin
  perform pg_temp.note (a_town, 'file' || a_tail, pg_temp.paper (a_org, a_user)::text);
  insert into act (org_id, kind, number, date, title) values (a_org, 'order', '7', '2026-01-15', 'Приказ') returning id into x;
  perform pg_temp.note (a_town, 'act' || a_tail, x::text);
  insert into class (org_id, year, grade, letter) values (a_org, 2025, 4, 'А') returning id into x;
  perform pg_temp.note (a_town, 'class' || a_tail, x::text);
  insert into org_status (org_id, status, year) values (a_org, 'biased', 2025) returning id into x;
  perform pg_temp.note (a_town, 'org_status' || a_tail, x::text);
  insert into recorded_event (org_id, event, first, last) values (a_org, 'exam', '2026-04-01', '2026-04-20') returning id into x;
  perform pg_temp.note (a_town, 'recorded_event' || a_tail, x::text);
  insert into layout_map (org_id, name, doc) values (a_org, 'Таблица', '{}') returning id into x;
  perform pg_temp.note (a_town, 'layout_map' || a_tail, x::text);
  insert into job (org_id, user_id, kind, file_id, dry_run, state, result)
    values (a_org, a_user, 'read-roadmap', pg_temp.paper (a_org, a_user), true, 'done', '{}') returning id into x;
  perform pg_temp.note (a_town, 'job' || a_tail, x::text);
end $$;

create function pg_temp.town (a_town text, a_digits int) returns void language plpgsql as $$
declare m bigint; d bigint; schools bigint[]; o bigint; u bigint[]; me bigint; e1 bigint; e2 bigint; p bigint; pr bigint; k int; tail text;
begin
  insert into org (kind, name, short_name) values ('municipality', 'г. ' || a_town, 'г. ' || a_town) returning id into m;
  insert into org (parent_id, kind, name, short_name) values (m, 'department', 'Управление ' || a_town, 'УО ' || a_town) returning id into d;
  perform pg_temp.note (a_town, 'org_department', d::text);
  me := pg_temp.person (a_town, d, a_town || '-methodologist', 'methodologist');
  perform pg_temp.person (a_town, d, a_town || '-observer', 'observer');
  perform pg_temp.person (a_town, d, a_town || '-admin', 'admin');
  e1 := pg_temp.person (a_town, d, a_town || '-commission', 'commission');
  e2 := pg_temp.person (a_town, d, a_town || '-commission2', 'commission');
  for k in 1..3 loop
    insert into org (parent_id, kind, name, short_name, login_digits)
      values (m, 'school', 'МБОУ СОШ № ' || k, 'СОШ № ' || k, (a_digits + k)::text) returning id into o;
    perform pg_temp.note (a_town, 'org_school' || k, o::text);
    schools := schools || o;
    u := u || pg_temp.person (a_town, o, a_town || '-school' || case when k > 1 then k::text else '' end, 'school');
  end loop;
  perform pg_temp.plan (a_town, d, 'draft', schools);
  p := pg_temp.plan (a_town, d, 'approved', schools);
  perform pg_temp.registers (a_town, d, me, '/department');
  insert into org_settings (org_id) values (d) returning id into o;
  perform pg_temp.note (a_town, 'org_settings', o::text);
  -- true of nobody, so that a change is a change
  insert into result_rule (org_id, measure, comparison, percent, subject, since_year) values (d, 'quality', 'below', 40, 'Астрономия', 2000) returning id into o;
  perform pg_temp.note (a_town, 'result_rule', o::text);
  insert into procedure (kind, year, subject, grade, level, max, org_id) values ('own', 2025, 'Русский язык', 4, a_town, 3, d) returning id into pr;
  insert into procedure_item (procedure_id, position, code, max) values (pr, 1, '1', 1), (pr, 2, '2', 2);
  perform pg_temp.note (a_town, 'procedure', pr::text);
  perform pg_temp.note (a_town, 'procedure_item/used', (select i.id::text from procedure_item i where i.procedure_id = pr and i.position = 2));
  insert into procedure (kind, year, subject, grade, level, max, org_id) values ('own', 2026, 'Русский язык', 4, a_town, 3, d) returning id into o;
  perform pg_temp.note (a_town, 'procedure/free', o::text);
  insert into procedure_item (procedure_id, position, code, max) values (o, 1, '1', 3) returning id into o;
  perform pg_temp.note (a_town, 'procedure_item/free', o::text);
  insert into precheck_limit (org_id, subject, grade) values (d, 'Русский язык', 4) returning id into o;
  perform pg_temp.note (a_town, 'precheck_limit', o::text);
  for k in 1..2 loop
    tail := case when k > 1 then '/other' else '' end;
    perform pg_temp.reports (a_town, schools[k], u[k], p, tail);
    perform pg_temp.own_plan (a_town, schools[k], tail);
    perform pg_temp.registers (a_town, schools[k], u[k], tail);
    perform pg_temp.results (a_town, schools[k], u[k], pr, tail);
  end loop;
  perform pg_temp.reports (a_town, d, me, p, '/department');
  insert into item_conclusion (org_id, plan_id, lineage, year, conclusion)
    select d, p, i.lineage, 2026, 'Выполнено' from plan_item i where i.plan_id = p order by i.id limit 1 returning id into o;
  perform pg_temp.note (a_town, 'item_conclusion', o::text);
  -- under the rows of somebody who sees them, as an import does
  perform set_config ('merilo.orgs', schools::text, true), cell_recount (pr, schools);
  perform pg_temp.rechecks (a_town, d, schools[1], pr, e1, e2);
end $$;

select pg_temp.town ('a', 990000);
select pg_temp.town ('b', 980000);
