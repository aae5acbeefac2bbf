-- A plan is a plan: roadmap, functioning plan, decision, programme of help. Items keep a lineage
-- through revisions; reporters and control dates point to it.
create table plan (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  kind text not null check (kind in ('municipal-roadmap', 'school-roadmap', 'vsoko-plan', 'decision', 'address-help')),
  title text not null check (length (title) between 1 and 1000),
  period_from date not null,
  period_until date not null,
  state text not null default 'draft' check (state in ('draft', 'approved', 'archived')),
  revision int not null default 1,
  act_id bigint references act,
  act_kind text,
  act_number text,
  act_date date,
  columns text not null default '[]',
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz,
  check (period_from <= period_until),
  check (state = 'draft' or (act_kind is not null and act_number is not null and act_date is not null))
);
create index plan_org on plan (org_id, kind);

create table plan_version (
  plan_id bigint not null references plan,
  revision int not null,
  act_id bigint not null references act,
  approved_at timestamptz not null default now (),
  approved_by bigint not null,
  primary key (plan_id, revision)
);

create table plan_section (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  plan_id bigint not null references plan,
  position int not null default 1 check (position between 1 and 1000),
  title text not null check (length (title) between 1 and 1000),
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create index plan_section_org on plan_section (org_id, plan_id);
create index plan_section_plan on plan_section (plan_id);

create table plan_item (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  plan_id bigint not null references plan,
  section_id bigint not null references plan_section,
  position int not null default 1 check (position between 1 and 100000),
  lineage bigint not null,
  no text check (length (no) <= 20),
  title text not null check (length (title) between 1 and 4000),
  responsible text check (length (responsible) <= 2000),
  document text check (length (document) <= 2000),
  deadline text check (length (deadline) <= 1000),
  result text check (length (result) <= 4000),
  extra text check (length (extra) <= 8000),
  audience text not null default 'both' check (audience in ('department', 'schools', 'both')),
  canon text not null default 'empty',
  reading text,
  warnings text,
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create index plan_item_org on plan_item (org_id, plan_id, position);
create index plan_item_plan on plan_item (plan_id);
create index plan_item_lineage on plan_item (lineage);

-- a new item begins a lineage of its own; a revision's copy brings the old one
create function begin_lineage () returns trigger language plpgsql as $$
begin
  new.lineage := coalesce (new.lineage, new.id);
  return new;
end $$;
create trigger a_lineage before insert on plan_item for each row execute function begin_lineage ();

-- a section goes when nothing is left in it
create function keep_full_section () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from plan_item i where i.section_id = new.id and i.deleted_at is null) then
    perform refuse ('ME409', 'В разделе есть пункты: сначала удалите или перенесите их');
  end if;
  return new;
end $$;
create trigger b_keep_full before update of deleted_at on plan_section for each row
  when (new.deleted_at is not null) execute function keep_full_section ();

-- an item stands in a section of its own plan
create function check_section () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from plan_section s where s.id = new.section_id and s.plan_id = new.plan_id and s.deleted_at is null) then
    perform refuse ('ME422', 'Раздел не из этого плана');
  end if;
  return new;
end $$;
create trigger b_section before insert or update of section_id on plan_item for each row execute function check_section ();

-- who reports on an item
create table reporter (
  org_id bigint not null references org,
  lineage bigint not null,
  plan_id bigint not null references plan,
  primary key (org_id, lineage)
);
create index reporter_plan on reporter (org_id, plan_id);
create index reporter_lineage on reporter (lineage);

create table control_date (
  id bigint generated always as identity primary key,
  org_id bigint not null references org,
  plan_id bigint not null references plan,
  item_id bigint not null references plan_item,
  lineage bigint not null,
  nominal_from date,
  nominal_due date not null,
  due date not null,
  quarter text not null check (quarter ~ '^[0-9]{4}-Q[1-4]$'),
  unique (org_id, lineage, nominal_due)
);
create index control_date_item on control_date (item_id, org_id);
create index control_date_due on control_date (org_id, due);
create index control_date_quarter on control_date (org_id, plan_id, quarter);

-- A plan with sections and items out of the result of a job that read a document: the shape of
-- `merilo-admin import roadmap --json`, with canon and reading beside each item.
create function audience_of (responsible text) returns text language sql stable as $$
  select case
    when responsible ~* '(^|[^а-я])(оо|школ|образовательн\w* организац|руководител\w* (оо|образоват))' then
      case when responsible ~* '(управлени|(^|[^а-я])уо([^а-я]|$)|отдел|комитет|методическ)' then 'both' else 'schools' end
    when responsible ~* '(управлени|(^|[^а-я])уо([^а-я]|$)|отдел|комитет|методическ)' then 'department'
    else 'both' end
