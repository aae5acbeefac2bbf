-- Jobs and imports move without the audit: whoever shows a list of them must still hear of it. Works,
-- cells and procedures change with an import alone.
create function tell_row () returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare row jsonb := to_jsonb (new);
begin
  perform pg_notify ('merilo', json_build_object ('resource', tg_table_name, 'id', row ->> 'id', 'org_id', row ->> 'org_id',
    'user_id', case when tg_table_name = 'job' then row ->> 'user_id' end)::text);
  return null;
end $$;
create trigger z_tell after insert or update on job for each row execute function tell_row ();
create trigger z_tell after insert or update on import for each row execute function tell_row ();
