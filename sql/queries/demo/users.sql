-- invented people: the n-th of them always has the same name; steps without a common divisor with
-- the lengths of the lists let no two names meet
insert into app_user (org_id, login, name, role, password_hash)
select p.org_id, p.login,
  (array['Ясенева', 'Кедрова', 'Полевая', 'Озерова', 'Громова', 'Луговая', 'Рощина', 'Берегова', 'Снегова', 'Тропинина', 'Ключева'])[1 + p.n * 4 % 11]
  || ' ' || (array['Анна', 'Вера', 'Галина', 'Елена', 'Ирина', 'Марина', 'Ольга', 'Светлана', 'Татьяна', 'Юлия'])[1 + p.n * 3 % 10]
  || ' ' || (array['Андреевна', 'Борисовна', 'Викторовна', 'Ивановна', 'Николаевна', 'Павловна', 'Сергеевна'])[1 + p.n * 2 % 7],
  p.role, $1
from (
  select d.id as org_id, u.login, u.role, u.n::int as n
  from org d,
    (values ('metodist', 'methodologist', 1), ('nablyudatel', 'observer', 2), ('admin', 'admin', 3), ('expert1', 'commission', 4),
            ('expert2', 'commission', 5), ('expert3', 'commission', 6), ('expert4', 'commission', 7)) u (login, role, n)
  where d.kind = 'department'
  union all
  select s.id, 'school' || (s.login_digits::int - 990000), 'school', 7 + s.login_digits::int - 990000
  from org s where s.kind = 'school'
) p
order by p.n
returning id
