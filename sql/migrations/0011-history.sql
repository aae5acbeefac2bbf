-- The history of one record, for who may see it; and what waits for whom.
create function audit_history (a_resource text, a_id text)
  returns table (id bigint, at timestamptz, who text, action text, field text, old text, new text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if a_resource not in ('org', 'act', 'org_status', 'class', 'plan', 'plan_section', 'plan_item', 'quarter_report', 'execution', 'evidence', 'recheck') then
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

create function task_list ()
  returns table ("group" text, kind text, title text, due date, org_name text, page text, target_id bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  -- the own dates that are past or near and not answered
  select case when c.due < current_date then 'late' else 'soon' end, 'control-date',
         concat_ws (' ', i.no, left (i.title, 200)), c.due, o.short_name,
         case when my_role () = 'school' then 'reports' else 'plans' end, c.plan_id
  from control_date c join plan_item i on i.id = c.item_id join org o on o.id = c.org_id join plan p on p.id = c.plan_id
  where c.org_id = my_org () and p.state = 'approved' and my_role () in ('methodologist', 'school')
    and c.due between current_date - 90 and current_date + 14
    and not exists (select from execution e join quarter_report r on r.id = e.report_id
                    where e.org_id = c.org_id and e.lineage = c.lineage and e.quarter = c.quarter
                      and e.state not in ('not-started', 'in-progress'))
  union all
  select case when r.due < current_date then 'late' else 'soon' end, 'report', 'Отчёт за ' || r.quarter || case when r.state = 'returned' then ': возвращён с замечанием' else '' end,
         r.due, o.short_name, 'reports', r.id
  from quarter_report r join org o on o.id = r.org_id
  where my_role () = 'school' and r.org_id = my_org () and r.state in ('draft', 'returned')
  union all
  select 'waiting', 'report', 'Отчёт за ' || r.quarter || ' ждёт приёмки', r.due, o.short_name, 'reports', r.id
  from quarter_report r join org o on o.id = r.org_id
  where my_role () in ('methodologist', 'observer') and r.org_id = any (my_orgs ()) and r.state = 'submitted'
  union all
  select 'waiting', 'recheck', k.title || ': проверено работ ' || (select count (*) from recheck_work w where w.recheck_id = k.id and w.open_items is not null), null, o.short_name, 'recheck', k.id
  from recheck k join org o on o.id = k.school_id
  where my_role () in ('methodologist', 'observer') and k.org_id = any (my_orgs ()) and k.state = 'dealt' and k.deleted_at is null
  union all
  select 'soon', 'recheck', k.title || ': работ ' || count (*), null, '', 'recheck', k.id
  from expert_score e join recheck k on k.id = e.recheck_id
  where my_role () = 'commission' and e.user_id = me () and e.state = 'open' group by k.id, k.title
  order by 1, 4 nulls last, 3
$$;

-- the job process wakes at once
create function job_wake () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_notify ('merilo_job', new.id::text);
  return null;
end $$;
create trigger job_wake after insert on job for each row execute function job_wake ();

-- whoever waits for a job is told how it goes
create function job_tell () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_notify ('merilo', json_build_object ('resource', 'job', 'id', new.id::text, 'org_id', new.org_id::text, 'user_id', new.user_id::text)::text);
  return null;
end $$;
create trigger job_tell after update of state, done on job for each row
  when (old.state <> new.state or old.done <> new.done) execute function job_tell ();

-- what has served its time: keys and results of jobs after 30 days, sessions 30 days past their end,
-- rows staged for jobs nobody imported
create function housekeep () returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from idempotency where created_at < now () - interval '30 days';
  delete from session where expires_at < now () - interval '30 days';
  delete from sign_in_attempt where at < now () - interval '1 day';
  delete from stage_work s using job j where j.id = s.job_id and j.created_at < now () - interval '7 days';
  update job set result = null where result is not null and ended_at < now () - interval '30 days';
$$;
