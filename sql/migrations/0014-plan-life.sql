-- The life of a plan: versions, archive, who reports and since when, events, settings of a town,
-- plans of a school's own. A plan keeps one row and one id through all its versions: a next version is
-- a draft copy (base_id) that is merged into it by lineage when it is approved.

alter table plan
  add base_id bigint references plan,
  add source_id bigint references plan,
  add schools text check (schools ~ '^[0-9]{1,12}(,[0-9]{1,12})*$' and length (schools) <= 8000),
  add reason text check (length (reason) <= 2000),
  add archived_at timestamptz;
-- one open draft of a next version at a time
create unique index plan_base on plan (base_id) where deleted_at is null and base_id is not null;
create index plan_source on plan (source_id) where source_id is not null;

-- the section of the base that a draft's section was copied from
alter table plan_section add base_id bigint references plan_section;

alter table plan_item
  drop constraint plan_item_audience_check,
  add check (audience in ('department', 'schools', 'both', 'biased', 'low-results', 'at-risk', 'listed')),
  add object text check (length (object) <= 2000),
  add indicator text check (length (indicator) <= 4000),
  add audience_orgs text check (audience_orgs ~ '^[0-9]{1,12}(,[0-9]{1,12})*$' and length (audience_orgs) <= 8000),
  add school_role text check (length (school_role) <= 300),
  add rule text check (length (rule) <= 1000),
  add act_id bigint references act,
  add source_lineage bigint,
  add ordered_on date, -- of the order whose version set the deadline's words: they are read by it
  add closed_on date,
  add closed_by text check (length (closed_by) <= 300),
  add closed_with text check (length (closed_with) <= 2000),
  add opened_reason text check (length (opened_reason) <= 2000),
  add check (closed_on is null or (closed_by is not null and closed_with is not null));
update plan_item i set ordered_on = p.act_date from plan p where p.id = i.plan_id and p.state <> 'draft';

-- orgs that a text names are of the own town
create function check_orgs () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare named text := case tg_table_name when 'plan' then to_jsonb (new) ->> 'schools' else to_jsonb (new) ->> 'audience_orgs' end;
begin
  if exists (select from string_to_table (nullif (named, ''), ',') x where case when x ~ '^[0-9]{1,12}$' then not x::bigint = any (my_orgs ()) end) then
    perform refuse ('ME422', 'В списке есть организация, которой нет в вашем муниципалитете');
  end if;
  return new;
end $$;
-- a copy takes the list as it is: an org may be gone since
create trigger b_orgs before insert on plan for each row when (new.schools is not null and new.base_id is null) execute function check_orgs ();
create trigger b_orgs_moved before update of schools on plan for each row
  when (new.schools is distinct from old.schools) execute function check_orgs ();
create trigger b_orgs before insert on plan_item for each row when (new.audience_orgs is not null and new.lineage = new.id) execute function check_orgs ();
create trigger b_orgs_moved before update of audience_orgs on plan_item for each row
  when (new.audience_orgs is distinct from old.audience_orgs) execute function check_orgs ();

-- Who reports on an item, and while. @since and @until hold the days on which a date is due; @year
-- alone the dates of that school year (0: of any): a status is given for a year. @clock is the year
-- of the last recorded execution, for rules that run on each school's own clock (0: none yet).
alter table reporter
  add since date not null default '-infinity',
  add until date not null default 'infinity',
  add year int not null default 0,
  add clock int not null default 0,
  drop constraint reporter_pkey,
  add primary key (org_id, lineage, year, since),
  add check (since <= until);
drop index reporter_lineage;
create index reporter_lineage on reporter (lineage, org_id);
drop index reporter_plan;
create index reporter_plan on reporter (plan_id, org_id);

