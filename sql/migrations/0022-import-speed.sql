-- Imports at the pace of COPY: each staged row is judged and stored in one pass over them, and what
-- the base checked row by row is checked once. What stood only in memory when PostgreSQL fell is not
-- taken for an empty file.

-- The judgement stays in the statement that stores; staged rows are only read, and read by their job.
alter table stage_work drop column org_id, drop column verdict, drop column reason, drop column marked, drop column counted;
drop index stage_work_job;
create index stage_work_job on stage_work using brin (job_id) with (pages_per_range = 16);

-- Works come by the loader alone, with orgs and a procedure that it has read in the same transaction:
-- two look-ups a row cost more than the row. The other way round stays forbidden.
alter table work drop constraint work_org_id_fkey, drop constraint work_procedure_id_fkey;
create function keep_worked_on () returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'org' and exists (select from work where org_id = old.id)
     or tg_table_name = 'procedure' and exists (select from work where procedure_id = old.id and year = old.year) then
    raise foreign_key_violation using message = format ('%I %s has works', tg_table_name, old.id), table = tg_table_name;
  end if;
  return old;
end $$;
create trigger keep_worked_on before delete on org for each row execute function keep_worked_on ();
create trigger keep_worked_on before delete on procedure for each row execute function keep_worked_on ();

-- What becomes of each staged row: the one truth of the dry run and of the import. Rows of orgs that
-- the caller does not see are refused; of a code that stands twice in a school both rows are. A mark
-- is judged by the scale of the base, if anybody has checked it. A form says less than what ФИС ОКО
-- gave out, so it takes nothing of that back; its marks are counted by the scale in force. Written so
-- that it becomes part of the question that asks it: @a_orgs, whose works are looked at, then bound the
-- reading of works.
create function import_judge (a_job bigint, a_file jsonb, a_policy text, a_take int[], a_procedure bigint, a_year int, a_orgs bigint[])
  returns table (sheet_row int, login_digits text, org_id bigint, code text, class text, variant text, scores smallint[], total int, mark int,
                 journal_mark int, absent boolean, award text, counted boolean, was_counted boolean, state text, reason text, marked boolean)
  language sql stable as $$
  with named as (
    select p ->> 'kind' as kind, p ->> 'subject' as subject, (p ->> 'grade')::int as grade, coalesce (p ->> 'level', '') as level,
      coalesce ((p ->> 'max')::int, (select pr.max from procedure pr where pr.id = a_procedure)) as max,
      (select sum ((i ->> 'max')::int)::int from jsonb_array_elements (p -> 'items') i) as items_max,
      -- nobody gave marks, and it is not what ФИС ОКО gave out
      a_file ->> 'layout' <> 'individual-results'
        and not exists (select from stage_work s where s.job_id = a_job and s.mark is not null) as bare
    from (select a_file -> 'procedure') x (p)
  ), bound as materialized (
    select n.bare, n.max, s.from3, s.from4, s.from5,
      -- maxima that the file does not name were not looked at by its reader
      case when a_file @? '$.procedure.items[*].max ? (@ == null)'
           then (select array_agg (i.max order by i.position) from procedure_item i where i.procedure_id = a_procedure) end as maxima
    from named n
    left join lateral scale_now (n.kind, a_year, n.subject, n.grade, n.level, coalesce (n.max, n.items_max)) s on s.confidence <> 'unchecked'
  ), storable as (
    select (i ->> 'row')::int as row from jsonb_array_elements (a_file -> 'issues') i
    where a_policy = 'mark' or (i ->> 'row')::int = any (a_take) group by 1 having bool_and (import_can_mark (i ->> 'code'))
  ), twice as (
    select s.login_digits, s.code from stage_work s where s.job_id = a_job group by 1, 2 having count (*) > 1
  ), told as (
    select s.job_id, s.sheet_row, s.login_digits, s.code, s.class, s.variant, s.scores, s.total, s.journal_mark, s.absent, s.faulty, s.award,
      o.id as org, b.bare,
      case when b.bare and not s.absent then 2 + (s.total >= b.from3)::int + (s.total >= b.from4)::int + (s.total >= b.from5)::int else s.mark end as mark,
      b.bare and not s.absent and s.total is not null and b.from3 is not null as counted,
      case when s.faulty and ((s.total is null and not s.absent) or x.row is null) then 'faulty'
           when o.id is null then 'unknown-org' when m.id is null then 'foreign-org' when d.code is not null then 'doubled-code'
           when b.maxima is null then null when s.total > b.max then 'total-above-max'
           when exists (select from unnest (s.scores, b.maxima) u (v, top) where v > top) then 'item-above-max' end as wrong,
      coalesce (s.mark <> 2 + (s.total >= b.from3)::int + (s.total >= b.from4)::int + (s.total >= b.from5)::int, false) as off
    from stage_work s cross join bound b
    left join org o on o.login_digits = s.login_digits and o.deleted_at is null
    left join (select distinct u from unnest (my_orgs ()) u) m (id) on m.id = o.id
    left join twice d on d.login_digits = s.login_digits and d.code = s.code
    left join storable x on x.row = s.sheet_row
    where s.job_id = a_job
  ), met as (
    select t.*, w.org_id is not null as known, w.mark_counted as was_counted,
      (w.class, w.variant, w.scores, w.total, w.mark, w.journal_mark, w.absent, w.award, w.marked)
        is not distinct from (t.class, t.variant, t.scores, t.total, t.mark, t.journal_mark, t.absent, t.award, t.faulty or t.off) as same,
      case when t.wrong is not null then t.wrong when t.off and a_policy <> 'mark' and not t.sheet_row = any (a_take) then 'mark-off-scale'
           when t.bare and w.mark is not null and not w.mark_counted then 'official-stands' end as refusal
    from told t
    left join (select * from work w where w.org_id = any (a_orgs) and w.year = a_year and w.procedure_id = a_procedure and w.submission = 1) w
      on w.org_id = t.org and w.code = t.code
    offset 0 -- each verdict once
  )
  select m.sheet_row, m.login_digits, m.org, m.code, m.class, m.variant, m.scores, m.total, m.mark, m.journal_mark, m.absent, m.award, m.counted,
    m.was_counted, case when m.refusal is not null then 'refused' when not m.known then 'new' when m.same then 'same' else 'changed' end,
    coalesce (m.refusal, case when m.off then 'mark-off-scale' end), m.refusal is null and (m.faulty or m.off)
  from met m
