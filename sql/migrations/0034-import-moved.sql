-- One code in two files: the form of one class and, later, that of another hold the same code. The later row would put
-- one participant's result in the place of another's; it is doubtful, as others are.

-- a row that came in the place of one of another class, by the user's word
alter table work_before add column displaced boolean not null default false;
create index work_before_displaced on work_before (org_id, procedure_id, code) where displaced;

-- the imports of files of that kind, and what we have counted of them: also what somebody else has loaded for the school
create function imports_like (a_procedure bigint, a_layout text) returns setof bigint
  language sql stable security definer set search_path = public, pg_temp as $$
  select id from import where procedure_id = a_procedure and layout in (a_layout, 'recount')
$$;

-- As it was; and a row of a form, or of a table that somebody has described, that would move its code to another class than a file of
-- that kind had it in. Where most of the codes moved from that class to this one have the same results, the class was
-- put right. What ФИС ОКО gave out is not asked.
drop function import_rows (bigint, text, int[]);
drop function import_judge (bigint, jsonb, text, int[], bigint, int, bigint[]);
create function import_judge (a_job bigint, a_file jsonb, a_policy text, a_take int[], a_procedure bigint, a_year int, a_orgs bigint[])
  returns table (sheet_row int, login_digits text, org_id bigint, code text, class text, variant text, scores smallint[], total int, mark int,
                 journal_mark int, absent boolean, award text, counted boolean, was_counted boolean, state text, reason text, marked boolean, value text)
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
  ), owner as materialized ( -- whose rows they can be
    select o.id, o.login_digits, m.id is not null as mine
    from org o left join (select distinct u from unnest (my_orgs ()) u) m (id) on m.id = o.id where o.login_digits is not null and o.deleted_at is null
  ), seen as ( -- what holds of all rows is a value here, not a table to be looked into for each
    select s.*, (select b.bare from bound b) as bare, (select b.max from bound b) as top, (select b.maxima from bound b) as maxima,
      2 + (s.total >= (select b.from3 from bound b))::int + (s.total >= (select b.from4 from bound b))::int
        + (s.total >= (select b.from5 from bound b))::int as by_scale
    from stage_work s where s.job_id = a_job
  ), told as (
    select s.sheet_row, s.login_digits, s.code, s.class, s.variant, s.scores, s.total, s.journal_mark, s.absent, s.faulty, s.award,
      o.id as org, s.bare, case when s.bare and not s.absent then s.by_scale else s.mark end as mark,
      s.bare and not s.absent and s.by_scale is not null as counted,
      case when s.faulty and ((s.total is null and not s.absent) or s.sheet_row in (select x.row from storable x) is not true) then 'faulty'
           when o.id is null then 'unknown-org' when not o.mine then 'foreign-org'
           when s.maxima is null then null when s.total > s.top then 'total-above-max'
           when exists (select from unnest (s.scores, s.maxima) u (v, top) where v > u.top) then 'item-above-max' end as wrong,
      coalesce (s.mark <> s.by_scale, false) as off
    from seen s left join owner o on o.login_digits = s.login_digits
  ), other as ( -- of a school, the classes from which a file takes codes to another: not for the most part the same works
    select o.id as org_id, w.class as was, s.class
    from stage_work s join owner o on o.login_digits = s.login_digits
    join work w on w.org_id = o.id and w.code = s.code
    where s.job_id = a_job and o.mine and w.org_id = any (a_orgs) and w.year = a_year and w.procedure_id = a_procedure and w.submission = 1
      and s.class <> w.class and s.class <> '' and w.class <> '' and w.import_id in (select imports_like (a_procedure, a_file ->> 'layout'))
    group by 1, 2, 3
    having count (*) filter (where (w.variant, w.scores, w.total, w.journal_mark, w.absent, w.award)
                               is not distinct from (s.variant, s.scores, s.total, s.journal_mark, s.absent, s.award)) * 2 <= count (*)
  ), met as (
    select t.*, w.org_id is not null as known, w.mark_counted as was_counted, w.marked as was_marked, w.class as was_class, w.import_id as was_import,
      a_policy = 'mark' or t.sheet_row = any (a_take) as taken,
      (w.class, w.variant, w.scores, w.total, w.mark, w.journal_mark, w.absent, w.award)
        is not distinct from (t.class, t.variant, t.scores, t.total, t.mark, t.journal_mark, t.absent, t.award) as same,
      case when t.wrong is not null then t.wrong when t.bare and w.mark is not null and not w.mark_counted then 'official-stands' end as refusal,
      -- asked of the few rows alone that stand in another class, or marked: whoever has taken another's place keeps it
      case when w.class <> t.class and a_file ->> 'layout' ~ '^(form-|given$)'
                and (t.org, w.class, t.class) in (select o.org_id, o.was, o.class from other o)
           then case when w.marked and exists (select from work_before b where b.displaced and b.org_id = w.org_id and b.procedure_id = a_procedure and b.code = w.code
                                               and b.class = t.class) then 'never'
                else 'doubtful' end
           when w.marked and w.class = t.class and a_file ->> 'layout' ~ '^(form-|given$)'
                and exists (select from work_before b where b.displaced and b.org_id = w.org_id and b.procedure_id = a_procedure and b.code = w.code
                            and b.class <> t.class)
           then 'doubtful' end as moved
    from told t
    left join (select * from work w where cardinality (a_orgs) > 0 and w.org_id = any (a_orgs) and w.year = a_year and w.procedure_id = a_procedure and w.submission = 1) w
      on w.org_id = t.org and w.code = t.code
    offset 0 -- each verdict once
  ), judged as (
    select m.*, coalesce (m.refusal, case when m.moved is not null then 'class-changed' when m.off then 'mark-off-scale' end) as reason,
      m.refusal is not null or m.moved is not distinct from 'never' or (m.off or m.moved is not null) and not m.taken as refused,
      m.faulty or m.off or m.moved is not null as doubtful
    from met m
  )
  select m.sheet_row, m.login_digits, m.org, m.code, m.class, m.variant, m.scores, m.total, m.mark, m.journal_mark, m.absent, m.award, m.counted,
    m.was_counted, case when m.refused then 'refused' when not m.known then 'new' when m.same and m.was_marked = m.doubtful then 'same' else 'changed' end,
    m.reason, not m.refused and m.doubtful,
    case when m.reason = 'class-changed' and m.was_class <> m.class
         then m.was_class || coalesce (', файл «' || (select i.name from import i where i.id = m.was_import and i.layout <> 'recount') || '»', '') end
  from judged m
