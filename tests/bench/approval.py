#!/usr/bin/env python3
"""What the control dates of a roadmap of 34 items cost for 1 000 schools: CPU of the server with its base, from the
request of the approval to its answer. Then a status, an event and a version of the same plan. Judged in a plain build.

approval.py SERVER DESCRIBE SANITIZED"""
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../server/api'))
from house import House, Tap
from plan_kit import TODAY, act, approve, day, good, make_plan

SCHOOLS, LIMIT = 1000, 1.0
TERMS = ['ежегодно август – декабрь', 'ежеквартально до 5 числа', 'ежегодно до 15 мая', 'ежегодно апрель, октябрь, декабрь', 'постоянно',
         'после получения результатов ВПР, но не позднее декабря', 'ежемесячно до 20 числа', 'ежегодно']
TICK = os.sysconf('SC_CLK_TCK')


def cpu_of_tree(root):
    """Seconds of a process, what it started and what those have ended."""
    stats = {}
    for name in os.listdir('/proc'):
        if name.isdigit():
            try:
                with open(f'/proc/{name}/stat') as file:
                    words = file.read().rsplit(')', 1)[1].split()
            except OSError:
                continue
            stats[int(name)] = (int(words[1]), sum(int(w) for w in words[11:15]))
    total, found = 0, {root}
    for _ in range(8):
        found |= {pid for pid, (parent, _) in stats.items() if parent in found}
    for pid in found:
        total += stats.get(pid, (0, 0))[1]
    return total / TICK


class Meter:
    def __init__(self, house, tap, judged):
        self.house, self.tap, self.judged = house, tap, judged

    def take(self, name, work, limit=None):
        before, clock = cpu_of_tree(self.house.server.pid), time.monotonic()
        answer = work()
        wall = time.monotonic() - clock
        time.sleep(0.2)  # what the base does after it has answered
        spent = cpu_of_tree(self.house.server.pid) - before
        print(f'# {name}: {spent:.2f} s of CPU, {wall:.2f} s', flush=True)
        if limit:
            self.tap.ok(spent < limit or not self.judged, f'{name} in under {limit} s of CPU', f'{spent:.2f} s')
        return answer


tap = Tap()
house = House()
meter = Meter(house, tap, sys.argv[3] != '1')
town = house.rows(f"select parent_id from org where id = {house.id('org_department')}")[0][0]
house.sql(f"insert into org (parent_id, kind, name, short_name) select {town}, 'school', 'Школа ' || n, 'Ш' || n"
          f" from generate_series (1, {SCHOOLS - 3}) n; analyze")
m = house.caller('a-methodologist')
plan, items = make_plan(m, [{'deadline': TERMS[n % len(TERMS)], 'audience': 'both' if n % 3 else 'schools'} for n in range(33)]
                        + [{'deadline': 'ежемесячно до 20 числа', 'audience': 'low-results'}])
plan = meter.take('approval', lambda: approve(m, plan), LIMIT)
house.sql('analyze')
rows, reporters = house.rows('select count (*), count (distinct org_id) from control_date'
                             f" where plan_id = {plan['id']}")[0]
print(f'# {len(items)} items, {reporters} reporters, {rows} control dates', flush=True)
tap.ok(int(rows) > 200000 and int(reporters) >= SCHOOLS, 'every school has its dates')
school = house.caller('a-school')
meter.take('a page of dates of a school', lambda: good(school.get(f"/control-dates?plan_id={plan['id']}&sort=due&limit=500")), LIMIT)
meter.take('a page of all dates', lambda: good(m.get(f"/control-dates?plan_id={plan['id']}&limit=500")), LIMIT)
meter.take('a status gained', lambda: good(m.api('POST', '/org-statuses', {
    'org_id': int(house.id('org_school3')), 'status': 'low-results', 'year': TODAY.year})), LIMIT)
meter.take('an event', lambda: good(m.api('POST', '/recorded-events', {'event': 'vpr-results', 'first': str(day(0))})), LIMIT)
draft = good(m.api('POST', f"/plans/{plan['id']}/revision", {'reason': 'Проба'}, version=good(m.get(f"/plans/{plan['id']}"))['version']))
meter.take('a next version', lambda: approve(m, draft, when=TODAY, number='2'), LIMIT)
house.end()
tap.done()
