-- Every layout into the base, and out again: whose form it is, what a row was before an import, the
-- figures that ФИС ОКО printed, the register of marked schools.

-- whose form a job reads, where the form does not say; a school reads its own
alter table job add column school text check (school ~ '^[A-Za-z]{2,5}[0-9]{4,8}$');
create or replace view api.job with (security_invoker) as
  select t.id, t.kind, t.file_id, t.dry_run, t.state, t.done, t.total, t.message, t.created_at, t.columns, t.only_table, t.school from job t;

-- stored though something is wrong with the row: the user's word
alter table work add column marked boolean not null default false;
create or replace view api.work with (security_invoker) as
  select t.id, t.year, t.org_id, t.procedure_id, t.submission, t.code, t.class, t.variant, t.scores, t.total, t.mark, t.journal_mark, t.absent, t.marked
  from work t;

alter table import
  add column withdrawn_at timestamptz,
  add column withdrawn_reason text check (length (withdrawn_reason) <= 1000);
create or replace view api.import with (security_invoker) as
  select t.id, t.org_id, t.name, t.sha256, t.layout, t.procedure_id, t.rows, t.new_rows, t.same_rows, t.changed_rows, t.marked_rows,
    t.refused_rows, t.created_at, (select u.name from app_user u where u.id = t.user_id) as created_by, t.withdrawn_at, t.withdrawn_reason
  from import t;
alter table audit drop constraint audit_action_check,
  add constraint audit_action_check check (action in ('insert', 'update', 'delete', 'read', 'import', 'withdraw'));

-- what stood in the place of a row that an import changed, until the import is withdrawn
create table work_before (
  import_id bigint not null references import,
  work_id bigint not null,
  year int not null,
  procedure_id bigint not null references procedure,
  org_id bigint not null references org,
  submission int not null,
  code text not null,
  class text not null,
  variant text not null,
  scores smallint[] not null,
  total int,
  mark int,
  journal_mark int,
  absent boolean not null,
  marked boolean not null,
  was_import_id bigint,
  updated_at timestamptz not null,
  primary key (import_id, org_id, code, submission)
);
create index work_before_was on work_before (was_import_id);
create index work_before_key on work_before (org_id, procedure_id, code, import_id);

-- The procedure that a file speaks of; its items come with the first file and must agree later. Maxima
-- that a file does not name are those already known, or those of the work as it was published.
create or replace function procedure_for (a_doc jsonb) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare made bigint; items jsonb; codes text;
begin
  select string_agg (i ->> 'code', ' ' order by n) into codes from jsonb_array_elements (a_doc -> 'items') with ordinality x (i, n);
  select id into made from procedure
    where kind = a_doc ->> 'kind' and year = (a_doc ->> 'year')::int and subject = a_doc ->> 'subject'
      and grade = (a_doc ->> 'grade')::int and level = coalesce (a_doc ->> 'level', '');
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
  insert into procedure (kind, year, subject, grade, level, max)
    values (a_doc ->> 'kind', (a_doc ->> 'year')::int, a_doc ->> 'subject', (a_doc ->> 'grade')::int, coalesce (a_doc ->> 'level', ''),
            coalesce ((a_doc ->> 'max')::int, (select sum ((i ->> 'max')::int) from jsonb_array_elements (items) i)))
    on conflict do nothing;
  select id into made from procedure
    where kind = a_doc ->> 'kind' and year = (a_doc ->> 'year')::int and subject = a_doc ->> 'subject'
      and grade = (a_doc ->> 'grade')::int and level = coalesce (a_doc ->> 'level', '') for update;
  if not exists (select from procedure_item where procedure_id = made) then
    insert into procedure_item (procedure_id, position, code, max, level)
      select made, n, i ->> 'code', (i ->> 'max')::int, i ->> 'level' from jsonb_array_elements (items) with ordinality x (i, n);
  elsif (select string_agg (code || ':' || max, ' ' order by position) from procedure_item where procedure_id = made)
        <> (select string_agg ((i ->> 'code') || ':' || (i ->> 'max'), ' ' order by n) from jsonb_array_elements (items) with ordinality x (i, n)) then
    perform refuse ('ME422', 'В файле другие задания, чем в уже загруженных результатах этой процедуры');
  else
    -- forms do not name levels, individual results do
    update procedure_item k set level = i ->> 'level' from jsonb_array_elements (items) i
      where k.procedure_id = made and k.code = i ->> 'code' and k.level = '' and i ->> 'level' <> '';
  end if;
  return made;
