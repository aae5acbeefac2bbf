-- Whose row it is that an import has something to say of, and how many of an exam are below its minimum.

-- The participant of the row, as the file calls them: the journal of imports outlives its jobs. Only what
-- is a code is kept, whatever else stands in the cell; asked of @a_rows alone, few of all.
alter table import_issue add column who text not null default '';

create function import_codes (a_job bigint, a_file jsonb, a_rows int[]) returns table (sheet_row int, code text)
  language sql stable as $$
  with place as (
    select (v.n - 1)::int as at from jsonb_array_elements (a_file -> 'columns') with ordinality v (value, n) where v.value ->> 'is' = 'code' limit 1
  ), told as materialized ( -- before any code is looked at
    select s.sheet_row, s.code from stage_work s where s.job_id = a_job and s.sheet_row in (select unnest (a_rows))
    union
    select (e ->> 'row')::int, e -> 'cells' ->> place.at from place cross join jsonb_array_elements (a_file -> 'excerpt') e
    where not exists (select from stage_work s where s.job_id = a_job and s.sheet_row = (e ->> 'row')::int and s.code <> '')
  )
  -- a person may have pointed at a column of names
  select t.sheet_row, t.code from told t where t.code ~ '^\S{1,20}$' and t.code ~ '[0-9]'
$$;

-- As it was; one look at the staged rows tells how many there are and whose, and the first file of its schools
-- is not compared with works that are none.
create or replace function import_from_job (a_job bigint, a_policy text, a_decisions jsonb default null, a_confirmation jsonb default null) returns bigint
  language plpgsql security definer set search_path = public, pg_temp set enable_nestloop = off set enable_mergejoin = off set enable_sort = off
  set max_parallel_workers_per_gather = 0 set jit = off set work_mem = '32MB' as $$
