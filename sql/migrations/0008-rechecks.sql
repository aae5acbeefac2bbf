-- Re-checks: a sample of works drawn by seed, dealt blind to the commission, marked task by task.
create table recheck (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  school_id bigint not null references org,
  procedure_id bigint not null references procedure,
  title text not null check (length (title) between 1 and 300),
  kind text not null check (kind in ('check', 'recheck')),
  sample_size int not null check (sample_size between 1 and 1000),
  experts_per_work int not null default 2 check (experts_per_work between 1 and 3),
  tolerance int not null default 1 check (tolerance between 0 and 10),
  seed bigint check (seed between 1 and 2147483647),
  frame_sha256 text,
  state text not null default 'draft' check (state in ('draft', 'dealt', 'closed')),
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create index recheck_org on recheck (org_id, id);
create index recheck_school on recheck (school_id, procedure_id);

create table recheck_member (
  id bigint generated always as identity primary key,
  org_id bigint not null default nullif (current_setting ('merilo.org_id', true), '')::bigint references org,
  recheck_id bigint not null references recheck,
  user_id bigint not null references app_user,
  duty text not null check (duty in ('chair', 'lead', 'member', 'secretary')),
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz
);
create unique index recheck_member_once on recheck_member (recheck_id, user_id) where deleted_at is null;
create index recheck_member_org on recheck_member (org_id, recheck_id);

-- a drawn work with what it was when it was drawn; id and blind number tell nothing
create table recheck_work (
  id uuid primary key default gen_random_uuid (),
  org_id bigint not null references org,
  recheck_id bigint not null references recheck,
  blind_no int not null,
  code text not null,
  variant text not null,
  school_scores smallint[] not null,
  school_total int,
  school_mark int,
  decision_scores smallint[],
  final_scores smallint[],
  differing int,
  open_items int,
  total int,
  mark int,
  outcome text check (outcome in ('confirmed', 'raised-by-school', 'lowered-by-school')),
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz,
  unique (recheck_id, blind_no),
  unique (recheck_id, code)
);
create index recheck_work_org on recheck_work (org_id, recheck_id);

create table expert_score (
  id uuid primary key default gen_random_uuid (),
  org_id bigint not null references org,
  recheck_id bigint not null references recheck,
  recheck_work_id uuid not null references recheck_work,
  user_id bigint not null references app_user,
  place int not null,
  -- what a member may know of the campaign, and no more: copied when the work is dealt
  recheck_title text not null,
  subject text not null,
  grade int not null,
  blind_no int not null,
  variant text not null,
  item_codes text not null,
  item_max smallint[] not null,
  scores smallint[],
  note text check (length (note) <= 1000),
  state text not null default 'open' check (state in ('open', 'submitted')),
  version int not null default 1,
  updated_at timestamptz not null default now (),
  updated_by bigint,
  deleted_at timestamptz,
  unique (recheck_work_id, user_id)
);
create index expert_score_user on expert_score (user_id, recheck_id);
create index expert_score_work on expert_score (recheck_work_id);

-- scores are as many as the items, each −1 (X) to its maximum, or empty while the work is open
create function scores_fit (a_scores smallint[], a_max smallint[]) returns boolean language sql stable as $$
  select a_scores is null or (cardinality (a_scores) = cardinality (a_max)
    and not exists (select from unnest (a_scores, a_max) x (s, m) where s < -1 or s > m))
$$;
create function check_expert_score () returns trigger language plpgsql as $$
begin
  if not scores_fit (new.scores, new.item_max) then
    perform refuse ('ME422', 'Балл больше максимума задания или баллов не столько, сколько заданий');
  end if;
  return new;
end $$;
create trigger b_check before insert or update of scores on expert_score for each row execute function check_expert_score ();

create table recheck_conclusion (
  recheck_id bigint primary key references recheck,
  org_id bigint not null references org,
  school_id bigint not null references org,
  works int not null,
  changed int not null,
  raised int not null,
  lowered int not null,
  closed_at timestamptz not null default now ()
);
create index recheck_conclusion_school on recheck_conclusion (school_id);

-- nobody marks the works of the own school
create function check_member () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from recheck r join app_user u on u.id = new.user_id where r.id = new.recheck_id and u.org_id = r.school_id) then
    perform refuse ('ME422', 'Член комиссии работает в этой школе: работы своей школы не проверяют');
  end if;
  return new;
end $$;
create trigger b_check before insert or update of user_id on recheck_member for each row execute function check_member ();

