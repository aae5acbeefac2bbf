-- Reports carry what was said the quarter before, know when they are late, say why they are closed;
-- executions rest on records of the registers; a year's conclusions on items.
alter table quarter_report add column late boolean not null default false,
  add column returned_at timestamptz;
create index quarter_report_plan on quarter_report (plan_id, quarter);
-- marked: the department's remark is not mended yet
alter table execution add column prefilled boolean not null default false,
  add column marked boolean not null default false;
-- the matrix is read from these two alone
create index execution_cell on execution (lineage, quarter, org_id) include (state, marked) where deleted_at is null;
create index reporter_cell on reporter (lineage, plan_id, since, until, year, clock, org_id);

-- what an execution rests on besides its files
create table execution_link (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  execution_id bigint not null references execution,
  kind text not null check (kind in ('procedure', 'recheck', 'act', 'event')),
  target_id bigint not null,
  title text not null check (length (title) between 1 and 1000),
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create index execution_link_org on execution_link (org_id, execution_id);
create unique index execution_link_once on execution_link (execution_id, kind, target_id) where deleted_at is null;

-- the department's word on an item at the end of a year; by lineage, so it outlives new versions
create table item_conclusion (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  plan_id bigint not null references plan,
  lineage bigint not null,
  year int not null check (year between 2000 and 2100),
  conclusion text check (length (conclusion) <= 4000),
  proposal text check (length (proposal) <= 4000),
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create index item_conclusion_org on item_conclusion (org_id, plan_id);
create unique index item_conclusion_once on item_conclusion (plan_id, lineage, year) where deleted_at is null;

create function check_conclusion () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from plan_item i join plan p on p.id = i.plan_id
                 where i.plan_id = new.plan_id and i.lineage = new.lineage and p.org_id = new.org_id) then
    perform refuse ('ME422', 'В плане нет такого пункта');
  end if;
  return new;
end $$;
create trigger b_item before insert on item_conclusion for each row execute function check_conclusion ();

do $$
declare t text;
begin
  foreach t in array array['execution_link', 'item_conclusion'] loop
    execute format ('create trigger z_audit after insert or update or delete on %I for each row execute function audit_row ()', t);
    execute format ('create trigger c_touch before insert or update on %I for each row execute function touch ()', t);
  end loop;
end $$;

-- An answer confirms what was carried and mends what was marked; late is what was done after its day,
-- whatever was chosen.
create function execution_answered () returns trigger language plpgsql as $$
begin
  new.prefilled := false;
  new.marked := false;
  if new.state in ('done', 'done-late') and new.date_done is not null and new.due is not null then
    new.state := case when new.date_done > new.due then 'done-late' else 'done' end;
  end if;
  return new;
end $$;
create trigger b_answered before update of state, text, date_done, reason on execution
  for each row execute function execution_answered ();

-- what stands in a report that is no longer open, and who opens it
create function report_lock (a_state text) returns text language sql immutable as $$
  select case a_state
    when 'submitted' then 'Отчёт сдан и ждёт приёмки. Открыть его может методист управления: вернуть с замечанием'
    when 'accepted' then 'Отчёт принят. Открыть его может методист управления: вернуть с замечанием' end
$$;

-- papers and links are put into an open report; the policies say so too, this says why
create function check_line_open () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare state text;
begin
  select r.state into state from execution e join quarter_report r on r.id = e.report_id
    where e.id = new.execution_id and e.org_id = new.org_id;
  if report_lock (state) is not null then
    perform refuse ('ME409', report_lock (state));
  end if;
  return new;
end $$;
create trigger a_open before insert on evidence for each row execute function check_line_open ();
create trigger a_open before insert on execution_link for each row execute function check_line_open ();

create function event_title (a_event text) returns text language sql immutable as $$
  select case a_event when 'vpr' then 'Проведение ВПР' when 'vpr-results' then 'Получение результатов ВПР'
    when 'federal-list' then 'Получение федерального списка' when 'exam' then 'Экзамен' when 'results' then 'Объявление результатов'
    when 'procedure-day' then 'День проведения процедуры' when 'measure-end' then 'Завершение мероприятий' when 'analysis' then 'Анализ'
    when 'signing' then 'Подписание' else 'Событие' end
$$;

-- A link takes the title of its record, and only of one that its org knows of: what belongs to
-- another school is not there.
create function execution_link_name () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.title := case new.kind
    when 'procedure' then
      (select procedure_kind_title (p.kind) || ' ' || p.year || ' ' || p.subject || ' ' || p.grade || ' класс' from procedure p where p.id = new.target_id)
    when 'recheck' then
      (select k.title from recheck k where k.id = new.target_id and k.deleted_at is null
         and (k.org_id = new.org_id or (k.school_id = new.org_id and k.state = 'closed')))
    when 'act' then
      (select left (a.number || ' от ' || to_char (a.date, 'DD.MM.YYYY') || ' ' || a.title, 1000) from act a
       where a.id = new.target_id and a.deleted_at is null
         and (a.org_id = new.org_id or exists (select from plan p join reporter r on r.plan_id = p.id
                                               where p.act_id = a.id and r.org_id = new.org_id)))
    when 'event' then
      (select coalesce (v.name, event_title (v.event)) || ', ' || to_char (v.first, 'DD.MM.YYYY') from recorded_event v
       where v.id = new.target_id and v.deleted_at is null and v.withdrawn_at is null
         and (v.org_id = new.org_id or exists (select from plan p join reporter r on r.plan_id = p.id
                                               where p.org_id = v.org_id and r.org_id = new.org_id)))
    end;
  if new.title is null then
    perform refuse ('ME422', 'Такой записи нет: выберите её из списка');
  end if;
  return new;
end $$;
create trigger b_name before insert on execution_link for each row execute function execution_link_name ();

-- no day is to be had from the words: reported each quarter
create function canon_is_dateless (a_canon text) returns boolean language sql immutable as $$
  select regexp_replace (a_canon, '"([^"\\]|\\.)*"', '""', 'g') ~ '^(empty|none)|(^|\(|\| )(continuous|external|ondemand)'
$$;

create function quarter_first_day (a_quarter text) returns date language sql immutable as $$
  select make_date (left (a_quarter, 4)::int, right (a_quarter, 1)::int * 3 - 2, 1)
$$;
create function quarter_last_day (a_quarter text) returns date language sql immutable as $$
  select (quarter_first_day (a_quarter) + interval '3 months - 1 day')::date
$$;
create function quarter_of (a_day date) returns text language sql immutable as $$
  select extract (year from a_day) || '-Q' || extract (quarter from a_day)
$$;

-- What a plan asks of each reporter in each quarter between two: what has a date in it (the last one
-- counts), what has no date at all, and what waits from the quarter of its event to that of its date.
-- An item of a school's own plan that was taken from the municipal one is asked there (@source is the
-- lineage it is answered under), so it has that one's dates and is not asked twice.
create function report_lines (a_plan bigint, a_orgs bigint[], a_from text, a_until text)
  returns table (org_id bigint, item_id bigint, lineage bigint, source bigint, quarter text, due date)
  language sql stable set search_path = public, pg_temp as $$
  with quarters as materialized (
    select quarter_of (d::date) as q, d::date as first, (d + interval '3 months - 1 day')::date as last
    from generate_series (quarter_first_day (a_from), quarter_first_day (a_until), interval '3 months') d
  ), item as materialized (
    select i.id, i.lineage, coalesce (i.source_lineage, i.lineage) as source, coalesce (i.closed_on, 'infinity') as closed_on,
           canon_is_dateless (i.canon) as dateless, i.canon ~ '(^|[(| ])event\(' as waits, p.period_from, p.period_until
    from plan_item i join plan p on p.id = i.plan_id where i.plan_id = a_plan and i.deleted_at is null
  ), asked as (
    select r.org_id, i.id, q.q, case when d.quarter = q.q then d.due end as due
    from item i join item_date d on d.lineage = i.source
    join quarters q on q.first <= i.closed_on
      and (q.q = d.quarter or (i.waits and d.nominal_from is not null and q.q < d.quarter and q.q >= quarter_of (d.nominal_from)))
    join reporter r on r.lineage = d.lineage and r.plan_id = d.plan_id and d.due between r.since and r.until
      and (r.year = 0 or r.year = d.year) and (d.clock = -1 or d.clock = r.clock)
    where r.org_id in (select unnest (a_orgs))
    union all
    select r.org_id, i.id, q.q, null
    from item i join reporter r on r.lineage = i.source
    join quarters q on q.first <= i.closed_on and q.last >= i.period_from and q.first <= i.period_until
      and r.since <= q.last and r.until >= q.first and (r.year = 0 or r.year in (school_year_of (q.first), school_year_of (q.last)))
    where i.dateless and r.org_id in (select unnest (a_orgs))
  )
  select a.org_id, i.id, i.lineage, i.source, a.q, a.due
  from (select x.org_id, x.id, x.q, max (x.due) as due from asked x group by 1, 2, 3) a join item i on i.id = a.id