end $$;

-- reasons with which a row can be stored all the same: it is known whose it is, and its total stands
create function import_can_mark (a_code text) returns boolean language sql immutable as $$
  select a_code in ('bad-value', 'not-studied', 'item-above-max', 'empty-item', 'total-not-sum', 'bad-mark', 'bad-journal-mark',
                    'mark-off-scale', 'unknown-class', 'bad-variant')
$$;

-- What becomes of each staged row: the one truth of the dry run and of the import. Rows of orgs that
-- the caller does not see are refused; of a code that stands twice in a school both rows are. A mark
-- is judged by the scale of the base, if anybody has checked it. A form says less than what ФИС ОКО
-- gave out, so it takes nothing of that back.
drop function import_rows (bigint);
create function import_rows (a_job bigint, a_policy text)
  returns table (sheet_row int, org_id bigint, state text, reason text, marked boolean)
  language sql stable security definer set search_path = public, pg_temp as $$
  with doc as (
    select j.result::jsonb -> 'files' -> 0 as f from job j where j.id = a_job and j.user_id = me ()
  ), named as (
    select f, p ->> 'kind' as kind, (p ->> 'year')::int as year, p ->> 'subject' as subject, (p ->> 'grade')::int as grade,
      coalesce (p ->> 'level', '') as level, (p ->> 'max')::int as max
    from doc cross join lateral (select f -> 'procedure') x (p)
  ), proc as (
    select n.f, pr.id, n.year, coalesce (n.max, pr.max) as max, s.from3, s.from4, s.from5,
      -- maxima that the file does not name were not looked at by its reader
      case when n.f @? '$.procedure.items[*].max ? (@ == null)'
           then (select array_agg (i.max order by i.position) from procedure_item i where i.procedure_id = pr.id) end as maxima
    from named n
    left join procedure pr on (pr.kind, pr.year, pr.subject, pr.grade, pr.level) = (n.kind, n.year, n.subject, n.grade, n.level)
    left join lateral (select x.* from scale x where x.kind = n.kind and x.subject = n.subject and x.grade = n.grade and x.level = n.level
                         and x.max = coalesce (n.max, pr.max) and n.year between x.year_from and x.year_until order by x.id desc limit 1) s
      on s.confidence not like 'не проверено%'
  ), storable as (
    select (i ->> 'row')::int as row from doc, jsonb_array_elements (f -> 'issues') i
    where a_policy = 'mark' group by 1 having bool_and (import_can_mark (i ->> 'code'))
  ), staged as (
    select s.*, o.id as org, count (*) over (partition by s.login_digits, s.code) as times
    from stage_work s left join org o on o.login_digits = s.login_digits and o.deleted_at is null
    where s.job_id = a_job and exists (select from doc)
  ), told as (
    select s.*, p.id as proc, p.year, p.f ->> 'layout' like 'form-%' as form,
      case when s.org is null then 'unknown-org' when not s.org = any (my_orgs ()) then 'foreign-org' end as who,
      s.faulty and ((s.total is null and not s.absent) or not exists (select from storable x where x.row = s.sheet_row)) as bad,
      case when p.maxima is null then null when s.total > p.max then 'total-above-max'
           when exists (select from unnest (s.scores, p.maxima) u (v, top) where v > top) then 'item-above-max' end as above,
      coalesce (s.mark <> 2 + (s.total >= p.from3)::int + (s.total >= p.from4)::int + (s.total >= p.from5)::int, false) as off
    from staged s cross join proc p
  )
  select t.sheet_row, t.org,
    case when r.reason is not null then 'refused'
         when w.org_id is null then 'new'
         when (w.class, w.variant, w.scores, w.total, w.mark, w.journal_mark, w.absent, w.marked)
           is not distinct from (t.class, t.variant, t.scores, t.total, t.mark, t.journal_mark, t.absent, t.faulty or t.off) then 'same'
         else 'changed' end,
    coalesce (r.reason, case when t.off then 'mark-off-scale' end), r.reason is null and (t.faulty or t.off)
  from told t
  left join work w on w.org_id = t.org and w.year = t.year and w.procedure_id = t.proc and w.code = t.code and w.submission = 1
  cross join lateral (select case when t.bad then 'faulty' when t.who is not null then t.who when t.times > 1 then 'doubled-code'
                                  when t.above is not null then t.above
                                  when t.off and a_policy <> 'mark' then 'mark-off-scale'
                                  when t.form and w.mark is not null then 'official-stands' end) r (reason)
