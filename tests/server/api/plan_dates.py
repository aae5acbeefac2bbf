#!/usr/bin/env python3
"""A signed document becomes control dates, through the real server: read by a job, made a plan, its audiences set,
approved; then who has which date. With MERILO_SHARED the whole table of a real roadmap, else some items of our own
document whose days were counted by hand."""
import collections
import csv
import os
import time

from house import HERE, House, Tap
from plan_kit import good, items_of

ORDER = {'act_kind': 'order', 'act_number': '1', 'act_date': '2024-12-17'}
PERIOD = {'period_from': '2024-01-01', 'period_until': '2026-12-31'}

# item, who: (beginning, nominal day, day due, quarter)
DECEMBERS = [('{}-12-01', '2024-12-31', '2024-12-28', '2024-Q4'), ('{}-12-01', '2025-12-31', '2025-12-30', '2025-Q4'),
             ('{}-12-01', '2026-12-31', '2026-12-30', '2026-Q4')]
OWN = {
    ('2.5', 'УО'): [('2025-01-01', '2025-03-31', '2025-03-31', '2025-Q1'), ('2026-01-01', '2026-03-31', '2026-03-31', '2026-Q1')],
    ('3.3', 'УО'): [('', '2025-05-31', '2025-06-02', '2025-Q2'), ('', '2026-05-31', '2026-06-01', '2026-Q2')],
    ('3.6', 'ОО:flagged'): [('', '2025-06-15', '2025-06-16', '2025-Q2'), ('', '2026-06-15', '2026-06-15', '2026-Q2')],
    ('3.7', 'ОО'): [('', nominal, due, quarter) for _, nominal, due, quarter in DECEMBERS],
    ('4.2', 'ОО'): [('', '2025-11-30', '2025-12-01', '2025-Q4'), ('', '2026-11-30', '2026-11-30', '2026-Q4')],
    ('4.4', 'УО'): [(begin.format(nominal[:4]), nominal, due, quarter) for begin, nominal, due, quarter in DECEMBERS],
    ('3.4', 'ОО'): [],
}


def expected():
    shared = os.environ.get('MERILO_SHARED', '')
    table = os.path.join(shared, 'data', 'control-dates-pokachi.csv')
    if not shared or not os.path.exists(table):
        return os.path.join(HERE, '../../data/walk/roadmap.docx'), OWN
    want = collections.defaultdict(list)
    with open(table, encoding='utf-8') as lines:
        for row in csv.DictReader(line for line in lines if not line.startswith('#')):
            want[row['item_no'], row['reporter']]  # also without a date
            if row['nominal_due']:
                want[row['item_no'], row['reporter']].append(tuple(row[k] for k in ('nominal_from', 'nominal_due', 'due', 'quarter')))
    return os.path.join(shared, 'data/roadmaps/pokachi-2024-2026.docx'), dict(want)


def read_document(who, path):
    raw = open(path, 'rb').read()
    file = good(who.api('POST', '/files?name=plan.docx', raw=raw, headers={'Content-Type': 'application/octet-stream'}))
    job = good(who.api('POST', '/jobs', {'kind': 'read-roadmap', 'file_id': file['id'], 'dry_run': True}), 202)
    for _ in range(300):
        job = good(who.get(f"/jobs/{job['id']}"))
        if job['state'] not in ('queued', 'running'):
            break
        time.sleep(0.1)
    return job


def audience_of(reporters, department):
    flagged = {'audience': 'biased', 'audience_orgs': department if 'УО' in reporters else None}
    if 'ОО:flagged' in reporters:
        return flagged
    return {'audience': 'both' if {'УО', 'ОО'} <= reporters else 'schools' if 'ОО' in reporters else 'department'}


tap = Tap()
house = House()
m = house.caller('a-methodologist')
document, want = expected()
job = read_document(m, document)
tap.same(job['state'], 'done', 'the document is read')
plan = good(m.api('POST', '/plans/from-job', {'job_id': job['id'], 'table': 0, 'kind': 'municipal-roadmap', 'title': 'Дорожная карта', **PERIOD}))
reporters = collections.defaultdict(set)
for no, who in want:
    reporters[no].add(who)
items = {i['no']: i for i in items_of(m, plan)}
tap.same(sorted(set(reporters) - set(items)), [], 'it has every item of the table')
good(m.api('POST', f"/plans/{plan['id']}/edits", {'ops': [
    {'op': 'update-item', 'id': items[no]['id'], 'version': items[no]['version'], **audience_of(who, house.id('org_department'))}
    for no, who in reporters.items()]}))
for year in (2024, 2025, 2026):
    m.api('POST', '/org-statuses', {'org_id': int(house.id('org_school1')), 'status': 'biased', 'year': year})
plan = good(m.api('POST', f"/plans/{plan['id']}/approval", ORDER, version=good(m.get(f"/plans/{plan['id']}"))['version']))
orgs = {'УО': [house.id('org_department')], 'ОО': [house.id('org_school1'), house.id('org_school3')], 'ОО:flagged': [house.id('org_school1')]}
wrong, n = [], 0
for (no, who), dates in sorted(want.items()):
    for org in orgs[who]:
        rows = good(m.get(f"/control-dates?item_id={items[no]['id']}&org_id={org}&sort=nominal_due"))
        got = [(r['nominal_from'] or '', r['nominal_due'], r['due'], r['quarter']) for r in rows]
        n += max(len(dates), 1)
        if got != dates:
            wrong.append(f'{no} {who} {org}: got {got}, want {dates}')
    if who == 'ОО:flagged':
        others = good(m.get(f"/control-dates?item_id={items[no]['id']}&org_id={house.id('org_school3')}"))
        n += 1
        if others:
            wrong.append(f'{no}: a school that is not flagged has {others}')
tap.none(wrong, n, 'control dates, to the day')
house.check_log(tap)
tap.done()
