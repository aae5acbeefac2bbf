-- What is done with a plan: made of a document, approved and approved again, put away, copied by a school,
-- compared, its points closed, its events recorded. The tables stand in 0014.

-- kinds that a school writes in its own org
create function school_kind (a_kind text) returns boolean language sql immutable as $$
  select a_kind in ('school-roadmap', 'vsoko-plan', 'decision')
$$;

-- A row of the object that it belongs to, with what its merged cells inherit from the first one
create or replace function plan_create_from_job (a_job bigint, a_table int, a_kind text, a_title text, a_from date, a_until date)
  returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  doc jsonb;
  source jsonb;
  made bigint;
  section jsonb;
  section_id bigint;
  item jsonb;
  cells jsonb;
  first jsonb;
  n_section int := 0;
  n_item int := 0;
begin
  select result::jsonb into doc from job
    where id = a_job and user_id = me () and kind = 'read-roadmap' and state = 'done';
  if doc is null then
    perform refuse ('ME404', 'Прочитанного документа нет: загрузите файл ещё раз');
  end if;
  if my_role () = 'school' and not school_kind (a_kind) then
    perform refuse ('ME422', 'Школа ведёт свою дорожную карту, план ВСОКО или решение');
  end if;
  source := doc -> 'plans' -> a_table;
  if source is null then
    perform refuse ('ME422', 'В документе нет плана с таким номером');
  end if;
  insert into plan (kind, title, period_from, period_until, columns)
    values (a_kind, a_title, a_from, a_until, (source -> 'columns')::text) returning id into made;
  for section in select * from jsonb_array_elements (source -> 'sections') loop
    n_section := n_section + 1;
    first := null;
    insert into plan_section (plan_id, position, title)
      values (made, n_section, coalesce (nullif (section ->> 'title', ''), 'Раздел ' || n_section)) returning id into section_id;
    for item in select * from jsonb_array_elements (section -> 'items') loop
      n_item := n_item + 1;
      cells := item -> 'cells';
      if first is null or (item ->> 'new_object')::boolean then
        first := cells;
      end if;
      select cells || coalesce (jsonb_object_agg (k, first -> k), '{}') into cells
        from jsonb_array_elements_text (coalesce (item -> 'inherits', '[]')) k where coalesce (cells ->> k, '') = '' and first ? k;
      insert into plan_item (plan_id, section_id, position, no, title, object, indicator, responsible, document, deadline, result, extra,
                             audience, canon, reading, warnings)
        select made, section_id, n_item, coalesce (nullif (item ->> 'no', ''), cells ->> 'no'),
               coalesce (nullif (cells ->> 'activity', ''), nullif (cells ->> 'criterion', ''), nullif (cells ->> 'object', ''), '—'),
               nullif (cells ->> 'object', ''), nullif (cells ->> 'indicator', ''),
               cells ->> 'responsible', cells ->> 'document', cells ->> 'deadline', cells ->> 'result',
               (select string_agg (k || ': ' || v, E'\n') from jsonb_each_text (cells) e (k, v)
                where k not in ('no', 'activity', 'object', 'indicator', 'responsible', 'document', 'deadline', 'result')
                  and not (k = 'criterion' and coalesce (cells ->> 'activity', '') = '') and v <> ''),
               case when my_role () = 'school' then 'department' else audience_of (coalesce (cells ->> 'responsible', '')) end,
               coalesce (item ->> 'canon', 'empty'), item ->> 'reading', item ->> 'warnings';
    end loop;
  end loop;
  return made;
end $$;

-- the own plan, held until the end, as it was seen; null: it is not, or not there. What others wrote is
-- moved by them alone
create function plan_to_move (a_id bigint, a_version int) returns plan language plpgsql security definer set search_path = public, pg_temp as $$
declare p plan;
begin
  select * into p from plan where id = a_id and deleted_at is null for update;
  if p.org_id <> my_org () and (p.org_id = any (my_orgs ()) or exists (select from reporter r where r.plan_id = p.id and r.org_id = my_org ())) then
    perform refuse ('ME403', 'Этот план ведёт другая организация');
  end if;
  return case when p.org_id = my_org () and p.version = a_version then p end;
end $$;
create function item_to_move (a_id bigint, a_version int) returns plan_item language plpgsql security definer set search_path = public, pg_temp as $$
declare i plan_item;
begin
  select * into i from plan_item where id = a_id and deleted_at is null for update;
  if i.org_id <> my_org () and (i.org_id = any (my_orgs ()) or exists (select from reporter r where r.lineage = i.lineage and r.org_id = my_org ())) then
    perform refuse ('ME403', 'Этот план ведёт другая организация');
  end if;
  return case when i.org_id = my_org () and i.version = a_version then i end;