$$;

-- Stores what a job has read, in one transaction: new, same and changed rows are told apart, refused
-- ones stay out, what was changed is kept; the touched cells are counted anew, the journal and the
-- audit get a line. It runs as merilo_loader, under the policies that its caller has.
drop function import_from_job (bigint);
create function import_from_job (a_job bigint, a_policy text) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  j job;
  doc jsonb;
  proc bigint;
  y int;
  made bigint;
  touched bigint[];
  n import;
begin
  select * into j from job where id = a_job and user_id = me () and kind = 'import-results' and state = 'done' for update;
  if j.id is null then
    perform refuse ('ME404', 'Прочитанного файла нет: загрузите его ещё раз');
  end if;
  if j.message like 'import %' then
    return substring (j.message from 8)::bigint;
  end if;
  if a_policy not in ('refuse', 'mark') then
    perform refuse ('ME422', 'Строки с замечаниями можно отклонить (refuse) или принять с пометкой (mark)');
  end if;
  doc := j.result::jsonb -> 'files' -> 0;
  if doc ? 'units' or doc ? 'schools' then
    return import_figures (a_job);
  end if;
  proc := procedure_for (doc -> 'procedure');
  y := (doc -> 'procedure' ->> 'year')::int;
  update stage_work s set org_id = r.org_id, verdict = r.state, reason = r.reason, marked = r.marked
    from import_rows (a_job, a_policy) r where s.job_id = a_job and s.sheet_row = r.sheet_row;
  if exists (select from stage_work s where s.job_id = a_job and s.login_digits = '' and s.reason = 'unknown-org' and doc ->> 'layout' like 'form-%') then
    perform refuse ('ME422', 'В форме не сказано, чья она: укажите логин школы и прочитайте файл ещё раз');
  end if;
  if exists (select from stage_work s where s.job_id = a_job and s.reason in ('unknown-org', 'foreign-org')) then
    perform refuse ('ME403', 'В файле есть школы, которых вы не ведёте: '
      || (select string_agg (distinct s.login_digits, ', ') from stage_work s
          where s.job_id = a_job and s.reason in ('unknown-org', 'foreign-org')));
  end if;
  select count (*), count (*) filter (where s.verdict = 'new'), count (*) filter (where s.verdict = 'same'),
         count (*) filter (where s.verdict = 'changed'), count (*) filter (where s.verdict = 'refused'), count (*) filter (where s.marked),
         array_agg (distinct s.org_id) filter (where s.verdict in ('new', 'changed'))
    into n.rows, n.new_rows, n.same_rows, n.changed_rows, n.refused_rows, n.marked_rows, touched from stage_work s where s.job_id = a_job;
  insert into import (org_id, user_id, procedure_id, name, sha256, layout, rows, new_rows, same_rows, changed_rows, marked_rows, refused_rows)
    select my_org (), me (), proc, f.name, f.sha256, coalesce (doc ->> 'layout', ''), n.rows, n.new_rows, n.same_rows, n.changed_rows,
           n.marked_rows, n.refused_rows
    from file f where f.id = j.file_id returning id into made;
  insert into work_before (import_id, work_id, year, procedure_id, org_id, submission, code, class, variant, scores, total, mark, journal_mark, absent,
                           marked, was_import_id, updated_at)
    select made, w.id, w.year, w.procedure_id, w.org_id, w.submission, w.code, w.class, w.variant, w.scores, w.total, w.mark, w.journal_mark, w.absent,
           w.marked, w.import_id, w.updated_at
    from stage_work s join work w on w.org_id = s.org_id and w.year = y and w.procedure_id = proc and w.code = s.code and w.submission = 1
    where s.job_id = a_job and s.verdict = 'changed';
  insert into work (year, procedure_id, org_id, code, class, variant, scores, total, mark, journal_mark, absent, marked, import_id)
    select y, proc, s.org_id, s.code, s.class, s.variant, s.scores, s.total, s.mark, s.journal_mark, s.absent, s.marked, made
    from stage_work s where s.job_id = a_job and s.verdict in ('new', 'changed')
    on conflict (org_id, year, procedure_id, code, submission) do update
      set class = excluded.class, variant = excluded.variant, scores = excluded.scores, total = excluded.total, mark = excluded.mark,
          journal_mark = excluded.journal_mark, absent = excluded.absent, marked = excluded.marked, import_id = excluded.import_id, updated_at = now ();
  if touched is not null then
    perform cell_recount (proc, touched);
  end if;
  insert into import_issue (import_id, row, "column", code, value, marked)
    select made, (i ->> 'row')::int, coalesce ((i ->> 'column')::int, 0), i ->> 'code', i ->> 'value', coalesce (s.verdict <> 'refused', false)
    from jsonb_array_elements (doc -> 'issues') i left join stage_work s on s.job_id = a_job and s.sheet_row = (i ->> 'row')::int
    union all
    select made, s.sheet_row, 0, s.reason, null, s.marked from stage_work s
    where s.job_id = a_job and s.reason in ('doubled-code', 'mark-off-scale', 'official-stands', 'total-above-max', 'item-above-max')
      and not exists (select from jsonb_array_elements (doc -> 'issues') i where (i ->> 'row')::int = s.sheet_row and i ->> 'code' = s.reason);
  delete from stage_work where job_id = a_job;
  update job set message = 'import ' || made where id = a_job;
  perform audit_write (my_org (), 'import', made::text, 'import', null,
    jsonb_build_object ('sha256', (select sha256 from import where id = made), 'procedure_id', proc, 'rows', n.rows, 'new', n.new_rows,
                        'same', n.same_rows, 'changed', n.changed_rows, 'marked', n.marked_rows, 'refused', n.refused_rows));
  return made;
