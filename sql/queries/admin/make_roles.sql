do $$
declare r text;
begin
  foreach r in array array['merilo_methodologist', 'merilo_school', 'merilo_commission', 'merilo_observer', 'merilo_admin', 'merilo_loader'] loop
    if not exists (select from pg_roles where rolname = r) then
      execute format ('create role %I nologin', r);
    end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'merilo_app') then
    create role merilo_app login noinherit;
  end if;
  grant merilo_methodologist, merilo_school, merilo_commission, merilo_observer, merilo_admin to merilo_app;
end $$