end $$;

-- the draft of a next version goes into the plan it is of: rows that stay keep their ids
create function plan_merge (d plan, b plan) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare s record; made bigint;
begin
  for s in select * from plan_section x where x.plan_id = d.id and x.deleted_at is null and x.base_id is null order by x.position, x.id loop
    insert into plan_section (org_id, plan_id, position, title) values (b.org_id, b.id, s.position, s.title) returning id into made;
    update plan_section set base_id = made where id = s.id;
  end loop;
  update plan_section t set title = x.title, position = x.position
    from plan_section x where x.plan_id = d.id and x.deleted_at is null and t.id = x.base_id and (t.title, t.position) is distinct from (x.title, x.position);
  update plan_item t set section_id = x.section_id, position = x.position, no = x.no, title = x.title, object = x.object, indicator = x.indicator,
      responsible = x.responsible, document = x.document, deadline = x.deadline, rule = x.rule, result = x.result, extra = x.extra,
      audience = x.audience, audience_orgs = x.audience_orgs, school_role = x.school_role,
      act_id = case when t.closed_on is null then x.act_id else t.act_id end,
      canon = x.canon, reading = x.reading, warnings = x.warnings, ordered_on = x.ordered_on
    from (select i.*, z.base_id from plan_item i join plan_section z on z.id = i.section_id where i.plan_id = d.id and i.deleted_at is null) y
    cross join lateral (select y.base_id as section_id, y.position, y.no, y.title, y.object, y.indicator, y.responsible, y.document, y.deadline, y.rule,
      y.result, y.extra, y.audience, y.audience_orgs, y.school_role, y.act_id, y.canon, y.reading, y.warnings, y.ordered_on) x
    where t.plan_id = b.id and t.lineage = y.lineage and t.deleted_at is null
      and (t.section_id, t.position, t.no, t.title, t.object, t.indicator, t.responsible, t.document, t.deadline, t.rule, t.result, t.extra, t.audience,
           t.audience_orgs, t.school_role, t.act_id, t.canon, t.reading, t.warnings, t.ordered_on)
          is distinct from (x.section_id, x.position, x.no, x.title, x.object, x.indicator, x.responsible, x.document, x.deadline, x.rule, x.result,
           x.extra, x.audience, x.audience_orgs, x.school_role, x.act_id, x.canon, x.reading, x.warnings, x.ordered_on);
  insert into plan_item (org_id, plan_id, section_id, position, lineage, no, title, object, indicator, responsible, document, deadline, rule, result,
                         extra, audience, audience_orgs, school_role, act_id, source_lineage, canon, reading, warnings, ordered_on)
    select b.org_id, b.id, z.base_id, i.position, i.lineage, i.no, i.title, i.object, i.indicator, i.responsible, i.document, i.deadline, i.rule, i.result,
           i.extra, i.audience, i.audience_orgs, i.school_role, i.act_id, i.source_lineage, i.canon, i.reading, i.warnings, i.ordered_on
    from plan_item i join plan_section z on z.id = i.section_id
    where i.plan_id = d.id and i.deleted_at is null
      and not exists (select from plan_item t where t.plan_id = b.id and t.lineage = i.lineage and t.deleted_at is null);
  update plan_item t set deleted_at = now () where t.plan_id = b.id and t.deleted_at is null
    and not exists (select from plan_item i where i.plan_id = d.id and i.lineage = t.lineage and i.deleted_at is null);
  update plan_section t set deleted_at = now () where t.plan_id = b.id and t.deleted_at is null
    and not exists (select from plan_section x where x.plan_id = d.id and x.base_id = t.id and x.deleted_at is null);
end $$;

-- Approval: the act's words stay on the plan, reporters are drawn from the audiences, dates are made.
-- @a_items holds what the server made of every item's words by the order's date: {"id","version",
-- "canon","reading","warnings","dates":[{"from","nominal","due","quarter","clock"}]}. The first version
-- has all its dates; a later one changes those that are due from its order's day on, and never a day
-- that is past. Gives the id of the plan that the version is of.
create or replace function plan_approve (a_id bigint, a_version int, a_kind text, a_number text, a_date date, a_items jsonb)
  returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p plan;
  b plan;
  act_made bigint;
  effect date := '-infinity';
