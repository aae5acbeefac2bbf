-- Groups by mark, to others than who keeps the figures: of a school none, for what a few of one mark can do is of
-- persons; of a municipality those of ten, and the next smallest where a hidden one would be what remains. @a_own:
-- the marks of the school that asks, for it knows itself.
create function groups_told (l result_line, a_own bigint[]) returns result_line
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  others int[];
  shut boolean[];
begin
  if my_role () = 'methodologist' or l.group_sums is null or (my_role () = 'school' and l.org_id = any (my_orgs ())) then
    return l;
  end if;
  if l.level in ('school', 'class') then
    l.group_sums := null;
    l.group_full := null;
    return l;
  end if;
  others := array (select (m - coalesce (own, 0))::int from unnest (l.marks, a_own) with ordinality u (m, own, mark) order by mark);
  with g as (
    select mark, n, row_number () over (order by mark) as at from unnest (others) with ordinality u (n, mark) where n > 0
  )
  select array_agg (coalesce (h.hidden, false) order by m.mark) into shut
  from generate_series (1, 4) m (mark) left join g on g.mark = m.mark
  left join groups_hidden (array (select 1::bigint from g), array (select n from g order by at), array (select 0 from g)) h on h.at = g.at;
  l.group_sums := array (select case when not shut[1 + (k - 1) * 4 / cardinality (l.group_sums)] then v end from unnest (l.group_sums) with ordinality u (v, k) order by k);
  l.group_full := array (select case when not shut[1 + (k - 1) * 4 / cardinality (l.group_full)] then v end from unnest (l.group_full) with ordinality u (v, k) order by k);
  return l;
end $$;

-- Of a school whose marks in the journal are not told, those of its classes are not either: added up they are
-- the school's, and with it the sum of the town less the others is that of the school with too few.
create or replace function result_figures (a_procedure bigint, a_org bigint, a_class text) returns setof result_line
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  o org := result_org (a_org);
  town org;
  members bigint[];
  levels result_line[];
  rows result_line[];
  own bigint[];
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
    rows := array (select line_told (c, false, levels[1].journal is null) from result_classes (a_procedure, o.id, levels[1].suppressed) c);
  end if;
  own := case when my_role () = 'school' then levels[1].marks end;
  levels := array (select groups_told (l, own) from unnest (levels) l);
  rows := array (select groups_told (l, own) from unnest (rows) l);
  if a_class is not null then
    return query select 'level', 'class', o.id, a_class, a_class, case when r.part is null and not levels[1].suppressed then 0 else r.n end, r.schools,
        coalesce (r.suppressed, levels[1].suppressed), r.marks, r.marks_percent, r.journal, r.journal_percent, r.score_sum, r.score_sum2, r.histogram,
        r.histogram_percent, r.item_sums, r.item_x, r.group_sums, r.group_full, r.source, r.changed_at
      from (select) x left join unnest (rows) r on r.class = a_class and r.level = 'class';
  end if;
  return query select * from unnest (levels);
  return query select * from unnest (rows);
end $$;

-- What a rule said stays said: one that was true of somebody is ended, not deleted.
create function result_rule_hold () returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r result_rule;
  last int;
begin
  select * into r from result_rule x where x.id = old.id and x.org_id = my_org () and x.deleted_at is null;
  select max (h.year) into last from rule_hits (r, r.since_year, coalesce (r.until_year, 2100)) h where r.id is not null;
  if last is not null then
    perform refuse ('ME409', format ('Правило уже сработало за %s год: его не удаляют, а заканчивают. Укажите последний год, за который оно действует', last));
  end if;
  return old;
end $$;
create trigger hold_said instead of delete on api.result_rule for each row execute function result_rule_hold ();
