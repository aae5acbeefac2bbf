-- Procedures as data, works by participant code (never a name), and cells: additive counts kept in
-- step with the works in the same transaction.
create table procedure (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('vpr', 'oge', 'ege', 'dkr', 'niko', 'own')),
  year int not null check (year between 2000 and 2100),
  subject text not null,
  grade int not null check (grade between 1 and 11),
  level text not null default '',
  max int not null check (max between 1 and 1000),
  unique (kind, year, subject, grade, level)
);
-- how people call the kind
create function procedure_kind_title (a_kind text) returns text language sql stable as $$
  select case a_kind when 'vpr' then 'ВПР' when 'oge' then 'ОГЭ' when 'ege' then 'ЕГЭ' when 'dkr' then 'ДКР' when 'niko' then 'НИКО'
         else 'Работа' end
$$;
create table procedure_item (
  procedure_id bigint not null references procedure,
  position int not null,
  code text not null,
  max int not null check (max between 1 and 100),
  level text not null default '' check (level in ('', 'Б', 'П', 'В')),
  skill text,
  primary key (procedure_id, position),
  unique (procedure_id, code)
);
-- lower bounds of marks; a later row replaces, none is overwritten
create table scale (
  id bigint generated always as identity primary key,
  kind text not null,
  year_from int not null,
  year_until int not null,
  subject text not null,
  grade int not null,
  level text not null default '',
  max int not null,
  from3 int not null,
  from4 int not null,
  from5 int not null,
  source text not null,
  confidence text not null,
  unique (kind, year_from, subject, grade, level, max),
  check (0 < from3 and from3 < from4 and from4 < from5 and from5 <= max)
);
-- tasks of a work as published: code, maximum, level; by the primary score, since that is what changes with them
create table item_norm (
  kind text not null,
  year_from int not null,
  year_until int not null,
  subject text not null,
  grade int not null,
  max int not null,
  position int not null,
  code text not null,
  item_max int not null check (item_max between 1 and 100),
  level text not null check (level in ('Б', 'П', 'В')),
  source text not null,
  confidence text not null,
  primary key (kind, year_from, subject, grade, max, position),
  unique (kind, year_from, subject, grade, max, code)
);
create table subject (
  code text primary key,
  name text not null unique
);

create table work (
  id bigint generated always as identity,
  year int not null,
  procedure_id bigint not null references procedure,
  org_id bigint not null references org,
  submission int not null default 1,
  code text not null,
  class text not null default '',
  variant text not null default '',
  scores smallint[] not null,
  total int,
  mark int check (mark between 2 and 5),
  journal_mark int check (journal_mark between 2 and 5),
  absent boolean not null default false,
  import_id bigint,
  updated_at timestamptz not null default now (),
  primary key (org_id, year, procedure_id, code, submission)
) partition by range (year);
create index work_id on work (id);
create index work_list on work (org_id, procedure_id, id);
do $$
begin
  for y in 2019..2035 loop
    execute format ('create table work_%s partition of work for values from (%s) to (%s)', y, y, y + 1);
  end loop;
end $$;
create table work_other partition of work default;

create table cell (
  procedure_id bigint not null references procedure,
  org_id bigint not null references org,
  n int not null,
  mark2 int not null, mark3 int not null, mark4 int not null, mark5 int not null,
  journal_n int not null, lowered int not null, confirmed int not null, raised int not null,
  score_sum bigint not null,
  score_sum2 bigint not null,
  histogram int[] not null,
  item_sums int[] not null,
  item_x int[] not null,
  primary key (org_id, procedure_id)
);
create table external_cell (
  procedure_id bigint not null references procedure,
  scope text not null,
  n int not null,
  counts jsonb not null,
  source text not null,
  primary key (procedure_id, scope)
);

create table import (
  id bigint generated always as identity primary key,
  org_id bigint not null references org,
  user_id bigint not null references app_user,
  procedure_id bigint references procedure,
  name text not null,
  sha256 text not null,
  layout text not null,
  rows int not null default 0,
  new_rows int not null default 0,
  same_rows int not null default 0,
  changed_rows int not null default 0,
  marked_rows int not null default 0,
  refused_rows int not null default 0,
  created_at timestamptz not null default now ()
);
create index import_org on import (org_id, id);
create table import_issue (
  import_id bigint not null references import,
  row int not null,
  "column" int not null,
  code text not null,
  value text,
  marked boolean not null default false
);
create index import_issue_import on import_issue (import_id);

-- rows on their way: filled by COPY by the job process, which is not a user
create unlogged table stage_work (
  job_id bigint not null,
  sheet_row int not null,
  login_digits text not null,
  code text not null,
  class text not null,
  variant text not null,
  scores smallint[] not null,
  total int,
  mark int,
  journal_mark int,
  absent boolean not null,
  faulty boolean not null,
  -- the judgement, when the user's word to store it comes
  org_id bigint,
  verdict text,
  reason text
);
create index stage_work_job on stage_work (job_id);

