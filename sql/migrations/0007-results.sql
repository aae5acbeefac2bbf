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
  faulty boolean not null
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
declare made bigint; known int;
begin
  select id into made from procedure
    where kind = a_doc ->> 'kind' and year = (a_doc ->> 'year')::int and subject = a_doc ->> 'subject'
      and grade = (a_doc ->> 'grade')::int and level = '';
  if made is null then
    insert into procedure (kind, year, subject, grade, max)
      values (a_doc ->> 'kind', (a_doc ->> 'year')::int, a_doc ->> 'subject', (a_doc ->> 'grade')::int, (a_doc ->> 'max')::int)
      returning id into made;
  end if;
  select count (*) into known from procedure_item where procedure_id = made;
  if known = 0 then
    insert into procedure_item (procedure_id, position, code, max, level)
      select made, n, i ->> 'code', (i ->> 'max')::int, coalesce (i ->> 'level', '')
      from jsonb_array_elements (a_doc -> 'items') with ordinality x (i, n);
  elsif known <> jsonb_array_length (a_doc -> 'items') then
    perform refuse ('ME422', 'В файле другое число заданий, чем в уже загруженных результатах этой процедуры');
  end if;
  return made;
end $$;

-- Stores what a job has read: new, same and changed rows are told apart, refused ones stay out.
-- Rights: every school of the file must be one that the caller sees.
create function import_from_job (a_job bigint) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  j job;
  doc jsonb;
  proc bigint;
  y int;
  made bigint;
  touched bigint[];
  n_new int; n_same int; n_changed int; n_all int; n_refused int;
begin
  select * into j from job where id = a_job and user_id = me () and kind = 'import-results' and state = 'done' for update;
  if j.id is null then
    perform refuse ('ME404', 'Прочитанного файла нет: загрузите его ещё раз');
  end if;
  doc := j.result::jsonb -> 'files' -> 0;
  if exists (select from stage_work s left join org o on o.login_digits = s.login_digits
             where s.job_id = a_job and (o.id is null or not o.id = any (my_orgs ()))) then
    perform refuse ('ME403', 'В файле есть школы, которых вы не ведёте: '
      || (select string_agg (distinct s.login_digits, ', ') from stage_work s left join org o on o.login_digits = s.login_digits
          where s.job_id = a_job and (o.id is null or not o.id = any (my_orgs ()))));
  end if;
  proc := procedure_for (doc -> 'procedure');
  y := (doc -> 'procedure' ->> 'year')::int;
  select count (*), count (*) filter (where faulty) into n_all, n_refused from stage_work where job_id = a_job;
  insert into import (org_id, user_id, procedure_id, name, sha256, layout, rows)
    values (my_org (), me (), proc, (select name from file where id = j.file_id), (select sha256 from file where id = j.file_id),
            doc ->> 'layout', n_all) returning id into made;
  select count (*) filter (where w.org_id is null),
         count (*) filter (where w.org_id is not null and (w.class, w.variant, w.scores, w.total, w.mark, w.journal_mark, w.absent)
           is not distinct from (s.class, s.variant, s.scores, s.total, s.mark, s.journal_mark, s.absent)),
         array_agg (distinct o.id)
    into n_new, n_same, touched
    from stage_work s join org o on o.login_digits = s.login_digits
    left join work w on w.org_id = o.id and w.year = y and w.procedure_id = proc and w.code = s.code and w.submission = 1
    where s.job_id = a_job and not s.faulty;
  n_changed := n_all - n_refused - n_new - n_same;
  insert into work (year, procedure_id, org_id, code, class, variant, scores, total, mark, journal_mark, absent, import_id)
    select y, proc, o.id, s.code, s.class, s.variant, s.scores, s.total, s.mark, s.journal_mark, s.absent, made
    from stage_work s join org o on o.login_digits = s.login_digits
    where s.job_id = a_job and not s.faulty
    on conflict (org_id, year, procedure_id, code, submission) do update
      set class = excluded.class, variant = excluded.variant, scores = excluded.scores, total = excluded.total, mark = excluded.mark,
          journal_mark = excluded.journal_mark, absent = excluded.absent, import_id = excluded.import_id, updated_at = now ()
      where (work.class, work.variant, work.scores, work.total, work.mark, work.journal_mark, work.absent)
        is distinct from (excluded.class, excluded.variant, excluded.scores, excluded.total, excluded.mark, excluded.journal_mark, excluded.absent);
  if touched is not null then
    perform cell_recount (proc, touched);
  end if;
  insert into import_issue (import_id, row, "column", code, value)
    select made, (i ->> 'row')::int, (i ->> 'column')::int, i ->> 'code', i ->> 'value'
    from jsonb_array_elements (doc -> 'issues') i;
  update import set new_rows = n_new, same_rows = n_same, changed_rows = n_changed, refused_rows = n_refused where id = made;
  delete from stage_work where job_id = a_job;
  update job set message = 'import ' || made where id = a_job;
  return made;
end $$;
