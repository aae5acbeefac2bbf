-- Imports nearer to COPY: what the planner could not know is said, cells are counted in two passes over
-- the works; and who takes an import back waits for the one under way.

-- One row at most: a planner that counts on a thousand lays aside what it has read, and sorts it.
alter function scale_now (text, int, text, int, text, int) rows 1;

-- Staged rows lie by their job in one of sixteen heaps: an index of them cost COPY a fifth.
drop table stage_work;
create unlogged table stage_work (
  job_id bigint not null,
  sheet_row int not null,
  login_digits text not null,
  code text not null,
  class text not null,
  variant text not null,
  scores smallint[] not null,
  total int,
  mark int,
  journal_mark int,
  absent boolean not null,
  faulty boolean not null,
  award text not null default ''
) partition by hash (job_id);
do $$
begin
  for n in 0..15 loop
    execute format ('create unlogged table stage_work_%s partition of stage_work for values with (modulus 16, remainder %s)', n, n);
  end loop;
end $$;

-- As it was; whose a school is, is asked once a school, not once a row. The reader has named both rows of a doubled code already, and the
-- key of works holds for who does not: they are not looked for again.
create or replace function import_judge (a_job bigint, a_file jsonb, a_policy text, a_take int[], a_procedure bigint, a_year int, a_orgs bigint[])
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
  ), met as (
    select t.*, w.org_id is not null as known, w.mark_counted as was_counted,
      (w.class, w.variant, w.scores, w.total, w.mark, w.journal_mark, w.absent, w.award, w.marked)
        is not distinct from (t.class, t.variant, t.scores, t.total, t.mark, t.journal_mark, t.absent, t.award, t.faulty or t.off) as same,
      case when t.wrong is not null then t.wrong when t.off and a_policy <> 'mark' and not t.sheet_row = any (a_take) then 'mark-off-scale'
           when t.bare and w.mark is not null and not w.mark_counted then 'official-stands' end as refusal
    from told t
    left join (select * from work w where cardinality (a_orgs) > 0 and w.org_id = any (a_orgs) and w.year = a_year and w.procedure_id = a_procedure and w.submission = 1) w
      on w.org_id = t.org and w.code = t.code
    offset 0 -- each verdict once
  )
  select m.sheet_row, m.login_digits, m.org, m.code, m.class, m.variant, m.scores, m.total, m.mark, m.journal_mark, m.absent, m.award, m.counted,
    m.was_counted, case when m.refusal is not null then 'refused' when not m.known then 'new' when m.same then 'same' else 'changed' end,
    coalesce (m.refusal, case when m.off then 'mark-off-scale' end), m.refusal is null and (m.faulty or m.off)
  from met m
$$;

-- Works by mark: how many, how they stand to the journal, and by item the sums of scores, of participants
-- who did not try and of those with the full score. A column an item, made of its number and its maximum: a
-- row a score, as unnest () gives, costs many times that. `|| '{}'` unpacks the scores of a work once, not
-- once a column.
drop function score_sums (bigint, int, bigint[], boolean);
create function works_by_mark (a_procedure bigint, a_year int, a_orgs bigint[], a_by_class boolean)
  returns table (org_id bigint, class text, mark int, absent boolean, n bigint, lowered bigint, confirmed bigint, raised bigint, changed_at timestamptz,
                 points int[], untried int[], full_n int[])
  language plpgsql stable rows 100 set search_path = public, pg_temp set jit = off as $$
declare
  asked text;