-- counts of the touched cells, made anew from the works: set-wise, in the writer's transaction
create function cell_recount (a_procedure bigint, a_orgs bigint[]) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from cell where procedure_id = a_procedure and org_id = any (a_orgs);
  insert into cell
    select w.procedure_id, w.org_id, count (*),
      count (*) filter (where mark = 2), count (*) filter (where mark = 3),
      count (*) filter (where mark = 4), count (*) filter (where mark = 5),
      count (*) filter (where mark is not null and journal_mark is not null),
      count (*) filter (where mark < journal_mark), count (*) filter (where mark = journal_mark),
      count (*) filter (where mark > journal_mark),
      coalesce (sum (total), 0), coalesce (sum (total::bigint * total), 0),
      (select array_agg (coalesce (h.n, 0) order by s) from generate_series (0, max (p.max)) s
       left join (select x.total, count (*)::int as n from work x
                  where x.org_id = w.org_id and x.procedure_id = w.procedure_id and x.year = w.year and not x.absent and x.submission = 1
                  group by x.total) h on h.total = s),
      (select coalesce (array_agg (i.s order by i.k), '{}') from (
         select k, sum (greatest (v, 0))::int as s from work x, unnest (x.scores) with ordinality u (v, k)
         where x.org_id = w.org_id and x.procedure_id = w.procedure_id and x.year = w.year and not x.absent and x.submission = 1 group by k) i),
      (select coalesce (array_agg (i.s order by i.k), '{}') from (
         select k, count (*) filter (where v = -1)::int as s from work x, unnest (x.scores) with ordinality u (v, k)
         where x.org_id = w.org_id and x.procedure_id = w.procedure_id and x.year = w.year and not x.absent and x.submission = 1 group by k) i)
    from work w join procedure p on p.id = w.procedure_id
    where w.procedure_id = a_procedure and w.year = p.year and w.org_id = any (a_orgs) and not w.absent and w.submission = 1
    group by w.procedure_id, w.org_id, w.year;
$$;

-- the procedure that a file speaks of; its items come with the first file and must agree later
create function procedure_for (a_doc jsonb) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare made bigint; known text; said text;
begin
  insert into procedure as p (kind, year, subject, grade, max)
    values (a_doc ->> 'kind', (a_doc ->> 'year')::int, a_doc ->> 'subject', (a_doc ->> 'grade')::int, (a_doc ->> 'max')::int)
    on conflict do nothing;
  select id into made from procedure
    where kind = a_doc ->> 'kind' and year = (a_doc ->> 'year')::int and subject = a_doc ->> 'subject'
      and grade = (a_doc ->> 'grade')::int and level = '' for update;
  select string_agg (code || ':' || max, ' ' order by position) into known from procedure_item where procedure_id = made;
  select string_agg ((i ->> 'code') || ':' || (i ->> 'max'), ' ' order by n) into said
    from jsonb_array_elements (a_doc -> 'items') with ordinality x (i, n);
  if known is null then
    insert into procedure_item (procedure_id, position, code, max, level)
      select made, n, i ->> 'code', (i ->> 'max')::int, coalesce (i ->> 'level', '')
      from jsonb_array_elements (a_doc -> 'items') with ordinality x (i, n);
  elsif known <> said then
    perform refuse ('ME422', 'В файле другие задания, чем в уже загруженных результатах этой процедуры');
  end if;
  return made;
end $$;

-- What becomes of each staged row: the one truth of the dry run and of the import. Rows of orgs that
-- the caller does not see are refused; a code that stands twice in a school is refused past the first.
create function import_rows (a_job bigint)
  returns table (sheet_row int, org_id bigint, state text, reason text)
  language sql stable security definer set search_path = public, pg_temp as $$
  with doc as (
    select j.result::jsonb -> 'files' -> 0 -> 'procedure' as p from job j where j.id = a_job and j.user_id = me ()
  ), proc as (
    select pr.id, pr.year from procedure pr, doc
    where pr.kind = p ->> 'kind' and pr.year = (p ->> 'year')::int and pr.subject = p ->> 'subject'
      and pr.grade = (p ->> 'grade')::int and pr.level = ''
  ), staged as (
    select s.*, o.id as org, row_number () over (partition by s.login_digits, s.code, s.faulty order by s.sheet_row) as nth
    from stage_work s left join org o on o.login_digits = s.login_digits and o.deleted_at is null
    where s.job_id = a_job and exists (select from doc)
  )
  select s.sheet_row, s.org,
    case when r.reason is not null then 'refused'
         when w.org_id is null then 'new'
         when (w.class, w.variant, w.scores, w.total, w.mark, w.journal_mark, w.absent)
           is not distinct from (s.class, s.variant, s.scores, s.total, s.mark, s.journal_mark, s.absent) then 'same'
         else 'changed' end,
    r.reason
  from staged s
  cross join lateral (select case when s.faulty then 'faulty' when s.org is null then 'unknown-org'
                                  when not s.org = any (my_orgs ()) then 'foreign-org' when s.nth > 1 then 'doubled-code' end) r (reason)
  left join proc on true
  left join work w on w.org_id = s.org and w.year = proc.year and w.procedure_id = proc.id and w.code = s.code and w.submission = 1