$$;

-- the same as the dry run shows it
create function import_rows (a_job bigint, a_policy text, a_take int[] default '{}')
  returns table (sheet_row int, org_id bigint, state text, reason text, marked boolean, mark int, counted boolean, value text)
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
  return query select r.sheet_row, r.org_id, r.state, r.reason, r.marked, r.mark, r.counted, r.value
    from import_judge (a_job, doc, a_policy, a_take, proc, y, import_orgs (a_job)) r;
end $$;

-- As it was; it keeps which rows came in the place of others, and says of what class they were.
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
                             marked, mark_counted, award, was_import_id, updated_at, displaced)
      select made, w.id, w.year, w.procedure_id, w.org_id, w.submission, w.code, w.class, w.variant, w.scores, w.total, w.mark, w.journal_mark, w.absent,
             w.marked, w.mark_counted, w.award, w.import_id, w.updated_at,
             r.reason is not distinct from 'class-changed' and r.class <> w.class
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
      select made, r.sheet_row, 0, r.reason, r.value, r.marked, coalesce (c.code, '')
      from judged r left join called c on c.sheet_row = r.sheet_row
      left join (select distinct (i ->> 'row')::int as row, i ->> 'code' as code from jsonb_array_elements (doc -> 'issues') i) i
        on i.row = r.sheet_row and i.code = r.reason
      where r.reason in ('mark-off-scale', 'official-stands', 'class-changed', 'total-above-max', 'item-above-max') and i.row is null
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