begin
  select format ('select w.org_id, %s, w.mark, w.absent, count (*), count (*) filter (where w.mark < w.journal_mark), count (*) filter (where w.mark = w.journal_mark),'
                 ' count (*) filter (where w.mark > w.journal_mark), max (w.updated_at), array[%s]::int[], array[%s]::int[], array[%s]::int[]'
                 ' from (select org_id, class, mark, journal_mark, absent, updated_at, scores || ''{}'' as scores'
                 ' from work where org_id = any ($3) and year = $2 and procedure_id = $1 and submission = 1 offset 0) w group by w.org_id, %s w.mark, w.absent',
                 case when a_by_class then 'w.class' else '''''::text' end,
                 string_agg (i.points, ', ' order by i.position), string_agg (i.untried, ', ' order by i.position),
                 string_agg (case when i.max = 1 then i.points else format ('count (*) filter (where w.scores[%s] = %s)', i.position, i.max) end, ', ' order by i.position),
                 case when a_by_class then 'w.class,' end)
    into asked
    from (select k.position, k.max, format ('count (*) filter (where w.scores[%s] = -1)', k.position) as untried,
                 format ('coalesce (sum (w.scores[%s]), 0) + count (*) filter (where w.scores[%1$s] = -1)', k.position) as points
          from procedure_item k where k.procedure_id = a_procedure) i;
  return query execute asked using a_procedure, a_year, a_orgs;
end $$;

create or replace function works_counted (a_procedure bigint, a_year int, a_orgs bigint[], a_by_class boolean)
  returns table (org_id bigint, class text, n int, absent int, mark2 int, mark3 int, mark4 int, mark5 int, journal_n int, lowered int, confirmed int,
                 raised int, score_sum bigint, score_sum2 bigint, histogram int[], item_sums int[], item_x int[], group_sums int[], group_full int[],
                 classes text[], class_n int[], changed_at timestamptz)
  language plpgsql stable rows 30 set search_path = public, pg_temp set jit = off as $$
#variable_conflict use_column
begin
  return query
  with score as materialized (
    select * from works_by_mark (a_procedure, a_year, a_orgs, a_by_class)
  ), whole as materialized ( -- a number a group: what follows goes by it
    select row_number () over () as g, x.* from (
      select s.org_id, s.class, coalesce (sum (n) filter (where not absent), 0)::int as n, coalesce (sum (n) filter (where absent), 0)::int as absent,
        coalesce (sum (n) filter (where mark = 2 and not absent), 0)::int as mark2, coalesce (sum (n) filter (where mark = 3 and not absent), 0)::int as mark3,
        coalesce (sum (n) filter (where mark = 4 and not absent), 0)::int as mark4, coalesce (sum (n) filter (where mark = 5 and not absent), 0)::int as mark5,
        coalesce (sum (lowered) filter (where not absent), 0)::int as lowered, coalesce (sum (confirmed) filter (where not absent), 0)::int as confirmed,
        coalesce (sum (raised) filter (where not absent), 0)::int as raised, max (s.changed_at) as changed_at
      from score s group by 1, 2) x
  ), alike as materialized ( -- those who took part, by score and by class
    select g.g, w.of_class, w.total, w.n, w.whole
    from (select o.org_id, case when a_by_class then o.class else '' end as class, o.class as of_class, o.total, count (*)::int as n, grouping (o.total) = 1 as whole
          from work o where o.org_id = any (a_orgs) and o.year = a_year and o.procedure_id = a_procedure and o.submission = 1 and not o.absent
          group by grouping sets ((1, 2, 4), (1, 2, 3))) w
    join whole g on g.org_id = w.org_id and g.class = w.class
  ), classes as (
    select a.g, array_agg (a.of_class order by a.of_class) as classes, array_agg (a.n order by a.of_class) as class_n from alike a where a.whole group by 1
  ), sums as (
    select a.g, coalesce (sum (a.n * a.total), 0)::bigint as score_sum, coalesce (sum (a.n::bigint * a.total * a.total), 0)::bigint as score_sum2
    from alike a where not a.whole group by 1
  ), bars as ( -- in order as they come: sorted once, not group by group
    select x.g, array_agg (x.n) as histogram
    from (select g.g, coalesce (a.n, 0) as n
          from whole g cross join (select generate_series (0, p.max) as score from procedure p where p.id = a_procedure) s
          left join alike a on a.g = g.g and a.total = s.score and not a.whole
          order by g.g, s.score) x group by 1
  ), none as materialized (
    select array_fill (0, array[max (cardinality (points))]) as sums from score where not absent having count (*) > 0
  ), marks as ( -- a row a mark beside each other: each of them is one
    select g.g, max (points) filter (where mark = 2) as p2, max (points) filter (where mark = 3) as p3, max (points) filter (where mark = 4) as p4,
      max (points) filter (where mark = 5) as p5, max (points) filter (where mark is null) as p0, max (untried) filter (where mark = 2) as x2,
      max (untried) filter (where mark = 3) as x3, max (untried) filter (where mark = 4) as x4, max (untried) filter (where mark = 5) as x5,
      max (untried) filter (where mark is null) as x0, max (full_n) filter (where mark = 2) as f2, max (full_n) filter (where mark = 3) as f3,
      max (full_n) filter (where mark = 4) as f4, max (full_n) filter (where mark = 5) as f5
    from score s join whole g on g.org_id = s.org_id and g.class = s.class where not s.absent group by 1
  ), items as (
    select m.g,
      array (select coalesce (a, 0) + coalesce (b, 0) + coalesce (c, 0) + coalesce (d, 0) + coalesce (e, 0) from unnest (p2, p3, p4, p5, p0) u (a, b, c, d, e)) as item_sums,
      array (select coalesce (a, 0) + coalesce (b, 0) + coalesce (c, 0) + coalesce (d, 0) + coalesce (e, 0) from unnest (x2, x3, x4, x5, x0) u (a, b, c, d, e)) as item_x,
      coalesce (p2, n.sums) || coalesce (p3, n.sums) || coalesce (p4, n.sums) || coalesce (p5, n.sums) as group_sums,
      coalesce (f2, n.sums) || coalesce (f3, n.sums) || coalesce (f4, n.sums) || coalesce (f5, n.sums) as group_full
    from marks m cross join none n
  )
  select g.org_id, g.class, g.n, g.absent, g.mark2, g.mark3, g.mark4, g.mark5, g.lowered + g.confirmed + g.raised, g.lowered, g.confirmed, g.raised,
    coalesce (t.score_sum, 0), coalesce (t.score_sum2, 0), b.histogram, coalesce (i.item_sums, '{}'), coalesce (i.item_x, '{}'), coalesce (i.group_sums, '{}'),
    coalesce (i.group_full, '{}'), coalesce (c.classes, '{}'), coalesce (c.class_n, '{}'), g.changed_at
  from whole g join bars b on b.g = g.g left join sums t on t.g = g.g left join classes c on c.g = g.g left join items i on i.g = g.g;
end $$;
alter function cell_recount (bigint, bigint[]) set enable_sort = off;

-- Who imports holds the procedure until the end, and so does who takes an import back: rows that a later
-- file found the same are handed to it, not deleted under it.
create function procedure_hold (a_id bigint) returns void
  language sql security definer set search_path = public, pg_temp as $$
  select from procedure where id = a_id for update
$$;
create or replace function import_withdraw (a_id bigint, a_reason text) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  i import;
  y int;
  later bigint;
  dealt text;
  touched bigint[];
begin
  perform procedure_hold (procedure_id) from import where id = a_id and org_id = any (my_orgs ()) and procedure_id is not null;
  select * into i from import where id = a_id and org_id = any (my_orgs ()) for update;
  if i.id is null then
    return null;
  end if;
  if coalesce (btrim (a_reason), '') = '' then
    perform refuse ('ME422', 'Напишите, почему загрузка отменяется');
  end if;
  if i.withdrawn_at is not null then
    perform refuse ('ME409', 'Эта загрузка уже отменена');
  end if;
  select max (import_id) into later from work_before where was_import_id = a_id;
  if later is not null then
    perform refuse ('ME409', format ('Строки этого файла потом изменила загрузка «%s»: сначала отмените её', coalesce ((select name from import where id = later), '№ ' || later)));
  end if;
  select year into y from procedure where id = i.procedure_id;
  -- what it had taken over from marks that we had counted
  update work w set mark_counted = true from work_same x
    where x.import_id = a_id and x.was_counted and w.org_id = x.org_id and w.year = y and w.procedure_id = x.procedure_id and w.code = x.code
      and w.submission = x.submission and w.import_id < a_id;
  delete from work_same where import_id = a_id;
  perform import_inherit (a_id, y);
  dealt := recheck_of_import (a_id, y);
  if dealt is not null then
    perform refuse ('ME409', case when my_role () = 'school' then 'Работы этого файла отобраны для перепроверки: отменить его нельзя. Спросите методиста управления'
                                  else format ('Работы этого файла отобраны в перепроверку «%s»: пока она есть, отменить файл нельзя', dealt) end);
  end if;
  select array_agg (distinct org_id) into touched from work
    where org_id = any (my_orgs ()) and year = y and procedure_id = i.procedure_id and import_id = a_id;
  update work w set class = b.class, variant = b.variant, scores = b.scores, total = b.total, mark = b.mark, journal_mark = b.journal_mark,
      absent = b.absent, marked = b.marked, mark_counted = b.mark_counted, award = b.award, import_id = b.was_import_id, updated_at = now ()
    from work_before b where b.import_id = a_id and w.org_id = b.org_id and w.year = y and w.procedure_id = b.procedure_id and w.code = b.code
      and w.submission = b.submission;
  delete from work where org_id = any (my_orgs ()) and year = y and procedure_id = i.procedure_id and import_id = a_id;
  delete from work_before where import_id = a_id;
  perform figures_withdraw (a_id);
  if touched is not null then
    perform cell_recount (i.procedure_id, touched);
  end if;
  update import set withdrawn_at = now (), withdrawn_reason = a_reason where id = a_id;
  perform audit_write (i.org_id, 'import', a_id::text, 'withdraw', null, jsonb_build_object ('reason', a_reason));
  return a_id;
end $$;