begin
  p := plan_to_move (a_id, a_version);
  if p.id is null then
    return null;
  end if;
  if p.state <> 'draft' then
    perform refuse ('ME409', 'План уже утверждён. Изменить его можно новой редакцией');
  end if;
  if jsonb_array_length (a_items) = 0 then
    perform refuse ('ME422', 'В плане нет ни одного пункта');
  end if;
  if (select count (*) from plan_item i where i.plan_id = a_id and i.deleted_at is null) <> jsonb_array_length (a_items)
     or exists (select from jsonb_array_elements (a_items) x left join plan_item i
                on i.id = (x ->> 'id')::bigint and i.plan_id = a_id and i.version = (x ->> 'version')::int and i.deleted_at is null
                where i.id is null) then
    perform refuse ('ME412', 'Пункты плана изменились, пока его утверждали. Повторите');
  end if;
  insert into act (org_id, kind, number, date, title) values (p.org_id, a_kind, a_number, a_date, left (p.title, 500))
    returning id into act_made;
  -- the words of an item are read by the order that set them
  update plan_item i set canon = x ->> 'canon', reading = x ->> 'reading', warnings = x ->> 'warnings',
      ordered_on = coalesce ((select t.ordered_on from plan_item t where t.plan_id = p.base_id and t.lineage = i.lineage and t.deleted_at is null
                                and (t.deadline, t.rule) is not distinct from (i.deadline, i.rule)), a_date)
    from jsonb_array_elements (a_items) x
    where i.id = (x ->> 'id')::bigint;
  if p.base_id is null then
    -- sections and items say the plan's state: with it they are other records
    update plan set state = 'approved', act_id = act_made, act_kind = a_kind, act_number = a_number, act_date = a_date
      where id = a_id returning * into b;
    update plan_section set version = version where plan_id = a_id;
  else
    select * into b from plan where id = p.base_id and deleted_at is null for update;
    if b.state <> 'approved' then
      perform refuse ('ME409', 'План в архиве: сначала верните его в работу');
    end if;
    effect := greatest (a_date, today_of (b.org_id));
    perform plan_merge (p, b);
    update plan set title = p.title, period_from = p.period_from, period_until = p.period_until, schools = p.schools, revision = p.revision,
        reason = p.reason, act_id = act_made, act_kind = a_kind, act_number = a_number, act_date = a_date
      where id = b.id returning * into b;
    update plan set deleted_at = now () where id = p.id;
    delete from item_date d using plan_item i where d.item_id = i.id and i.plan_id = b.id and i.deleted_at is not null and d.due >= effect;
  end if;
  insert into plan_version (plan_id, revision, act_id, approved_by, org_id, act_kind, act_number, act_date, reason, content)
    values (b.id, b.revision, act_made, me (), b.org_id, a_kind, a_number, a_date, b.reason, plan_content (b.id));
  perform item_date_put (b.id, a_items, effect, effect);
  perform reporter_draw (array[b.id], null, effect);
  return b.id;
end $$;

-- a draft of the next version, a copy of the plan as it stands
create function plan_revise (a_id bigint, a_version int, a_reason text) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare p plan; open bigint; made bigint;
begin
  p := plan_to_move (a_id, a_version);
  if p.id is null then
    return null;
  end if;
  if btrim (a_reason) = '' then
    perform refuse ('ME422', 'Напишите, почему нужна новая редакция');
  end if;
  if p.state <> 'approved' then
    perform refuse ('ME409', 'Новую редакцию готовят для утверждённого плана');
  end if;
  select id into open from plan where base_id = a_id and deleted_at is null;
  if open is not null then
    raise exception using errcode = 'ME409', message = 'Новая редакция уже готовится: откройте её проект',
      detail = json_build_object ('code', 'draft-open', 'draft_id', open);
  end if;
  insert into plan (org_id, kind, title, period_from, period_until, columns, schools, base_id, source_id, revision, reason)
    values (p.org_id, p.kind, p.title, p.period_from, p.period_until, p.columns, p.schools, p.id, p.source_id, p.revision + 1, a_reason)
    returning id into made;
  insert into plan_section (org_id, plan_id, position, title, base_id)
    select s.org_id, made, s.position, s.title, s.id from plan_section s where s.plan_id = a_id and s.deleted_at is null order by s.position, s.id;
  insert into plan_item (org_id, plan_id, section_id, position, lineage, no, title, object, indicator, responsible, document, deadline, rule, result,
                         extra, audience, audience_orgs, school_role, act_id, source_lineage, canon, reading, warnings)
    select i.org_id, made, s.id, i.position, i.lineage, i.no, i.title, i.object, i.indicator, i.responsible, i.document, i.deadline, i.rule, i.result,
           i.extra, i.audience, i.audience_orgs, i.school_role, i.act_id, i.source_lineage, i.canon, i.reading, i.warnings
    from plan_item i join plan_section s on s.base_id = i.section_id and s.plan_id = made
    where i.plan_id = a_id and i.deleted_at is null order by i.position, i.id;
  return made;
