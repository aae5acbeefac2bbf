-- A school's own plan, what has happened, how the towns count: beside the fixture, for those who ask for it
insert into plan (id, org_id, kind, title, period_from, period_until) overriding system value values
  (4, 11, 'vsoko-plan', 'План А1', '2025-01-01', '2025-12-31');
insert into plan_section (id, org_id, plan_id, title) overriding system value values (5, 11, 4, 'Раздел А1');
insert into plan_item (id, org_id, plan_id, section_id, title, deadline) overriding system value values (41, 11, 4, 5, 'Пункт А1', 'до 1 марта');
insert into recorded_event (org_id, event, first, last) values (3, 'vpr', '2025-04-01', '2025-04-20'), (11, 'signing', '2025-02-01', '2025-02-01'),
  (21, 'exam', '2025-06-01', '2025-06-01');
insert into org_settings (org_id, school_year_end) values (3, 'may'), (5, 'june');