$$;

-- Stores what a job has read, in one transaction: new, same and changed rows are told apart, refused
-- ones stay out; the touched cells are counted anew, the journal and the audit get a line.
-- It runs as merilo_loader, under the policies that its caller has.
create function import_from_job (a_job bigint) returns bigint
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
  update stage_work s set org_id = r.org_id, verdict = r.state, reason = r.reason
    from import_rows (a_job) r where s.job_id = a_job and s.sheet_row = r.sheet_row;
  if exists (select from stage_work s where s.job_id = a_job and s.reason in ('unknown-org', 'foreign-org')) then
    perform refuse ('ME403', 'В файле есть школы, которых вы не ведёте: '
      || (select string_agg (distinct s.login_digits, ', ') from stage_work s
          where s.job_id = a_job and s.reason in ('unknown-org', 'foreign-org')));
  end if;
  doc := j.result::jsonb -> 'files' -> 0;
  proc := procedure_for (doc -> 'procedure');
  y := (doc -> 'procedure' ->> 'year')::int;
  select count (*), count (*) filter (where s.verdict = 'new'), count (*) filter (where s.verdict = 'same'),
         count (*) filter (where s.verdict = 'changed'), count (*) filter (where s.verdict = 'refused'),
         array_agg (distinct s.org_id) filter (where s.verdict in ('new', 'changed'))
    into n.rows, n.new_rows, n.same_rows, n.changed_rows, n.refused_rows, touched from stage_work s where s.job_id = a_job;
  select count (distinct i ->> 'row') into n.marked_rows from jsonb_array_elements (doc -> 'issues') i
    join stage_work s on s.job_id = a_job and s.sheet_row = (i ->> 'row')::int and s.verdict <> 'refused';
  insert into import (org_id, user_id, procedure_id, name, sha256, layout, rows, new_rows, same_rows, changed_rows, marked_rows, refused_rows)
    select my_org (), me (), proc, f.name, f.sha256, coalesce (doc ->> 'layout', ''), n.rows, n.new_rows, n.same_rows, n.changed_rows,
           n.marked_rows, n.refused_rows
    from file f where f.id = j.file_id returning id into made;
  insert into work (year, procedure_id, org_id, code, class, variant, scores, total, mark, journal_mark, absent, import_id)
    select y, proc, s.org_id, s.code, s.class, s.variant, s.scores, s.total, s.mark, s.journal_mark, s.absent, made
    from stage_work s where s.job_id = a_job and s.verdict in ('new', 'changed')
    on conflict (org_id, year, procedure_id, code, submission) do update
      set class = excluded.class, variant = excluded.variant, scores = excluded.scores, total = excluded.total, mark = excluded.mark,
          journal_mark = excluded.journal_mark, absent = excluded.absent, import_id = excluded.import_id, updated_at = now ();
  if touched is not null then
    perform cell_recount (proc, touched);
  end if;
  insert into import_issue (import_id, row, "column", code, value, marked)
    select made, (i ->> 'row')::int, coalesce ((i ->> 'column')::int, 0), i ->> 'code', i ->> 'value', coalesce (s.verdict <> 'refused', false)
    from jsonb_array_elements (doc -> 'issues') i left join stage_work s on s.job_id = a_job and s.sheet_row = (i ->> 'row')::int
    union all
    select made, s.sheet_row, 0, s.reason, null, false from stage_work s
    where s.job_id = a_job and s.reason = 'doubled-code'
      and not exists (select from jsonb_array_elements (doc -> 'issues') i where (i ->> 'row')::int = s.sheet_row);
  delete from stage_work where job_id = a_job;
  update job set message = 'import ' || made where id = a_job;
  perform audit_write (my_org (), 'import', made::text, 'import', null,
    jsonb_build_object ('sha256', (select sha256 from import where id = made), 'procedure_id', proc, 'rows', n.rows, 'new', n.new_rows,
                        'same', n.same_rows, 'changed', n.changed_rows, 'marked', n.marked_rows, 'refused', n.refused_rows));
  return made;
end $$;