end $$;

-- approved → archived and back
create function plan_shelve (a_id bigint, a_version int, a_reason text, a_shelve boolean) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare p plan;
begin
  p := plan_to_move (a_id, a_version);
  if p.id is null then
    return null;
  end if;
  if btrim (a_reason) = '' then
    perform refuse ('ME422', 'Напишите причину');
  end if;
  if p.state <> (case when a_shelve then 'approved' else 'archived' end) then
    perform refuse ('ME409', case when a_shelve then 'В архив передают утверждённый план' else 'План не в архиве' end);
  end if;
  update plan set state = case when a_shelve then 'archived' else 'approved' end, archived_at = case when a_shelve then now () end, reason = a_reason
    where id = a_id;
  update plan_section set version = version where plan_id = a_id and deleted_at is null;
  update plan_item set version = version where plan_id = a_id and deleted_at is null;
  if not a_shelve then
    perform reporter_draw (array[a_id], null, today_of (p.org_id));
  end if;
  return a_id;
end $$;

-- A school's own plan: what concerns it of a municipal one, each item with the link to its source
create function plan_school_copy (a_id bigint, a_title text) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare p plan; made bigint;
begin
  select * into p from plan where id = a_id and state = 'approved' and deleted_at is null and org_id <> my_org ()
    and exists (select from reporter r where r.plan_id = a_id and r.org_id = my_org ());
  if p.id is null then
    perform refuse ('ME404', 'Такого плана нет, или он не касается вашей школы');
  end if;
  perform pg_advisory_xact_lock (hashtextextended ('school plan ' || a_id || ' ' || my_org (), 0));
  if exists (select from plan x where x.source_id = a_id and x.org_id = my_org () and x.base_id is null and x.deleted_at is null) then
    perform refuse ('ME409', 'План школы по этой дорожной карте уже есть: откройте его');
  end if;
  insert into plan (org_id, kind, title, period_from, period_until, columns, source_id)
    values (my_org (), 'school-roadmap', a_title, p.period_from, p.period_until, p.columns, p.id) returning id into made;
  with mine as materialized (
    select i.* from plan_item i where i.plan_id = a_id and i.deleted_at is null
      and exists (select from reporter r where r.lineage = i.lineage and r.plan_id = a_id and r.org_id = my_org () and r.until >= today_of (my_org ()))
  ), sections as (
    insert into plan_section (org_id, plan_id, position, title, base_id)
      select my_org (), made, s.position, s.title, s.id from plan_section s where s.id in (select m.section_id from mine m) returning id, base_id
  )
  insert into plan_item (org_id, plan_id, section_id, position, no, title, object, indicator, responsible, document, deadline, rule, result, extra,
                         audience, source_lineage, canon, reading, warnings)
    select my_org (), made, s.id, m.position, m.no, m.title, m.object, m.indicator, m.responsible, m.document, m.deadline, m.rule, m.result, m.extra,
           'department', m.lineage, m.canon, m.reading, m.warnings
    from mine m join sections s on s.base_id = m.section_id order by m.position, m.id;
  update plan_section set base_id = null where plan_id = made;
  return made;
end $$;

-- ---- reading them side by side -----------------------------------------------------------------

-- the caller may see that plan
create function plan_seen (a_id bigint) returns plan language plpgsql stable security definer set search_path = public, pg_temp as $$
declare p plan;
begin
  select * into p from plan where id = a_id and deleted_at is null
    and (org_id = any (my_orgs ())
         or my_role () = 'school' and state <> 'draft' and exists (select from reporter r where r.plan_id = a_id and r.org_id = my_org ()));
  if p.id is null then
    perform refuse ('ME404', 'Такого плана нет');
  end if;
  return p;
end $$;

-- one side of a comparison: a version as it was frozen, or (0) the rows as they stand
create function plan_side (p plan, a_revision int, a_base boolean) returns jsonb
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare found jsonb;
begin
  if a_revision = 0 then
    return plan_content (case when a_base then coalesce (p.base_id, p.id) else p.id end);
  end if;
  select content into found from plan_version where plan_id = coalesce (p.base_id, p.id) and revision = a_revision;
  if found is null then
    perform refuse ('ME404', 'Такой редакции нет');
  end if;
  return found;
end $$;

