-- A first submission that waits for the head's word is told of when the same form is read again: it is as the base has it, and would
-- not be sent otherwise, so the word could not be said any more.

-- of the caller's school; id is null: none waits
create function submission_waiting (a_procedure bigint) returns import
  language sql stable security definer set search_path = public, pg_temp as $$
  select i from import i
  where i.org_id = my_org () and i.procedure_id = a_procedure and i.state = 'to-recheck' and i.withdrawn_at is null
    and not exists (select from import c where c.org_id = i.org_id and c.procedure_id = i.procedure_id and c.state = 'confirmed' and c.withdrawn_at is null and c.id > i.id)
  order by i.id desc limit 1
$$;

-- What a reader has found in a file: the first submission that it can be the second of, and what that has broken. null: of none
create function submission_before (a_file jsonb) returns jsonb
  language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object ('import_id', s.id, 'precheck', coalesce (s.precheck, '[]'))
  from submission_waiting (procedure_find (a_file -> 'procedure' ->> 'kind', (a_file -> 'procedure' ->> 'year')::int, a_file -> 'procedure' ->> 'subject',
                                           (a_file -> 'procedure' ->> 'grade')::int, coalesce (a_file -> 'procedure' ->> 'level', ''))) s
  where my_role () = 'school' and a_file ->> 'layout' like 'form-%' and s.id is not null
$$;

create or replace function submission_of (a_counts int[], a_procedure bigint, a_doc jsonb, a_confirmation jsonb) returns import
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  first import;
  said import;
begin
  said.submission := 1;
  said.state := '';
  if my_role () = 'school' and a_doc ->> 'layout' like 'form-%' then
    said.precheck := precheck_of (a_counts, a_doc -> 'procedure' ->> 'subject', (a_doc -> 'procedure' ->> 'grade')::int);
    first := submission_waiting (a_procedure);
  end if;
  if a_confirmation is not null and first.id is null then
    perform refuse ('ME422', 'Подтверждать нечего: результаты этой процедуры на перепроверку не возвращались');
  end if;
  if first.id is not null and a_confirmation is null then
    raise exception using errcode = 'ME409', message = 'Первая сдача ждёт перепроверки: вторую подтверждает руководитель школы — его имя и должность',
      detail = json_build_object ('code', 'confirmation-needed', 'import_id', first.id, 'precheck', coalesce (said.precheck, '[]'));
  end if;
  if first.id is not null then
    return submission_confirmed (first.submission + 1, said.precheck, a_confirmation);
  end if;
  if said.precheck is not null then
    said.state := 'to-recheck';
  end if;
  return said;
end $$;