$$;

-- An open report has a line for each thing asked, in the words the items have now. What is asked no
-- more goes, unless it was answered. A new line brings the text of the quarter before.
create function report_fill (a_report bigint) returns void language sql security definer set search_path = public, pg_temp as $$
  with r as (
    select * from quarter_report where id = a_report
  ), asked as (
    select l.* from r, report_lines (r.plan_id, array[r.org_id], r.quarter, r.quarter) l where l.source = l.lineage
  ), gone as (
    update execution e set deleted_at = now ()
    where e.report_id = a_report and e.deleted_at is null and e.state = 'not-started' and (e.prefilled or coalesce (e.text, '') = '')
      and not exists (select from asked a where a.lineage = e.lineage)
      and not exists (select from evidence v where v.execution_id = e.id and v.deleted_at is null)
  )
  insert into execution as e (org_id, report_id, item_id, lineage, item_no, item_title, deadline, due, quarter, position, text, prefilled)
    select r.org_id, r.id, i.id, i.lineage, i.no, i.title, i.deadline, a.due, r.quarter, s.position * 100000 + i.position, was.text, was.text is not null
    from r cross join asked a join plan_item i on i.id = a.item_id join plan_section s on s.id = i.section_id
    left join lateral (select w.text from execution w join quarter_report b on b.id = w.report_id
                       where w.org_id = r.org_id and w.lineage = i.lineage and w.quarter < r.quarter and b.plan_id = r.plan_id
                         and w.deleted_at is null and w.text <> '' order by w.quarter desc limit 1) was on true
    order by s.position, s.id, i.position, i.id
  on conflict (org_id, report_id, lineage) do update
    set item_id = excluded.item_id, item_no = excluded.item_no, item_title = excluded.item_title, deadline = excluded.deadline,
        due = excluded.due, position = excluded.position, deleted_at = null
    where (e.item_id, e.item_no, e.item_title, e.deadline, e.due, e.position, e.deleted_at)
      is distinct from (excluded.item_id, excluded.item_no, excluded.item_title, excluded.deadline, excluded.due, excluded.position, null::timestamptz)
