-- Files of results as the reader leaves them, stored by somebody; what an import tells, and the whole state
-- a read file of Математика 4; @a_more goes over what t.stage says of it
create function t.read (a_who text, a_year int, a_rows text, a_more jsonb default '{}', a_named jsonb default '{}') returns bigint language plpgsql as $$
declare made bigint := t.stage (a_who, a_year, a_rows);
begin
  update job set result = jsonb_build_object ('files', jsonb_build_array (result::jsonb -> 'files' -> 0
      || jsonb_build_object ('procedure', (result::jsonb -> 'files' -> 0 -> 'procedure') || a_named) || a_more))::text
    where id = made;
  if a_more ->> 'layout' like 'form-%' then
    update stage_work set mark = null where job_id = made;
  end if;
  return made;
end $$;
create function t.import (a_who text, a_job bigint, a_policy text default 'refuse') returns bigint language sql as $$
  select t.ask (a_who, format ('select import_from_job (%s, %L)', a_job, a_policy))::bigint
$$;
-- new, same, changed, marked, refused
create function t.counts (a_import bigint) returns text language sql as $$
  select concat_ws (' ', new_rows, same_rows, changed_rows, marked_rows, refused_rows) from import where id = a_import
$$;
create function t.issues (a_import bigint) returns text language sql as $$
  select coalesce (string_agg (row || ' ' || code || case when marked then '+' else '' end || coalesce (': ' || value, ''), ', ' order by row, code, value), '')
  from import_issue where import_id = a_import
$$;
create function t.whose (a_import bigint) returns text language sql as $$
  select string_agg (row || ' ' || who, ', ' order by row, code) from import_issue where import_id = a_import
$$;
create function t.changes (a_who text, a_import bigint) returns text language sql as $$
  select coalesce (t.ask (a_who, format ('select string_agg (org_id || '' '' || code || '' '' || field || '' '' || old || ''>'' || new, '', '' order by code, field) from import_changes (%s)', a_import)), '')
$$;
-- all works and cells, as one word
create function t.state () returns text language sql as $$
  select md5 ((select string_agg (concat_ws ('|', id, org_id, year, procedure_id, code, class, variant, scores, total, mark, journal_mark, absent, marked, mark_counted, award, import_id), E'\n' order by id) from work)
    || (select string_agg (c::text, E'\n' order by org_id, procedure_id) from cell c))
$$;
grant execute on all functions in schema t to public;
