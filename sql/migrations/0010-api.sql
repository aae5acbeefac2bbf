-- What the server shows: one view an entity, its columns in the order of the description. They run
-- with the rights of who asks (security_invoker), so grants and policies of the tables hold.
create view api.org with (security_invoker) as
  select t.id, t.parent_id, t.kind, t.name, t.short_name, t.login_digits, t.timezone, t.version, t.updated_at
  from org t where t.deleted_at is null;
create view api.org_status with (security_invoker) as
  select t.id, t.org_id, t.status, t.year, t.act_id, t.version, t.updated_at from org_status t where t.deleted_at is null;
create view api.class with (security_invoker) as
  select t.id, t.org_id, t.year, t.grade, t.letter, t.number, t.version, t.updated_at from class t where t.deleted_at is null;
create view api.act with (security_invoker) as
  select t.id, t.org_id, t.kind, t.number, t.date, t.title, t.issuer, t.file_id, t.version, t.updated_at from act t where t.deleted_at is null;
create view api.user with (security_invoker) as
  select t.id, t.org_id, t.login, t.name, t.role, t.active, t.version, t.updated_at from app_user t where t.deleted_at is null;
create view api.plan with (security_invoker) as
  select t.id, t.org_id, t.kind, t.title, t.period_from, t.period_until, t.state, t.revision, t.act_kind, t.act_number, t.act_date,
    (select count (*)::int from plan_item i where i.plan_id = t.id and i.deleted_at is null) as items,
    (select count (*)::int from plan_section s where s.plan_id = t.id and s.deleted_at is null) as sections,
    t.columns, t.version, t.updated_at, (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from plan t where t.deleted_at is null;
create view api.plan_section with (security_invoker) as
  select t.id, t.org_id, t.plan_id, t.position, t.title, (select p.state from plan p where p.id = t.plan_id) as plan_state, t.version, t.updated_at
  from plan_section t where t.deleted_at is null;
create view api.plan_item with (security_invoker) as
  select t.id, t.org_id, t.plan_id, t.section_id, t.position, t.lineage, t.no, t.title, t.responsible, t.document, t.deadline, t.result, t.extra,
    t.audience, t.canon, t.reading, t.warnings, (select p.state from plan p where p.id = t.plan_id) as plan_state, t.version, t.updated_at,
    (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from plan_item t where t.deleted_at is null;
create view api.control_date with (security_invoker) as
  select t.id, t.org_id, t.plan_id, t.item_id, t.lineage, t.nominal_from, t.nominal_due, t.due, t.quarter from control_date t;
create view api.quarter_report with (security_invoker) as
  select t.id, t.org_id, (select o.short_name from org o where o.id = t.org_id) as org_name, t.plan_id, t.quarter, t.state, t.due,
    (select count (*)::int from execution e where e.report_id = t.id and e.state <> 'not-started') as answered,
    (select count (*)::int from execution e where e.report_id = t.id) as total,
    t.submitted_at, t.accepted_at, t.remark, t.version, t.updated_at, (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from quarter_report t where t.deleted_at is null;
create view api.execution with (security_invoker) as
  select t.id, t.org_id, t.report_id, t.item_id, t.lineage, t.item_no, t.item_title, t.deadline, t.due, t.quarter, t.state, t.text, t.date_done,
    t.reason, t.remark,
    (select count (*)::int from evidence e where e.execution_id = t.id and e.withdrawn_at is null and e.deleted_at is null) as files,
    (select r.state from quarter_report r where r.id = t.report_id) as report_state,
    t.version, t.updated_at, (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from execution t where t.deleted_at is null;
create view api.evidence with (security_invoker) as
  select t.id, t.org_id, t.execution_id, t.file_id, t.title, (select f.name from file f where f.id = t.file_id) as name,
    (select f.media_type from file f where f.id = t.file_id) as media_type, (select f.size from file f where f.id = t.file_id) as size,
    t.withdrawn_at, t.withdrawn_reason,
    (select r.state from execution e join quarter_report r on r.id = e.report_id where e.id = t.execution_id) as report_state,
    t.version, t.updated_at, (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from evidence t where t.deleted_at is null;
create view api.procedure with (security_invoker) as
  select t.id, t.kind, t.year, t.subject, t.grade, t.level,
    procedure_kind_title (t.kind) || ' ' || t.year || ' ' || t.subject || ' ' || t.grade || ' класс' as title, t.max,
    s.from3, s.from4, s.from5, s.source as scale_source,
    (select string_agg (i.code, ' ' order by i.position) from procedure_item i where i.procedure_id = t.id) as item_codes,
    (select array_agg (i.max::smallint order by i.position) from procedure_item i where i.procedure_id = t.id) as item_max,
    (select coalesce (sum (c.n), 0)::int from cell c where c.procedure_id = t.id) as works
  from procedure t
  left join lateral (select * from scale s where s.kind = t.kind and s.subject = t.subject and s.grade = t.grade and s.level = t.level
                     and s.max = t.max and t.year between s.year_from and s.year_until order by s.id desc limit 1) s on true;
create view api.work with (security_invoker) as
  select t.id, t.year, t.org_id, t.procedure_id, t.submission, t.code, t.class, t.variant, t.scores, t.total, t.mark, t.journal_mark, t.absent from work t;
create view api.cell with (security_invoker) as
  select t.procedure_id, t.org_id, o.short_name as org_name, p.year, p.subject, p.grade, t.n, t.mark2, t.mark3, t.mark4, t.mark5,
    t.journal_n, t.lowered, t.confirmed, t.raised, t.score_sum, t.histogram
  from cell t join procedure p on p.id = t.procedure_id join org o on o.id = t.org_id;
create view api.import with (security_invoker) as
  select t.id, t.org_id, t.name, t.sha256, t.layout, t.procedure_id, t.rows, t.new_rows, t.same_rows, t.changed_rows, t.marked_rows,
    t.refused_rows, t.created_at, (select u.name from app_user u where u.id = t.user_id) as created_by
  from import t;
create view api.recheck with (security_invoker) as
  select t.id, t.org_id, t.school_id, (select o.short_name from org o where o.id = t.school_id) as school_name, t.procedure_id,
    (select procedure_kind_title (p.kind) || ' ' || p.year || ' ' || p.subject || ' ' || p.grade || ' класс' from procedure p where p.id = t.procedure_id) as procedure_title,
    t.title, t.kind, t.sample_size, t.experts_per_work, t.tolerance, t.seed, t.frame_sha256, t.state,
    (select count (*)::int from recheck_work w where w.recheck_id = t.id) as works,
    (select count (*)::int from recheck_work w where w.recheck_id = t.id and w.open_items is not null) as marked,
    (select count (*)::int from recheck_work w where w.recheck_id = t.id and w.outcome <> 'confirmed') as changed,
    (select count (*)::int from recheck_work w where w.recheck_id = t.id and w.total is not null) as finished,
    t.version, t.updated_at, (select u.name from app_user u where u.id = t.updated_by) as updated_by
  from recheck t where t.deleted_at is null;
create view api.recheck_member with (security_invoker) as
  select t.id, t.org_id, t.recheck_id, t.user_id, (select u.name from app_user u where u.id = t.user_id) as name, t.duty,
    (select count (*)::int from expert_score e where e.recheck_id = t.recheck_id and e.user_id = t.user_id) as works,
    (select count (*)::int from expert_score e where e.recheck_id = t.recheck_id and e.user_id = t.user_id and e.state = 'submitted') as submitted,
    t.version
  from recheck_member t where t.deleted_at is null;
create view api.expert_score with (security_invoker) as
  select t.id, t.recheck_id, t.recheck_title, t.subject, t.grade, t.blind_no, t.variant, t.item_codes, t.item_max, t.scores, t.note,
    t.state, t.version, t.updated_at
  from expert_score t where t.deleted_at is null;
create view api.recheck_result with (security_invoker) as
  select t.id, t.org_id, t.recheck_id, t.blind_no, t.code,
    (select string_agg (i.code, ' ' order by i.position) from procedure_item i join recheck r on r.procedure_id = i.procedure_id where r.id = t.recheck_id) as item_codes,
    (select array_agg (i.max::smallint order by i.position) from procedure_item i join recheck r on r.procedure_id = i.procedure_id where r.id = t.recheck_id) as item_max,
    t.school_scores,
    (select e.scores from expert_score e where e.recheck_work_id = t.id and e.place = 1 and e.state = 'submitted') as first_scores,
    (select e.scores from expert_score e where e.recheck_work_id = t.id and e.place = 2 and e.state = 'submitted') as second_scores,
    t.decision_scores, t.final_scores, t.differing, t.open_items, t.school_total, t.total, t.school_mark, t.mark, t.outcome, t.version
  from recheck_work t where t.deleted_at is null;
create view api.job with (security_invoker) as
  select t.id, t.kind, t.file_id, t.dry_run, t.state, t.done, t.total, t.message, t.created_at from job t;

-- deleting marks: rows are erased later, by retention
create function mark_deleted () returns trigger language plpgsql set search_path = public, pg_temp as $$
declare n int;
begin
  execute format ('update %I set deleted_at = now () where id = $1 and version = $2',
                  case tg_table_name when 'user' then 'app_user' else tg_table_name end) using old.id, old.version;
  get diagnostics n = row_count;
  return case when n > 0 then old end;
end $$;
do $$
declare t text;
begin
  foreach t in array array['org', 'org_status', 'class', 'act', 'user', 'plan', 'plan_section', 'plan_item', 'evidence', 'recheck', 'recheck_member'] loop
    execute format ('create trigger mark_deleted instead of delete on api.%I for each row execute function mark_deleted ()', t);
  end loop;
end $$;

create function objectivity_trend (a_org bigint, a_subject text, a_grade int)
  returns table (year int, scope text, org_name text, n bigint, lowered bigint, confirmed bigint, raised bigint,
                 recheck_n bigint, recheck_changed bigint, scale_changed boolean)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare town bigint[];
begin
  if not a_org = any (my_orgs ()) then
    perform refuse ('ME404', 'Такой школы нет');
  end if;
  -- the municipality of the school, whoever asks
  with recursive up as (
    select o.id, o.parent_id, o.kind from org o where o.id = a_org
    union all select o.id, o.parent_id, o.kind from org o join up on o.id = up.parent_id
  ), down as (
    select up.id from up where up.kind = 'municipality' union all select o.id from org o join down on o.parent_id = down.id
  ) select array_agg (id) into town from down;
  return query
    with p as (
      select pr.id, pr.year, pr.max,
             s.from3 || '/' || s.from4 || '/' || s.from5 || '/' || pr.max as bounds
      from procedure pr left join lateral (
        select * from scale s where s.kind = pr.kind and s.subject = pr.subject and s.grade = pr.grade and s.level = pr.level and s.max = pr.max
          and pr.year between s.year_from and s.year_until order by s.id desc limit 1) s on true
      where pr.kind = 'vpr' and pr.subject = a_subject and pr.grade = a_grade and pr.level = ''
    ), marked as (
      select p.*, coalesce (p.bounds <> lag (p.bounds) over (order by p.year) or p.max <> lag (p.max) over (order by p.year), false) as broke from p
    ), re as (
      select r.procedure_id, c.school_id, sum (c.works) as works, sum (c.changed) as changed
      from recheck_conclusion c join recheck r on r.id = c.recheck_id group by 1, 2
    )
    select m.year, 'school', o.short_name, c.journal_n::bigint, c.lowered::bigint, c.confirmed::bigint, c.raised::bigint,
           coalesce (re.works, 0)::bigint, coalesce (re.changed, 0)::bigint, m.broke
    from marked m join cell c on c.procedure_id = m.id and c.org_id = a_org join org o on o.id = a_org
    left join re on re.procedure_id = m.id and re.school_id = a_org
    union all
    select m.year, 'municipality', (select t.short_name from org t where t.id = any (town) and t.kind = 'municipality'),
           sum (c.journal_n), sum (c.lowered), sum (c.confirmed), sum (c.raised),
           coalesce ((select sum (re.works) from re where re.procedure_id = m.id and re.school_id = any (town)), 0)::bigint,
           coalesce ((select sum (re.changed) from re where re.procedure_id = m.id and re.school_id = any (town)), 0)::bigint, m.broke
    from marked m join cell c on c.procedure_id = m.id and c.org_id = any (town)
    group by m.id, m.year, m.broke
    -- a group under ten is told to nobody but its own school and the department
    having my_role () <> 'school' or sum (c.journal_n) - coalesce (sum (c.journal_n) filter (where c.org_id = a_org), 0) >= 10
    order by 2 desc, 1;
end $$;
