-- The owner of the base on a PostgreSQL that is not ours alone: no superuser, and no maker of roles, who could make
-- himself one. He hands on the roles of the house, which stand already, and only them.
do $$
declare r text;
begin
  if not exists (select from pg_roles where rolname = 'merilo_owner') then
    create role merilo_owner login;
  end if;
  foreach r in array array['merilo_methodologist', 'merilo_school', 'merilo_commission', 'merilo_observer', 'merilo_admin', 'merilo_loader', 'merilo_app'] loop
    execute format ('grant %I to merilo_owner with admin option', r);
  end loop;
end $$