end $$;
alter table stage_work add column marked boolean not null default false;

-- Takes an import back: its new rows go, changed ones are what they were. Not while a later import
-- stands on its rows.
create function import_withdraw (a_id bigint, a_reason text) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  i import;
  y int;
  later bigint;
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
  select array_agg (distinct org_id) into touched from work
    where org_id = any (my_orgs ()) and year = y and procedure_id = i.procedure_id and import_id = a_id;
  update work w set class = b.class, variant = b.variant, scores = b.scores, total = b.total, mark = b.mark, journal_mark = b.journal_mark,
      absent = b.absent, marked = b.marked, import_id = b.was_import_id, updated_at = now ()
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
create function import_changes (a_id bigint)
  returns table (org_id bigint, code text, field text, old jsonb, new jsonb)
  language sql stable set search_path = public, pg_temp as $$
  select b.org_id, b.code, o.key, o.value, n.value
  from work_before b
  cross join lateral (
    select to_jsonb (x) as row from (
      select l.class, l.variant, l.scores, l.total, l.mark, l.journal_mark, l.absent, l.import_id as at from work_before l
      where l.org_id = b.org_id and l.procedure_id = b.procedure_id and l.code = b.code and l.submission = b.submission and l.import_id > b.import_id
      union all
      select w.class, w.variant, w.scores, w.total, w.mark, w.journal_mark, w.absent, null from work w
      where w.org_id = b.org_id and w.year = b.year and w.procedure_id = b.procedure_id and w.code = b.code and w.submission = b.submission
      order by at nulls last limit 1) x) later
  cross join lateral jsonb_each (jsonb_build_object ('class', b.class, 'variant', b.variant, 'scores', b.scores, 'total', b.total, 'mark', b.mark,
                                                     'journal_mark', b.journal_mark, 'absent', b.absent)) o
  join lateral jsonb_each (later.row) n on n.key = o.key and n.value <> o.value
  where b.import_id = a_id
$$;

-- What ФИС ОКО counted for all, the region and the municipality: a row a unit of a report, of each
-- import. The last one that stands is what holds; those before it are there when it is withdrawn.
drop table external_cell;
create table external_cell (
  import_id bigint not null references import,
  org_id bigint not null references org,
  procedure_id bigint not null references procedure,
  layout text not null,
  scope text not null check (scope in ('sample', 'region', 'municipality')),
  unit text not null, -- its login, else its name
  name text not null,
  schools int,
  n int,
  counts jsonb, -- by column; null: the report has percents alone
  percents jsonb not null,
  primary key (import_id, scope, unit)
);
create index external_cell_procedure on external_cell (org_id, procedure_id);
create view external_cell_now with (security_invoker) as
  select distinct on (org_id, procedure_id, layout, scope, unit) * from external_cell
  order by org_id, procedure_id, layout, scope, unit, import_id desc;