$$;

-- the orgs that the staged rows of a job speak of
create function import_orgs (a_job bigint) returns bigint[]
  language sql stable as $$
  select coalesce (array_agg (o.id), '{}') from (select distinct s.login_digits from stage_work s where s.job_id = a_job) s
  join org o on o.login_digits = s.login_digits and o.deleted_at is null
$$;

-- the same as the dry run shows it
drop function import_rows (bigint, text);
create function import_rows (a_job bigint, a_policy text, a_take int[] default '{}')
  returns table (sheet_row int, org_id bigint, state text, reason text, marked boolean, mark int, counted boolean)
  language plpgsql stable security definer set search_path = public, pg_temp set enable_nestloop = off set enable_mergejoin = off set jit = off as $$
declare
  doc jsonb;
  proc bigint;
  y int;
begin
  select j.result::jsonb -> 'files' -> 0 into doc from job j where j.id = a_job and j.user_id = me ();
  if doc is null then
    return;
  end if;
  y := (doc -> 'procedure' ->> 'year')::int;
  proc := procedure_find (doc -> 'procedure' ->> 'kind', y, doc -> 'procedure' ->> 'subject', (doc -> 'procedure' ->> 'grade')::int,
                          coalesce (doc -> 'procedure' ->> 'level', ''));
  return query select r.sheet_row, r.org_id, r.state, r.reason, r.marked, r.mark, r.counted
    from import_judge (a_job, doc, a_policy, a_take, proc, y, import_orgs (a_job)) r;
end $$;

