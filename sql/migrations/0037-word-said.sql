-- The head's word comes when nobody waits for it any more: a colleague has said it, or the first submission was taken back. The one who
-- has said it is told that, and by a code of its own: the form is read again then, and says itself how it stands.
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
    raise exception using errcode = 'ME409',
      message = 'Слово руководителя не нужно: ни одна сдача этой формы его не ждёт — его уже сказали, или ту загрузку отменили',
      detail = json_build_object ('code', 'nothing-to-confirm');
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