$$;

create function plan_create_from_job (a_job bigint, a_table int, a_kind text, a_title text, a_from date, a_until date)
  returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  doc jsonb;
  source jsonb;
  made bigint;
  section jsonb;
  section_id bigint;
  item jsonb;
  n_section int := 0;
  n_item int := 0;
begin
  select result::jsonb into doc from job
    where id = a_job and user_id = me () and kind = 'read-roadmap' and state = 'done';
  if doc is null then
    perform refuse ('ME404', 'Прочитанного документа нет: загрузите файл ещё раз');
  end if;
  source := doc -> 'plans' -> a_table;
  if source is null then
    perform refuse ('ME422', 'В документе нет плана с таким номером');
  end if;
  insert into plan (kind, title, period_from, period_until, columns)
    values (a_kind, a_title, a_from, a_until, (source -> 'columns')::text) returning id into made;
  for section in select * from jsonb_array_elements (source -> 'sections') loop
    n_section := n_section + 1;
    insert into plan_section (plan_id, position, title)
      values (made, n_section, coalesce (nullif (section ->> 'title', ''), 'Раздел ' || n_section)) returning id into section_id;
    for item in select * from jsonb_array_elements (section -> 'items') loop
      n_item := n_item + 1;
      insert into plan_item (plan_id, section_id, position, no, title, responsible, document, deadline, result, extra,
                             audience, canon, reading, warnings)
        select made, section_id, n_item, coalesce (nullif (item ->> 'no', ''), cells ->> 'no'),
               coalesce (nullif (cells ->> 'activity', ''), nullif (cells ->> 'criterion', ''), '—'),
               cells ->> 'responsible', cells ->> 'document', cells ->> 'deadline', cells ->> 'result',
               (select string_agg (k || ': ' || v, E'\n') from jsonb_each_text (cells) e (k, v)
                where k not in ('no', 'activity', 'criterion', 'responsible', 'document', 'deadline', 'result') and v <> ''),
               audience_of (coalesce (cells ->> 'responsible', '')),
               coalesce (item ->> 'canon', 'empty'), item ->> 'reading', item ->> 'warnings'
        from (select item -> 'cells' as cells) y;
    end loop;
  end loop;
  return made;
end $$;

-- Approval: the act's words stay on the plan, reporters are drawn from the audiences, each date is
-- made for each reporter. @a_items holds what the server made of every item's words by the order's
-- date: {"id","version","canon","reading","warnings","dates":[{"from","nominal","due","quarter"}]}.
create function plan_approve (a_id bigint, a_version int, a_kind text, a_number text, a_date date, a_items jsonb)
  returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p plan;
  act_made bigint;
begin
  select * into p from plan where id = a_id and org_id = any (my_orgs ()) and deleted_at is null for update;
  if p.id is null or p.version <> a_version then
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
  -- sections and items say the plan's state: with it they are other records
  update plan_item i set canon = x ->> 'canon', reading = x ->> 'reading', warnings = x ->> 'warnings'
    from jsonb_array_elements (a_items) x
    where i.id = (x ->> 'id')::bigint;
  update plan set state = 'approved', act_id = act_made, act_kind = a_kind, act_number = a_number, act_date = a_date
    where id = a_id;
  update plan_section set version = version where plan_id = a_id;
  insert into plan_version (plan_id, revision, act_id, approved_by) values (a_id, p.revision, act_made, me ());
  insert into reporter (org_id, lineage, plan_id)
    select o.id, i.lineage, a_id
    from plan_item i join org o on o.deleted_at is null and (
           (i.audience in ('department', 'both') and o.id = p.org_id)
           or (i.audience in ('schools', 'both') and o.kind = 'school' and o.id = any (my_orgs ())))
    where i.plan_id = a_id and i.deleted_at is null
    on conflict do nothing;
  insert into control_date (org_id, plan_id, item_id, lineage, nominal_from, nominal_due, due, quarter)
    select r.org_id, a_id, i.id, i.lineage, (d ->> 'from')::date, (d ->> 'nominal')::date, (d ->> 'due')::date, d ->> 'quarter'
    from jsonb_array_elements (a_items) x
    join plan_item i on i.id = (x ->> 'id')::bigint
    join reporter r on r.lineage = i.lineage and r.plan_id = a_id
    cross join jsonb_array_elements (x -> 'dates') d
    on conflict do nothing;
  return a_id;
end $$;
