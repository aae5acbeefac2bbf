select current_setting ('server_version_num')::int / 10000 as version,
  (select pg_get_userbyid (d.datdba) from pg_database d where d.datname = $1) as owner
