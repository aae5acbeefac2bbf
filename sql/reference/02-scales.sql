-- Mark scales of ВПР: lower bounds of «3», «4», «5» in primary points, each with its source and how
-- sure it is. A row is never changed: a better one comes after it and is taken first.
-- Scales are looked up with the work's maximum, since that is what changes with them; the rows of
-- 2021–2022 are given for other years of the same maximum too, and say that nobody has checked that.
with published (subject, grade, max, from3, from4, from5, observed) as (values
  ('Русский язык', 4, 38, 14, 24, 33, false),
  ('Математика', 4, 20, 6, 10, 15, false),
  ('Окружающий мир', 4, 32, 8, 18, 27, false),
  ('Русский язык', 5, 45, 18, 29, 39, false),
  ('Математика', 5, 20, 7, 11, 15, false),
  ('История', 5, 15, 4, 8, 12, false),
  ('Биология', 5, 29, 12, 18, 24, false),
  ('Русский язык', 6, 51, 25, 35, 45, false),
  ('Математика', 6, 16, 6, 10, 14, false),
  ('Биология', 6, 28, 12, 18, 24, true),
  ('География', 6, 37, 10, 22, 31, false),
  ('История', 6, 20, 6, 11, 16, false),
  ('Обществознание', 6, 23, 9, 15, 20, false),
  ('Русский язык', 7, 47, 22, 32, 42, true),
  ('Математика', 7, 19, 7, 12, 16, false),
  ('Биология', 7, 28, 10, 17, 23, false),
  ('География', 7, 37, 11, 26, 33, true),
  ('История', 7, 25, 7, 13, 19, false),
  ('Обществознание', 7, 23, 10, 16, 21, false),
  ('Физика', 7, 18, 5, 8, 11, false),
  ('Английский язык', 7, 30, 13, 21, 27, false),
  ('Немецкий язык', 7, 30, 13, 21, 27, false),
  ('Французский язык', 7, 30, 13, 21, 27, false),
  ('Русский язык', 8, 51, 26, 32, 45, false),
  ('Математика', 8, 25, 8, 15, 21, false),
  ('Биология', 8, 36, 13, 21, 29, true),
  ('География', 8, 40, 13, 27, 35, false),
  ('История', 8, 25, 7, 12, 18, false),
  ('Обществознание', 8, 25, 11, 17, 22, false),
  ('Физика', 8, 18, 5, 8, 11, false),
  ('Химия', 8, 36, 10, 19, 28, false),
  ('География', 10, 21, 7, 13, 18, false),
  ('География', 11, 21, 7, 13, 18, false),
  ('История', 11, 21, 7, 13, 18, false),
  ('Физика', 11, 26, 9, 16, 21, true),
  ('Химия', 11, 33, 11, 20, 28, false),
  ('Биология', 11, 32, 11, 18, 25, true),
  ('Английский язык', 11, 32, 11, 18, 25, false),
  ('Немецкий язык', 11, 32, 11, 18, 25, false),
  ('Французский язык', 11, 32, 11, 18, 25, false)
), period (year_from, year_until, extended) as (values (2021, 2022, false), (2019, 2020, true), (2023, 2035, true))
insert into scale (kind, year_from, year_until, subject, grade, max, from3, from4, from5, source, confidence)
select 'vpr', year_from, year_until, subject, grade, max, from3, from4, from5,
  'ВПР 2021–2022, образцы и описания работ, ФИОКО (по открытому коду региональной системы аналитики); '
    || case when extended then 'не проверено: шкала 2021–2022 годов при том же максимуме'
            when observed then 'по вторичному источнику; максимум взят из наблюдаемых баллов региона'
            else 'по вторичному источнику, сверено с гистограммами региона' end,
  case when extended then 'unchecked' else 'secondary' end
from published, period order by year_from, grade, subject
on conflict do nothing;

insert into scale (kind, year_from, year_until, subject, grade, max, from3, from4, from5, source, confidence) values
  ('vpr', 2023, 2035, 'Обществознание', 8, 22, 8, 14, 19, 'vpr-ege.ru, шкала для 8 класса, год на странице не назван', 'unchecked'),
  ('vpr', 2023, 2035, 'История', 8, 17, 5, 10, 14, 'vpr-ege.ru, шкала для 8 класса, год на странице не назван', 'unchecked'),
  ('vpr', 2023, 2035, 'География', 8, 33, 10, 21, 29, 'vpr-ege.ru, шкала для 8 класса, год на странице не назван', 'unchecked'),
  ('vpr', 2023, 2035, 'Биология', 8, 29, 10, 18, 24, 'vpr-ege.ru, шкала для 8 класса, год на странице не назван', 'unchecked'),
  ('vpr', 2026, 2035, 'Русский язык', 4, 24, 10, 16, 21, 'vpr-ege.ru, демоверсия ВПР 2026; по странице демоверсии', 'secondary'),
  ('vpr', 2025, 2025, 'Русский язык', 4, 24, 10, 16, 21, 'vpr-ege.ru, демоверсия ВПР 2026; не проверено: шкала 2026 года при том же максимуме', 'unchecked'),
  ('vpr', 2026, 2035, 'Английский язык', 8, 25, 10, 15, 22, 'readboom.net, шкала ВПР 2026 по английскому языку; класс на странице не назван, взят по максимуму', 'unchecked')
on conflict do nothing;