$$;

-- The report of the own org; one that is open already is brought up to date. @a_due comes from the
-- working calendar of the server.
drop function report_open (bigint, text);
create function report_open (a_plan bigint, a_quarter text, a_due date) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare r quarter_report;
begin
  if a_quarter !~ '^20[0-9]{2}-Q[1-4]$' then
    perform refuse ('ME422', 'Квартал: год и номер, например 2025-Q1');
  end if;
  if not exists (select from reporter t join plan p on p.id = t.plan_id
                 where t.org_id = my_org () and t.plan_id = a_plan and p.state = 'approved' and p.deleted_at is null) then
    perform refuse ('ME404', 'По этому плану вы не отчитываетесь');
  end if;
  insert into quarter_report (org_id, plan_id, quarter, due) values (my_org (), a_plan, a_quarter, a_due) on conflict do nothing;
  select * into r from quarter_report q where q.org_id = my_org () and q.plan_id = a_plan and q.quarter = a_quarter for update;
  if r.state in ('draft', 'returned') then
    perform report_fill (r.id);
    if not exists (select from execution e where e.report_id = r.id and e.deleted_at is null) then
      perform refuse ('ME422', 'За этот квартал по плану отчитываться не о чем: выберите другой квартал');
    end if;
  end if;
  return r.id;
end $$;
drop function report_due (bigint, text);
drop function quarter_due (text);

-- what a line lacks, or null
create function execution_lacks (e execution) returns text language sql stable as $$
  select case
    when e.state = 'not-started' then 'state'
    when e.state in ('not-done', 'not-applicable') then case when coalesce (trim (e.reason), '') = '' then 'reason' end
    when coalesce (trim (e.text), '') = '' then 'text'
    when e.state = 'in-progress' then null
    when e.due is not null and e.date_done is null then 'date_done'
    when e.date_done > current_date + 1 then 'date_done' end
$$;

create or replace function report_submit (a_id bigint, a_version int) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare r quarter_report; numbers text; items json; lines json;
begin
  select * into r from quarter_report where id = a_id and org_id = my_org () for update;
  if r.id is null or r.version <> a_version then
    return null;
  end if;
  if r.state not in ('draft', 'returned') then
    perform refuse ('ME409', report_lock (r.state));
  end if;
  select string_agg (coalesce (i.no, '—'), ', ' order by s.position, i.position) into numbers
    from report_lines (r.plan_id, array[r.org_id], r.quarter, r.quarter) l join plan_item i on i.id = l.item_id
    join plan_section s on s.id = i.section_id
    where l.source = l.lineage
      and not exists (select from execution e where e.report_id = a_id and e.lineage = l.lineage and e.deleted_at is null);
  if numbers is not null then
    perform refuse ('ME409', 'План изменился, в отчёт входят ещё пункты: ' || numbers || '. Откройте отчёт снова и ответьте по ним');
  end if;
  select string_agg (coalesce (e.item_no, '—'), ', ' order by e.position), json_agg (e.id order by e.position),
         json_agg (json_build_object ('execution_id', e.id, 'field', execution_lacks (e)) order by e.position)
    into numbers, items, lines
    from execution e where e.report_id = a_id and e.deleted_at is null and execution_lacks (e) is not null;
  if items is not null then
    raise exception using errcode = 'ME409', message = 'Не на все пункты дан ответ: ' || numbers,
      detail = json_build_object ('code', 'unanswered', 'items', items, 'lines', lines);
  end if;
  update execution set marked = false where report_id = a_id and marked;
  -- what was late at first stays late; what was in time does not become late by being returned
  update quarter_report q set state = 'submitted', submitted_at = now (),
      late = case when r.submitted_at is null then today_of (r.org_id) > r.due else r.late end
    where q.id = a_id;
  perform report_touch (a_id);
  return a_id;
end $$;