-- The dates of an item, by its rules. @clock: for those reporters alone whose last execution was in
-- that year (0: none); -1: for all.
create table item_date (
  id bigint generated always as identity primary key,
  org_id bigint not null references org,
  plan_id bigint not null references plan,
  item_id bigint not null references plan_item,
  lineage bigint not null,
  nominal_from date,
  nominal_due date not null,
  due date not null,
  quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
  year int not null, -- the school year of the nominal day, by its first calendar year
  clock int not null default -1,
  unique (item_id, clock, nominal_due)
);
create index item_date_lineage on item_date (lineage);
create index item_date_plan on item_date (plan_id, due);

create function school_year_of (a_day date) returns int language sql immutable as $$
  select extract (year from a_day)::int - case when extract (month from a_day) < 9 then 1 else 0 end
$$;

insert into item_date (org_id, plan_id, item_id, lineage, nominal_from, nominal_due, due, quarter, year)
  select distinct on (c.item_id, c.nominal_due) p.org_id, c.plan_id, c.item_id, c.lineage, c.nominal_from, c.nominal_due, c.due, c.quarter,
         school_year_of (c.nominal_due)
  from control_date c join plan p on p.id = c.plan_id order by c.item_id, c.nominal_due, c.id;
drop view api.control_date;
drop table control_date;

-- A control date is a date of an item for one of its reporters. Nothing is stored of it, so what
-- changes who reports (a status, a school more) touches as many rows as there are reporters.
create view control_date with (security_invoker) as
  select (d.id << 24) | r.org_id as id, r.org_id, d.plan_id, d.item_id, d.lineage, d.nominal_from, d.nominal_due, d.due, d.quarter
  from item_date d
  join reporter r on r.lineage = d.lineage and r.plan_id = d.plan_id and d.due between r.since and r.until
    and (r.year = 0 or r.year = d.year) and (d.clock = -1 or d.clock = r.clock);
create view api.control_date with (security_invoker) as
  select t.id, t.org_id, t.plan_id, t.item_id, t.lineage, t.nominal_from, t.nominal_due, t.due, t.quarter from control_date t;

-- who reports in a quarter, on items with a date and without
create function reporter_in (a_plan bigint, a_quarter text) returns table (org_id bigint, lineage bigint)
  language sql stable set search_path = public, pg_temp as $$
  select distinct r.org_id, r.lineage
  from reporter r, (select make_date (left (a_quarter, 4)::int, right (a_quarter, 1)::int * 3 - 2, 1) as first) q
  where r.plan_id = a_plan and r.until >= q.first and r.since < (q.first + interval '3 months')
    and (r.year = 0 or r.year in (school_year_of (q.first), school_year_of ((q.first + interval '3 months - 1 day')::date)))
$$;

-- What was approved, as it was: frozen
alter table plan_version
  add id bigint generated always as identity unique,
  add org_id bigint references org,
  add act_kind text,
  add act_number text,
  add act_date date,
  add reason text,
  add content jsonb,
  add items int generated always as (jsonb_array_length (content -> 'items')) stored;
create function plan_content (a_plan bigint) returns jsonb language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object ('title', p.title, 'period_from', p.period_from, 'period_until', p.period_until, 'schools', p.schools,
    'sections', (select coalesce (jsonb_agg (jsonb_build_object ('id', coalesce (s.base_id, s.id), 'position', s.position, 'title', s.title)
                                             order by s.position, s.id), '[]')
                 from plan_section s where s.plan_id = p.id and s.deleted_at is null),
    'items', (select coalesce (jsonb_agg (jsonb_build_object ('lineage', i.lineage, 'section_id', coalesce (s.base_id, s.id), 'section', s.title,
                'no', i.no, 'title', i.title, 'object', i.object, 'indicator', i.indicator, 'responsible', i.responsible, 'document', i.document,
                'deadline', i.deadline, 'rule', i.rule, 'canon', i.canon, 'result', i.result, 'extra', i.extra, 'audience', i.audience,
                'audience_orgs', i.audience_orgs, 'school_role', i.school_role) order by s.position, s.id, i.position, i.id), '[]')
              from plan_item i join plan_section s on s.id = i.section_id where i.plan_id = p.id and i.deleted_at is null))
  from plan p where p.id = a_plan