-- shares of marks that break a limit in force, as they are printed; null: none does. @a_counts: of works
-- with a mark how many, and with «2», «4», «5»
create function precheck_of (a_counts int[], a_subject text, a_grade int) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_agg (jsonb_build_object ('measure', m.measure, 'percent', to_char (round (100.0 * m.n / c.n, 2), 'FM990.00'), 'limit', m.bound, 'count', m.n, 'n', c.n)
                    order by m.measure)
  from (select a_counts[1] as n, a_counts[2] as n2, a_counts[3] as n4, a_counts[4] as n5) c
  join precheck_limit l on l.active and l.deleted_at is null and l.subject = a_subject and l.grade = a_grade and l.org_id = any ((select town_offices ())::bigint[])
  cross join lateral (values ('min2', c.n2, l.min2, 100 * c.n2 < l.min2 * c.n), ('max4', c.n4, l.max4, 100 * c.n4 > l.max4 * c.n),
                             ('max5', c.n5, l.max5, 100 * c.n5 > l.max5 * c.n)) m (measure, n, bound, broken)
  where c.n > 0 and m.broken
$$;

-- Which submission of a school's form this is. A first one that breaks a limit waits for a second, which
-- the head confirms; both are kept.
create function submission_of (a_counts int[], a_procedure bigint, a_doc jsonb, a_confirmation jsonb) returns import
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  first import;
  said import;
begin
  said.submission := 1;
  said.state := '';
  if my_role () = 'school' and a_doc ->> 'layout' like 'form-%' then
    said.precheck := precheck_of (a_counts, a_doc -> 'procedure' ->> 'subject', (a_doc -> 'procedure' ->> 'grade')::int);
    select * into first from import i
      where i.org_id = my_org () and i.procedure_id = a_procedure and i.state = 'to-recheck' and i.withdrawn_at is null
        and not exists (select from import c where c.org_id = i.org_id and c.procedure_id = i.procedure_id and c.state = 'confirmed' and c.withdrawn_at is null and c.id > i.id)
      order by i.id desc limit 1;
  end if;
  if a_confirmation is not null and first.id is null then
    perform refuse ('ME422', 'Подтверждать нечего: результаты этой процедуры на перепроверку не возвращались');
  end if;
  if first.id is not null and a_confirmation is null then
    raise exception using errcode = 'ME409', message = 'Первая сдача ждёт перепроверки: вторую подтверждает руководитель школы — его имя и должность',
      detail = json_build_object ('code', 'confirmation-needed', 'import_id', first.id, 'precheck', coalesce (said.precheck, '[]'));
  end if;
  if first.id is not null then
    return submission_confirmed (first.submission + 1, said.precheck, a_confirmation);
  end if;
  if said.precheck is not null then
    said.state := 'to-recheck';
  end if;
  return said;
end $$;

-- Stores what a job has read, in one transaction: new, same and changed rows are told apart, refused
-- ones stay out, what was changed is kept; the touched cells are counted anew, the journal and the
-- audit get a line. It runs as merilo_loader, under the policies that its caller has. Joins are of
-- whole sets: a table that nobody has counted yet is not taken for an empty one.
drop function import_from_job (bigint, text);
create function import_from_job (a_job bigint, a_policy text, a_decisions jsonb default null, a_confirmation jsonb default null) returns bigint
  language plpgsql security definer set search_path = public, pg_temp set enable_nestloop = off set enable_mergejoin = off set jit = off set work_mem = '32MB' as $$
declare
  j job;
  doc jsonb;
  proc bigint;
  y int;
  made bigint;
  orgs bigint[];
  touched bigint[];
  strangers text;
  nobodys boolean;
  scored boolean;
  marks int[];
  n import;
  take int[];
  said import;
