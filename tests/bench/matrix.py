#!/usr/bin/env python3
"""The largest matrix there may be: 1 000 items by 300 reporters, all asked and most answered, in four
quarters. What PostgreSQL spends on a quarter and on the whole, and how long the answer is.

Started as `SCRIPT SERVER DESCRIBE SANITIZED`; only a plain build is judged."""
import os
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'server', 'api'))
from house import PSQL, House, Tap  # noqa: E402

ITEMS, ORGS, ROUNDS = 1000, 300, 7
CPU_MS, BYTES = 300, 600000

WORLD = """
set session_replication_role = replica;
insert into org (id, parent_id, kind, name, short_name) overriding system value
  select 70000 + n, {town}, 'school', 'МБОУ СОШ № ' || n, 'МБОУ «СОШ № ' || n || '»' from generate_series (1, {orgs}) n;
insert into plan (id, org_id, kind, title, period_from, period_until, state, act_kind, act_number, act_date) overriding system value
  values (70000, {dept}, 'municipal-roadmap', 'План', '2025-01-01', '2025-12-31', 'approved', 'order', '1', '2025-01-01');
insert into plan_section (id, org_id, plan_id, position, title) overriding system value
  select 70000 + n, {dept}, 70000, n, 'Раздел ' || n || '. Организационно-методическое сопровождение процедур оценки качества' from generate_series (1, 20) n;
insert into plan_item (id, org_id, plan_id, section_id, position, lineage, no, title, canon) overriding system value
  select 70000 + n, {dept}, 70000, 70001 + (n - 1) / 50, n, 70000 + n, (n - 1) / 50 + 1 || '.' || n,
    'Мероприятие № ' || n || ': анализ "результатов" процедур, подготовка адресных рекомендаций учителям, руководителям и семьям учеников',
    case when n % 4 = 0 then 'continuous' else 'quarterly' end from generate_series (1, {items}) n;
insert into reporter (org_id, lineage, plan_id, since)
  select 70000 + o, 70000 + i, 70000, '2025-01-01' from generate_series (1, {orgs}) o, generate_series (1, {items}) i;
insert into item_date (org_id, plan_id, item_id, lineage, nominal_due, due, quarter, year)
  select {dept}, 70000, 70000 + i, 70000 + i, d, d, quarter_of (d), school_year_of (d) from generate_series (1, {items}) i,
    unnest (array['2025-03-25', '2025-06-25', '2025-09-25', '2025-12-25']::date[]) d where i % 4 <> 0;
insert into quarter_report (id, org_id, plan_id, quarter, state, due) overriding system value
  select 70000 + o * 10 + q, 70000 + o, 70000, '2025-Q' || q, 'submitted', '2026-01-01' from generate_series (1, {orgs}) o, generate_series (1, 4) q;
insert into execution (org_id, report_id, item_id, lineage, item_title, quarter, state, text)
  select 70000 + o, 70000 + o * 10 + q, 70000 + i, 70000 + i, 'Пункт', '2025-Q' || q,
    (array['done', 'done-late', 'in-progress', 'not-done', 'not-applicable', 'not-started'])[1 + (o * 7 + i * 3 + q) % 6], 'Проведено'
  from generate_series (1, 4) q, generate_series (1, {orgs}) o, generate_series (1, {items}) i;
set session_replication_role = origin;
"""


def cpu_of(house, question):
    """Milliseconds of the process that serves one psql, the mean of some rounds after a first one."""
    script = [f"select set_config ('merilo.org_id', '{house.id('org_department')}', false), "
              f"set_config ('merilo.orgs', visible_orgs ({house.id('org_department')}, 'methodologist')::text, false) \\g /dev/null",
              'select pg_backend_pid () as pid \\gset', '\\setenv PID :pid', '\\o /dev/null', question + ';']
    look = "\\! sed 's/.*) //' /proc/$PID/stat | cut -d' ' -f12,13"
    script += [look] + [question + ';'] * ROUNDS + [look]
    told = subprocess.run([PSQL, '-XqAt', '-d', house.conninfo], input='\n'.join(script).encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    before, after = (sum(map(int, line.split())) for line in re.findall(r'^\d+ \d+$', told, re.M))
    return (after - before) * 1000 / os.sysconf('SC_CLK_TCK') / ROUNDS


tap = Tap()
house = House()
dept = house.id('org_department')
house.sql(WORLD.format(dept=dept, town=house.rows(f'select parent_id from org where id = {dept}')[0][0], orgs=ORGS, items=ITEMS))
house.sql('vacuum analyze execution; vacuum analyze reporter; analyze')
quarter = cpu_of(house, "select * from matrix_read (70000, '2025-Q3', '2025-Q4')")
whole = cpu_of(house, "select * from matrix_read (70000, null, '2025-Q4')")
m = house.caller('a-methodologist')
m.get('/matrix?plan_id=70000&quarter=2025-Q3')
began = time.monotonic()
answer = m.get('/matrix?plan_id=70000&quarter=2025-Q3')
took = (time.monotonic() - began) * 1000
cells = answer.json['cells']
print(f'# {ITEMS} items × {ORGS} reporters: a quarter {quarter:.0f} ms of PostgreSQL, four quarters {whole:.0f} ms; '
      f'{len(answer.data)} bytes of JSON in {took:.0f} ms', flush=True)
tap.same((len(cells), {len(row) for row in cells}, '.' in ''.join(cells)), (ITEMS, {ORGS}, False), 'every cell is there')
tap.ok(len(answer.data) <= BYTES, f'the answer is at most {BYTES} bytes', len(answer.data))
if sys.argv[3] == '0':
    tap.ok(quarter <= CPU_MS, f'a quarter takes at most {CPU_MS} ms of PostgreSQL', quarter)
house.check_log(tap)
tap.done()
