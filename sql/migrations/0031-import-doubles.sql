-- A code that stands for two participants in one file, unnamed by its reader, does not get in by half. Two
-- new rows, two same ones and two changed ones of a code meet in a key; that leaves one of each.
create function import_keep_apart () returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from work_same s join work_before b on b.import_id = s.import_id and b.org_id = s.org_id and b.code = s.code and b.submission = s.submission
             where s.import_id = new.id) then
    raise unique_violation using message = format ('import %s has a code both the same and changed', new.id), schema = 'public', table = 'work_before';
  end if;
  return null;
end $$;
create trigger import_keep_apart after update of same_rows, changed_rows on import for each row
  when (new.same_rows > 0 and new.changed_rows > 0) execute function import_keep_apart ();
