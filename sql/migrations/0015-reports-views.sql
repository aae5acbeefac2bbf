-- Reports carry what was said the quarter before, know when they are late, say why they are closed;
-- executions rest on records of the registers; a year's conclusions on items.
alter table quarter_report add column late boolean not null default false,
  add column returned_at timestamptz;
create index quarter_report_plan on quarter_report (plan_id, quarter);
-- marked: the department's remark is not mended yet
alter table execution add column prefilled boolean not null default false,
  add column marked boolean not null default false;
-- the matrix of a quarter is read from here alone
create index execution_cell on execution (quarter, lineage, org_id) include (state, marked) where deleted_at is null;

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
    end;
  if new.title is null then
    perform refuse ('ME422', 'Такой записи нет: выберите её из списка');
  end if;
  return new;
end $$;
create trigger b_name before insert on execution_link for each row execute function execution_link_name ();

-- The day of a moment where the org lives; a zone that is no zone is UTC.
create function local_day (a_at timestamptz, a_zone text) returns date language plpgsql stable as $$
begin
  return (a_at at time zone a_zone)::date;
exception when invalid_parameter_value then
  return (a_at at time zone 'UTC')::date;
end $$;

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
create function report_lines (a_plan bigint, a_orgs bigint[], a_from text, a_until text)
  returns table (org_id bigint, item_id bigint, lineage bigint, quarter text, due date)
  language sql stable set search_path = public, pg_temp as $$
  with quarters as (
    select quarter_of (d::date) as q from generate_series (quarter_first_day (a_from), quarter_last_day (a_until), interval '3 months') d
  ), dated as (
    select c.org_id, c.lineage, c.quarter, max (c.due) as due,
           min (quarter_of (c.nominal_from)) filter (where i.canon ~ 'event\(' and c.nominal_from is not null) as since
    from control_date c join plan_item i on i.id = c.item_id
    where c.plan_id = a_plan and c.org_id = any (a_orgs) and c.quarter >= a_from
    group by 1, 2, 3
  ), asked as (
    select d.org_id, d.lineage, q.q, min (d.due) filter (where d.quarter = q.q) as due
    from dated d join quarters q on q.q <= d.quarter and q.q >= coalesce (d.since, d.quarter) group by 1, 2, 3
  )
  select r.org_id, i.id, i.lineage, q.q, a.due
  from plan_item i join plan p on p.id = i.plan_id
  join reporter r on r.lineage = i.lineage and r.plan_id = i.plan_id and r.org_id = any (a_orgs)
  cross join quarters q
  left join asked a on a.org_id = r.org_id and a.lineage = i.lineage and a.q = q.q
  where i.plan_id = a_plan and i.deleted_at is null
    and (a.q is not null or (canon_is_dateless (i.canon)
                             and quarter_last_day (q.q) >= p.period_from and quarter_first_day (q.q) <= p.period_until))
$$;

-- An open report has a line for each thing asked, in the words the items have now. What is asked no
-- more goes, unless it was answered. A new line brings the text of the quarter before.
create function report_fill (a_report bigint) returns void language sql security definer set search_path = public, pg_temp as $$
  with r as (
    select * from quarter_report where id = a_report
  ), asked as (
    select l.* from r, report_lines (r.plan_id, array[r.org_id], r.quarter, r.quarter) l
  ), gone as (
    update execution e set deleted_at = now ()
    where e.report_id = a_report and e.deleted_at is null and e.state = 'not-started' and (e.prefilled or coalesce (e.text, '') = '')
      and not exists (select from asked a where a.lineage = e.lineage)
      and not exists (select from evidence v where v.execution_id = e.id and v.deleted_at is null)
  )
  insert into execution as e (org_id, report_id, item_id, lineage, item_no, item_title, deadline, due, quarter, position, text, prefilled)
    select r.org_id, r.id, i.id, i.lineage, i.no, i.title, i.deadline, a.due, r.quarter, i.position, was.text, was.text is not null
    from r cross join asked a join plan_item i on i.id = a.item_id
    left join lateral (select w.text from execution w join quarter_report b on b.id = w.report_id
                       where w.org_id = r.org_id and w.lineage = i.lineage and w.quarter < r.quarter and b.plan_id = r.plan_id
                         and w.deleted_at is null and w.text <> '' order by w.quarter desc limit 1) was on true
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
  select string_agg (coalesce (i.no, '—'), ', ' order by i.position) into numbers
    from report_lines (r.plan_id, array[r.org_id], r.quarter, r.quarter) l join plan_item i on i.id = l.item_id
    where not exists (select from execution e where e.report_id = a_id and e.lineage = l.lineage and e.deleted_at is null);
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
      late = case when r.submitted_at is null then local_day (now (), o.timezone) > r.due else r.late end
    from org o where q.id = a_id and o.id = q.org_id;
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

-- On which day of the month after the quarter reports of a plan are due, for who may see the plan;
-- without a plan: by the settings of the own org.
create function report_rule (a_plan bigint) returns table (report_day int, move_days boolean)
  language sql stable set search_path = public, pg_temp as $$
  select 5, true where a_plan is null or exists (select from plan p where p.id = a_plan and p.deleted_at is null)
$$;