-- also opens what was accepted: an act with a reason
create or replace function report_return (a_id bigint, a_version int, a_remark text, a_lines jsonb) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare r quarter_report;
begin
  select * into r from quarter_report where id = a_id and org_id = any (my_orgs ()) for update;
  if r.id is null or r.version <> a_version then
    return null;
  end if;
  if r.state not in ('submitted', 'accepted') then
    perform refuse ('ME409', 'Вернуть можно только сданный отчёт: этот ещё заполняет ' || (select o.short_name from org o where o.id = r.org_id));
  end if;
  if coalesce (trim (a_remark), '') = '' then
    perform refuse ('ME422', 'Напишите, что исправить');
  end if;
  if exists (select from jsonb_array_elements (coalesce (a_lines, '[]')) l
             where not exists (select from execution e where e.report_id = a_id and e.id = (l ->> 'execution_id')::bigint and e.deleted_at is null)) then
    perform refuse ('ME422', 'В отчёте нет строки, к которой написано замечание');
  end if;
  if exists (select from jsonb_array_elements (coalesce (a_lines, '[]')) l where coalesce (trim (l ->> 'remark'), '') = '') then
    perform refuse ('ME422', 'Напишите замечание к строке или не отмечайте её');
  end if;
  update quarter_report set state = 'returned', remark = a_remark, returned_at = now (), accepted_at = null where id = a_id;
  -- remarks of a return before have been answered
  update execution e set remark = l.remark, marked = l.remark is not null
    from (select x.id, (select l ->> 'remark' from jsonb_array_elements (coalesce (a_lines, '[]')) l where (l ->> 'execution_id')::bigint = x.id limit 1) as remark
          from execution x where x.report_id = a_id) l
    where e.id = l.id and (e.remark, e.marked) is distinct from (l.remark, l.remark is not null);
  perform report_touch (a_id);
  return a_id;
end $$;

-- frozen with the words its items have now
create or replace function report_accept (a_id bigint, a_version int) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare r quarter_report;
begin
  select * into r from quarter_report where id = a_id and org_id = any (my_orgs ()) for update;
  if r.id is null or r.version <> a_version then
    return null;
  end if;
  if r.state <> 'submitted' then
    perform refuse ('ME409', case r.state when 'accepted' then 'Отчёт уже принят'
      else 'Принять можно только сданный отчёт: этот ещё заполняет ' || (select o.short_name from org o where o.id = r.org_id) end);
  end if;
  update execution e set item_no = i.no, item_title = i.title, deadline = i.deadline
    from plan_item i
    where e.report_id = a_id and i.id = e.item_id and i.deleted_at is null
      and (e.item_no, e.item_title, e.deadline) is distinct from (i.no, i.title, i.deadline);
  update quarter_report set state = 'accepted', accepted_at = now () where id = a_id;
  perform report_touch (a_id);
  return a_id;
end $$;

create or replace function report_touch (a_id bigint) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update execution set version = version where report_id = a_id;
  update evidence set version = version where execution_id in (select id from execution where report_id = a_id);
  update execution_link set version = version where execution_id in (select id from execution where report_id = a_id);
$$;

