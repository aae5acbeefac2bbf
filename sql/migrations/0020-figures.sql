-- Figures of the pages of results: groups by mark and the absent kept in cells, classes counted from
-- works when they are asked for, levels beside each other, and what of it is told to whom.

-- Groups: by mark, the items of «2» first: sums of scores, participants with the full score. Classes: by
-- name, and how many of each took part.
alter table cell
  add column absent int not null default 0,
  add column classes text[] not null default '{}',
  add column class_n int[] not null default '{}',
  add column group_sums int[] not null default '{}',
  add column group_full int[] not null default '{}',
  add column changed_at timestamptz not null default now ();

-- Sums of scores, of participants who did not try and of those with the full score, by mark and item. A
-- column an item, made of its number and its maximum: a row a score, as unnest () gives, costs many times that.
create function score_sums (a_procedure bigint, a_year int, a_orgs bigint[], a_by_class boolean)
  returns table (org_id bigint, class text, mark int, points int[], untried int[], full_n int[])
  language plpgsql stable rows 100 set search_path = public, pg_temp set jit = off as $$
declare
  asked text;
begin
  select format ('select w.org_id, case when $4 then w.class else '''' end, w.mark, array[%s]::int[], array[%s]::int[], array[%s]::int[]'
                 ' from work w where w.org_id = any ($3) and w.year = $2 and w.procedure_id = $1 and w.submission = 1 and not w.absent group by 1, 2, 3',
                 string_agg (i.points, ', ' order by i.position), string_agg (i.untried, ', ' order by i.position),
                 string_agg (case when i.max = 1 then i.points else format ('count (*) filter (where scores[%s] = %s)', i.position, i.max) end, ', ' order by i.position))
    into asked
    from (select k.position, k.max, format ('count (*) filter (where scores[%s] = -1)', k.position) as untried,
                 format ('coalesce (sum (scores[%s]), 0) + count (*) filter (where scores[%1$s] = -1)', k.position) as points
          from procedure_item k where k.procedure_id = a_procedure) i;
  if asked is not null then
    return query execute asked using a_procedure, a_year, a_orgs, a_by_class;
  end if;
end $$;

-- Works of some orgs counted, by org or by class: cells are made by it, and classes are, so a class is
-- counted as its school is. Works are gone through twice, for their totals and for their scores.
create function works_counted (a_procedure bigint, a_year int, a_orgs bigint[], a_by_class boolean)
  returns table (org_id bigint, class text, n int, absent int, mark2 int, mark3 int, mark4 int, mark5 int, journal_n int, lowered int, confirmed int,
                 raised int, score_sum bigint, score_sum2 bigint, histogram int[], item_sums int[], item_x int[], group_sums int[], group_full int[],
                 classes text[], class_n int[], changed_at timestamptz)
  language plpgsql stable rows 30 set search_path = public, pg_temp set jit = off as $$
#variable_conflict use_column
begin
  return query
  with alike as materialized (
    select w.org_id, w.class as of_class, w.absent, w.total, w.mark, w.journal_mark, count (*) as n, max (w.updated_at) as changed_at
    from work w where w.org_id = any (a_orgs) and w.year = a_year and w.procedure_id = a_procedure and w.submission = 1 group by 1, 2, 3, 4, 5, 6
  ), whole as materialized ( -- a number a group: what follows goes by it
    select row_number () over () as g, x.* from (
      select a.org_id, case when a_by_class then a.of_class else '' end as class, coalesce (sum (n) filter (where not absent), 0)::int as n,
        coalesce (sum (n) filter (where absent), 0)::int as absent,
        coalesce (sum (n) filter (where mark = 2 and not absent), 0)::int as mark2, coalesce (sum (n) filter (where mark = 3 and not absent), 0)::int as mark3,
        coalesce (sum (n) filter (where mark = 4 and not absent), 0)::int as mark4, coalesce (sum (n) filter (where mark = 5 and not absent), 0)::int as mark5,
        coalesce (sum (n) filter (where mark is not null and journal_mark is not null and not absent), 0)::int as journal_n,
        coalesce (sum (n) filter (where mark < journal_mark and not absent), 0)::int as lowered,
        coalesce (sum (n) filter (where mark = journal_mark and not absent), 0)::int as confirmed,
        coalesce (sum (n) filter (where mark > journal_mark and not absent), 0)::int as raised,
        coalesce (sum (n * total) filter (where not absent), 0)::bigint as score_sum,
        coalesce (sum (n * total * total) filter (where not absent), 0)::bigint as score_sum2, max (a.changed_at) as changed_at
      from alike a group by 1, 2) x
  ), one as materialized (
    select g.g, a.of_class, a.total, a.n from alike a join whole g on g.org_id = a.org_id and (not a_by_class or g.class = a.of_class) where not a.absent
  ), classes as (
    select x.g, array_agg (x.of_class order by x.of_class) as classes, array_agg (x.n order by x.of_class) as class_n
    from (select o.g, o.of_class, sum (o.n)::int as n from one o group by 1, 2) x group by 1
  ), bars as ( -- in order as they come: sorted once, not group by group
    select x.g, array_agg (x.n) as histogram
    from (select g.g, coalesce (b.n, 0) as n
          from whole g cross join (select generate_series (0, p.max) as score from procedure p where p.id = a_procedure) s
          left join (select o.g, o.total, sum (o.n)::int as n from one o group by 1, 2) b on b.g = g.g and b.total = s.score
          order by g.g, s.score) x group by 1
  ), score as materialized (
    select g.g, s.mark, s.points, s.untried, s.full_n
    from score_sums (a_procedure, a_year, a_orgs, a_by_class) s join whole g on g.org_id = s.org_id and g.class = s.class
  ), none as materialized (
    select array_fill (0, array[max (cardinality (points))]) as sums from score having count (*) > 0
  ), marks as ( -- a row a mark beside each other: each of them is one
    select s.g, max (points) filter (where mark = 2) as p2, max (points) filter (where mark = 3) as p3, max (points) filter (where mark = 4) as p4,
      max (points) filter (where mark = 5) as p5, max (points) filter (where mark is null) as p0, max (untried) filter (where mark = 2) as x2,
      max (untried) filter (where mark = 3) as x3, max (untried) filter (where mark = 4) as x4, max (untried) filter (where mark = 5) as x5,
      max (untried) filter (where mark is null) as x0, max (full_n) filter (where mark = 2) as f2, max (full_n) filter (where mark = 3) as f3,
      max (full_n) filter (where mark = 4) as f4, max (full_n) filter (where mark = 5) as f5
    from score s group by 1
  ), items as (
    select m.g,
      array (select coalesce (a, 0) + coalesce (b, 0) + coalesce (c, 0) + coalesce (d, 0) + coalesce (e, 0) from unnest (p2, p3, p4, p5, p0) u (a, b, c, d, e)) as item_sums,
      array (select coalesce (a, 0) + coalesce (b, 0) + coalesce (c, 0) + coalesce (d, 0) + coalesce (e, 0) from unnest (x2, x3, x4, x5, x0) u (a, b, c, d, e)) as item_x,
      coalesce (p2, n.sums) || coalesce (p3, n.sums) || coalesce (p4, n.sums) || coalesce (p5, n.sums) as group_sums,
      coalesce (f2, n.sums) || coalesce (f3, n.sums) || coalesce (f4, n.sums) || coalesce (f5, n.sums) as group_full
    from marks m cross join none n
  )
  select g.org_id, g.class, g.n, g.absent, g.mark2, g.mark3, g.mark4, g.mark5, g.journal_n, g.lowered, g.confirmed, g.raised, g.score_sum, g.score_sum2,
    b.histogram, coalesce (i.item_sums, '{}'), coalesce (i.item_x, '{}'), coalesce (i.group_sums, '{}'), coalesce (i.group_full, '{}'),
    coalesce (c.classes, '{}'), coalesce (c.class_n, '{}'), g.changed_at
  from whole g join bars b on b.g = g.g left join classes c on c.g = g.g left join items i on i.g = g.g;
end $$;

-- made anew and not replaced: what was imported before is counted below by the owner of the base, not
-- under the rows of somebody who imports
drop function cell_recount (bigint, bigint[]);
create function cell_recount (a_procedure bigint, a_orgs bigint[]) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from cell where procedure_id = a_procedure and org_id = any (a_orgs);
  insert into cell (procedure_id, org_id, n, absent, mark2, mark3, mark4, mark5, journal_n, lowered, confirmed, raised, score_sum, score_sum2, histogram,
                    item_sums, item_x, group_sums, group_full, classes, class_n, changed_at)
    select a_procedure, w.org_id, w.n, w.absent, w.mark2, w.mark3, w.mark4, w.mark5, w.journal_n, w.lowered, w.confirmed, w.raised, w.score_sum,
      w.score_sum2, w.histogram, w.item_sums, w.item_x, w.group_sums, w.group_full, w.classes, w.class_n, w.changed_at
    from works_counted (a_procedure, (select year from procedure where id = a_procedure), a_orgs, false) w;
$$;
-- what was imported before
do $$
declare p record;
begin
  for p in select w.procedure_id as id, array_agg (distinct w.org_id) as orgs from work w group by 1 loop
    perform cell_recount (p.id, p.orgs);
  end loop;
end $$;

-- the orgs above an org, itself among them, from near to far
create function orgs_above (a_org bigint) returns bigint[] language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (
    with recursive up as (
      select o.id, o.parent_id, 0 as far from org o where o.id = a_org
      union all select o.id, o.parent_id, up.far + 1 from org o join up on o.id = up.parent_id
    ) select coalesce (array_agg (id order by far), '{}') from up);
end $$;
-- the orgs below an org, itself among them
create function orgs_below (a_org bigint) returns bigint[] language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (
    with recursive down as (
      select a_org as id union all select o.id from org o join down on o.parent_id = down.id where o.deleted_at is null
    ) select array_agg (id) from down);
end $$;
-- the municipality of an org; where there is none, the org itself
create function town_of (a_org bigint) returns bigint language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (
    select coalesce ((select o.id from unnest (orgs_above (a_org)) with ordinality u (id, far) join org o on o.id = u.id
                      where o.kind = 'municipality' order by u.far limit 1), a_org));
end $$;

-- Groups of participants under a sum that is told: which of them are not. Those under ten; if there are
-- such, then the next smallest too, until those not told of are two or more with ten or more together:
-- what remains of the sum is nobody's figure then. The same of participants with a mark in the journal.
create function groups_hidden (a_sums bigint[], a_n int[], a_journal int[])
  returns table (at bigint, hidden boolean, journal_hidden boolean)
  language plpgsql immutable rows 30 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with g as (
    select * from unnest (a_sums, a_n, a_journal) with ordinality u (sum_id, n, journal, at)
  ), small as (
    select g.*, g.n < 10 or (bool_or (g.n < 10) over s and sum (g.n) over (o rows between unbounded preceding and 1 preceding) < 10) as hidden
    from g window s as (partition by g.sum_id), o as (partition by g.sum_id order by g.n, g.at)
  ), few as (
    select s.*, s.hidden or s.journal between 1 and 9 as few, bool_or ((s.hidden or s.journal < 10) and s.journal > 0) over (partition by s.sum_id) as any_few
    from small s
  )
  select f.at, f.hidden, f.few or (f.any_few and f.journal > 0
    and (row_number () over o <= 2 or sum (f.journal) over (o rows between unbounded preceding and 1 preceding) < 10))
  from few f window o as (partition by f.sum_id order by f.journal = 0, f.few desc, f.journal, f.at);
end $$;

-- What of these cells (of all procedures, if none is named) the caller is not told: nothing is hidden from a methodologist, a school is told
-- of itself alone.
create function cells_hidden (a_procedures bigint[], a_orgs bigint[])
  returns table (procedure_id bigint, org_id bigint, n int, journal_n int, hidden boolean, journal_hidden boolean)
  language plpgsql stable security definer rows 30 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with c as (
    select row_number () over (order by c.procedure_id, c.org_id) as at, c.procedure_id, c.org_id, c.n, c.journal_n
    from cell c where (a_procedures is null or c.procedure_id = any (a_procedures)) and c.org_id = any (a_orgs) and c.n > 0
  ), h as (
    select h.* from (select array_agg (procedure_id order by at) as p, array_agg (n order by at) as n, array_agg (journal_n order by at) as j from c) a
    cross join lateral groups_hidden (a.p, a.n, a.j) h where my_role () not in ('methodologist', 'school')
  )
  select c.procedure_id, c.org_id, c.n, c.journal_n,
    case my_role () when 'methodologist' then false when 'school' then c.org_id <> all (my_orgs ()) else h.hidden end,
    case my_role () when 'methodologist' then false when 'school' then c.org_id <> all (my_orgs ()) else h.journal_hidden end
  from c left join h on h.at = c.at;
end $$;

-- May the sum of these cells be told beside those of them that are. A school knows itself: what is not
-- it must be two others with ten participants at least.
create function sums_hidden (a_procedures bigint[], a_orgs bigint[]) returns table (procedure_id bigint, hidden boolean, journal_hidden boolean)
  language plpgsql stable security definer rows 5 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select h.procedure_id,
    case when my_role () = 'school' or bool_or (h.hidden) then count (*) filter (where h.hidden) < 2 or coalesce (sum (h.n) filter (where h.hidden), 0) < 10 else false end,
    case when bool_or (h.journal_hidden and h.journal_n > 0)
         then count (*) filter (where h.journal_hidden and h.journal_n > 0) < 2 or sum (h.journal_n) filter (where h.journal_hidden) < 10 else false end
  from cells_hidden (a_procedures, a_orgs) h group by h.procedure_id;
end $$;

-- a line of a page of results: of whom, and the figures; null is what nobody knows or may be told
create type result_line as (
  part text, level text, org_id bigint, class text, name text, n bigint, schools int, suppressed boolean, marks bigint[], marks_percent numeric[],
  journal bigint[], journal_percent numeric[], score_sum bigint, score_sum2 bigint, histogram bigint[], histogram_percent numeric[],
  item_sums bigint[], item_x bigint[], group_sums bigint[], group_full bigint[], source text, changed_at timestamptz);

create function line_told (l result_line, a_hidden boolean, a_journal_hidden boolean) returns result_line language plpgsql immutable as $$
begin
  if a_hidden then
    return row (l.part, l.level, l.org_id, l.class, l.name, null, null, true, null, null, null, null, null, null, null, null, null, null, null, null, null, null)::result_line;
  end if;
  if a_journal_hidden then
    l.journal := null;
  end if;
  return l;
end $$;

-- cells of one procedure added up, without histogram and items unless the whole is asked for; no row
-- where nobody took part
create function cells_summed (a_procedure bigint, a_orgs bigint[], a_whole boolean)
  returns table (n bigint, schools int, marks bigint[], journal bigint[], score_sum bigint, score_sum2 bigint, histogram bigint[], item_sums bigint[],
                 item_x bigint[], group_sums bigint[], group_full bigint[], changed_at timestamptz)
  language plpgsql stable security definer rows 1 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with c as (
    select * from cell where procedure_id = a_procedure and org_id = any (a_orgs) and cell.n > 0
  ), term as (
    select a.what, a.k, sum (a.v) as v
    from c cross join lateral (
      select 1 as what, u.v, u.k from unnest (c.histogram) with ordinality u (v, k)
      union all select 2, u.v, u.k from unnest (c.item_sums) with ordinality u (v, k)
      union all select 3, u.v, u.k from unnest (c.item_x) with ordinality u (v, k)
      union all select 4, u.v, u.k from unnest (c.group_sums) with ordinality u (v, k)
      union all select 5, u.v, u.k from unnest (c.group_full) with ordinality u (v, k)) a
    where a_whole group by 1, 2
  ), sums as (
    select array_agg (v order by k) filter (where what = 1) as histogram, array_agg (v order by k) filter (where what = 2) as item_sums,
      array_agg (v order by k) filter (where what = 3) as item_x, array_agg (v order by k) filter (where what = 4) as group_sums,
      array_agg (v order by k) filter (where what = 5) as group_full from term
  )
  select sum (c.n), count (*)::int, array[sum (c.mark2), sum (c.mark3), sum (c.mark4), sum (c.mark5)],
    array[sum (c.journal_n), sum (c.lowered), sum (c.confirmed), sum (c.raised)], sum (c.score_sum)::bigint, sum (c.score_sum2)::bigint,
    s.histogram, s.item_sums, s.item_x, s.group_sums, s.group_full, max (c.changed_at)
  from c, sums s group by s.histogram, s.item_sums, s.item_x, s.group_sums, s.group_full;
end $$;

-- What ФИС ОКО printed of a procedure for the sample, the region and the municipality of these orgs: of
-- each scope the unit of that name, or the only one; marks, journal and scores come from reports of
-- their own. Counts where a report has them.
create function printed_levels (a_procedure bigint, a_orgs bigint[])
  returns table (scope text, name text, n bigint, schools int, marks bigint[], marks_percent numeric[], journal bigint[], journal_percent numeric[],
                 histogram bigint[], histogram_percent numeric[], source text)
  language plpgsql stable security definer rows 3 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with e as (
    select e.*, case when e.layout = 'marks' then 'marks' when e.layout = 'score-distribution' then 'scores' else 'journal' end as about,
      coalesce (exists (select from org o where o.id = any (a_orgs) and o.kind = e.scope and lower (o.name) = lower (e.name)), false) as named
    from external_cell_now e where e.procedure_id = a_procedure and e.org_id = any (a_orgs)
  ), best as (
    select distinct on (e.scope, e.about) e.*, i.name as file from e join import i on i.id = e.import_id
    where e.named or not exists (select from e x where x.scope = e.scope and x.about = e.about and x.unit <> e.unit)
    order by e.scope, e.about, e.named desc, e.import_id desc
  ), one as (
    select b.scope, b.about, b.name, b.n, b.schools, b.file,
      case when b.counts is null then null else array (select (b.counts ->> k)::bigint from unnest (keys.of) with ordinality u (k, at) order by at) end as counts,
      array (select (b.percents ->> k)::numeric from unnest (keys.of) with ordinality u (k, at) order by at) as percents
    from best b cross join lateral (
      select case b.about when 'marks' then array['2', '3', '4', '5'] when 'journal' then array['lowered', 'confirmed', 'raised']
             else array (select s::text from generate_series (0, (select p.max from procedure p where p.id = a_procedure)) s) end) keys (of)
  )
  select s.scope, coalesce (m.name, j.name, d.name), coalesce (m.n, d.n, j.n)::bigint, coalesce (m.schools, d.schools, j.schools), m.counts, m.percents,
    j.n || j.counts, j.percents, d.counts, d.percents, s.files
  from (select o.scope, string_agg (distinct o.file, '; ') as files from one o group by 1) s
  left join one m on m.scope = s.scope and m.about = 'marks'
  left join one j on j.scope = s.scope and j.about = 'journal'
  left join one d on d.scope = s.scope and d.about = 'scores';
end $$;

-- what the caller may look at: the org that was asked for, or its own; the municipality of a department
create function result_org (a_org bigint) returns org
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare o org;
begin
  select * into o from org where id = coalesce (a_org, my_org ()) and id = any (my_orgs ()) and deleted_at is null;
  if o.id is null then
    perform refuse ('ME404', 'Такой организации нет');
  end if;
  if o.kind in ('department', 'center') then
    select * into o from org where id = town_of (o.id);
  end if;
  return o;
end $$;

-- schools of a town, by name; one of them, if it is named
create function result_schools (a_procedure bigint, a_orgs bigint[], a_only bigint) returns setof result_line
  language plpgsql stable security definer rows 30 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select t.*
  from cells_hidden (array[a_procedure], a_orgs) h join cell c on c.procedure_id = a_procedure and c.org_id = h.org_id join org o on o.id = c.org_id
  cross join lateral line_told (row ('row', 'school', o.id, null, o.short_name, c.n, 1, false, array[c.mark2, c.mark3, c.mark4, c.mark5], null,
    array[c.journal_n, c.lowered, c.confirmed, c.raised], null, c.score_sum, c.score_sum2, c.histogram, null, c.item_sums, c.item_x, c.group_sums,
    c.group_full, null, c.changed_at)::result_line, h.hidden, h.journal_hidden) t
  where a_only is null or h.org_id = a_only
  order by o.short_name, o.id;
end $$;

-- Classes of a school, counted from its works. To an observer a school that is not told of has no class
-- that is.
create function result_classes (a_procedure bigint, a_org bigint, a_hidden boolean) returns setof result_line
  language plpgsql stable security definer rows 5 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with c as (
    select row_number () over (order by w.class) as at, w.*
    from works_counted (a_procedure, (select p.year from procedure p where p.id = a_procedure), array[a_org], true) w where w.n > 0
  ), h as (
    select h.* from (select array_agg (1::bigint) as s, array_agg (n order by at) as n, array_agg (journal_n order by at) as j from c) a
    cross join lateral groups_hidden (a.s, a.n, a.j) h where my_role () not in ('methodologist', 'school')
  )
  select t.*
  from c left join h on h.at = c.at
  cross join lateral line_told (row ('row', 'class', a_org, c.class, c.class, c.n, null, false, array[c.mark2, c.mark3, c.mark4, c.mark5], null,
    array[c.journal_n, c.lowered, c.confirmed, c.raised], null, c.score_sum, c.score_sum2, c.histogram, null, c.item_sums, c.item_x, c.group_sums,
    c.group_full, null, c.changed_at)::result_line,
    a_hidden or coalesce (h.hidden, false), coalesce (h.journal_hidden, false)) t
  order by c.at;
end $$;

-- the sum of a town, or what is printed of it where nobody has its works
create function result_town (a_procedure bigint, a_town org, a_orgs bigint[], a_whole boolean) returns setof result_line
  language plpgsql stable security definer rows 1 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select t.*
  from cells_summed (a_procedure, a_orgs, a_whole) s join sums_hidden (array[a_procedure], a_orgs) h on true
  cross join lateral line_told (row ('level', 'municipality', a_town.id, null, a_town.short_name, s.n, s.schools, false, s.marks, null, s.journal, null, s.score_sum,
    s.score_sum2, s.histogram, null, s.item_sums, s.item_x, s.group_sums, s.group_full, null, s.changed_at)::result_line,
    h.hidden, h.journal_hidden) t;
end $$;

-- what is printed, from near to far
create function result_printed (a_procedure bigint, a_town org, a_orgs bigint[]) returns setof result_line
  language plpgsql stable security definer rows 3 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  select t.*
  from printed_levels (a_procedure, orgs_above (a_town.id) || a_orgs) p
  cross join lateral line_told (row ('level', p.scope, case p.scope when 'municipality' then a_town.id end, null, p.name, p.n, p.schools, false, p.marks, p.marks_percent, p.journal,
    p.journal_percent, null, null, p.histogram, p.histogram_percent, null, null, null, null, p.source, null)::result_line,
    p.scope = 'municipality' and my_role () <> 'methodologist' and (coalesce (p.n, 0) < 10 or coalesce (p.schools, 0) < 3), false) t
  where p.scope <> 'municipality' or not exists (select from cell c where c.procedure_id = a_procedure and c.org_id = any (a_orgs) and c.n > 0)
  order by array_position (array['municipality', 'region', 'sample'], p.scope);
end $$;

-- The levels of a choice, from near to far: the school, if it is one, its municipality, and what is
-- printed of it, of the region and of the sample. A level that nobody knows is left out.
create function result_levels (a_procedure bigint, o org, a_town org, a_orgs bigint[], a_whole boolean) returns setof result_line
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare l result_line;
begin
  if o.id <> a_town.id then
    select * into l from result_schools (a_procedure, a_orgs, o.id);
    l.part := 'level';
    l.level := 'school';
    l.org_id := o.id;
    l.name := o.short_name;
    l.suppressed := coalesce (l.suppressed, false);
    if not l.suppressed then
      l.n := coalesce (l.n, 0);
    end if;
    return next l;
  end if;
  return query select * from result_town (a_procedure, a_town, a_orgs, a_whole);
  return query select * from result_printed (a_procedure, a_town, a_orgs);
end $$;

-- The figures of a choice: its levels, the class before them if one is asked for, then a row a child:
-- schools of a municipality, classes of a school. What the caller is not told is not in them.
create function result_figures (a_procedure bigint, a_org bigint, a_class text) returns setof result_line
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  o org := result_org (a_org);
  town org;
  members bigint[];
  levels result_line[];
  rows result_line[];
begin
  select * into town from org t where t.id = town_of (o.id);
  members := orgs_below (town.id);
  if a_class is not null and o.id = town.id then
    perform refuse ('ME422', 'Класс можно выбрать только у школы');
  end if;
  levels := array (select l from result_levels (a_procedure, o, town, members, true) l);
  if o.id = town.id then
    rows := array (select s from result_schools (a_procedure, members, null) s);
  else
    rows := array (select c from result_classes (a_procedure, o.id, levels[1].suppressed) c);
  end if;
  if a_class is not null then
    return query select 'level', 'class', o.id, a_class, a_class, case when r.part is null and not levels[1].suppressed then 0 else r.n end, r.schools,
        coalesce (r.suppressed, levels[1].suppressed), r.marks, r.marks_percent, r.journal, r.journal_percent, r.score_sum, r.score_sum2, r.histogram,
        r.histogram_percent, r.item_sums, r.item_x, r.group_sums, r.group_full, r.source, r.changed_at
      from (select) x left join unnest (rows) r on r.class = a_class and r.level = 'class';
  end if;
  return query select * from unnest (levels);
  return query select * from unnest (rows);
end $$;

-- What there is to choose. First the schools by name, then a row a procedure, newest year first: its
-- schools in that order, how many took part in each and in its classes, schools by RS and ';', classes by
-- US and ','. What the caller is not told is null.
create function result_tree (a_org bigint)
  returns table (part text, id bigint, name text, year int, kind text, subject text, grade int, level text, n bigint, orgs bigint[], org_n int[], classes text,
                 class_n text)
  language plpgsql stable security definer rows 300 set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  o org := result_org (a_org);
  town bigint[] := orgs_below (town_of (o.id));
  mine bigint[] := orgs_below (o.id);
  told boolean := my_role () in ('methodologist', 'school');
  dark bigint[] := case when told then '{}' else town end; -- of whom it must be asked what is hidden
begin
  return query
    select 'school', g.id, g.short_name, null::int, null::text, null::text, null::int, null::text, null::bigint, null::bigint[], null::int[], null::text, null::text
    from org g where g.id = any (mine) and exists (select from cell c where c.org_id = g.id and c.n > 0) order by g.short_name, g.id;
  return query
    with place as materialized (
      select g.id, row_number () over (order by g.short_name, g.id) as at from org g where g.id = any (mine)
    ), c as materialized (
      select row_number () over () as cell, c.procedure_id, c.org_id, g.at, c.n, coalesce (h.hidden, false) as hidden, c.classes, c.class_n
      from cell c join place g on g.id = c.org_id
      left join cells_hidden (null, dark) h on h.procedure_id = c.procedure_id and h.org_id = c.org_id
      where c.org_id = any (mine) and c.n > 0
    ), class as materialized (
      select row_number () over () as at, c.cell, u.i, u.n from c cross join lateral unnest (c.class_n) with ordinality u (n, i) where not told and not c.hidden
    ), bare as ( -- classes that are told, where not all are
      select k.cell, array_agg (case when not h.hidden then k.n end order by k.i) as class_n
      from (select array_agg (k.cell order by k.at) as s, array_agg (k.n order by k.at) as n, array_agg (0 order by k.at) as j from class k) a
      cross join lateral groups_hidden (a.s, a.n, a.j) h join class k on k.at = h.at group by 1
    )
    select 'procedure', p.id, null::text, p.year, p.kind, p.subject, p.grade, p.level, case when not coalesce (x.hidden, false) then t.n end, t.orgs, t.org_n, t.classes, t.class_n
    from (
      select c.procedure_id, sum (c.n) as n, array_agg (c.org_id order by c.at) as orgs, array_agg (case when not c.hidden then c.n end order by c.at) as org_n,
        string_agg (array_to_string (c.classes, E'\x1f'), E'\x1e' order by c.at) as classes,
        string_agg (coalesce (array_to_string (case when told then c.class_n else b.class_n end, ',', '-'), ''), ';' order by c.at) as class_n
      from c left join bare b on b.cell = c.cell group by 1) t
    join procedure p on p.id = t.procedure_id
    left join sums_hidden (null, dark) x on x.procedure_id = p.id
    order by p.year desc, p.subject, p.grade, p.kind, p.level, p.id;
end $$;

-- the scale that a procedure is marked by
create function scale_of (a_procedure bigint) returns setof scale language plpgsql stable rows 1 set search_path = public, pg_temp as $$
begin
  return query
  select s.* from procedure p
  join scale s on s.kind = p.kind and s.subject = p.subject and s.grade = p.grade and s.level = p.level and s.max = p.max
    and p.year between s.year_from and s.year_until
  where p.id = a_procedure order by s.id desc limit 1;
end $$;

-- The years of a work side by side, without histogram and items. Where the maximum, the items or the
-- bounds of marks are others than the year before, years before and after do not compare.
create function result_dynamics (a_kind text, a_subject text, a_grade int, a_level text, a_org bigint)
  returns table (procedure_id bigint, year int, max int, from3 int, from4 int, from5 int, why text, line result_line)
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
      select pr.id, pr.year, pr.max, s.from3, s.from4, s.from5,
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
    why := p.broke;
    for line in select * from result_levels (p.id, o, town, members, false) loop
      return next;
    end loop;
  end loop;
end $$;

-- Who has sent what of a year: first the procedures, then a row a school with a value a procedure. A
-- school is expected to send those that all write, if it has that grade: by its list of classes, or by
-- works of the grade in that year or the year before.
create function result_completeness (a_year int, a_org bigint)
  returns table (part text, id bigint, name text, kind text, subject text, grade int, level text, n int[], absent int[], state text[], changed_at timestamptz[])
  language plpgsql stable security definer rows 100 set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  o org := result_org (a_org);
  mine bigint[] := orgs_below (o.id);
  dark bigint[] := case when my_role () in ('methodologist', 'school') then '{}' else orgs_below (town_of (o.id)) end;
  family bigint[] := orgs_above (o.id) || orgs_below (town_of (o.id));
  procedures bigint[];
  expected boolean[];
begin
  select array_agg (p.id order by p.grade, p.subject, p.kind, p.level, p.id), array_agg (p.asked order by p.grade, p.subject, p.kind, p.level, p.id)
    into procedures, expected
    from (
      select p.id, p.grade, p.subject, p.kind, p.level,
        (p.kind = 'vpr' and p.subject in ('Русский язык', 'Математика') or coalesce (j ->> 'expected' = 'all', false))
          -- another town's own, or one that was taken away
          and coalesce ((j ->> 'org_id')::bigint = any (family), true) and j ->> 'deleted_at' is null as asked
      from procedure p cross join lateral to_jsonb (p) j where p.year = a_year) p
    where p.asked or exists (select from cell c where c.procedure_id = p.id and c.org_id = any (mine));
  return query
    select 'procedure', p.id, null::text, p.kind, p.subject, p.grade, p.level, null::int[], null::int[], null::text[], null::timestamptz[]
    from unnest (procedures) with ordinality u (id, at) join procedure p on p.id = u.id order by u.at;
  return query
    with teaches as materialized (
      select k.org_id, k.grade from class k where k.org_id = any (mine) and k.year in (a_year - 1, a_year) and k.deleted_at is null
      union select c.org_id, p.grade from procedure p join cell c on c.procedure_id = p.id and c.org_id = any (mine) where p.year in (a_year - 1, a_year)
    ), proc as materialized (
      select u.id, u.expected, u.at, p.grade from unnest (procedures, expected) with ordinality u (id, expected, at) join procedure p on p.id = u.id
    ), c as materialized (
      select c.org_id, u.at, c.n, c.absent, c.changed_at, coalesce (h.hidden, false) as hidden
      from proc u join cell c on c.procedure_id = u.id and c.org_id = any (mine)
      left join cells_hidden (procedures, dark) h on h.procedure_id = c.procedure_id and h.org_id = c.org_id
    )
    select 'school', g.id, g.short_name, null::text, null::text, null::int, null::text,
      array_agg (case when not c.hidden then c.n end order by u.at), array_agg (case when not c.hidden then c.absent end order by u.at),
      array_agg (case when c.org_id is not null then 'sent' when u.expected and t.org_id is not null then 'expected' else 'none' end order by u.at),
      array_agg (c.changed_at order by u.at)
    from org g cross join proc u left join c on c.org_id = g.id and c.at = u.at left join teaches t on t.org_id = g.id and t.grade = u.grade
    where g.id = any (mine) and g.kind = 'school'
    group by g.id, g.short_name order by g.short_name, g.id;
end $$;

-- Rules: what a department wants to be told of, from which year on. A rule that has been true of
-- somebody is not written over: it ends, and another begins (below).
create table result_rule (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  measure text not null check (measure in ('quality', 'success', 'failed', 'confirmed', 'raised')),
  comparison text not null check (comparison in ('below', 'above')),
  percent double precision not null check (percent between 0 and 100),
  years_in_row int not null default 1 check (years_in_row between 1 and 10),
  subject text check (length (subject) between 1 and 120),
  grade int check (grade between 1 and 11),
  since_year int not null check (since_year between 2000 and 2100),
  until_year int check (until_year between 2000 and 2100),
  note text check (length (note) <= 1000),
  replaces_id bigint references result_rule,
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz,
  constraint result_rule_years check (until_year >= since_year)
);
create index result_rule_org on result_rule (org_id, id);
create view api.result_rule with (security_invoker) as
  select t.id, t.org_id, t.measure, t.comparison, t.percent, t.years_in_row, t.subject, t.grade, t.since_year, t.until_year, t.note, t.replaces_id,
    t.version, t.updated_at, (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from result_rule t where t.deleted_at is null;
create trigger z_audit after insert or update or delete on result_rule for each row execute function audit_row ();
create trigger c_touch before insert or update on result_rule for each row execute function touch ();
create trigger mark_deleted instead of delete on api.result_rule for each row execute function mark_deleted ();

-- Of whom a rule is true in these years: so many years in a row of the same work, the last of them
-- @year. Shares are of those who have a mark, or a mark in the journal.
create function rule_hits (r result_rule, a_from int, a_until int)
  returns table (org_id bigint, procedure_id bigint, subject text, grade int, year int, procedures bigint[], years int[], n bigint[], counts bigint[])
  language plpgsql stable security definer rows 30 set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  orgs bigint[] := orgs_below (town_of (r.org_id));
  procedures bigint[] := array (
    select p.id from procedure p where p.year between a_from - r.years_in_row + 1 and a_until and (r.subject is null or p.subject = r.subject)
      and (r.grade is null or p.grade = r.grade));
begin
  return query
  with c as materialized (
    select p.id, p.year, p.kind, p.subject, p.grade, p.level, c.org_id, v.whole, v.part,
      case r.comparison when 'below' then v.part * 100 < r.percent::numeric * v.whole else v.part * 100 > r.percent::numeric * v.whole end as holds
    from cell c join procedure p on p.id = c.procedure_id
    cross join lateral (
      select case when r.measure in ('confirmed', 'raised') then c.journal_n else c.mark2 + c.mark3 + c.mark4 + c.mark5 end as whole,
        case r.measure when 'quality' then c.mark4 + c.mark5 when 'success' then c.mark3 + c.mark4 + c.mark5 when 'failed' then c.mark2
                       when 'confirmed' then c.confirmed else c.raised end as part) v
    where c.org_id = any (orgs) and c.procedure_id = any (procedures) and v.whole > 0
  )
  select c.org_id, c.id, c.subject, c.grade, c.year, array_agg (w.id order by w.year), array_agg (w.year order by w.year),
    array_agg (w.whole::bigint order by w.year), array_agg (w.part::bigint order by w.year)
  from c join c w on w.org_id = c.org_id and w.kind = c.kind and w.subject = c.subject and w.grade = c.grade and w.level = c.level
    and w.year between c.year - r.years_in_row + 1 and c.year and w.holds
  where c.year between greatest (a_from, r.since_year) and least (a_until, coalesce (r.until_year, a_until))
  group by c.org_id, c.id, c.subject, c.grade, c.year
  having count (*) = r.years_in_row;
end $$;

-- of a year, by rule and school
create function result_rule_hits (a_year int)
  returns table (rule_id bigint, measure text, comparison text, percent double precision, years_in_row int, org_id bigint, name text, procedure_id bigint,
                 subject text, grade int, years int[], n bigint[], counts bigint[])
  language plpgsql stable security definer rows 30 set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with hidden as (
    select h.* from cells_hidden (null, my_orgs ()) h where my_role () <> 'methodologist' and (h.hidden or h.journal_hidden)
  )
  select r.id, r.measure, r.comparison, r.percent, r.years_in_row, o.id, o.short_name, h.procedure_id, h.subject, h.grade, h.years, h.n, h.counts
  from result_rule r cross join lateral rule_hits (r, a_year, a_year) h join org o on o.id = h.org_id
  where r.org_id = any (my_orgs ()) and r.deleted_at is null
    and not exists (select from hidden x where x.org_id = h.org_id and x.procedure_id = any (h.procedures)
                    and (x.hidden or r.measure in ('confirmed', 'raised')))
  order by r.id, o.short_name, o.id, h.subject, h.grade, h.procedure_id;
end $$;

-- What a rule said of a year stays said: once it was true of somebody, a change ends it and begins
-- another, from the year after or from the year that the change names.
create function result_rule_change () returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r result_rule;
  last int;
  since int := new.since_year;
begin
  select * into r from result_rule x where x.id = old.id and x.version = old.version and x.org_id = my_org () and x.deleted_at is null for update;
  if r.id is null then
    return null;
  end if;
  select max (h.year) into last from rule_hits (r, r.since_year, coalesce (r.until_year, 2100)) h;
  if last is not null and new.until_year < last then
    perform refuse ('ME422', format ('Правило уже сработало за %s год: раньше закончить его нельзя', last));
  end if;
  if last is null or (new.measure, new.comparison, new.percent, new.years_in_row, new.subject, new.grade, new.since_year)
                     is not distinct from (old.measure, old.comparison, old.percent, old.years_in_row, old.subject, old.grade, old.since_year) then
    update result_rule set measure = new.measure, comparison = new.comparison, percent = new.percent, years_in_row = new.years_in_row,
        subject = new.subject, grade = new.grade, since_year = new.since_year, until_year = new.until_year, note = new.note where id = old.id;
    return new;
  end if;
  if since = old.since_year then
    since := last + 1;
  elsif since < old.since_year then
    perform refuse ('ME422', format ('Правило действует с %s года и уже сработало: изменённое может начаться только позже', old.since_year));
  end if;
  update result_rule set until_year = since - 1 where id = old.id;
  insert into result_rule (org_id, measure, comparison, percent, years_in_row, subject, grade, since_year, until_year, note, replaces_id)
    values (r.org_id, new.measure, new.comparison, new.percent, new.years_in_row, new.subject, new.grade, since,
            case when new.until_year >= since then new.until_year end, new.note, old.id) returning id into new.id;
  return new;
end $$;
create trigger change instead of update on api.result_rule for each row execute function result_rule_change ();

-- works of a procedure as far as they are told; an observer has no cells to count them by
create function works_of (a_procedure bigint) returns int language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (
    select case when my_role () <> 'methodologist' and min (c.n) < 10 and (count (*) < 2 or sum (c.n) < 10) then 0 else coalesce (sum (c.n), 0) end
    from cell c where c.procedure_id = a_procedure and c.org_id = any ((select my_orgs ())::bigint[]) and c.n > 0);
end $$;
create or replace view api.procedure with (security_invoker) as
  select t.id, t.kind, t.year, t.subject, t.grade, t.level,
    procedure_kind_title (t.kind) || ' ' || t.year || ' ' || t.subject || ' ' || t.grade || ' класс' as title, t.max,
    s.from3, s.from4, s.from5, s.source as scale_source,
    (select string_agg (i.code, ' ' order by i.position) from procedure_item i where i.procedure_id = t.id) as item_codes,
    (select array_agg (i.max::smallint order by i.position) from procedure_item i where i.procedure_id = t.id) as item_max,
    case when current_setting ('role') = 'merilo_observer' then works_of (t.id)
         else (select coalesce (sum (c.n), 0)::int from cell c where c.procedure_id = t.id) end as works
  from procedure t
  left join lateral (select * from scale s where s.kind = t.kind and s.subject = t.subject and s.grade = t.grade and s.level = t.level
                     and s.max = t.max and t.year between s.year_from and s.year_until order by s.id desc limit 1) s on true;

-- The trend tells a school and an observer no more than the pages of results do: of works in journals and
-- of rechecked works, what stands for others in a sum is two schools or more with ten works or more.
create or replace function objectivity_trend (a_org bigint, a_subject text, a_grade int)
  returns table (year int, scope text, org_name text, n bigint, lowered bigint, confirmed bigint, raised bigint,
                 recheck_n bigint, recheck_changed bigint, scale_changed boolean)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  town bigint := town_of (a_org);
  members bigint[] := orgs_below (town);
  alone boolean := my_role () = 'school';
begin
  if not a_org = any (my_orgs ()) then
    perform refuse ('ME404', 'Такой школы нет');
  end if;
  return query
    with p as (
      select pr.id, pr.year, pr.max, s.from3 || '/' || s.from4 || '/' || s.from5 || '/' || pr.max as bounds
      from procedure pr left join scale_of (pr.id) s on true
      where pr.kind = 'vpr' and pr.subject = a_subject and pr.grade = a_grade and pr.level = ''
    ), marked as (
      select p.*, coalesce (p.bounds <> lag (p.bounds) over (order by p.year) or p.max <> lag (p.max) over (order by p.year), false) as broke from p
    ), told as (
      select h.* from cells_hidden (array (select id from p), members) h
    ), re as (
      select r.procedure_id, c.school_id, sum (c.works)::bigint as works, sum (c.changed)::bigint as changed
      from recheck_conclusion c join recheck r on r.id = c.recheck_id where r.procedure_id in (select id from p) and c.school_id = any (members) group by 1, 2
    ), rechecked as (
      select re.procedure_id, sum (re.works)::bigint as works, sum (re.changed)::bigint as changed,
        alone and count (*) filter (where re.school_id <> a_org) > 0
          and (count (*) filter (where re.school_id <> a_org) < 2 or sum (re.works) filter (where re.school_id <> a_org) < 10) as hidden
      from re group by 1
    )
    select m.year, 'school', o.short_name, c.journal_n::bigint, c.lowered::bigint, c.confirmed::bigint, c.raised::bigint,
           coalesce (re.works, 0), coalesce (re.changed, 0), m.broke
    from marked m join cell c on c.procedure_id = m.id and c.org_id = a_org join org o on o.id = a_org
    join told t on t.procedure_id = m.id and t.org_id = a_org and not t.journal_hidden
    left join re on re.procedure_id = m.id and re.school_id = a_org
    union all
    select m.year, 'municipality', (select g.short_name from org g where g.id = town),
           sum (c.journal_n), sum (c.lowered), sum (c.confirmed), sum (c.raised),
           case when not coalesce (re.hidden, false) then coalesce (re.works, 0) end, case when not coalesce (re.hidden, false) then coalesce (re.changed, 0) end, m.broke
    from marked m join cell c on c.procedure_id = m.id and c.org_id = any (members)
    join sums_hidden (array (select id from p), members) h on h.procedure_id = m.id and not h.hidden and not h.journal_hidden
    left join rechecked re on re.procedure_id = m.id
    group by m.id, m.year, m.broke, re.works, re.changed, re.hidden
    order by 2 desc, 1;
end $$;