-- The draw: works in the order of a hash of seed and code, so that anyone with the seed and the
-- frame draws the same; blind numbers in an order of their own. Members of the school itself are
-- left out; each work goes to so many members in turn.
create function recheck_deal (a_id bigint, a_version int) returns bigint
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
           r.title, p.subject, p.grade, w.blind_no, w.variant, t.codes, t.tops
    from recheck_work w
    join procedure p on p.id = r.procedure_id
    cross join (select string_agg (i.code, ' ' order by i.position) as codes, array_agg (i.max::smallint order by i.position) as tops
                from procedure_item i where i.procedure_id = r.procedure_id) t
    cross join generate_series (0, r.experts_per_work - 1) k
    where w.recheck_id = a_id;
  update recheck set state = 'dealt', seed = r.seed, frame_sha256 = frame where id = a_id;
  return a_id;
end $$;

-- What becomes of a work once all its members have submitted it. Within the tolerance the mean is
-- taken, rounded up; past it, and at any difference on a task of one point, the lead decides.
create function recheck_settle (a_work uuid) returns void
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
  select * into sc from scale s where s.kind = p.kind and s.subject = p.subject and s.grade = p.grade and s.level = p.level and s.max = p.max
    and p.year between s.year_from and s.year_until order by s.id desc limit 1;
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

create function expert_submit (a_recheck bigint) returns int
  language plpgsql security definer set search_path = public, pg_temp as $$
declare open text; numbers json; n int;
begin
  perform 1 from expert_score where recheck_id = a_recheck and user_id = me () for update;
  if not found then
    perform refuse ('ME404', 'Работ этой перепроверки вам не раздавали');
  end if;
  select string_agg (e.blind_no::text, ', ' order by e.blind_no), json_agg (e.blind_no order by e.blind_no) into open, numbers
    from expert_score e
    where e.recheck_id = a_recheck and e.user_id = me () and e.state = 'open'
      and (e.scores is null or array_position (e.scores, null) is not null);
  if open is not null then
    raise exception using errcode = 'ME409', message = 'Не все баллы проставлены в работах: ' || open,
      detail = json_build_object ('code', 'unanswered', 'blind_nos', numbers);
  end if;
  update expert_score set state = 'submitted' where recheck_id = a_recheck and user_id = me () and state = 'open';
  get diagnostics n = row_count;
  perform recheck_settle (e.recheck_work_id) from expert_score e where e.recheck_id = a_recheck and e.user_id = me ();
  return n;
end $$;

create function result_decide (a_id uuid, a_version int, a_scores smallint[]) returns uuid
  language plpgsql security definer set search_path = public, pg_temp as $$
declare w recheck_work; tops smallint[];
begin
  select * into w from recheck_work where id = a_id and org_id = any (my_orgs ()) for update;
  if w.id is null or w.version <> a_version then
    return null;
  end if;
  if (select state from recheck where id = w.recheck_id) <> 'dealt' then
    perform refuse ('ME409', 'Перепроверка завершена');
  end if;
  if coalesce (w.open_items, 0) = 0 then
    perform refuse ('ME409', 'По этой работе решение не нужно: проверяющие не разошлись или ещё не сдали её');
  end if;
  select item_max into tops from expert_score where recheck_work_id = a_id limit 1;
  if not scores_fit (a_scores, tops) then
    perform refuse ('ME422', 'Балл больше максимума задания или баллов не столько, сколько заданий');
  end if;
  update recheck_work set decision_scores = a_scores where id = a_id;
  perform recheck_settle (a_id);
  return a_id;
end $$;

create function recheck_close (a_id bigint, a_version int) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare r recheck; waiting int;
begin
  select * into r from recheck where id = a_id and org_id = any (my_orgs ()) and deleted_at is null for update;
  if r.id is null or r.version <> a_version then
    return null;
  end if;
  if r.state <> 'dealt' then
    perform refuse ('ME409', 'Завершить можно только розданную перепроверку');
  end if;
  select count (*) into waiting from recheck_work where recheck_id = a_id and total is null;
  if waiting > 0 then
    perform refuse ('ME409', 'Без итога осталось работ: ' || waiting);
  end if;
  insert into recheck_conclusion (recheck_id, org_id, school_id, works, changed, raised, lowered)
    select a_id, r.org_id, r.school_id, count (*), count (*) filter (where outcome <> 'confirmed'),
           count (*) filter (where outcome = 'raised-by-school'), count (*) filter (where outcome = 'lowered-by-school')
    from recheck_work where recheck_id = a_id;
  update recheck set state = 'closed' where id = a_id;
  return a_id;
end $$;
