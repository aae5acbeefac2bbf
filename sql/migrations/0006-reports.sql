-- What a reporter says of the items of a quarter, with the papers that show it.
create table quarter_report (
  id bigint generated always as identity primary key,
  org_id bigint not null references org,
  plan_id bigint not null references plan,
  quarter text not null check (quarter ~ '^20[0-9]{2}-Q[1-4]$'),
  state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'accepted')),
  due date not null,
  submitted_at timestamptz,
  accepted_at timestamptz,
  remark text check (length (remark) <= 4000),
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz,
  unique (org_id, plan_id, quarter)
);

create table execution (
  id bigint generated always as identity primary key,
  org_id bigint not null references org,
  report_id bigint not null references quarter_report,
  item_id bigint not null references plan_item,
  lineage bigint not null,
  item_no text,
  item_title text not null,
  deadline text,
  due date,
  quarter text not null,
  state text not null default 'not-started' check (state in ('not-started', 'in-progress', 'done', 'done-late', 'not-done', 'not-applicable')),
  text text check (length (text) <= 4000),
  date_done date,
  reason text check (length (reason) <= 1000),
  remark text check (length (remark) <= 4000),
  position int not null default 0,
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz,
  unique (org_id, report_id, lineage)
);
create index execution_report on execution (report_id);

create table evidence (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  execution_id bigint not null references execution,
  file_id uuid not null references file,
  title text not null check (length (title) between 1 and 300),
  withdrawn_at timestamptz,
  withdrawn_reason text,
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create index evidence_org on evidence (org_id, execution_id);
create index evidence_execution on evidence (execution_id);
create index evidence_file on evidence (file_id);

-- due on the 5th of the month after the quarter
create function quarter_due (a_quarter text) returns date language sql stable as $$
  select make_date (left (a_quarter, 4)::int, right (a_quarter, 1)::int * 3, 1) + interval '1 month 4 days'
$$;

-- the report of the own org, with a line for each item due in the quarter and for those that
-- have no date and are reported each time
create function report_open (a_plan bigint, a_quarter text) returns bigint
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
  insert into quarter_report (org_id, plan_id, quarter, due) values (my_org (), a_plan, a_quarter, quarter_due (a_quarter))
    on conflict do nothing returning id into made;
  if made is null then
    return (select id from quarter_report where org_id = my_org () and plan_id = a_plan and quarter = a_quarter);
  end if;
  insert into execution (org_id, report_id, item_id, lineage, item_no, item_title, deadline, due, quarter, position)
    select my_org (), made, i.id, i.lineage, i.no, i.title, i.deadline, d.due, a_quarter, i.position
    from plan_item i
    join reporter r on r.lineage = i.lineage and r.org_id = my_org ()
    left join lateral (select min (c.due) as due from control_date c
                       where c.org_id = my_org () and c.lineage = i.lineage and c.quarter = a_quarter) d on true
    where i.plan_id = a_plan and i.deleted_at is null
      and (d.due is not null or i.canon ~ '(^|\(|\| )(continuous|external)');
  return made;
end $$;

-- lines and their papers say the report's state: when it moves they are other records
create function report_touch (a_id bigint) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update execution set version = version where report_id = a_id;
  update evidence set version = version where execution_id in (select id from execution where report_id = a_id);
$$;

create function report_submit (a_id bigint, a_version int) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare r quarter_report; open text; lines json;
begin
  select * into r from quarter_report where id = a_id and org_id = my_org () for update;
  if r.id is null or r.version <> a_version then
    return null;
  end if;
  if r.state not in ('draft', 'returned') then
    perform refuse ('ME409', 'Отчёт уже сдан');
  end if;
  select string_agg (coalesce (e.item_no, '—'), ', ' order by e.position), json_agg (e.id order by e.position) into open, lines from execution e
    where e.report_id = a_id and (e.state = 'not-started' or (e.state in ('done', 'done-late') and coalesce (e.text, '') = '')
                                  or (e.state in ('not-done', 'not-applicable') and coalesce (e.reason, '') = ''));
  if open is not null then
    raise exception using errcode = 'ME409', message = 'Нет ответа по пунктам: ' || open,
      detail = json_build_object ('code', 'unanswered', 'items', lines);
  end if;
  update quarter_report set state = 'submitted', submitted_at = now () where id = a_id;
  perform report_touch (a_id);
  return a_id;
end $$;

create function report_return (a_id bigint, a_version int, a_remark text, a_lines jsonb) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare r quarter_report;
begin
  select * into r from quarter_report where id = a_id and org_id = any (my_orgs ()) for update;
  if r.id is null or r.version <> a_version then
    return null;
  end if;
  if r.state <> 'submitted' then
    perform refuse ('ME409', 'Вернуть можно только сданный отчёт');
  end if;
  if coalesce (a_remark, '') = '' then
    perform refuse ('ME422', 'Напишите, что исправить');
  end if;
  if exists (select from jsonb_array_elements (coalesce (a_lines, '[]')) l
             where not exists (select from execution e where e.report_id = a_id and e.id = (l ->> 'execution_id')::bigint)) then
    perform refuse ('ME422', 'В отчёте нет строки, к которой написано замечание');
  end if;
  update quarter_report set state = 'returned', remark = a_remark where id = a_id;
  update execution e set remark = l ->> 'remark' from jsonb_array_elements (coalesce (a_lines, '[]')) l
    where e.report_id = a_id and e.id = (l ->> 'execution_id')::bigint;
  perform report_touch (a_id);
  return a_id;
end $$;

create function report_accept (a_id bigint, a_version int) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare r quarter_report;
begin
  select * into r from quarter_report where id = a_id and org_id = any (my_orgs ()) for update;
  if r.id is null or r.version <> a_version then
    return null;
  end if;
  if r.state <> 'submitted' then
    perform refuse ('ME409', 'Принять можно только сданный отчёт');
  end if;
  update quarter_report set state = 'accepted', accepted_at = now () where id = a_id;
  perform report_touch (a_id);
  return a_id;
end $$;

create function evidence_withdraw (a_id bigint, a_version int, a_reason text) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare e evidence;
begin
  select * into e from evidence where id = a_id and org_id = my_org () and deleted_at is null for update;
  if e.id is null or e.version <> a_version then
    return null;
  end if;
  if coalesce (a_reason, '') = '' then
    perform refuse ('ME422', 'Напишите, почему файл отзывается');
  end if;
  if e.withdrawn_at is not null then
    perform refuse ('ME409', 'Файл уже отозван');
  end if;
  update evidence set withdrawn_at = now (), withdrawn_reason = a_reason where id = a_id;
  if not exists (select from evidence o where o.file_id = e.file_id and o.withdrawn_at is null) then
    perform file_erase (e.file_id);
  end if;
  return a_id;
end $$;
