-- The items of a procedure as one table that a person keeps: written whole, or not at all. Scores lie in
-- works by the places of items, so these go on from 1 without a gap.

-- two items may change their codes with one another
alter table procedure_item
  drop constraint procedure_item_procedure_id_code_key,
  add constraint procedure_item_code unique (procedure_id, code) deferrable;

-- what is wrong with an item of the table, and where; null: nothing
create function item_fault (a_item jsonb, out field text, out words text) language sql immutable set search_path = public, pg_temp as $$
  select f.field, f.words from (values
    (1, '', 'Задание — это объект с полями id, code, max, level, skill, codifier',
     jsonb_typeof (a_item) is distinct from 'object'
       or exists (select from jsonb_object_keys (case when jsonb_typeof (a_item) = 'object' then a_item else '{}' end) k
                  where k not in ('id', 'code', 'max', 'level', 'skill', 'codifier'))),
    (2, 'id', 'Номер записи — целое число', coalesce (a_item ->> 'id', '1') !~ '^[0-9]{1,18}$'),
    (3, 'code', 'Назовите задание: до 20 знаков', coalesce (btrim (a_item ->> 'code'), '') = '' or length (a_item ->> 'code') > 20),
    (4, 'max', 'Максимум — целое число от 1 до 100',
     coalesce (a_item ->> 'max', '') !~ '^[0-9]{1,3}$' or not ('0' || coalesce (substring (a_item ->> 'max' from '^[0-9]{1,3}$'), ''))::int between 1 and 100),
    (5, 'level', 'Уровень — Б, П, В или пусто', coalesce (a_item ->> 'level', '') not in ('', 'Б', 'П', 'В')),
    (6, 'skill', 'Умение: до 1000 знаков', length (a_item ->> 'skill') > 1000),
    (7, 'codifier', 'Раздел кодификатора: до 200 знаков', length (a_item ->> 'codifier') > 200)
  ) f (n, field, words, fault) where f.fault order by f.n limit 1
$$;

-- the table as rows
create function items_read (a_items jsonb) returns table (id bigint, place int, code text, max int, level text, skill text, codifier text)
  language sql immutable set search_path = public, pg_temp as $$
  select (item ->> 'id')::bigint, n::int, btrim (item ->> 'code'), (item ->> 'max')::int, coalesce (item ->> 'level', ''),
    nullif (item ->> 'skill', ''), nullif (item ->> 'codifier', '')
  from jsonb_array_elements (a_items) with ordinality i (item, n)
$$;

-- the first that cannot be taken, in words and with its place
create function check_items (a_items jsonb) returns void language plpgsql set search_path = public, pg_temp as $$
declare wrong record;
begin
  if jsonb_typeof (a_items) is distinct from 'array' or jsonb_array_length (a_items) > 200 then
    raise exception using errcode = 'ME422', message = 'Задания — это список, не больше 200', detail = json_build_object ('code', 'invalid', 'field', 'items');
  end if;
  select n, f.field, f.words into wrong
    from jsonb_array_elements (a_items) with ordinality i (item, n) cross join lateral item_fault (item) f where f.words is not null order by n limit 1;
  if wrong.n is null then
    select max (place)::bigint as n, 'code'::text as field, format ('Задание «%s» названо дважды', code) as words into wrong
      from items_read (a_items) group by code having count (*) > 1 order by 1 limit 1;
  end if;
  if wrong.n is not null then
    raise exception using errcode = 'ME422', message = wrong.words,
      detail = json_build_object ('code', 'invalid', 'field', format ('items[%s]%s', wrong.n - 1, coalesce ('.' || nullif (wrong.field, ''), '')));
  end if;
end $$;

-- the whole table at once; @a_version is the procedure's, which goes on with each table
create function procedure_items_put (a_procedure bigint, a_version int, a_items jsonb) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare p procedure := procedure_lock (a_procedure);
begin
  if p.id is null or p.version <> a_version then
    return null;
  end if;
  if procedure_shared (a_procedure) then
    perform refuse ('ME409', 'Этой процедурой пользуются и другие муниципалитеты: одному из них менять её нельзя');
  end if;
  perform check_items (a_items);
  if exists (select from items_read (a_items) r where r.id is not null
             and not exists (select from procedure_item i where i.id = r.id and i.procedure_id = a_procedure)) then
    perform refuse ('ME422', 'В таблице есть задание, которого у этой процедуры нет: откройте её заново');
  end if;
  if procedure_used (a_procedure)
     and (select string_agg (concat_ws (':', id, code, max), ' ' order by position) from procedure_item where procedure_id = a_procedure)
         is distinct from (select string_agg (concat_ws (':', id, code, max), ' ' order by place) from items_read (a_items)) then
    perform refuse ('ME409', 'По этой процедуре есть работы: задания, их порядок и баллы уже не меняются');
  end if;
  set constraints procedure_item_place, procedure_item_code deferred;
  delete from procedure_item i where i.procedure_id = a_procedure and not exists (select from items_read (a_items) r where r.id = i.id);
  update procedure_item i set position = r.place, code = r.code, max = r.max, level = r.level, skill = r.skill, codifier = r.codifier
    from items_read (a_items) r
    where i.id = r.id and (i.position, i.code, i.max, i.level, i.skill, i.codifier) is distinct from (r.place, r.code, r.max, r.level, r.skill, r.codifier);
  insert into procedure_item (procedure_id, position, code, max, level, skill, codifier)
    select a_procedure, place, code, max, level, skill, codifier from items_read (a_items) where id is null order by place;
  set constraints procedure_item_place, procedure_item_code immediate;
  update procedure set version = version where id = a_procedure;
  return a_procedure;
end $$;