declare
  j job;
  doc jsonb;
  proc bigint;
  y int;
  made bigint;
  staged bigint;
  orgs bigint[];
  touched bigint[];
  strangers text;
  nobodys boolean;
  met boolean;
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
  select coalesce (sum (s.n), 0), coalesce (array_agg (o.id) filter (where o.id is not null), '{}') into staged, orgs
    from (select w.login_digits, count (*) as n from stage_work w where w.job_id = a_job group by 1) s
    left join org o on o.login_digits = s.login_digits and o.deleted_at is null;
  if (doc ->> 'rows')::bigint <> staged then
    perform refuse ('ME404', 'Прочитанное из файла больше не хранится: загрузите файл ещё раз');
  end if;
  proc := procedure_for (doc -> 'procedure');
  y := (doc -> 'procedure' ->> 'year')::int;
  take := rows_taken (a_job, a_policy, a_decisions);
  -- most files are the first of their schools: nothing is compared then, and each work is new; the procedure is held
  met := exists (select from work w where w.org_id = any (orgs) and w.year = y and w.procedure_id = proc and w.submission = 1);
  insert into import (org_id, user_id, procedure_id, name, sha256, layout)
    select my_org (), me (), proc, f.name, f.sha256, coalesce (doc ->> 'layout', '') from file f where f.id = j.file_id returning id into made;
  with judged as materialized (
    select * from import_judge (a_job, doc, a_policy, take, proc, y, case when met then orgs else '{}' end)
  ), kept as (
    insert into work_before (import_id, work_id, year, procedure_id, org_id, submission, code, class, variant, scores, total, mark, journal_mark, absent,
                             marked, mark_counted, award, was_import_id, updated_at)
      select made, w.id, w.year, w.procedure_id, w.org_id, w.submission, w.code, w.class, w.variant, w.scores, w.total, w.mark, w.journal_mark, w.absent,
             w.marked, w.mark_counted, w.award, w.import_id, w.updated_at
      from judged r join work w on w.org_id = r.org_id and w.code = r.code
      where met and r.state = 'changed' and w.org_id = any (orgs) and w.year = y and w.procedure_id = proc and w.submission = 1
  ), changed as (
    update work w set class = r.class, variant = r.variant, scores = r.scores, total = r.total, mark = r.mark, journal_mark = r.journal_mark,
        absent = r.absent, marked = r.marked, mark_counted = r.counted, award = r.award, import_id = made, updated_at = now ()
      from judged r
      where met and r.state = 'changed' and w.org_id = r.org_id and w.code = r.code and w.org_id = any (orgs) and w.year = y and w.procedure_id = proc
        and w.submission = 1
  ), fresh as (
    insert into work (year, procedure_id, org_id, code, class, variant, scores, total, mark, journal_mark, absent, marked, mark_counted, award, import_id)
      select y, proc, r.org_id, r.code, r.class, r.variant, r.scores, r.total, r.mark, r.journal_mark, r.absent, r.marked, r.counted, r.award, made
      from judged r where r.state = 'new'
  ), stayed as (
    insert into work_same (import_id, year, procedure_id, org_id, code, submission, was_counted)
      select made, y, proc, r.org_id, r.code, 1, r.was_counted and not r.counted from judged r where met and r.state = 'same'
  ), confirmed as (
    update work w set mark_counted = false
      from judged r
      where met and r.state = 'same' and r.was_counted and not r.counted and w.org_id = r.org_id and w.code = r.code and w.org_id = any (orgs) and w.year = y
        and w.procedure_id = proc and w.submission = 1
  ), called as materialized (
    select * from import_codes (a_job, doc, array (
      select (i ->> 'row')::int from jsonb_array_elements (doc -> 'issues') i union all select r.sheet_row from judged r where r.reason is not null))
  ), told as (
    insert into import_issue (import_id, row, "column", code, value, marked, who)
      select made, (i ->> 'row')::int, coalesce ((i ->> 'column')::int, 0), i ->> 'code', i ->> 'value', coalesce (r.state <> 'refused', false),
        coalesce (c.code, '')
      from jsonb_array_elements (doc -> 'issues') i left join judged r on r.sheet_row = (i ->> 'row')::int
      left join called c on c.sheet_row = (i ->> 'row')::int
      union all
      select made, r.sheet_row, 0, r.reason, null, r.marked, coalesce (c.code, '')
      from judged r left join called c on c.sheet_row = r.sheet_row
      left join (select distinct (i ->> 'row')::int as row, i ->> 'code' as code from jsonb_array_elements (doc -> 'issues') i) i
        on i.row = r.sheet_row and i.code = r.reason
      where r.reason in ('mark-off-scale', 'official-stands', 'total-above-max', 'item-above-max') and i.row is null
  ), sums as (
    select r.org_id, case when r.reason in ('unknown-org', 'foreign-org') then r.login_digits end as login_digits, r.state, r.reason,
      case when not r.absent then r.mark end as mark, count (*) as n,
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

-- The years of a work side by side, without items; the histogram where the work has a minimum, for those
-- below it. Where the maximum, the items or the bounds of marks are others than the year before, years
-- before and after do not compare.
drop function result_dynamics (text, text, int, text, bigint);
create function result_dynamics (a_kind text, a_subject text, a_grade int, a_level text, a_org bigint)
  returns table (procedure_id bigint, year int, max int, from3 int, from4 int, from5 int, minimum int, why text, line result_line)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  o org := result_org (a_org);
  town org;
  members bigint[];
  printed bigint[];
  p record;
begin
  select * into town from org t where t.id = town_of (o.id);
  members := orgs_below (town.id);
  printed := orgs_above (town.id) || members;
  for p in
    select q.*, case when q.max <> lag (q.max) over y then 'max' when q.items <> lag (q.items) over y then 'items'
        when q.from3 <> lag (q.from3) over y or q.from4 <> lag (q.from4) over y or q.from5 <> lag (q.from5) over y then 'scale' else '' end as broke
    from (
      select pr.id, pr.year, pr.max, s.from3, s.from4, s.from5, pr.minimum,
        (select string_agg (i.code || ':' || i.max, ' ' order by i.position) from procedure_item i where i.procedure_id = pr.id) as items
      from procedure pr left join scale_of (pr.id) s on true
      where pr.kind = a_kind and pr.subject = a_subject and pr.grade = a_grade and pr.level = a_level
        and (exists (select from cell c where c.procedure_id = pr.id and c.org_id = any (members) and c.n > 0)
             or exists (select from external_cell e where e.procedure_id = pr.id and e.org_id = any (printed)))) q
    window y as (order by q.year) order by q.year
  loop
    procedure_id := p.id;
    year := p.year;
    max := p.max;
    from3 := p.from3;
    from4 := p.from4;
    from5 := p.from5;
    minimum := p.minimum;
    why := p.broke;
    for line in select * from result_levels (p.id, o, town, members, p.minimum is not null) loop
      return next;
    end loop;
  end loop;
end $$;
