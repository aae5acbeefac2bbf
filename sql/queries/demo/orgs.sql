-- digits of logins are those of a region that does not exist
with town as (
  insert into org (kind, name, short_name) values ('municipality', 'г. Учебный', 'г. Учебный') returning id
), department as (
  insert into org (parent_id, kind, name, short_name)
  select id, 'department', 'Управление образования г. Учебный', 'Управление образования' from town
)
insert into org (parent_id, kind, name, short_name, login_digits)
select town.id, 'school', 'МБОУ ' || s.title, s.title, (990000 + s.n)::text
from town, (select n, case when n in (1, 10, 18) then 'Лицей' when n in (3, 9, 13, 23) then 'Гимназия'
                           when n in (12, 16, 17, 20, 22) then 'ООШ' else 'СОШ' end || ' № ' || n as title
            from generate_series (1, 24) n) s
order by s.n
returning id