-- What the server shows
drop view api.quarter_report;
create view api.quarter_report with (security_invoker) as
  select t.id, t.org_id, (select o.short_name from org o where o.id = t.org_id) as org_name, t.plan_id, t.quarter, t.state, t.due,
    (select count (*)::int from execution e where e.report_id = t.id and e.deleted_at is null and e.state <> 'not-started') as answered,
    (select count (*)::int from execution e where e.report_id = t.id and e.deleted_at is null) as total,
    t.submitted_at, t.late, t.returned_at, t.accepted_at, t.remark, t.version, t.updated_at,
    (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from quarter_report t where t.deleted_at is null;
drop view api.execution;
create view api.execution with (security_invoker) as
  select t.id, t.org_id, t.report_id, t.item_id, t.lineage, t.item_no, t.item_title, t.deadline, t.due, t.quarter, t.state, t.text, t.date_done,
    t.reason, t.remark, t.prefilled,
    (select count (*)::int from evidence e where e.execution_id = t.id and e.withdrawn_at is null and e.deleted_at is null) as files,
    (select r.state from quarter_report r where r.id = t.report_id) as report_state,
    t.version, t.updated_at, (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from execution t where t.deleted_at is null;
create view api.execution_link with (security_invoker) as
  select t.id, t.org_id, t.execution_id, t.kind, t.target_id, t.title,
    (select r.state from execution e join quarter_report r on r.id = e.report_id where e.id = t.execution_id) as report_state,
    t.version, t.updated_at, (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from execution_link t where t.deleted_at is null;
create view api.item_conclusion with (security_invoker) as
  select t.id, t.org_id, t.plan_id, t.lineage, t.year, t.conclusion, t.proposal, t.version, t.updated_at,
    (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from item_conclusion t where t.deleted_at is null;
create trigger mark_deleted instead of delete on api.execution_link for each row execute function mark_deleted ();
create trigger mark_deleted instead of delete on api.item_conclusion for each row execute function mark_deleted ();

-- ---- what the department looks at -------------------------------------------------------------------

-- the plan, for who may see it
create function plan_in_sight (a_id bigint) returns plan language plpgsql stable security definer set search_path = public, pg_temp as $$
declare p plan;
begin
  select * into p from plan where id = a_id and deleted_at is null
    and (org_id = any (my_orgs ())
         or (my_role () = 'school' and state <> 'draft' and exists (select from reporter r where r.plan_id = a_id and r.org_id = my_org ())));
  if p.id is null then
    perform refuse ('ME404', 'Такого плана нет');
  end if;
  return p;
end $$;

-- On which day of the month after the quarter reports of a plan are due, for who may see the plan
create function report_rule (a_plan bigint) returns table (report_day int, move_days boolean, today date)
  language sql stable security definer set search_path = public, pg_temp as $$
  with recursive up as (
    select o.id, o.parent_id, o.kind, 0 as depth from org o join plan p on p.org_id = o.id where p.id = a_plan
    union all select o.id, o.parent_id, o.kind, up.depth + 1 from org o join up on o.id = up.parent_id
  ), town as (
    select id, depth from up
    union all select o.id, 50 from org o join up on o.parent_id = up.id where up.kind = 'municipality' and o.kind in ('department', 'center')
  )
  select coalesce (s.report_day, 5), coalesce (s.move_days, true), today_of (my_org ())
  from plan_in_sight (a_plan) seen
  left join lateral (select x.* from org_settings x join town t on t.id = x.org_id where x.deleted_at is null order by t.depth, x.id limit 1) s on true
$$;

-- the columns of the matrix, with the letters that matrix_read calls them by
create function matrix_reporters (a_plan bigint) returns table (org_id bigint, name text, letter text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.short_name, chr (255 + u.place::int)
  from plan_in_sight (a_plan) seen, unnest (my_orgs ()) with ordinality u (id, place) join org o on o.id = u.id
  where exists (select from plan_item i join reporter r on r.lineage = coalesce (i.source_lineage, i.lineage)
                where i.plan_id = a_plan and i.deleted_at is null and r.org_id = o.id)
  order by o.kind in ('school', 'preschool'), o.short_name, o.id
$$;

-- What the matrix is put together of, a row an item, so that the base only walks two indexes:
-- asked: `2026-Q1o2026-Q2-:ĀāĂ;…`: quarters with the letter of no answer, and of whom they are asked, a
-- letter an org; answered: `2026-Q1ddw:ĀāĂ;…`: a quarter's answers and whose they are, in the same order.
-- @a_quarter: null for all up to the day's. @a_closed: the newest quarter whose reports were due.
create function matrix_read (a_plan bigint, a_quarter text, a_closed text)
  returns table (lineage bigint, item_id bigint, no text, title text, section text, asked text, answered text)
  language sql stable security definer set search_path = public, pg_temp set jit = off set work_mem = '64MB' as $$
  with me as materialized (
    select p.period_from, p.period_until, today_of (my_org ()) as today,
           coalesce (a_quarter, least (quarter_of (p.period_from), (select min (d.quarter) from item_date d where d.plan_id = a_plan))) as first,
           coalesce (a_quarter, quarter_of (today_of (my_org ()))) as last
    from plan_in_sight (a_plan) p
  ), mine as materialized (
    select u.id, chr (255 + u.place::int) as letter from unnest (my_orgs ()) with ordinality u (id, place)
  ), item as materialized (
    select i.id, i.lineage, coalesce (i.source_lineage, i.lineage) as source, i.no, i.title, s.title as section,
           coalesce (i.closed_on, 'infinity') as closed_on, canon_is_dateless (i.canon) as dateless, i.canon ~ '(^|[(| ])event\(' as waits,
           case when i.source_lineage is null then i.plan_id else p.source_id end as source_plan, row_number () over (order by s.position, s.id, i.position, i.id) as n
    from plan_item i join plan p on p.id = i.plan_id join plan_section s on s.id = i.section_id where i.plan_id = a_plan and i.deleted_at is null
  ), quarters as materialized (
    select quarter_of (d::date) as q, d::date as first, (d + interval '3 months - 1 day')::date as last
    from me, generate_series (quarter_first_day (me.first), quarter_first_day (me.last), interval '3 months') d
  ), term as materialized (
    -- whom a quarter is asked of, as reporters match dates; the letter of no answer
    select i.id, q.q, d.due as low, d.due as high, d.year as year1, d.year as year2, d.clock,
           case when q.q < d.quarter or d.due >= me.today then '-' else 'o' end as letter
    from me cross join item i join item_date d on d.lineage = i.source
    join quarters q on q.first <= i.closed_on
      and (q.q = d.quarter or (i.waits and d.nominal_from is not null and q.q < d.quarter and q.q >= quarter_of (d.nominal_from)))
    union all
    select i.id, q.q, q.first, q.last, school_year_of (q.first), school_year_of (q.last), -1, case when q.q <= a_closed then 'o' else '?' end
    from me cross join item i join quarters q on q.first <= i.closed_on and q.last >= me.period_from and q.first <= me.period_until
    where i.dateless
  ), who as materialized (
    select i.id, r.*
    from item i cross join lateral (
      select x.since, x.until, x.year, x.clock, string_agg (o.letter, '') as orgs
      from reporter x join mine o on o.id = x.org_id where x.lineage = i.source and x.plan_id = i.source_plan group by 1, 2, 3, 4) r
  ), asks as (
    select w.id, string_agg (w.quarters || ':' || w.orgs, ';') as asked
    from (select w.id, w.orgs, string_agg (t.q || t.letter, '') as quarters
          from who w join term t on t.id = w.id and w.since <= t.high and w.until >= t.low
            and (w.year = 0 or w.year in (t.year1, t.year2)) and (t.clock = -1 or t.clock = w.clock)
          group by 1, 2) w
    group by 1
  ), answers as (
    select i.id, string_agg (q.q || e.letters || ':' || e.orgs, ';') as answered
    from item i cross join quarters q cross join lateral (
      select string_agg (case when x.marked then 'r' else case x.state when 'done' then 'd' when 'done-late' then 'l' when 'in-progress' then 'w'
               when 'not-done' then 'n' when 'not-applicable' then 'x' end end, '') as letters, string_agg (o.letter, '') as orgs
      from execution x join mine o on o.id = x.org_id
      where x.lineage = i.source and x.quarter = q.q and x.deleted_at is null and x.state <> 'not-started') e
    where e.orgs is not null group by 1
  )
  select i.lineage, i.id, i.no, i.title, i.section, k.asked, w.answered
  from item i left join asks k on k.id = i.id left join answers w on w.id = i.id order by i.n
$$;

-- Lines with what was said of them, a row a line; the four reads below count these.
create function report_answers (a_plan bigint, a_orgs bigint[], a_from text, a_until text)
  returns table (org_id bigint, item_id bigint, lineage bigint, quarter text, due date, state text, date_done date, report_id bigint, execution_id bigint)
  language sql stable set search_path = public, pg_temp as $$
  select l.org_id, l.item_id, l.lineage, l.quarter, l.due, coalesce (e.state, 'not-started'), e.date_done, e.report_id, e.id
  from report_lines (a_plan, a_orgs, a_from, a_until) l
  left join execution e on e.lineage = l.source and e.quarter = l.quarter and e.org_id = l.org_id and e.deleted_at is null
$$;

create function plan_first_quarter (p plan) returns text language sql stable set search_path = public, pg_temp as $$
  select least (quarter_of (p.period_from), (select min (d.quarter) from item_date d where d.plan_id = p.id))
$$;

create function plan_calendar (a_plan bigint, a_from date, a_until date, a_org bigint)
  returns table (due date, nominal_due date, plan_id bigint, lineage bigint, item_id bigint, no text, title text, quarter text,
                 reporters int, done int, overdue int)
  language plpgsql stable security definer set search_path = public, pg_temp set jit = off set work_mem = '64MB' as $$
declare plans bigint[]; orgs bigint[] := my_orgs (); today date := today_of (my_org ());
begin
  if a_org is not null and not a_org = any (orgs) then
    perform refuse ('ME404', 'Такой организации нет');
  end if;
  if a_from > a_until or a_until - a_from > 3700 then
    perform refuse ('ME422', 'Дни: от раннего к позднему, не больше десяти лет');
  end if;
  orgs := case when a_org is null then orgs else array[a_org] end;
  if a_plan is not null then
    perform plan_in_sight (a_plan);
    plans := array[a_plan];
  else
    select array_agg (p.id) into plans from plan p
      where p.state = 'approved' and p.deleted_at is null
        and (p.org_id = any (my_orgs ()) or exists (select from reporter r where r.plan_id = p.id and r.org_id = any (my_orgs ())));
  end if;
  return query
    select d.due, d.nominal_due, i.plan_id, i.lineage, i.id, i.no, i.title, d.quarter, count (distinct r.org_id)::int,
           (count (distinct r.org_id) filter (where e.state in ('done', 'done-late')))::int,
           (count (distinct r.org_id) filter (where coalesce (e.state, 'not-started') = 'not-started' and d.due < today))::int
    from plan_item i
    -- what was taken from another plan stands in that one's calendar, and here when this plan alone is asked for
    join item_date d on d.lineage = coalesce (i.source_lineage, i.lineage) and (i.source_lineage is null or a_plan is not null)
    join reporter r on r.lineage = d.lineage and r.plan_id = d.plan_id and d.due between r.since and r.until
      and (r.year = 0 or r.year = d.year) and (d.clock = -1 or d.clock = r.clock)
    left join execution e on e.lineage = d.lineage and e.quarter = d.quarter and e.org_id = r.org_id and e.deleted_at is null
    join plan_section s on s.id = i.section_id
    where i.plan_id = any (plans) and i.deleted_at is null and d.due between a_from and a_until and r.org_id = any (orgs)
      and quarter_first_day (d.quarter) <= coalesce (i.closed_on, 'infinity')
    group by d.id, i.id, s.id order by 1, i.plan_id, s.position, s.id, i.position, i.id, 2;
end $$;

-- @a_due: of this quarter's reports; @a_closed: the newest quarter whose reports were due
create function plan_completeness (a_plan bigint, a_quarter text, a_due date, a_closed text)
  returns table (id bigint, org_id bigint, org_name text, section_id bigint, section text, total int, answered int, done int, done_late int,
                 in_work int, not_done int, not_applicable int, overdue int, report_id bigint, report_state text, due date,
                 submitted_at timestamptz, on_time boolean)
  language sql stable security definer set search_path = public, pg_temp set jit = off set work_mem = '64MB' as $$
  with lines as (
    select a.*, i.section_id, a.state = 'not-started' and case when a.due is null then a.quarter <= a_closed else a.due < today_of (my_org ()) end as late
    from plan_in_sight (a_plan) seen, report_answers (seen.id, my_orgs (), a_quarter, a_quarter) a join plan_item i on i.id = a.item_id
  ), counted as (
    select l.org_id, l.section_id, count (*) as total, count (*) filter (where l.state <> 'not-started') as answered,
           count (*) filter (where l.state = 'done') as done, count (*) filter (where l.state = 'done-late') as done_late,
           count (*) filter (where l.state = 'in-progress') as in_work, count (*) filter (where l.state = 'not-done') as not_done,
           count (*) filter (where l.state = 'not-applicable') as not_applicable, count (*) filter (where l.late) as overdue
    from lines l group by 1, 2
  )
  select row_number () over w, o.id, o.short_name, s.id, s.title, c.total::int, c.answered::int, c.done::int, c.done_late::int, c.in_work::int,
         c.not_done::int, c.not_applicable::int, c.overdue::int, r.id, r.state, coalesce (r.due, a_due), r.submitted_at,
         case when r.submitted_at is not null then not r.late when coalesce (r.due, a_due) < today_of (my_org ()) then false end
  from counted c join org o on o.id = c.org_id join plan_section s on s.id = c.section_id
  left join quarter_report r on r.org_id = c.org_id and r.plan_id = a_plan and r.quarter = a_quarter and r.deleted_at is null
  window w as (order by o.kind in ('school', 'preschool'), o.short_name, o.id, s.position, s.id)
  order by 1
$$;

-- what was not done by its day, and what was done after it
create function plan_late (a_plan bigint)
  returns table (id bigint, org_id bigint, org_name text, lineage bigint, item_id bigint, no text, title text, due date, days int, state text,
                 report_id bigint, execution_id bigint)
  language sql stable security definer set search_path = public, pg_temp set jit = off set work_mem = '64MB' as $$
  with me as materialized (
    select p.first, today_of (my_org ()) as today from (select plan_first_quarter (plan_in_sight (a_plan)) as first) p
  ), late as (
    select a.*, case a.state when 'done-late' then a.date_done else m.today end - a.due as days
    from me m, report_answers (a_plan, my_orgs (), m.first, quarter_of (m.today)) a
    where a.due is not null and (a.state = 'done-late' or (a.state not in ('done', 'not-applicable') and a.due < m.today))
  )
  select row_number () over (order by l.due, s.position, i.position, i.id, o.short_name, o.id), o.id, o.short_name, l.lineage, i.id, i.no, i.title, l.due, l.days,
         l.state, l.report_id, l.execution_id
  from late l join org o on o.id = l.org_id join plan_item i on i.id = l.item_id join plan_section s on s.id = i.section_id
  order by 1
$$;

create function plan_annual (a_plan bigint, a_year int)
  returns table (lineage bigint, item_id bigint, section text, no text, title text, deadline text, dates text, reporters int, done int, done_late int,
                 in_work int, not_done int, not_applicable int, unanswered int, who text, conclusion text, proposal text, conclusion_id bigint,
                 conclusion_version int)
  language sql stable security definer set search_path = public, pg_temp set jit = off set work_mem = '64MB' as $$
  with me as materialized (
    select p.id, today_of (my_org ()) as today from plan_in_sight (a_plan) p
  ), lines as materialized (
    select a.* from me m, report_answers (a_plan, my_orgs (), a_year || '-Q1', least (a_year || '-Q4', quarter_of (m.today))) a
  ), counted as (
    select l.item_id, count (distinct l.org_id) as reporters, count (*) filter (where l.state = 'done') as done,
           count (*) filter (where l.state = 'done-late') as done_late, count (*) filter (where l.state = 'in-progress') as in_work,
           count (*) filter (where l.state = 'not-done') as not_done, count (*) filter (where l.state = 'not-applicable') as not_applicable,
           count (*) filter (where l.state = 'not-started') as unanswered
    from lines l group by 1
  ), idle as (
    select x.item_id, string_agg (o.short_name, ', ' order by o.short_name) as who
    from (select distinct l.item_id, l.org_id from lines l where l.state in ('not-done', 'not-started')) x join org o on o.id = x.org_id group by 1
  ), dated as (
    select d.lineage, string_agg (to_char (d.due, 'DD.MM.YYYY'), ', ' order by d.due) as dates
    from (select distinct x.lineage, x.due from item_date x where left (x.quarter, 4) = a_year::text) d group by 1
  )
  select i.lineage, i.id, s.title, i.no, i.title, i.deadline, d.dates, coalesce (c.reporters, 0)::int, coalesce (c.done, 0)::int,
         coalesce (c.done_late, 0)::int, coalesce (c.in_work, 0)::int, coalesce (c.not_done, 0)::int, coalesce (c.not_applicable, 0)::int,
         coalesce (c.unanswered, 0)::int, k.who, w.conclusion, w.proposal, w.id, w.version
  from me m join plan_item i on i.plan_id = m.id and i.deleted_at is null join plan_section s on s.id = i.section_id
  left join counted c on c.item_id = i.id left join idle k on k.item_id = i.id
  left join dated d on d.lineage = coalesce (i.source_lineage, i.lineage)
  left join item_conclusion w on w.plan_id = m.id and w.lineage = i.lineage and w.year = a_year and w.deleted_at is null
  order by s.position, s.id, i.position, i.id
$$;

-- What waits for whom
create or replace function task_list ()
  returns table ("group" text, kind text, title text, due date, org_name text, page text, target_id bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  with me as materialized (
    select my_org () as org, my_role () as role, today_of (my_org ()) as today, my_role () = 'school' as school
  )
  -- the own dates that are past or near and not answered
  select case when c.due < m.today then 'late' else 'soon' end, 'control-date',
         concat_ws (' ', i.no, left (i.title, 200)), c.due, o.short_name,
         case when m.school then 'reports' else 'plans' end, c.plan_id
  from me m join control_date c on c.org_id = m.org join plan_item i on i.id = c.item_id join org o on o.id = c.org_id join plan p on p.id = c.plan_id
  where p.state = 'approved' and p.deleted_at is null and i.deleted_at is null and i.source_lineage is null
    and (i.closed_on is null or quarter_first_day (c.quarter) <= i.closed_on)
    and m.role in ('methodologist', 'school') and c.due between m.today - 90 and m.today + 14
    and not exists (select from execution e
                    where e.org_id = c.org_id and e.lineage = c.lineage and e.quarter = c.quarter and e.deleted_at is null
                      and e.state not in ('not-started', 'in-progress'))
  union all
  select case when r.state = 'returned' or r.due < m.today then 'late' else 'soon' end, case when r.state = 'returned' then 'report-returned' else 'report' end,
         concat ('Отчёт за ', r.quarter, case when r.state = 'returned' then ': возвращён с замечанием — ' end, case when r.state = 'returned' then left (r.remark, 200) end),
         r.due, o.short_name, 'reports', r.id
  from me m join quarter_report r on r.org_id = m.org join org o on o.id = r.org_id
  where m.role in ('methodologist', 'school') and r.state in ('draft', 'returned') and r.deleted_at is null
  union all
  select 'waiting', 'report', 'Отчёт за ' || r.quarter || ' ждёт приёмки', r.due, o.short_name, 'reports', r.id
  from me m, quarter_report r join org o on o.id = r.org_id
  where m.role in ('methodologist', 'observer') and r.org_id = any (my_orgs ()) and r.state = 'submitted' and r.deleted_at is null
  union all
  -- items whose day nobody knows until an event is recorded
  select 'waiting', 'event', 'Записать событие, которого ждёт пункт: ' || concat_ws (' ', i.no, left (i.title, 200), '(' || left (i.deadline, 100) || ')'), null,
         o.short_name, 'plans', p.id
  from me m join plan p on p.org_id = m.org and p.state = 'approved' and p.deleted_at is null join org o on o.id = p.org_id
  join plan_item i on i.plan_id = p.id and i.deleted_at is null and i.closed_on is null and i.source_lineage is null and i.canon ~ '(^|[(| ])event\('
  where m.role in ('methodologist', 'school') and not exists (select from item_date d where d.item_id = i.id)
  union all
  select 'soon', 'plan-draft', 'Проект новой редакции: ' || left (p.title, 200), null, o.short_name, 'plans', p.id
  from me m join plan p on p.org_id = m.org and p.state = 'draft' and p.base_id is not null and p.deleted_at is null join org o on o.id = p.org_id
  where m.role in ('methodologist', 'school')
  union all
  select 'waiting', 'recheck', k.title || ': проверено работ ' || (select count (*) from recheck_work w where w.recheck_id = k.id and w.open_items is not null), null, o.short_name, 'recheck', k.id
  from me m, recheck k join org o on o.id = k.school_id
  where m.role in ('methodologist', 'observer') and k.org_id = any (my_orgs ()) and k.state = 'dealt' and k.deleted_at is null
  union all
  select 'soon', 'recheck', min (e.recheck_title) || ': работ ' || count (*), null, '', 'recheck', k.id
  from me m join expert_score e on e.user_id = me () join recheck k on k.id = e.recheck_id
  where m.role = 'commission' and e.state = 'open' group by k.id
  order by 1, 4 nulls last, 3
$$;
