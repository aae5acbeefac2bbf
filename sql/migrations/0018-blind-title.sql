-- Experts read which procedure they mark, not how the department called its re-check: a title that a
-- person types may name the school.
create or replace function recheck_deal (a_id bigint, a_version int) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  r recheck;
  members bigint[];
  frame text;
  n int;
begin
  select * into r from recheck where id = a_id and org_id = any (my_orgs ()) and deleted_at is null for update;
  if r.id is null or r.version <> a_version then
    return null;
  end if;
  if r.state <> 'draft' then
    perform refuse ('ME409', 'Работы уже розданы');
  end if;
  if not r.school_id = any (my_orgs ()) then
    perform refuse ('ME404', 'Такой школы нет');
  end if;
  select array_agg (m.user_id order by m.id) into members
    from recheck_member m join app_user u on u.id = m.user_id
    where m.recheck_id = a_id and m.deleted_at is null and m.duty in ('chair', 'lead', 'member') and u.org_id <> r.school_id
      and u.role = 'commission' and u.active and u.deleted_at is null;
  if coalesce (cardinality (members), 0) < r.experts_per_work then
    perform refuse ('ME422', format ('Нужно не меньше %s проверяющих не из этой школы, а есть %s', r.experts_per_work, coalesce (cardinality (members), 0)));
  end if;
  r.seed := coalesce (r.seed, 1 + floor (random () * 2147483646)::bigint);
  select encode (sha256 (convert_to (string_agg (w.code || ':' || coalesce (w.total, -1), ',' order by w.code), 'UTF8')), 'hex'), count (*)
    into frame, n
    from work w join procedure p on p.id = w.procedure_id
    where w.org_id = r.school_id and w.year = p.year and w.procedure_id = r.procedure_id and w.submission = 1 and not w.absent;
  if n < r.sample_size then
    perform refuse ('ME422', format ('В школе %s работ по этой процедуре, а в выборке %s', n, r.sample_size));
  end if;
  insert into recheck_work (org_id, recheck_id, blind_no, code, variant, school_scores, school_total, school_mark)
    select r.org_id, a_id, row_number () over (order by random ()), d.code, d.variant, d.scores, d.total, d.mark
    from (select w.* from work w join procedure p on p.id = w.procedure_id
          where w.org_id = r.school_id and w.year = p.year and w.procedure_id = r.procedure_id and w.submission = 1 and not w.absent
          order by md5 (r.seed || ':' || w.code), w.code limit r.sample_size) d;
  insert into expert_score (org_id, recheck_id, recheck_work_id, user_id, place, recheck_title, subject, grade, blind_no, variant, item_codes, item_max)
    select r.org_id, a_id, w.id, members[1 + (w.blind_no - 1 + k) % cardinality (members)], k + 1,
           procedure_kind_title (p.kind) || ' ' || p.year || ' ' || p.subject || ' ' || p.grade || ' класс', p.subject, p.grade, w.blind_no, w.variant, t.codes, t.tops
    from recheck_work w
    join procedure p on p.id = r.procedure_id
    cross join (select string_agg (i.code, ' ' order by i.position) as codes, array_agg (i.max::smallint order by i.position) as tops
                from procedure_item i where i.procedure_id = r.procedure_id) t
    cross join generate_series (0, r.experts_per_work - 1) k
    where w.recheck_id = a_id;
  update recheck set state = 'dealt', seed = r.seed, frame_sha256 = frame where id = a_id;
  return a_id;
end $$;
update expert_score e set recheck_title = procedure_kind_title (p.kind) || ' ' || p.year || ' ' || p.subject || ' ' || p.grade || ' класс'
  from recheck r join procedure p on p.id = r.procedure_id where r.id = e.recheck_id;