-- the register of schools whose works gave signs of bias, as it was published
create table official_mark (
  import_id bigint not null references import,
  org_id bigint not null references org,
  year int not null,
  works text[] not null, -- «4 РУ»
  primary key (import_id, org_id, year)
);
create index official_mark_org on official_mark (org_id, year);
create view official_mark_now with (security_invoker) as
  select distinct on (org_id, year) * from official_mark order by org_id, year, import_id desc;
alter table org_status add column import_id bigint references import;

-- our works counted as a report counts them: its column, a number of works, of how many
create function figures_of (a_procedure bigint, a_orgs bigint[], a_layout text) returns table (key text, of_works bigint, n bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  with mine as (select * from cell where procedure_id = a_procedure and org_id = any (a_orgs))
  select f.key, sum (f.of_works), sum (case when f.journal then m.journal_n else m.n end)
  from mine m cross join lateral (
    select v.* from (values ('2', m.mark2, false), ('3', m.mark3, false), ('4', m.mark4, false), ('5', m.mark5, false)) v (key, of_works, journal)
    where a_layout = 'marks'
    union all
    select (k - 1)::text, h, false from unnest (m.histogram) with ordinality u (h, k) where a_layout = 'score-distribution'
    union all
    select v.* from (values ('lowered', m.lowered, true), ('confirmed', m.confirmed, true), ('raised', m.raised, true)) v (key, of_works, journal)
    where a_layout like 'journal-comparison%') f
  group by f.key
$$;

-- a report's percents to the second decimal, as they were printed: on their way here they were binary
create function printed_percents (a_percents jsonb) returns jsonb language sql immutable as $$
  select jsonb_object_agg (key, round (value::numeric, 2)) from jsonb_each_text (a_percents)
$$;

-- how a report names a column
create function figure_title (a_layout text, a_key text) returns text language sql immutable as $$
  select case when a_layout = 'marks' then 'отметка ' || a_key when a_layout = 'score-distribution' then 'балл ' || a_key
              when a_key = 'lowered' then 'понизили' when a_key = 'confirmed' then 'подтвердили' else 'повысили' end
$$;

-- where a report says another thing than the works that we have: of schools, and of a municipality as a whole
create function figures_differ (a_procedure bigint, a_layout text, a_units jsonb) returns table (sheet_row int, said text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with town as (
    select id, name, count (*) over () as n from org where kind = 'municipality' and id = any (my_orgs ()) and deleted_at is null
  ), unit as (
    select u || jsonb_build_object ('percents', printed_percents (u -> 'percents')) as u, (u ->> 'row')::int as sheet_row,
      case u ->> 'level'
        when 'school' then (select array[o.id] from org o where o.login_digits = u ->> 'login_digits' and o.id = any (my_orgs ()) and o.deleted_at is null)
        when 'municipality' then (select array_agg (s.id) from town t join org s on s.parent_id = t.id and s.id = any (my_orgs ())
          where lower (t.name) = lower (u ->> 'unit')
            or (t.n = 1 and (select count (*) from jsonb_array_elements (a_units) x where x ->> 'level' = 'municipality') = 1)) end as orgs
    from jsonb_array_elements (a_units) u where not (u ->> 'faulty')::boolean
  ), ours as (
    select x.sheet_row, x.u, f.* from unit x cross join lateral figures_of (a_procedure, x.orgs, a_layout) f where x.orgs is not null
  )
  select o.sheet_row, format ('участников: %s, по работам: %s', o.u ->> 'participants', max (o.n))
    from ours o where (o.u ->> 'participants')::bigint <> o.n group by o.sheet_row, o.u
  union all
  select o.sheet_row, format ('%s: %s, по работам: %s', figure_title (a_layout, o.key), o.u -> 'counts' ->> o.key, o.of_works)
    from ours o where (o.u -> 'counts' ->> o.key)::bigint <> o.of_works
  union all
  select o.sheet_row, format ('%s: %s %%, по работам: %s %%', figure_title (a_layout, o.key), o.u -> 'percents' ->> o.key, p.ours)
    from ours o cross join lateral (select round (100.0 * o.of_works / nullif (o.n, 0), 2) as ours) p
    where not o.u ? 'counts' and (o.u -> 'percents' ->> o.key)::numeric <> p.ours
$$;

-- Stores what is printed about units, or the register: for the methodologist alone. Figures of schools
-- are not kept, they are counted from works; they are compared with ours.
create function import_figures (a_job bigint) returns bigint
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
    if named ->> 'max' is not null then
      insert into procedure (kind, year, subject, grade, level, max)
        values (named ->> 'kind', (named ->> 'year')::int, named ->> 'subject', (named ->> 'grade')::int, coalesce (named ->> 'level', ''), (named ->> 'max')::int)
        on conflict do nothing;
    end if;
    select id into proc from procedure where kind = named ->> 'kind' and year = (named ->> 'year')::int and subject = named ->> 'subject'
      and grade = (named ->> 'grade')::int and level = coalesce (named ->> 'level', '');
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

-- both give how many are new, the same, changed
create function keep_units (a_import bigint, a_procedure bigint, a_doc jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into external_cell (import_id, org_id, procedure_id, layout, scope, unit, name, schools, n, counts, percents)
    select a_import, my_org (), a_procedure, a_doc ->> 'layout', u ->> 'level', coalesce (nullif (u ->> 'login', ''), u ->> 'unit'), u ->> 'unit',
      (u ->> 'schools')::int, (u ->> 'participants')::int, u -> 'counts', printed_percents (u -> 'percents')
    from jsonb_array_elements (a_doc -> 'units') u where u ->> 'level' <> 'school' and not (u ->> 'faulty')::boolean
    on conflict do nothing;
  return (
    select jsonb_build_object ('new', count (*) filter (where w.id is null), 'same', count (*) filter (where w.id is not null and d.same),
                               'changed', count (*) filter (where w.id is not null and not d.same))
    from external_cell c
    left join lateral (
      select e.import_id as id, e.* from external_cell e where e.org_id = c.org_id and e.procedure_id = c.procedure_id and e.layout = c.layout
        and e.scope = c.scope and e.unit = c.unit and e.import_id < a_import order by e.import_id desc limit 1) w on true
    cross join lateral (select (w.name, w.schools, w.n, w.counts, w.percents) is not distinct from (c.name, c.schools, c.n, c.counts, c.percents)) d (same)
    where c.import_id = a_import);
end $$;

-- the schools of the caller alone; one that has signs is biased in the school year that begins that year
create function keep_register (a_import bigint, a_doc jsonb) returns jsonb
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into official_mark (import_id, org_id, year, works)
    select a_import, o.id, (s ->> 'year')::int, array (select jsonb_array_elements_text (s -> 'works'))
    from jsonb_array_elements (a_doc -> 'schools') s
    join org o on o.login_digits = s ->> 'login_digits' and o.id = any (my_orgs ()) and o.deleted_at is null
    where not (s ->> 'faulty')::boolean
    on conflict do nothing;
  insert into org_status (org_id, status, year, import_id)
    select org_id, 'biased', year, a_import from official_mark where import_id = a_import and cardinality (works) > 0
    on conflict do nothing;
  return (
    select jsonb_build_object ('new', count (*) filter (where w.works is null), 'same', count (*) filter (where w.works = c.works),
                               'changed', count (*) filter (where w.works <> c.works))
    from official_mark c
    left join lateral (select m.works from official_mark m where m.org_id = c.org_id and m.year = c.year and m.import_id < a_import
                       order by m.import_id desc limit 1) w on true
    where c.import_id = a_import);
end $$;

-- A status that another register gives too stays, as that one's.
create function figures_withdraw (a_import bigint) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from import i where i.id = a_import and i.org_id = any (my_orgs ()) and i.withdrawn_at is null) then
    return;
  end if;
  delete from external_cell where import_id = a_import;
  delete from official_mark where import_id = a_import;
  update org_status s set import_id = m.import_id
    from official_mark_now m where s.import_id = a_import and m.org_id = s.org_id and m.year = s.year and cardinality (m.works) > 0;
  update org_status set deleted_at = now () where import_id = a_import and deleted_at is null;
end $$;