begin
  select * into j from job where id = a_job and user_id = me () and kind = 'import-results' and state = 'done' for update;
  if j.id is null then
    perform refuse ('ME404', 'Прочитанного файла нет: загрузите его ещё раз');
  end if;
  if j.message like 'import %' then
    return substring (j.message from 8)::bigint;
  end if;
  if a_policy not in ('refuse', 'mark', 'ask') then
    perform refuse ('ME422', 'Строки с замечаниями можно отклонить (refuse), принять с пометкой (mark) или решить о каждой (ask)');
  end if;
  doc := j.result::jsonb -> 'files' -> 0;
  if doc ? 'units' or doc ? 'schools' then
    return import_figures (a_job);
  end if;
  if (doc ->> 'rows')::bigint <> (select count (*) from stage_work where job_id = a_job) then
    perform refuse ('ME404', 'Прочитанное из файла больше не хранится: загрузите файл ещё раз');
  end if;
  proc := procedure_for (doc -> 'procedure');
  y := (doc -> 'procedure' ->> 'year')::int;
  take := rows_taken (a_job, a_policy, a_decisions);
  orgs := import_orgs (a_job);
  insert into import (org_id, user_id, procedure_id, name, sha256, layout)
    select my_org (), me (), proc, f.name, f.sha256, coalesce (doc ->> 'layout', '') from file f where f.id = j.file_id returning id into made;
  with judged as materialized (
    select * from import_judge (a_job, doc, a_policy, take, proc, y, orgs)
  ), kept as (
    insert into work_before (import_id, work_id, year, procedure_id, org_id, submission, code, class, variant, scores, total, mark, journal_mark, absent,
                             marked, mark_counted, award, was_import_id, updated_at)
      select made, w.id, w.year, w.procedure_id, w.org_id, w.submission, w.code, w.class, w.variant, w.scores, w.total, w.mark, w.journal_mark, w.absent,
             w.marked, w.mark_counted, w.award, w.import_id, w.updated_at
      from judged r join work w on w.org_id = r.org_id and w.code = r.code
      where r.state = 'changed' and w.org_id = any (orgs) and w.year = y and w.procedure_id = proc and w.submission = 1
  ), changed as (
    update work w set class = r.class, variant = r.variant, scores = r.scores, total = r.total, mark = r.mark, journal_mark = r.journal_mark,
        absent = r.absent, marked = r.marked, mark_counted = r.counted, award = r.award, import_id = made, updated_at = now ()
      from judged r
      where r.state = 'changed' and w.org_id = r.org_id and w.code = r.code and w.org_id = any (orgs) and w.year = y and w.procedure_id = proc
        and w.submission = 1
  ), fresh as (
    insert into work (year, procedure_id, org_id, code, class, variant, scores, total, mark, journal_mark, absent, marked, mark_counted, award, import_id)
      select y, proc, r.org_id, r.code, r.class, r.variant, r.scores, r.total, r.mark, r.journal_mark, r.absent, r.marked, r.counted, r.award, made
      from judged r where r.state = 'new'
  ), stayed as (
    insert into work_same (import_id, year, procedure_id, org_id, code, submission, was_counted)
      select made, y, proc, r.org_id, r.code, 1, r.was_counted and not r.counted from judged r where r.state = 'same'
  ), confirmed as (
    update work w set mark_counted = false
      from judged r
      where r.state = 'same' and r.was_counted and not r.counted and w.org_id = r.org_id and w.code = r.code and w.org_id = any (orgs) and w.year = y
        and w.procedure_id = proc and w.submission = 1
  ), told as (
    insert into import_issue (import_id, row, "column", code, value, marked)
      select made, (i ->> 'row')::int, coalesce ((i ->> 'column')::int, 0), i ->> 'code', i ->> 'value', coalesce (r.state <> 'refused', false)
      from jsonb_array_elements (doc -> 'issues') i left join judged r on r.sheet_row = (i ->> 'row')::int
      union all
      select made, r.sheet_row, 0, r.reason, null, r.marked
      from judged r left join (select distinct (i ->> 'row')::int as row, i ->> 'code' as code from jsonb_array_elements (doc -> 'issues') i) i
        on i.row = r.sheet_row and i.code = r.reason
      where r.reason in ('doubled-code', 'mark-off-scale', 'official-stands', 'total-above-max', 'item-above-max') and i.row is null
  ), sums as (
    select r.org_id, r.login_digits, r.state, r.reason, case when not r.absent then r.mark end as mark, count (*) as n,
      count (*) filter (where r.marked) as marked, count (r.total) > 0 as scored
    from judged r group by 1, 2, 3, 4, 5
  )
  select sum (s.n), coalesce (sum (s.n) filter (where s.state = 'new'), 0), coalesce (sum (s.n) filter (where s.state = 'same'), 0),
         coalesce (sum (s.n) filter (where s.state = 'changed'), 0), coalesce (sum (s.n) filter (where s.state = 'refused'), 0), sum (s.marked),
         array_agg (distinct s.org_id) filter (where s.state in ('new', 'changed')),
         string_agg (distinct s.login_digits, ', ') filter (where s.reason in ('unknown-org', 'foreign-org')),
         bool_or (s.login_digits = '' and s.reason = 'unknown-org') and doc ->> 'layout' like 'form-%', bool_or (s.scored),
         array[coalesce (sum (s.n) filter (where s.state <> 'refused' and s.mark is not null), 0), coalesce (sum (s.n) filter (where s.state <> 'refused' and s.mark = 2), 0),
               coalesce (sum (s.n) filter (where s.state <> 'refused' and s.mark = 4), 0), coalesce (sum (s.n) filter (where s.state <> 'refused' and s.mark = 5), 0)]
    into n.rows, n.new_rows, n.same_rows, n.changed_rows, n.refused_rows, n.marked_rows, touched, strangers, nobodys, scored, marks from sums s;
  if scored and exists (select from procedure p where p.id = proc and p.max = 0) then
    perform refuse ('ME422', 'В файле есть баллы, но не сказано, каков наибольший: укажите его в описании столбцов');
  end if;
  if nobodys then
    perform refuse ('ME422', 'В форме не сказано, чья она: укажите логин школы и прочитайте файл ещё раз');
  end if;
  if strangers is not null then
    perform refuse ('ME403', 'В файле есть школы, которых вы не ведёте: ' || strangers);
  end if;
  said := submission_of (marks, proc, doc, a_confirmation);
  update import set rows = n.rows, new_rows = n.new_rows, same_rows = n.same_rows, changed_rows = n.changed_rows, marked_rows = n.marked_rows,
      refused_rows = n.refused_rows, submission = said.submission, state = said.state, precheck = said.precheck, confirmed_name = said.confirmed_name,
      confirmed_position = said.confirmed_position, confirmed_text = said.confirmed_text, confirmed_file_id = said.confirmed_file_id,
      confirmed_at = said.confirmed_at
    where id = made;
  if touched is not null then
    perform cell_recount (proc, touched);
  end if;
  delete from stage_work where job_id = a_job;
  update job set message = 'import ' || made where id = a_job;
  perform audit_write (my_org (), 'import', made::text, 'import', null,
    jsonb_build_object ('sha256', (select sha256 from import where id = made), 'procedure_id', proc, 'rows', n.rows, 'new', n.new_rows,
                        'same', n.same_rows, 'changed', n.changed_rows, 'marked', n.marked_rows, 'refused', n.refused_rows));
  return made;
end $$;

-- Cells are counted by whole sets, whoever asks for it: what was just written nobody has estimated.
alter function cell_recount (bigint, bigint[]) set enable_nestloop = off;
alter function cell_recount (bigint, bigint[]) set enable_mergejoin = off;

-- When the job process begins: what was being read is read again, and so is what nobody has stored yet
-- if its rows are gone (they lie in memory alone when PostgreSQL falls).
create function jobs_resume () returns void
  language sql security definer set search_path = public, pg_temp as $$
  update job set state = 'queued' where state = 'running';
  update job j set state = 'queued', result = null, done = 0, ended_at = null
    where j.kind = 'import-results' and j.state = 'done' and j.message is null and j.ended_at > now () - interval '7 days'
      and (j.result::jsonb -> 'files' -> 0 ->> 'rows')::bigint > 0 and not j.result::jsonb -> 'files' -> 0 ?| array['units', 'schools']
      and not exists (select from stage_work s where s.job_id = j.id);
  delete from stage_work s where not exists (select from job j where j.id = s.job_id and j.state = 'done');
$$;