-- Which of these numbers, all different, stand in a longest rising row: the others were moved
create function stays_in_row (a_ranks int[]) returns boolean[] language plpgsql immutable as $$
declare
  n int := coalesce (cardinality (a_ranks), 0);
  tails int[] := '{}'; -- the place of the smallest end of a row of each length
  before int[] := array_fill (0, array[greatest (n, 1)]);
  stays boolean[] := array_fill (false, array[greatest (n, 1)]);
  lo int; hi int; mid int; at int;
begin
  for i in 1..n loop
    lo := 1;
    hi := coalesce (cardinality (tails), 0) + 1;
    while lo < hi loop
      mid := (lo + hi) / 2;
      if a_ranks[tails[mid]] < a_ranks[i] then lo := mid + 1; else hi := mid; end if;
    end loop;
    tails[lo] := i;
    before[i] := case when lo > 1 then tails[lo - 1] else 0 end;
  end loop;
  at := coalesce (tails[cardinality (tails)], 0);
  while at > 0 loop
    stays[at] := true;
    at := before[at];
  end loop;
  return stays;
end $$;

create function plan_diff (a_id bigint, a_from int, a_to int)
  returns table (lineage bigint, no text, title text, change text, field text, old text, new text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare p plan := plan_seen (a_id); was jsonb; became jsonb; mine bigint[];
begin
  was := plan_side (p, coalesce (a_from, 0), true);
  became := plan_side (p, coalesce (a_to, 0), false);
  if my_role () = 'school' and p.org_id <> my_org () then
    select coalesce (array_agg (distinct r.lineage), '{}') into mine from reporter r where r.plan_id = coalesce (p.base_id, p.id) and r.org_id = my_org ();
  end if;
  return query
    with o as materialized (
      select (x ->> 'lineage')::bigint as lineage, x as row, n from jsonb_array_elements (was -> 'items') with ordinality e (x, n)
      where mine is null or (x ->> 'lineage')::bigint = any (mine)
    ), c as materialized (
      select (x ->> 'lineage')::bigint as lineage, x as row, n from jsonb_array_elements (became -> 'items') with ordinality e (x, n)
      where mine is null or (x ->> 'lineage')::bigint = any (mine)
    ), both_sides as materialized (
      select c.lineage, o.row as old, c.row as new, c.n, o.n as was_n, o.row -> 'section_id' = c.row -> 'section_id' as same_section
      from o join c using (lineage)
    ), ranked as (
      select b.new -> 'section_id' as section, array_agg (b.lineage order by b.n) as lineages, stays_in_row (array_agg (b.was_n::int order by b.n)) as stays
      from both_sides b where b.same_section group by 1
    ), moved as (
      select u.lineage from ranked r, unnest (r.lineages, r.stays) u (lineage, stays) where not u.stays
    ), told as (
      select null::bigint as lineage, null::text as no, became ->> 'title' as title, 'changed' as change, k as field, was ->> k as old, became ->> k as new, 0::bigint as n
      from unnest (array['title', 'period_from', 'period_until', 'schools']) k where mine is null and was ->> k is distinct from became ->> k
      union all
      select null, null, s.x ->> 'title', 'changed', 'section', t.x ->> 'title', s.x ->> 'title', 0
      from jsonb_array_elements (became -> 'sections') s (x) join jsonb_array_elements (was -> 'sections') t (x) on t.x -> 'id' = s.x -> 'id'
      where mine is null and t.x ->> 'title' <> s.x ->> 'title'
      union all
      select c.lineage, c.row ->> 'no', c.row ->> 'title', 'added', null, null, c.row ->> 'deadline', c.n
      from c where not exists (select from o where o.lineage = c.lineage)
      union all
      select o.lineage, o.row ->> 'no', o.row ->> 'title', 'removed', null, o.row ->> 'deadline', null, 1000000 + o.n
      from o where not exists (select from c where c.lineage = o.lineage)
      union all
      select b.lineage, b.new ->> 'no', b.new ->> 'title', 'moved', 'section', b.old ->> 'section', b.new ->> 'section', b.n
      from both_sides b where not b.same_section
      union all
      select b.lineage, b.new ->> 'no', b.new ->> 'title', 'moved', 'position', b.was_n::text, b.n::text, b.n
      from both_sides b join moved m using (lineage)
      union all
      select b.lineage, b.new ->> 'no', b.new ->> 'title', 'changed', k, b.old ->> k, b.new ->> k, b.n
      from both_sides b, unnest (array['no', 'title', 'object', 'indicator', 'responsible', 'document', 'deadline', 'rule', 'result', 'extra', 'audience',
                                       'audience_orgs', 'school_role']) k
      where b.old ->> k is distinct from b.new ->> k
    )
    select t.lineage, t.no, t.title, t.change, t.field, t.old, t.new from told t order by t.n, t.lineage, t.change, t.field;
end $$;

-- a municipal plan and the school's own made from it, item by item
create function plan_side_by_side (a_id bigint, a_org bigint)
  returns table (lineage bigint, no text, title text, deadline text, responsible text, school_item_id bigint, school_no text, school_title text,
                 school_deadline text, school_responsible text, state text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare p plan := plan_seen (a_id); own bigint;
begin
  a_org := coalesce (a_org, my_org ());
  if not a_org = any (my_orgs ()) then
    perform refuse ('ME404', 'Такой школы нет');
  end if;
  select id into own from plan x where x.source_id = a_id and x.org_id = a_org and x.base_id is null and x.deleted_at is null order by id desc limit 1;
  return query
    with theirs as (
      select i.*, row_number () over (order by s.position, s.id, i.position, i.id) as n
      from plan_item i join plan_section s on s.id = i.section_id
      where i.plan_id = a_id and i.deleted_at is null and exists (select from reporter r where r.plan_id = a_id and r.lineage = i.lineage and r.org_id = a_org)
    ), ours as (
      select i.*, row_number () over (order by s.position, s.id, i.position, i.id) as n
      from plan_item i join plan_section s on s.id = i.section_id where i.plan_id = own and i.deleted_at is null
    )
    select t.lineage, t.no, t.title, t.deadline, t.responsible, o.id, o.no, o.title, o.deadline, o.responsible,
           case when o.id is null then 'missing' when t.id is null then 'own'
                when (t.title, t.deadline, t.responsible) is not distinct from (o.title, o.deadline, o.responsible) then 'same' else 'changed' end
    from theirs t full join ours o on o.source_lineage = t.lineage
    order by coalesce (t.n, 1000000), o.n;
end $$;

-- ---- points of a decision, events --------------------------------------------------------------

create function item_close (a_id bigint, a_version int, a_date date, a_who text, a_with text, a_act bigint) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare i plan_item; p plan;
begin
  i := item_to_move (a_id, a_version);
  if i.id is null then
    return null;
  end if;
  select * into p from plan where id = i.plan_id;
  if p.kind <> 'decision' or p.state <> 'approved' then
    perform refuse ('ME409', 'Закрывают пункты утверждённого решения или приказа');
  end if;
  if i.closed_on is not null then
    perform refuse ('ME409', 'Пункт уже закрыт');
  end if;
  if btrim (a_who) = '' or btrim (a_with) = '' then
    perform refuse ('ME422', 'Напишите, кем и чем закрыт пункт');
  end if;
  if a_date > today_of (i.org_id) or a_date < p.act_date then
    perform refuse ('ME422', 'Дата закрытия: не раньше решения и не позже сегодняшнего дня');
  end if;
  if a_act is not null and not exists (select from act a where a.id = a_act and a.org_id = any (my_orgs ()) and a.deleted_at is null) then
    perform refuse ('ME422', 'Такого акта нет в реестре');
  end if;
  update plan_item set closed_on = a_date, closed_by = a_who, closed_with = a_with, act_id = coalesce (a_act, act_id) where id = a_id;
  return a_id;
end $$;

create function item_open (a_id bigint, a_version int, a_reason text) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare i plan_item;
begin
  i := item_to_move (a_id, a_version);
  if i.id is null then
    return null;
  end if;
  if i.closed_on is null or not exists (select from plan p where p.id = i.plan_id and p.state = 'approved') then
    perform refuse ('ME409', 'Пункт не закрыт');
  end if;
  if btrim (a_reason) = '' then
    perform refuse ('ME422', 'Напишите, почему пункт открыт снова');
  end if;
  update plan_item set closed_on = null, closed_by = null, closed_with = null, opened_reason = a_reason where id = a_id;
  return a_id;
end $$;

-- items of the org's approved plans whose dates wait for an event
create function items_by_event (a_org bigint) returns setof plan_item
  language sql stable security definer set search_path = public, pg_temp as $$
  select i.* from plan_item i join plan p on p.id = i.plan_id
  where p.org_id = a_org and p.state = 'approved' and p.deleted_at is null and i.deleted_at is null and i.canon ~ '(^|[(| ])event\('
    and a_org = my_org ()
$$;

-- what the server read to make the dates is still so
create function check_read (a_items jsonb, a_events bigint[]) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock (hashtextextended ('events ' || my_org (), 0));
  if exists (select from items_by_event (my_org ()) i full join jsonb_array_elements (a_items) x
               on (x ->> 'id')::bigint = i.id and (x ->> 'version')::int = i.version
             where i.id is null or x is null)
     or array (select e.id from recorded_event e where e.org_id = my_org () and e.withdrawn_at is null and e.deleted_at is null order by e.id)
        is distinct from array (select x from unnest (a_events) x order by x) then
    perform refuse ('ME412', 'Планы изменились, пока событие записывали. Повторите');
  end if;
end $$;

create function event_record (a_event text, a_name text, a_first date, a_last date, a_due date, a_note text, a_items jsonb, a_events bigint[])
  returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare made bigint;
begin
  perform check_read (a_items, a_events);
  insert into recorded_event (org_id, event, name, first, last, due, note) values (my_org (), a_event, a_name, a_first, a_last, a_due, a_note)
    returning id into made;
  -- the term of what has happened already began then: its date is made, though it be past
  perform item_date_put (null, a_items, today_of (my_org ()), least (a_first, today_of (my_org ())));
  return made;
end $$;

create function event_withdraw (a_id bigint, a_version int, a_reason text, a_items jsonb, a_events bigint[])
  returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare e recorded_event;
begin
  select * into e from recorded_event where id = a_id and org_id = my_org () and deleted_at is null for update;
  if e.id is null or e.version <> a_version then
    return null;
  end if;
  if btrim (a_reason) = '' then
    perform refuse ('ME422', 'Напишите, почему событие отменяется');
  end if;
  if e.withdrawn_at is not null then
    perform refuse ('ME409', 'Событие уже отменено');
  end if;
  perform check_read (a_items, a_events);
  update recorded_event set withdrawn_at = now (), withdrawn_reason = a_reason where id = a_id;
  perform item_date_put (null, a_items, today_of (my_org ()), today_of (my_org ()));
  return a_id;
end $$;

-- ---- many edits of a draft at once -------------------------------------------------------------

-- why an edit has found no row: another has changed it, or it is not there
create function refuse_edit (a_resource text, a_plan bigint, a_id bigint) returns void language plpgsql set search_path = public, pg_temp as $$
declare seen boolean;
begin
  execute format ('select exists (select from api.%I v where v.id = $1 and v.plan_id = $2)', a_resource) into seen using a_id, a_plan;
  if seen then
    raise exception using errcode = 'ME412', message = 'Запись изменил другой пользователь',
      detail = json_build_object ('code', 'version-conflict', 'resource', a_resource, 'id', a_id);
  end if;
  raise exception using errcode = 'ME404', message = 'Запись № ' || a_id || ' удалена или не из этого плана',
    detail = json_build_object ('code', 'not-found', 'resource', a_resource, 'id', a_id);
end $$;

-- Runs with the rights of its caller: policies and grants hold for each edit. Values have been checked
-- by the server: [{"op","id","version","temp","section_temp","fields":["no",…],"set":{"no":…}}]. Gives
-- what was made or changed: {"sections":[id],"items":[id],"temps":{}}.
create function plan_edit (a_plan bigint, a_ops jsonb) returns text language plpgsql set search_path = public, pg_temp as $$
declare
  op jsonb; f jsonb; made bigint; touched bigint;
  temps jsonb := '{}'; sections bigint[] := '{}'; items bigint[] := '{}';
begin
  perform 1 from plan p where p.id = a_plan and p.deleted_at is null;
  if not found then
    perform refuse ('ME404', 'Такого плана нет');
  end if;
  perform 1 from plan p where p.id = a_plan and p.state = 'draft' and p.org_id = my_org ();
  if not found then
    perform refuse ('ME409', 'Править можно только проект своего плана');
  end if;
  for op in select x from jsonb_array_elements (a_ops) x loop
    select coalesce (jsonb_object_agg (k, op -> 'set' -> k), '{}') into f from jsonb_array_elements_text (coalesce (op -> 'fields', '[]')) k;
    if op ? 'section_temp' then
      made := (temps ->> (op ->> 'section_temp'))::bigint;
      if made is null then
        perform refuse ('ME422', 'Раздел ' || (op ->> 'section_temp') || ' ещё не создан');
      end if;
      f := f || jsonb_build_object ('section_id', made);
    end if;
    touched := (op ->> 'id')::bigint;
    made := null;
    case op ->> 'op'
    when 'insert-section' then
      insert into api.plan_section (plan_id, position, title)
        values (a_plan, coalesce ((f ->> 'position')::int, (select coalesce (max (s.position), 0) + 1 from api.plan_section s where s.plan_id = a_plan)),
                f ->> 'title') returning id into made;
    when 'update-section' then
      update api.plan_section v set position = case when f ? 'position' then (f ->> 'position')::int else v.position end,
          title = case when f ? 'title' then f ->> 'title' else v.title end
        where v.id = touched and v.plan_id = a_plan and v.version = (op ->> 'version')::int returning v.id into made;
    when 'delete-section' then
      delete from api.plan_section v where v.id = touched and v.plan_id = a_plan and v.version = (op ->> 'version')::int returning v.id into made;
    when 'restore-section' then
      update plan_section v set deleted_at = null where v.id = touched and v.plan_id = a_plan and v.deleted_at is not null returning v.id into made;
    when 'insert-item' then
      insert into api.plan_item (plan_id, section_id, position, no, title, object, indicator, responsible, document, deadline, rule, result, extra,
                                 audience, audience_orgs, school_role, act_id, canon, reading, warnings)
        values (a_plan, (f ->> 'section_id')::bigint,
                coalesce ((f ->> 'position')::int, (select coalesce (max (i.position), 0) + 1 from api.plan_item i
                                                    where i.section_id = (f ->> 'section_id')::bigint)),
                f ->> 'no', f ->> 'title', f ->> 'object', f ->> 'indicator', f ->> 'responsible', f ->> 'document', f ->> 'deadline', f ->> 'rule',
                f ->> 'result', f ->> 'extra', coalesce (f ->> 'audience', 'both'), f ->> 'audience_orgs', f ->> 'school_role',
                (f ->> 'act_id')::bigint, coalesce (f ->> 'canon', 'empty'), f ->> 'reading', f ->> 'warnings') returning id into made;
    when 'update-item' then
      update api.plan_item v set section_id = case when f ? 'section_id' then (f ->> 'section_id')::bigint else v.section_id end,
          position = case when f ? 'position' then (f ->> 'position')::int else v.position end,
          no = case when f ? 'no' then f ->> 'no' else v.no end, title = case when f ? 'title' then f ->> 'title' else v.title end,
          object = case when f ? 'object' then f ->> 'object' else v.object end,
          indicator = case when f ? 'indicator' then f ->> 'indicator' else v.indicator end,
          responsible = case when f ? 'responsible' then f ->> 'responsible' else v.responsible end,
          document = case when f ? 'document' then f ->> 'document' else v.document end,
          deadline = case when f ? 'deadline' then f ->> 'deadline' else v.deadline end, rule = case when f ? 'rule' then f ->> 'rule' else v.rule end,
          result = case when f ? 'result' then f ->> 'result' else v.result end, extra = case when f ? 'extra' then f ->> 'extra' else v.extra end,
          audience = case when f ? 'audience' then f ->> 'audience' else v.audience end,
          audience_orgs = case when f ? 'audience_orgs' then f ->> 'audience_orgs' else v.audience_orgs end,
          school_role = case when f ? 'school_role' then f ->> 'school_role' else v.school_role end,
          act_id = case when f ? 'act_id' then (f ->> 'act_id')::bigint else v.act_id end,
          canon = case when f ? 'canon' then f ->> 'canon' else v.canon end, reading = case when f ? 'reading' then f ->> 'reading' else v.reading end,
          warnings = case when f ? 'warnings' then f ->> 'warnings' else v.warnings end
        where v.id = touched and v.plan_id = a_plan and v.version = (op ->> 'version')::int returning v.id into made;
    when 'delete-item' then
      delete from api.plan_item v where v.id = touched and v.plan_id = a_plan and v.version = (op ->> 'version')::int returning v.id into made;
    when 'restore-item' then
      update plan_item v set deleted_at = null, section_id = section_id
        where v.id = touched and v.plan_id = a_plan and v.deleted_at is not null returning v.id into made;
    else
      perform refuse ('ME422', 'Неизвестная правка');
    end case;
    if made is null then
      perform refuse_edit (case when op ->> 'op' like '%section' then 'plan_section' else 'plan_item' end, a_plan, touched);
    end if;
    if op ? 'temp' then
      temps := temps || jsonb_build_object (op ->> 'temp', made);
    end if;
    if op ->> 'op' like '%section' then
      sections := sections || made;
    else
      items := items || made;
    end if;
  end loop;
  return json_build_object ('plan', a_plan, 'temps', temps,
    'sections', (select coalesce (json_agg (s.id order by s.position, s.id), '[]') from api.plan_section s where s.id = any (sections)),
    'items', (select coalesce (json_agg (i.id order by i.section_id, i.position, i.id), '[]') from api.plan_item i where i.id = any (items)));
end $$;