$$;
update plan_version v set org_id = p.org_id, content = plan_content (p.id), act_kind = a.kind, act_number = a.number, act_date = a.date
  from plan p, act a where p.id = v.plan_id and a.id = v.act_id;
alter table plan_version alter org_id set not null, alter content set not null, alter act_kind set not null, alter act_number set not null,
  alter act_date set not null;
create index plan_version_org on plan_version (org_id, plan_id);

-- Things that happen and open the terms that waited for them
create table recorded_event (
  id bigint generated always as identity primary key,
  org_id bigint not null references org,
  event text not null check (event in ('vpr', 'vpr-results', 'federal-list', 'exam', 'results', 'procedure-day', 'measure-end', 'analysis',
                                       'signing', 'other')),
  name text check (length (name) between 1 and 300),
  first date not null,
  last date not null,
  due date,
  note text check (length (note) <= 2000),
  withdrawn_at timestamptz,
  withdrawn_reason text check (length (withdrawn_reason) <= 1000),
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz,
  check (first <= last),
  check ((event = 'other') = (name is not null)),
  check (first >= '2000-01-01' and last <= '2100-12-31'),
  check (due between first and '2101-12-31')
);
create index recorded_event_org on recorded_event (org_id, first);

-- How a town counts its terms; without a row the defaults hold
create table org_settings (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  school_year_end text not null default 'august' check (school_year_end in ('august', 'may', 'june')),
  no_date text not null default 'year' check (no_date in ('year', 'school-year')),
  year_words text not null default 'calendar' check (year_words in ('calendar', 'school')),
  move_days boolean not null default true,
  report_day int not null default 5 check (report_day between 1 and 28),
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create unique index org_settings_once on org_settings (org_id) where deleted_at is null;

do $$
declare t text;
begin
  foreach t in array array['recorded_event', 'org_settings'] loop
    execute format ('create trigger z_audit after insert or update or delete on %I for each row execute function audit_row ()', t);
    execute format ('create trigger c_touch before insert or update on %I for each row execute function touch ()', t);
  end loop;
end $$;

drop view api.plan;
create view api.plan with (security_invoker) as
  select t.id, t.org_id, t.kind, t.title, t.period_from, t.period_until, t.state, t.revision, t.base_id, t.source_id, t.schools, t.reason,
    t.archived_at, t.act_kind, t.act_number, t.act_date,
    (select count (*)::int from plan_item i where i.plan_id = t.id and i.deleted_at is null) as items,
    (select count (*)::int from plan_section s where s.plan_id = t.id and s.deleted_at is null) as sections,
    t.columns, t.version, t.updated_at, (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from plan t where t.deleted_at is null;
drop view api.plan_item;
create view api.plan_item with (security_invoker) as
  select t.id, t.org_id, t.plan_id, t.section_id, t.position, t.lineage, t.no, t.title, t.object, t.indicator, t.responsible, t.document,
    t.deadline, t.rule, t.result, t.extra, t.audience, t.audience_orgs, t.school_role, t.act_id, t.source_lineage, t.canon, t.reading, t.warnings,
    t.closed_on, t.closed_by, t.closed_with, (select p.state from plan p where p.id = t.plan_id) as plan_state, t.version, t.updated_at,
    (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from plan_item t where t.deleted_at is null;
create view api.recorded_event with (security_invoker) as
  select t.id, t.org_id, t.event, t.name, t.first, t.last, t.due, t.note, t.withdrawn_at, t.withdrawn_reason, t.version, t.updated_at,
    (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from recorded_event t where t.deleted_at is null;
create view api.org_settings with (security_invoker) as
  select t.id, t.org_id, t.school_year_end, t.no_date, t.year_words, t.move_days, t.report_day, t.version, t.updated_at,
    (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from org_settings t where t.deleted_at is null;
create view api.plan_version with (security_invoker) as
  select t.id, t.org_id, t.plan_id, t.revision, t.act_kind, t.act_number, t.act_date, t.approved_at,
    (select u.name from app_user u where u.id = t.approved_by) as approved_by, t.reason, t.items
  from plan_version t;
do $$
declare t text;
begin
  foreach t in array array['plan', 'plan_item', 'org_settings'] loop
    execute format ('create trigger mark_deleted instead of delete on api.%I for each row execute function mark_deleted ()', t);
  end loop;
end $$;

-- ---- who reports -----------------------------------------------------------------------------

-- the clock on the wall of that org; a zone nobody knows is Moscow's
create function wall_clock (a_org bigint) returns timestamp language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return now () at time zone (select timezone from org where id = a_org);
exception when invalid_parameter_value then
  return now () at time zone 'Europe/Moscow';
end $$;
create function today_of (a_org bigint) returns date language sql stable security definer set search_path = public, pg_temp as $$
  select wall_clock (a_org)::date
$$;

-- The reporters that plans have by the audiences of their items, as things are now. @a_orgs: of these
-- orgs alone (null: all). A school's own plan has itself alone: its tree is one org.
create function reporter_wanted (a_plans bigint[], a_orgs bigint[])
  returns table (org_id bigint, lineage bigint, plan_id bigint, year int, clock int)
  language sql stable security definer set search_path = public, pg_temp as $$
  with tree as materialized (
    select p.id as plan_id, p.org_id as owner, string_to_array (p.schools, ',')::bigint[] as schools, o.id as org_id, o.kind
    from plan p, unnest (visible_orgs (p.org_id, 'methodologist')) t (org_id) join org o on o.id = t.org_id and o.deleted_at is null
    where p.id = any (a_plans) and p.state = 'approved' and p.deleted_at is null and (a_orgs is null or o.id = any (a_orgs))
  ), item as materialized (
    select i.plan_id, i.lineage, i.audience, string_to_array (i.audience_orgs, ',')::bigint[] as more, i.canon ~ '(^|[(| ])every\(' as clocked
    from plan_item i where i.plan_id = any (a_plans) and i.deleted_at is null
  ), always as materialized (
    select t.org_id, i.lineage, i.plan_id, i.clocked
    from tree t join item i on i.plan_id = t.plan_id
    where (i.audience in ('department', 'both') and t.org_id = t.owner) or (i.audience in ('schools', 'both') and t.kind = 'school')
       or t.org_id = any (i.more) or (i.audience = 'listed' and i.more is null and t.org_id = any (t.schools))
  ), wanted as (
    select a.org_id, a.lineage, a.plan_id, 0 as year, a.clocked from always a
    union all
    select t.org_id, i.lineage, i.plan_id, s.year, i.clocked
    from item i join tree t on t.plan_id = i.plan_id join org_status s on s.org_id = t.org_id and s.status = i.audience and s.deleted_at is null
    where not exists (select from always a where a.org_id = t.org_id and a.lineage = i.lineage)
  )
  select w.org_id, w.lineage, w.plan_id, w.year,
         case when w.clocked then coalesce ((
           select max (coalesce (extract (year from e.date_done)::int, left (e.quarter, 4)::int))
           from execution e join quarter_report q on q.id = e.report_id
           where e.org_id = w.org_id and e.lineage = w.lineage and e.state in ('done', 'done-late') and e.deleted_at is null
             and q.state in ('submitted', 'accepted')), 0) else 0 end
  from wanted w
$$;

-- Brings the reporters of approved plans to what is wanted, for dates due from @a_since on; what was
-- due before stays with whom it was.
create function reporter_draw (a_plans bigint[], a_orgs bigint[], a_since date) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select array_agg (p.id order by p.id) into a_plans from plan p where p.id = any (a_plans) and p.state = 'approved' and p.deleted_at is null;
  if a_plans is null then
    return;
  end if;
  perform 1 from plan where id = any (a_plans) order by id for no key update;
  if exists (select from reporter r where r.plan_id = any (a_plans)) then
    -- a date that the last execution answered stays: the new clock begins after its year
    with w as materialized (select * from reporter_wanted (a_plans, a_orgs))
    update reporter r set until = greatest (a_since - 1, make_date (n.clock, 12, 31))
      from (select x.org_id, x.lineage, x.year, x.since, case when m.clock > x.clock then m.clock end as clock
            from reporter x left join w on w.org_id = x.org_id and w.lineage = x.lineage and w.year = x.year and w.clock = x.clock
            left join w m on m.org_id = x.org_id and m.lineage = x.lineage and m.year = x.year
            where x.plan_id = any (a_plans) and (a_orgs is null or x.org_id = any (a_orgs)) and x.until = 'infinity' and w.org_id is null) n
      where r.org_id = n.org_id and r.lineage = n.lineage and r.year = n.year and r.since = n.since and a_since > r.since;
    with w as materialized (select * from reporter_wanted (a_plans, a_orgs))
    delete from reporter r where r.plan_id = any (a_plans) and (a_orgs is null or r.org_id = any (a_orgs)) and r.since >= a_since
      and r.until = 'infinity'
      and not exists (select from w where w.org_id = r.org_id and w.lineage = r.lineage and w.year = r.year and w.clock = r.clock);
    -- what was ended but now comes back on the same day goes on
    update reporter r set until = 'infinity' from reporter_wanted (a_plans, a_orgs) w
      where r.org_id = w.org_id and r.lineage = w.lineage and r.year = w.year and r.clock = w.clock and r.plan_id = w.plan_id
        and r.until < 'infinity' and r.until >= a_since - 1
        and not exists (select from reporter o where o.org_id = r.org_id and o.lineage = r.lineage and o.year = r.year and o.until = 'infinity');
  end if;
  insert into reporter (org_id, lineage, plan_id, year, since, clock)
    select w.org_id, w.lineage, w.plan_id, w.year, coalesce (o.after, a_since), w.clock
    from reporter_wanted (a_plans, a_orgs) w
    left join lateral (select max (r.until) + 1 as after, bool_or (r.until = 'infinity') as open
                       from reporter r where r.org_id = w.org_id and r.lineage = w.lineage and r.year = w.year and r.until >= a_since) o on true
    where not coalesce (o.open, false);
end $$;

-- approved plans of the towns that these orgs belong to
create function plans_of_towns (a_orgs bigint[]) returns bigint[] language sql stable security definer set search_path = public, pg_temp as $$
  select array_agg (p.id) from plan p
  where p.state = 'approved' and p.deleted_at is null and visible_orgs (p.org_id, 'methodologist') && a_orgs
$$;

create function redraw_for_statuses () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare orgs bigint[];
begin
  select array_agg (distinct c.org_id) into orgs from changed c;
  if orgs is not null then
    perform reporter_draw (plans_of_towns (orgs), orgs, today_of (orgs[1]));
  end if;
  return null;
end $$;
create trigger y_redraw_added after insert on org_status referencing new table as changed for each statement execute function redraw_for_statuses ();
create trigger y_redraw_moved after update on org_status referencing new table as changed for each statement execute function redraw_for_statuses ();

create function redraw_for_orgs () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare orgs bigint[];
begin
  if tg_op = 'INSERT' then
    select array_agg (c.id) into orgs from changed c;
  else
    select array_agg (c.id) into orgs from changed c join former f on f.id = c.id where f.deleted_at is distinct from c.deleted_at;
  end if;
  if orgs is not null then
    -- of a school that is gone the town is told by its parent
    perform reporter_draw (plans_of_towns (orgs || array (select o.parent_id from org o where o.id = any (orgs))), orgs, today_of (orgs[1]));
  end if;
  return null;
end $$;
create trigger y_redraw_added after insert on org referencing new table as changed for each statement execute function redraw_for_orgs ();
create trigger y_redraw_moved after update on org referencing old table as former new table as changed
  for each statement execute function redraw_for_orgs ();

-- a report that comes in, or goes back, sets the school's own clock
create function redraw_for_clocks () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from plan_item i where i.plan_id = new.plan_id and i.deleted_at is null and i.canon ~ '(^|[(| ])every\(') then
    perform reporter_draw (array[new.plan_id], array[new.org_id], today_of (new.org_id));
  end if;
  return null;
end $$;
create trigger y_redraw after update of state on quarter_report for each row
  when (old.state is distinct from new.state) execute function redraw_for_clocks ();

-- ---- dates -----------------------------------------------------------------------------------

-- Puts the dates that the server made of the rules of items: [{"id","dates":[{"from","nominal","due",
-- "quarter","clock"}]}]. Those due from @a_effect on are replaced, those before stay; new ones are
-- made if they are due from @a_since on. The items of @a_plan with the same lineages get them (null:
-- the items themselves).
create function item_date_put (a_plan bigint, a_items jsonb, a_effect date, a_since date) returns void
  language sql security definer set search_path = public, pg_temp as $$
  with target as materialized (
    select t.id as item_id, t.org_id, t.plan_id, t.lineage, x -> 'dates' as dates
    from jsonb_array_elements (a_items) x join plan_item o on o.id = (x ->> 'id')::bigint
    join plan_item t on t.plan_id = coalesce (a_plan, o.plan_id) and t.lineage = o.lineage and t.deleted_at is null
  ), given as materialized (
    select t.item_id, t.org_id, t.plan_id, t.lineage, d."from", d.nominal, d.due, d.quarter, coalesce (d.clock, -1) as clock
    from target t, jsonb_to_recordset (t.dates) d ("from" date, nominal date, due date, quarter text, clock int)
  ), gone as (
    delete from item_date d using target t where d.item_id = t.item_id and d.due >= a_effect
      and not exists (select from given g where g.item_id = d.item_id and g.clock = d.clock and g.nominal = d.nominal_due)
  )
  insert into item_date as d (org_id, plan_id, item_id, lineage, nominal_from, nominal_due, due, quarter, year, clock)
    select g.org_id, g.plan_id, g.item_id, g.lineage, g."from", g.nominal, g.due, g.quarter, school_year_of (g.nominal), g.clock
    from given g where g.due >= a_since
    on conflict (item_id, clock, nominal_due) do update
      set nominal_from = excluded.nominal_from, due = excluded.due, quarter = excluded.quarter
      where d.due >= a_effect
        and (d.nominal_from, d.due, d.quarter) is distinct from (excluded.nominal_from, excluded.due, excluded.quarter)
$$;

-- what the town of an org has set, or its org itself; nothing: the defaults
create function settings_of (a_org bigint) returns setof org_settings
  language sql stable security definer set search_path = public, pg_temp as $$
  with recursive up as (
    select o.id, o.parent_id, o.kind, 0 as depth from org o where o.id = a_org
    union all select o.id, o.parent_id, o.kind, up.depth + 1 from org o join up on o.id = up.parent_id
  ), town as (
    select id, depth from up
    union all select o.id, 50 from org o join up on o.parent_id = up.id where up.kind = 'municipality' and o.kind in ('department', 'center')
  )
  select x.* from org_settings x join town t on t.id = x.org_id where x.deleted_at is null order by t.depth, x.id limit 1
$$;

-- How the town of an org counts, and what has happened in the org, for the server that makes dates
create function schedule_terms (a_org bigint)
  returns table (school_year_end text, no_date text, year_words text, move_days boolean, zone int, events text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce (s.school_year_end, 'august'), coalesce (s.no_date, 'year'), coalesce (s.year_words, 'calendar'), coalesce (s.move_days, true),
         (extract (epoch from wall_clock (o.id) - (now () at time zone 'UTC')) / 60)::int,
         (select coalesce (jsonb_agg (jsonb_build_object ('id', e.id, 'event', e.event, 'name', e.name, 'first', e.first, 'last', e.last, 'due', e.due)
                                      order by e.first, e.id), '[]')::text
          from recorded_event e where e.org_id = a_org and e.withdrawn_at is null and e.deleted_at is null)
  from org o left join lateral settings_of (o.id) s on true
  where o.id = a_org and a_org = any (my_orgs ())
$$;

-- the day a report of that quarter is due: in the month after it
create function report_due (a_org bigint, a_quarter text) returns date language sql stable security definer set search_path = public, pg_temp as $$
  select (date_trunc ('month', quarter_due (a_quarter)::timestamp) + (coalesce ((select s.report_day from settings_of (a_org) s), 5) - 1) * interval '1 day')::date
$$;

-- the report's lines are of those who report in its quarter
create or replace function report_open (a_plan bigint, a_quarter text) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare made bigint;
begin
  if a_quarter !~ '^20[0-9]{2}-Q[1-4]$' then
    perform refuse ('ME422', 'Квартал: год и номер, например 2025-Q1');
  end if;
  if not exists (select from reporter r join plan p on p.id = r.plan_id
                 where r.org_id = my_org () and r.plan_id = a_plan and p.state = 'approved') then
    perform refuse ('ME404', 'По этому плану вы не отчитываетесь');
  end if;
  select id into made from quarter_report where org_id = my_org () and plan_id = a_plan and quarter = a_quarter;
  if made is not null then
    return made;
  end if;
  insert into quarter_report (org_id, plan_id, quarter, due) values (my_org (), a_plan, a_quarter, report_due (my_org (), a_quarter))
    on conflict do nothing returning id into made;
  if made is null then
    return (select id from quarter_report where org_id = my_org () and plan_id = a_plan and quarter = a_quarter);
  end if;
  insert into execution (org_id, report_id, item_id, lineage, item_no, item_title, deadline, due, quarter, position)
    select my_org (), made, i.id, i.lineage, i.no, i.title, i.deadline, d.due, a_quarter, i.position
    from plan_item i
    left join lateral (select min (c.due) as due from control_date c
                       where c.org_id = my_org () and c.lineage = i.lineage and c.quarter = a_quarter) d on true
    where i.plan_id = a_plan and i.deleted_at is null
      and (d.due is not null
           or i.canon ~ '(^|\(|\| )(continuous|external)'
              and exists (select from reporter_in (a_plan, a_quarter) r where r.org_id = my_org () and r.lineage = i.lineage));
  return made;
end $$;

-- events and settings have a history too
create or replace function audit_history (a_resource text, a_id text)
  returns table (id bigint, at timestamptz, who text, action text, field text, old text, new text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if a_resource not in ('org', 'act', 'org_status', 'class', 'plan', 'plan_section', 'plan_item', 'quarter_report', 'execution', 'evidence', 'recheck',
                        'recorded_event', 'org_settings') then
    perform refuse ('ME404', 'У этой записи нет истории');
  end if;
  return query
    select a.id, a.at, coalesce (u.name, 'сервер'), a.action, k.key, v.old ->> k.key, v.new ->> k.key
    from audit a
    join audit_value v on v.audit_id = a.id
    left join app_user u on u.id = a.user_id
    cross join lateral jsonb_object_keys (coalesce (v.new, v.old)) k (key)
    where a.resource = a_resource and a.record_id = a_id and a.action in ('insert', 'update', 'delete')
      and a.org_id = any (my_orgs ()) and k.key not in ('id', 'org_id', 'lineage')
      and not (a.action = 'insert' and v.new ->> k.key is null)
    order by a.id desc, k.key
    limit 500;
end $$;
