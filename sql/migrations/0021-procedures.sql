-- Assessments of every kind as data that people keep: descriptions of tables that no layout knows,
-- procedures with their items and dated scales, limits of a pre-check, submissions and confirmations.

-- those that work for the whole town of the caller: its department and centres, and the town itself
create function town_offices () returns bigint[] language sql stable security definer set search_path = public, pg_temp as $$
  with recursive up as (
    select o.id, o.parent_id, o.kind from org o where o.id = my_org ()
    union all select o.id, o.parent_id, o.kind from org o join up on o.id = up.parent_id
  ), town as (
    select id from up where kind = 'municipality'
  ) select coalesce (array_agg (o.id), '{}') from org o
    where o.id in (select id from town) or o.parent_id in (select id from town) and o.kind in ('department', 'center') and o.deleted_at is null
$$;

-- what is in the columns of a table, as a person said it (common/exchange/layout-map.h)
create table layout_map (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  name text not null check (length (name) between 1 and 120),
  shared boolean not null default false,
  doc text not null check (octet_length (doc) between 2 and 65536),
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create index layout_map_org on layout_map (org_id, id);
create view api.layout_map with (security_invoker) as
  select t.id, t.org_id, t.name, t.shared, t.doc, (select o.short_name from org o where o.id = t.org_id) as org_name, t.version, t.updated_at, (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from layout_map t where t.deleted_at is null;

-- a job reads by a description; a table that nobody has described is shown instead
alter table job drop constraint job_kind_check,
  add constraint job_kind_check check (kind in ('read-roadmap', 'import-results', 'read-grid')),
  add column layout_map_id bigint references layout_map,
  add column code text not null default '';
create or replace view api.job with (security_invoker) as
  select t.id, t.kind, t.file_id, t.dry_run, t.state, t.done, t.total, t.message, t.created_at, t.columns, t.only_table, t.school,
    t.layout_map_id, t.code
  from job t;

-- what has served its time; the beginning of a stranger's table, which may hold names, soon
create or replace function housekeep () returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from idempotency where created_at < now () - interval '30 days';
  delete from session where expires_at < now () - interval '30 days';
  delete from sign_in_attempt where at < now () - interval '1 day';
  delete from stage_work s using job j where j.id = s.job_id and j.created_at < now () - interval '7 days';
  update job set result = null where result is not null and ended_at < now () - interval '30 days';
  update job set result = null where result is not null and (kind = 'read-grid' or code = 'unknown-layout') and ended_at < now () - interval '1 day';
$$;

-- Procedures

alter table procedure
  drop constraint procedure_kind_check,
  add constraint procedure_kind_check check (kind in ('vpr', 'oge', 'ege', 'dkr', 'niko', 'own', 'vsosh', 'medal')),
  drop constraint procedure_max_check,
  add constraint procedure_max_check check (max between 0 and 1000), -- 0: no scores
  drop constraint procedure_kind_year_subject_grade_level_key,
  add column org_id bigint references org, -- null: the same for all towns
  add column minimum int check (minimum between 0 and 1000),
  add column expected text not null default '' check (expected in ('', 'all')),
  add column version int not null default 1,
  add column updated_at timestamptz not null default now (),
  add column updated_by bigint,
  add column deleted_at timestamptz;
create unique index procedure_once on procedure (kind, year, subject, grade, level, coalesce (org_id, 0)) where deleted_at is null;
create index cell_procedure on cell (procedure_id, org_id); -- both: a town reads its own schools of a procedure, not a region of them
alter table procedure_item
  drop constraint procedure_item_pkey,
  add column id bigint generated always as identity primary key,
  add column org_id bigint references org, -- as its procedure
  add column codifier text check (length (codifier) <= 200),
  add column version int not null default 1,
  add column updated_at timestamptz not null default now (),
  add column updated_by bigint,
  add constraint procedure_item_place unique (procedure_id, position) deferrable;
-- a scale that a town has entered is its own; those that were published are for all
alter table scale
  drop constraint scale_kind_year_from_subject_grade_level_max_key,
  add column org_id bigint references org,
  add column since date,
  add column updated_at timestamptz not null default now (),
  add column updated_by bigint;
create unique index scale_published on scale (kind, year_from, subject, grade, level, max) where org_id is null;
create index scale_of on scale (kind, subject, grade, level, max);
-- how sure it is, as a word for programs; in words it goes on with the source
update scale set source = source || '; ' || confidence where confidence not in ('checked', 'secondary', 'unchecked', 'не проверено');
update scale set confidence = case when confidence like 'не проверено%' then 'unchecked' else 'secondary' end where confidence not in ('checked', 'secondary', 'unchecked');
alter table scale add constraint scale_confidence_check check (confidence in ('checked', 'secondary', 'unchecked'));

create or replace function procedure_kind_title (a_kind text) returns text language sql stable as $$
  select case a_kind when 'vpr' then 'ВПР' when 'oge' then 'ОГЭ' when 'ege' then 'ЕГЭ' when 'dkr' then 'ДКР' when 'niko' then 'НИКО'
         when 'vsosh' then 'ВсОШ' when 'medal' then 'Медалисты' else 'Работа' end
$$;

-- somebody's works are counted in it
create function procedure_used (a_id bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cell where procedure_id = a_id)
$$;
-- somebody's whom the caller does not see
create function procedure_shared (a_id bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from cell where procedure_id = a_id and not org_id = any ((select my_orgs ())::bigint[]))
$$;
-- the town's own, else the one for all
create function procedure_find (a_kind text, a_year int, a_subject text, a_grade int, a_level text) returns bigint
  language sql stable security definer set search_path = public, pg_temp as $$
  select id from procedure
  where kind = a_kind and year = a_year and subject = a_subject and grade = a_grade and level = a_level and deleted_at is null
    and (org_id is null or org_id = any ((select town_offices ())::bigint[]))
  order by org_id nulls last limit 1
$$;
-- the scale in force: of those that the town has entered and those that were published, the last
create function scale_now (a_kind text, a_year int, a_subject text, a_grade int, a_level text, a_max int) returns setof scale
  language sql stable security definer set search_path = public, pg_temp as $$
  select * from scale s
  where s.kind = a_kind and s.subject = a_subject and s.grade = a_grade and s.level = a_level and s.max = a_max and a_year between s.year_from and s.year_until
    and (s.org_id is null or s.org_id = any ((select town_offices ())::bigint[]))
  order by s.id desc limit 1
$$;
create or replace function scale_of (a_procedure bigint) returns setof scale language sql stable security definer set search_path = public, pg_temp as $$
  select s.* from procedure p cross join lateral scale_now (p.kind, p.year, p.subject, p.grade, p.level, p.max) s where p.id = a_procedure
$$;

-- What names a procedure, and what its items give, stands while there are works of it: they are counted
-- by it. What several towns use none of them changes alone. The import is not held by this.
create function check_procedure () returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if current_user <> 'merilo_methodologist' then
    return new;
  end if;
  if tg_op = 'INSERT' then
    if procedure_find (new.kind, new.year, new.subject, new.grade, new.level) is not null then
      perform refuse ('ME409', 'Такая процедура уже есть');
    end if;
    new.org_id := my_org ();
    return new;
  end if;
  if procedure_shared (old.id) then
    perform refuse ('ME409', 'Этой процедурой пользуются и другие муниципалитеты: одному из них менять её нельзя');
  end if;
  if procedure_used (old.id) and ((old.kind, old.year, old.subject, old.grade, old.level, old.max) is distinct from (new.kind, new.year, new.subject, new.grade, new.level, new.max)
                                  or new.deleted_at is not null) then
    perform refuse ('ME409', 'По этой процедуре есть работы: вид, год, предмет, класс, уровень и наибольший балл уже не меняются');
  end if;
  return new;
end $$;
create trigger b_check before insert or update on procedure for each row execute function check_procedure ();
create function check_procedure_item () returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  row procedure_item := coalesce (new, old);
  fixed constant text := 'По этой процедуре есть работы: задания, их порядок и баллы уже не меняются';
begin
  if tg_op = 'INSERT' then
    select p.org_id into new.org_id from procedure p where p.id = new.procedure_id and p.deleted_at is null;
    if not found then
      perform refuse ('ME404', 'Такой процедуры нет');
    end if;
  end if;
  if current_user = 'merilo_methodologist' then
    if procedure_shared (row.procedure_id) then
      perform refuse ('ME409', 'Этой процедурой пользуются и другие муниципалитеты: одному из них менять её нельзя');
    end if;
    if procedure_used (row.procedure_id) and (tg_op <> 'UPDATE' or (old.position, old.code, old.max) is distinct from (new.position, new.code, new.max)) then
      perform refuse ('ME409', fixed);
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger b_check before insert or update or delete on procedure_item for each row execute function check_procedure_item ();

-- what is the same for all towns has in its history who changed it
create or replace function audit_row () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  o jsonb := case when tg_op <> 'INSERT' then to_jsonb (old) end;
  n jsonb := case when tg_op <> 'DELETE' then to_jsonb (new) end;
  hidden constant text[] := '{updated_at,updated_by,version,password_hash}';
  was jsonb := o - hidden;
  became jsonb := n - hidden;
  row jsonb := coalesce (n, o);
  org text := coalesce (row ->> 'org_id', case when tg_table_name = 'org' then row ->> 'id' end, my_org ()::text);
  resource text := case tg_table_name when 'app_user' then 'user' when 'recheck_work' then 'recheck_result' else tg_table_name end;
  action text := lower (tg_op);
begin
  if tg_op = 'UPDATE' then
    select jsonb_object_agg (k, was -> k), jsonb_object_agg (k, became -> k) into was, became
      from jsonb_object_keys (became) k where was -> k is distinct from became -> k;
    if o -> 'password_hash' is distinct from n -> 'password_hash' then
      was := coalesce (was, '{}') || '{"password": "…"}';
      became := coalesce (became, '{}') || '{"password": "изменён"}';
    end if;
    if became ->> 'deleted_at' is not null then
      action := 'delete';
    end if;
  end if;
  if coalesce (became, was) is not null then
    perform audit_write (org::bigint, resource, row ->> 'id', action, was, became);
  end if;
  perform pg_notify ('merilo', json_build_object ('resource', resource, 'id', row ->> 'id', 'version', (row ->> 'version')::int,
    'org_id', org, 'user_id', case when tg_table_name = 'expert_score' then row ->> 'user_id' end)::text);
  if tg_table_name in ('org', 'app_user') then
    perform pg_notify ('merilo', '{"resource":"session"}');
  end if;
  return null;
end $$;
create or replace function audit_history (a_resource text, a_id text)
  returns table (id bigint, at timestamptz, who text, action text, field text, old text, new text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if a_resource not in ('org', 'act', 'org_status', 'class', 'plan', 'plan_section', 'plan_item', 'quarter_report', 'execution', 'evidence', 'recheck',
                        'recorded_event', 'org_settings', 'result_rule', 'layout_map', 'procedure', 'procedure_item', 'precheck_limit') then
    perform refuse ('ME404', 'У этой записи нет истории');
  end if;
  return query
    select a.id, a.at, coalesce (u.name, 'сервер'), a.action, k.key, v.old ->> k.key, v.new ->> k.key
    from audit a
    join audit_value v on v.audit_id = a.id
    left join app_user u on u.id = a.user_id
    cross join lateral jsonb_object_keys (coalesce (v.new, v.old)) k (key)
    where a.resource = a_resource and a.record_id = a_id and a.action in ('insert', 'update', 'delete')
      and (a.org_id = any (my_orgs ()) or a_resource in ('procedure', 'procedure_item') and a.org_id = any (town_offices ()))
      and k.key not in ('id', 'org_id', 'lineage')
      and not (a.action = 'insert' and v.new ->> k.key is null)
    order by a.id desc, k.key
    limit 500;
end $$;

-- one table in its from, so that it can be written
drop view api.procedure;
create view api.procedure with (security_invoker) as
  select t.id, t.kind, t.year, t.subject, t.grade, t.level,
    procedure_kind_title (t.kind) || ' ' || t.year || ' ' || t.subject || ' ' || t.grade || ' класс' as title, t.max, t.minimum, t.expected,
    (select s.from3 from scale s where s.kind = t.kind and s.subject = t.subject and s.grade = t.grade and s.level = t.level and s.max = t.max
       and t.year between s.year_from and s.year_until order by s.id desc limit 1) as from3,
    (select s.from4 from scale s where s.kind = t.kind and s.subject = t.subject and s.grade = t.grade and s.level = t.level and s.max = t.max
       and t.year between s.year_from and s.year_until order by s.id desc limit 1) as from4,
    (select s.from5 from scale s where s.kind = t.kind and s.subject = t.subject and s.grade = t.grade and s.level = t.level and s.max = t.max
       and t.year between s.year_from and s.year_until order by s.id desc limit 1) as from5,
    (select s.source from scale s where s.kind = t.kind and s.subject = t.subject and s.grade = t.grade and s.level = t.level and s.max = t.max
       and t.year between s.year_from and s.year_until order by s.id desc limit 1) as scale_source,
    (select s.confidence from scale s where s.kind = t.kind and s.subject = t.subject and s.grade = t.grade and s.level = t.level and s.max = t.max
       and t.year between s.year_from and s.year_until order by s.id desc limit 1) as scale_confidence,
    (select string_agg (i.code, ' ' order by i.position) from procedure_item i where i.procedure_id = t.id) as item_codes,
    (select array_agg (i.max::smallint order by i.position) from procedure_item i where i.procedure_id = t.id) as item_max,
    works_of (t.id) as works,
    t.org_id, case when procedure_used (t.id) then 'used' else 'free' end as state, t.version, t.updated_at
  from procedure t where t.deleted_at is null;
create view api.procedure_item with (security_invoker) as
  select t.id, t.procedure_id, t.position, t.code, t.max, t.level, t.skill, t.codifier,
    case when procedure_used (t.procedure_id) then 'used' else 'free' end as procedure_state, t.version, t.updated_at
  from procedure_item t;
-- each scale of each procedure that it is of; a published one is of several, so the number says both
create view api.scale with (security_invoker) as
  select (p.id << 24) + s.id as id, p.id as procedure_id, s.from3, s.from4, s.from5, s.source, s.confidence, s.since,
    not exists (select from scale l where l.kind = s.kind and l.subject = s.subject and l.grade = s.grade and l.level = s.level and l.max = s.max
                and p.year between l.year_from and l.year_until and l.id > s.id) as current,
    s.org_id, s.updated_at
  from procedure p join scale s on s.kind = p.kind and s.subject = p.subject and s.grade = p.grade and s.level = p.level and s.max = p.max
    and p.year between s.year_from and s.year_until
  where p.deleted_at is null;
-- a later row stands over the former; for the methodologist's own town
create function scale_add () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare p procedure; made bigint;
begin
  select * into p from procedure where id = new.procedure_id and deleted_at is null and (org_id is null or org_id = any (my_orgs ()));
  if p.id is null then
    perform refuse ('ME404', 'Такой процедуры нет');
  end if;
  if p.kind in ('ege', 'vsosh', 'medal') then
    perform refuse ('ME422', 'У этой процедуры нет отметок');
  end if;
  if not coalesce (0 < new.from3 and new.from3 < new.from4 and new.from4 < new.from5 and new.from5 <= p.max, false) then
    perform refuse ('ME422', format ('Границы отметок должны расти: «3», «4», «5» — от 1 до %s', p.max));
  end if;
  insert into scale (kind, year_from, year_until, subject, grade, level, max, from3, from4, from5, source, confidence, since, org_id, updated_by)
    values (p.kind, p.year, p.year, p.subject, p.grade, p.level, p.max, new.from3, new.from4, new.from5, new.source, new.confidence,
            coalesce (new.since, current_date), my_org (), me ())
    returning id into made;
  new.id := (p.id << 24) + made;
  perform audit_write (my_org (), 'scale', new.id::text, 'insert', null, to_jsonb (new) - 'id');
  perform pg_notify ('merilo', json_build_object ('resource', 'scale', 'id', new.id::text, 'org_id', my_org ()::text)::text);
  return new;
end $$;
create trigger scale_add instead of insert on api.scale for each row execute function scale_add ();
-- an item is gone when it is deleted: there are no works of it
create function delete_procedure_item () returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  delete from procedure_item where id = old.id and version = old.version;
  return case when found then old end;
end $$;
create trigger delete_procedure_item instead of delete on api.procedure_item for each row execute function delete_procedure_item ();

-- Works

-- a mark that we counted by a scale, where the file has none; what an olympiad or a medal gives
alter table work
  add column mark_counted boolean not null default false,
  add column award text not null default '' check (award in ('', 'winner', 'prize', 'medal-1', 'medal-2'));
alter table work_before
  add column mark_counted boolean not null default false,
  add column award text not null default '';
alter table stage_work
  add column award text not null default '',
  add column counted boolean not null default false;
create or replace view api.work with (security_invoker) as
  select t.id, t.year, t.org_id, t.procedure_id, t.submission, t.code, t.class, t.variant, t.scores, t.total, t.mark, t.journal_mark, t.absent, t.marked,
    t.mark_counted, t.award
  from work t;
-- rows that an import found as they were: they stay when the one that brought them is withdrawn
create table work_same (
  import_id bigint not null references import,
  year int not null,
  procedure_id bigint not null references procedure,
  org_id bigint not null references org,
  code text not null,
  submission int not null,
  was_counted boolean not null, -- ФИС ОКО has confirmed a mark that we counted
  primary key (import_id, org_id, code, submission)
);
create index work_same_key on work_same (org_id, procedure_id, code);

-- why it was made; first and second submission: what the pre-check found, and who has confirmed
alter table import
  add column reason text check (length (reason) <= 1000),
  add column submission int not null default 1,
  add column state text not null default '' check (state in ('', 'to-recheck', 'confirmed')),
  add column precheck jsonb,
  add column confirmed_name text check (length (confirmed_name) <= 120),
  add column confirmed_position text check (length (confirmed_position) <= 200),
  add column confirmed_text text check (length (confirmed_text) <= 2000),
  add column confirmed_file_id uuid references file,
  add column confirmed_at timestamptz;
-- a first submission waits until a second one is confirmed, or it is withdrawn
create or replace view api.import with (security_invoker) as
  select t.id, t.org_id, t.name, t.sha256, t.layout, t.procedure_id, t.rows, t.new_rows, t.same_rows, t.changed_rows, t.marked_rows,
    t.refused_rows, t.created_at, (select u.name from app_user u where u.id = t.user_id) as created_by, t.withdrawn_at, t.withdrawn_reason,
    t.reason, t.submission,
    case when t.withdrawn_at is not null
           or t.state = 'to-recheck' and exists (select from import c where c.org_id = t.org_id and c.procedure_id = t.procedure_id and c.state = 'confirmed'
                                                 and c.withdrawn_at is null and c.id > t.id) then '' else t.state end as state,
    t.precheck::text as precheck, t.confirmed_name, t.confirmed_position, t.confirmed_text, t.confirmed_file_id::text as confirmed_file_id, t.confirmed_at
  from import t;

-- Limits of a pre-check: shares of marks in percent, off unless a town wants them
create table precheck_limit (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  subject text not null check (length (subject) between 1 and 120),
  grade int not null check (grade between 1 and 11),
  min2 int check (min2 between 0 and 100),
  max4 int check (max4 between 0 and 100),
  max5 int check (max5 between 0 and 100),
  active boolean not null default false,
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create unique index precheck_limit_once on precheck_limit (org_id, subject, grade) where deleted_at is null;
create view api.precheck_limit with (security_invoker) as
  select t.id, t.org_id, t.subject, t.grade, t.min2, t.max4, t.max5, t.active, t.version, t.updated_at,
    (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from precheck_limit t where t.deleted_at is null;

-- Imports

create or replace function procedure_for (a_doc jsonb) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  made bigint := procedure_find (a_doc ->> 'kind', (a_doc ->> 'year')::int, a_doc ->> 'subject', (a_doc ->> 'grade')::int, coalesce (a_doc ->> 'level', ''));
  items jsonb;
  codes text;
  known procedure;
  top int := (a_doc ->> 'max')::int;
begin
  select string_agg (i ->> 'code', ' ' order by n) into codes from jsonb_array_elements (a_doc -> 'items') with ordinality x (i, n);
  if coalesce (a_doc ->> 'kind', '') = '' then
    perform refuse ('ME422', 'Не сказано, что это за процедура: назовите её в имени файла (ВПР, ОГЭ, ЕГЭ…) или в описании столбцов');
  end if;
  -- code, max, level of each item, as far as anybody knows
  select jsonb_agg (jsonb_build_object ('code', i ->> 'code', 'max', coalesce ((i ->> 'max')::int, k.max, norm.item_max),
                                        'level', coalesce (nullif (i ->> 'level', ''), nullif (k.level, ''), norm.level, '')) order by n)
    into items
    from jsonb_array_elements (a_doc -> 'items') with ordinality x (i, n)
    left join procedure_item k on k.procedure_id = made and k.code = i ->> 'code'
    left join lateral (
      select m.item_max, m.level from item_norm m
      where i ->> 'max' is null and m.kind = a_doc ->> 'kind' and (a_doc ->> 'year')::int between m.year_from and m.year_until
        and m.subject = a_doc ->> 'subject' and m.grade = (a_doc ->> 'grade')::int and m.code = i ->> 'code'
        and codes = (select string_agg (a.code, ' ' order by a.position) from item_norm a
                     where a.kind = m.kind and a.year_from = m.year_from and a.subject = m.subject and a.grade = m.grade and a.max = m.max)
      order by m.year_from desc, m.max limit 1) norm on true;
  if exists (select from jsonb_array_elements (items) i where i ->> 'max' is null) then
    perform refuse ('ME422', 'В файле не сказано, сколько баллов дают задания: загрузите сначала индивидуальные результаты или форму сбора этой процедуры');
  end if;
  top := coalesce (top, (select sum ((i ->> 'max')::int) from jsonb_array_elements (items) i));
  if made is null then
    insert into procedure (kind, year, subject, grade, level, max)
      values (a_doc ->> 'kind', (a_doc ->> 'year')::int, a_doc ->> 'subject', (a_doc ->> 'grade')::int, coalesce (a_doc ->> 'level', ''), coalesce (top, 0))
      on conflict do nothing;
    made := procedure_find (a_doc ->> 'kind', (a_doc ->> 'year')::int, a_doc ->> 'subject', (a_doc ->> 'grade')::int, coalesce (a_doc ->> 'level', ''));
  end if;
  select * into known from procedure where id = made for update;
  if known.max = 0 and top > 0 then
    update procedure set max = top where id = made;
  elsif known.max <> top then
    perform refuse ('ME422', format ('В файле наибольший балл %s, а у этой процедуры %s: проверьте, та ли это процедура', top, known.max));
  end if;
  if not exists (select from procedure_item where procedure_id = made) then
    insert into procedure_item (procedure_id, position, code, max, level)
      select made, n, i ->> 'code', (i ->> 'max')::int, i ->> 'level' from jsonb_array_elements (items) with ordinality x (i, n);
  elsif (select string_agg (code || ':' || max, ' ' order by position) from procedure_item where procedure_id = made)
        is distinct from (select string_agg ((i ->> 'code') || ':' || (i ->> 'max'), ' ' order by n) from jsonb_array_elements (items) with ordinality x (i, n)) then
    perform refuse ('ME422', 'В файле другие задания, чем в уже загруженных результатах этой процедуры');
  else
    -- forms do not name levels, individual results do
    update procedure_item k set level = i ->> 'level' from jsonb_array_elements (items) i
      where k.procedure_id = made and k.code = i ->> 'code' and k.level = '' and i ->> 'level' <> '';
  end if;
  return made;
end $$;

-- Rows that a person takes though something is wrong with them. Each row of which that can be decided
-- must be: the others are as they are.
create function rows_taken (a_job bigint, a_policy text, a_decisions jsonb) returns int[]
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  choices int[];
  named int[];
  take int[];
  open int[];
begin
  if a_policy <> 'ask' then
    if a_decisions is not null then
      perform refuse ('ME422', 'Решения о строках нужны, когда о каждой спрашивают (ask)');
    end if;
    return '{}';
  end if;
  if jsonb_typeof (coalesce (a_decisions, '[]')) <> 'array'
     or exists (select from jsonb_array_elements (coalesce (a_decisions, '[]')) d
                where jsonb_typeof (d) <> 'object' or jsonb_typeof (d -> 'row') is distinct from 'number' or jsonb_typeof (d -> 'take') is distinct from 'boolean') then
    perform refuse ('ME422', 'Решение о строке — это её номер (row) и принять её или нет (take)');
  end if;
  select array_agg ((d ->> 'row')::int), array_agg ((d ->> 'row')::int) filter (where (d ->> 'take')::boolean) into named, take
    from jsonb_array_elements (coalesce (a_decisions, '[]')) d;
  select array_agg (r.sheet_row order by r.sheet_row) into choices from import_rows (a_job, 'mark') r where r.marked;
  open := array (select x from unnest (choices) x where not x = any (coalesce (named, '{}')) order by x);
  if cardinality (open) > 0 then
    raise exception using errcode = 'ME409', message = 'Решите о строках с замечаниями: ' || array_to_string (open[1:20], ', ') || case when cardinality (open) > 20 then ' …' else '' end,
      detail = json_build_object ('code', 'undecided', 'rows', open);
  end if;
  open := array (select x from unnest (take) x where not x = any (coalesce (choices, '{}')) order by x);
  if cardinality (open) > 0 then
    raise exception using errcode = 'ME422', message = 'Эти строки принять с пометкой нельзя: ' || array_to_string (open[1:20], ', '),
      detail = json_build_object ('code', 'invalid', 'rows', open);
  end if;
  return coalesce (take, '{}');
end $$;

create function submission_confirmed (a_submission int, a_precheck jsonb, a_confirmation jsonb) returns import
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare said import;
begin
  if jsonb_typeof (a_confirmation) <> 'object' or exists (select from jsonb_each (a_confirmation) e
      where e.key not in ('name', 'position', 'text', 'file_id') or jsonb_typeof (e.value) not in ('string', 'null')) then
    perform refuse ('ME422', 'Подтверждение — это имя (name) и должность (position) руководителя, слова (text) и файл (file_id)');
  end if;
  said.submission := a_submission;
  said.state := 'confirmed';
  said.precheck := a_precheck;
  said.confirmed_name := btrim (a_confirmation ->> 'name');
  said.confirmed_position := btrim (a_confirmation ->> 'position');
  said.confirmed_text := nullif (btrim (a_confirmation ->> 'text'), '');
  said.confirmed_at := now ();
  if coalesce (said.confirmed_name, '') = '' or coalesce (said.confirmed_position, '') = '' then
    perform refuse ('ME422', 'Назовите руководителя школы, который подтверждает результаты, и его должность');
  end if;
  if length (said.confirmed_name) > 120 or length (said.confirmed_position) > 200 or length (said.confirmed_text) > 2000 then
    perform refuse ('ME422', 'Имя — не длиннее 120 знаков, должность — 200, слова подтверждения — 2000');
  end if;
  if nullif (a_confirmation ->> 'file_id', '') is not null then
    said.confirmed_file_id := (select f.id from file f where f.id = (a_confirmation ->> 'file_id')::uuid and f.org_id = my_org () and f.erased_at is null);
    if said.confirmed_file_id is null then
      perform refuse ('ME422', 'Файла подтверждения нет: загрузите его ещё раз');
    end if;
  end if;
  return said;
end $$;

-- what a later import found the same is its own from now on
create function import_inherit (a_id bigint, a_year int) returns void
  language sql security definer set search_path = public, pg_temp as $$
  with heir as (
    select distinct on (w.org_id, w.code, w.submission) s.import_id, w.org_id, w.procedure_id, w.code, w.submission
    from work w join work_same s on s.org_id = w.org_id and s.procedure_id = w.procedure_id and s.code = w.code and s.submission = w.submission and s.import_id > a_id
    where w.org_id = any (my_orgs ()) and w.year = a_year and w.import_id = a_id
      and w.procedure_id = (select i.procedure_id from import i where i.id = a_id)
    order by w.org_id, w.code, w.submission, s.import_id
  ), moved as (
    update work w set import_id = h.import_id from heir h
      where w.org_id = h.org_id and w.year = a_year and w.procedure_id = h.procedure_id and w.code = h.code and w.submission = h.submission
  ), before as (
    update work_before b set import_id = h.import_id from heir h
      where b.import_id = a_id and b.org_id = h.org_id and b.code = h.code and b.submission = h.submission
  ) delete from work_same s using heir h
      where s.import_id = h.import_id and s.org_id = h.org_id and s.code = h.code and s.submission = h.submission
$$;
-- the re-checks that were dealt from works which would go with an import, or become others
create function recheck_of_import (a_id bigint, a_year int) returns text
  language sql stable security definer set search_path = public, pg_temp as $$
  select string_agg (distinct r.title, '», «')
  from import i
  join recheck r on r.procedure_id = i.procedure_id and r.state <> 'draft' and r.deleted_at is null and r.school_id = any (my_orgs ())
  join recheck_work k on k.recheck_id = r.id
  join work w on w.org_id = r.school_id and w.year = a_year and w.procedure_id = i.procedure_id and w.code = k.code and w.submission = 1 and w.import_id = a_id
  left join work_before b on b.import_id = a_id and b.org_id = w.org_id and b.code = w.code and b.submission = 1
  where i.id = a_id
    and (b.import_id is null
         or (b.scores, b.total, b.mark, b.absent) is distinct from (w.scores, w.total, w.mark, w.absent)
            and (k.school_scores, k.school_total, k.school_mark) is not distinct from (w.scores, w.total, w.mark))
$$;

-- Takes an import back: its new rows go, changed ones are what they were; those that a later import
-- found the same stay, as its. Not while a later import stands on its rows, and not while a re-check does.
create or replace function import_withdraw (a_id bigint, a_reason text) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  i import;
  y int;
  later bigint;
  dealt text;
  touched bigint[];
begin
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

-- what an import changed: each row with what differs, as it was and as it came
create or replace function import_changes (a_id bigint)
  returns table (org_id bigint, code text, field text, old jsonb, new jsonb)
  language sql stable set search_path = public, pg_temp as $$
  select b.org_id, b.code, o.key, o.value, n.value
  from work_before b
  cross join lateral (
    select to_jsonb (x) as row from (
      select l.class, l.variant, l.scores, l.total, l.mark, l.journal_mark, l.absent, l.award, l.import_id as at from work_before l
      where l.org_id = b.org_id and l.procedure_id = b.procedure_id and l.code = b.code and l.submission = b.submission and l.import_id > b.import_id
      union all
      select w.class, w.variant, w.scores, w.total, w.mark, w.journal_mark, w.absent, w.award, null from work w
      where w.org_id = b.org_id and w.year = b.year and w.procedure_id = b.procedure_id and w.code = b.code and w.submission = b.submission
      order by at nulls last limit 1) x) later
  cross join lateral jsonb_each (jsonb_build_object ('class', b.class, 'variant', b.variant, 'scores', b.scores, 'total', b.total, 'mark', b.mark,
                                                     'journal_mark', b.journal_mark, 'absent', b.absent, 'award', b.award)) o
  join lateral jsonb_each (later.row) n on n.key = o.key and n.value <> o.value
  where b.import_id = a_id
$$;

-- Stores what is printed about units, or the register: for the methodologist alone. Figures of schools
-- are not kept, they are counted from works; they are compared with ours.
create or replace function import_figures (a_job bigint) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  j job;
  doc jsonb;
  named jsonb;
  proc bigint;
  made bigint;
  kept jsonb;
begin
  select * into j from job where id = a_job and user_id = me () and kind = 'import-results' and state = 'done';
  if j.id is null then
    perform refuse ('ME404', 'Прочитанного файла нет: загрузите его ещё раз');
  end if;
  if my_role () <> 'methodologist' then
    perform refuse ('ME403', 'Отчёты ФИС ОКО и перечень школ загружает методист муниципалитета');
  end if;
  doc := j.result::jsonb -> 'files' -> 0;
  if doc ? 'units' then
    -- reports that do not name it are of ВПР
    named := doc -> 'procedure' || jsonb_build_object ('kind', coalesce (nullif (doc -> 'procedure' ->> 'kind', ''), 'vpr'));
    proc := procedure_find (named ->> 'kind', (named ->> 'year')::int, named ->> 'subject', (named ->> 'grade')::int, coalesce (named ->> 'level', ''));
    if proc is null and named ->> 'max' is not null then
      insert into procedure (kind, year, subject, grade, level, max)
        values (named ->> 'kind', (named ->> 'year')::int, named ->> 'subject', (named ->> 'grade')::int, coalesce (named ->> 'level', ''), (named ->> 'max')::int)
        on conflict do nothing;
    end if;
    proc := coalesce (proc, procedure_find (named ->> 'kind', (named ->> 'year')::int, named ->> 'subject', (named ->> 'grade')::int, coalesce (named ->> 'level', '')));
    if proc is null then
      perform refuse ('ME422', 'В отчёте нет наибольшего балла: загрузите сначала результаты участников этой процедуры');
    end if;
  end if;
  insert into import (org_id, user_id, procedure_id, name, sha256, layout, rows, refused_rows)
    select my_org (), me (), proc, f.name, f.sha256, coalesce (doc ->> 'layout', ''), (doc ->> 'rows')::int,
      (select count (*) from jsonb_array_elements (coalesce (doc -> 'units', doc -> 'schools')) u where (u ->> 'faulty')::boolean)
    from file f where f.id = j.file_id returning id into made;
  if doc ? 'units' then
    kept := keep_units (made, proc, doc);
  else
    kept := keep_register (made, doc);
  end if;
  insert into import_issue (import_id, row, "column", code, value, marked)
    select made, (i ->> 'row')::int, coalesce ((i ->> 'column')::int, 0), i ->> 'code', i ->> 'value', false from jsonb_array_elements (doc -> 'issues') i;
  insert into import_issue (import_id, row, "column", code, value, marked)
    select made, d.sheet_row, 0, 'differs', d.said, true from figures_differ (proc, doc ->> 'layout', doc -> 'units') d where doc ? 'units';
  update import set new_rows = (kept ->> 'new')::int, same_rows = (kept ->> 'same')::int, changed_rows = (kept ->> 'changed')::int,
      marked_rows = (select count (distinct row) from import_issue x where x.import_id = made and x.code = 'differs')
    where id = made;
  update job set message = 'import ' || made where id = a_job;
  perform audit_write (my_org (), 'import', made::text, 'import', null,
    kept || jsonb_build_object ('sha256', (select sha256 from import where id = made), 'procedure_id', proc, 'rows', doc -> 'rows'));
  return made;
end $$;

-- held against imports of the same procedure, which hold it too
create function procedure_lock (a_id bigint) returns procedure
  language plpgsql security definer set search_path = public, pg_temp as $$
declare p procedure;
begin
  select * into p from procedure where id = a_id and deleted_at is null and (org_id is null or org_id = any (my_orgs ())) for update;
  return p;
end $$;

-- Marks that we have counted, counted anew by the scale in force: an import like another, so it is in the
-- journal, what was is kept, and it can be withdrawn. Marks that ФИС ОКО gave out are not ours to change.
create function marks_recount (a_procedure bigint, a_reason text) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  p procedure := procedure_lock (a_procedure);
  s scale;
  made bigint;
  n int;
  touched bigint[];
begin
  if p.id is null then
    perform refuse ('ME404', 'Такой процедуры нет');
  end if;
  if coalesce (btrim (a_reason), '') = '' or length (a_reason) > 1000 then
    perform refuse ('ME422', 'Напишите, почему отметки пересчитываются: до 1000 знаков');
  end if;
  select * into s from scale_now (p.kind, p.year, p.subject, p.grade, p.level, p.max);
  if s.id is null then
    raise exception using errcode = 'ME409', message = 'У этой процедуры нет шкалы: задайте границы отметок', detail = json_build_object ('code', 'no-scale');
  end if;
  insert into import (org_id, user_id, procedure_id, name, sha256, layout, reason)
    values (my_org (), me (), a_procedure, 'Пересчёт отметок', '', 'recount', btrim (a_reason)) returning id into made;
  with ours as (
    select w.*, 2 + (w.total >= s.from3)::int + (w.total >= s.from4)::int + (w.total >= s.from5)::int as new_mark
    from work w
    where w.org_id = any (my_orgs ()) and w.year = p.year and w.procedure_id = a_procedure and w.submission = 1 and not w.absent and w.total is not null
      and (w.mark_counted or w.mark is null and exists (select from import i where i.id = w.import_id and i.layout <> 'individual-results'))
  ), counted as (
    update import set rows = o.n, changed_rows = o.changed, same_rows = o.n - o.changed
      from (select count (*) as n, count (*) filter (where mark is distinct from new_mark) as changed from ours) o where id = made
  ) insert into work_before (import_id, work_id, year, procedure_id, org_id, submission, code, class, variant, scores, total, mark, journal_mark, absent,
                             marked, mark_counted, award, was_import_id, updated_at)
    select made, id, year, procedure_id, org_id, submission, code, class, variant, scores, total, mark, journal_mark, absent, marked, mark_counted, award,
           import_id, updated_at
    from ours where mark is distinct from new_mark;
  get diagnostics n = row_count;
  if n = 0 then
    raise exception using errcode = 'ME409', message = 'Все отметки, которые считали мы, уже по этой шкале', detail = json_build_object ('code', 'nothing-to-recount');
  end if;
  update work w set mark = 2 + (w.total >= s.from3)::int + (w.total >= s.from4)::int + (w.total >= s.from5)::int, mark_counted = true, import_id = made,
      updated_at = now ()
    from work_before b where b.import_id = made and w.org_id = b.org_id and w.year = p.year and w.procedure_id = a_procedure and w.code = b.code and w.submission = 1;
  select array_agg (distinct org_id) into touched from work_before where import_id = made;
  perform cell_recount (a_procedure, touched);
  perform audit_write (my_org (), 'import', made::text, 'import', null,
    jsonb_build_object ('procedure_id', a_procedure, 'layout', 'recount', 'changed', n, 'reason', a_reason, 'scale', jsonb_build_array (s.from3, s.from4, s.from5)));
  return made;
end $$;

-- the scale as the town has it, where a re-check makes a mark
create or replace function recheck_settle (a_work uuid) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  w recheck_work;
  r recheck;
  sc scale;
  p procedure;
  done smallint[] := '{}';
  k record;
  n_differing int := 0;
  n_open int := 0;
  settled int;
  new_mark int;
begin
  select * into w from recheck_work where id = a_work for update;
  select * into r from recheck where id = w.recheck_id;
  if exists (select from expert_score e where e.recheck_work_id = a_work and e.state = 'open') then
    return;
  end if;
  for k in
    select u.n, max (u.m) as top, min (greatest (u.s, 0)) as low, max (greatest (u.s, 0)) as high, avg (greatest (u.s, 0)) as middle
    from expert_score e, unnest (e.scores, e.item_max) with ordinality u (s, m, n)
    where e.recheck_work_id = a_work group by u.n order by u.n
  loop
    if k.low <> k.high then
      n_differing := n_differing + 1;
    end if;
    if k.high - k.low > r.tolerance or (k.high > k.low and k.top = 1) then
      settled := w.decision_scores[k.n];
      if settled is null then
        n_open := n_open + 1;
      end if;
    else
      settled := ceil (k.middle);
    end if;
    done := done || settled::smallint;
  end loop;
  select * into p from procedure where id = r.procedure_id;
  select * into sc from scale_now (p.kind, p.year, p.subject, p.grade, p.level, p.max);
  if n_open = 0 then
    settled := (select sum (x) from unnest (done) x);
    new_mark := case when sc.id is not null then 2 + (settled >= sc.from3)::int + (settled >= sc.from4)::int + (settled >= sc.from5)::int
                     when settled = w.school_total then w.school_mark end;
  end if;
  update recheck_work set final_scores = done, differing = n_differing, open_items = n_open,
    total = case when n_open = 0 then settled end, mark = new_mark,
    outcome = case when n_open > 0 or new_mark is null then null
                   when new_mark = school_mark then 'confirmed'
                   when new_mark < school_mark then 'raised-by-school' else 'lowered-by-school' end
    where id = a_work;
end $$;

do $$
declare t text;
begin
  foreach t in array array['layout_map', 'procedure', 'precheck_limit'] loop
    execute format ('create trigger mark_deleted instead of delete on api.%I for each row execute function mark_deleted ()', t);
  end loop;
  foreach t in array array['layout_map', 'procedure', 'procedure_item', 'precheck_limit'] loop
    execute format ('create trigger z_audit after insert or update or delete on %I for each row execute function audit_row ()', t);
    execute format ('create trigger c_touch before insert or update on %I for each row execute function touch ()', t);
  end loop;
end $$;
