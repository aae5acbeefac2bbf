#!/usr/bin/env python3
"""The matrix, completeness, lateness and the year of a seeded random world of 24 schools and four
quarters, against a plain recount: no set, no index, a row at a time."""
import os
import random
from datetime import date, timedelta

from house import HERE, House, Tap

SEED = 20251130
SCHOOLS, ITEMS = 24, 40
STATES = ['not-started', 'in-progress', 'done', 'done-late', 'not-done', 'not-applicable']
CALENDAR = os.path.join(HERE, '..', '..', '..', 'common', 'schedule', 'calendar-ru.csv')
LETTERS = {'in-progress': 'w', 'done': 'd', 'done-late': 'l', 'not-done': 'n', 'not-applicable': 'x'}
CANONS = ['continuous', 'external(who="")', 'ondemand', 'none', 'empty', 'yearly(until=05-15)', 'quarterly(day=5)', 'monthly', 'event(id=vpr,when=after)',
          'all(continuous | yearly(until=10-01))', 'once(until=2025-04-01,who="(continuous")']
DATELESS = {'continuous', 'external(who="")', 'ondemand', 'none', 'empty', 'all(continuous | yearly(until=10-01))'}


def quarter_of(day):
    return f'{day.year}-Q{(day.month + 2) // 3}'


def school_year(day):
    return day.year - (day.month < 9)


def bounds(quarter):
    year, q = int(quarter[:4]), int(quarter[-1])
    first = date(year, q * 3 - 2, 1)
    return first, (date(year + q // 4, q * 3 % 12 + 1, 1) - timedelta(1))


class World:
    """Everything by id in plain lists; sql() puts the same into the base."""

    def __init__(self, house):
        self.rnd = random.Random(SEED)
        self.town, self.dept = house.rows(f"select parent_id, id from org where id = {house.id('org_department')}")[0]
        self.today = date.fromisoformat(house.rows(f'select today_of ({self.dept})')[0][0])
        self.script = []
        self.orgs = [70000 + n for n in range(SCHOOLS)]
        self.names = {o: f'Школа {o}' for o in self.orgs}
        self.names[int(self.dept)] = 'УО a'
        self.plan = 70000
        self.items, self.dates, self.reporters, self.reports, self.answers = [], [], [], {}, {}
        self.fill()

    def put(self, table, **row):
        values = ', '.join('null' if v is None else "'" + str(v).replace("'", "''") + "'" for v in row.values())
        self.script.append(f"insert into {table} ({', '.join(row)}) overriding system value values ({values});")

    def fill(self):
        rnd = self.rnd
        self.script.append('set session_replication_role = replica;')
        for o in self.orgs:
            self.put('org', id=o, parent_id=self.town, kind='school', name=self.names[o], short_name=self.names[o])
        self.put('plan', id=self.plan, org_id=self.dept, kind='municipal-roadmap', title='Карта', period_from=f'{YEAR}-01-01', period_until=f'{YEAR}-12-31',
                 state='approved', act_kind='order', act_number='1', act_date=f'{YEAR}-01-10')
        for s in range(3):
            self.put('plan_section', id=70000 + s, org_id=self.dept, plan_id=self.plan, position=s + 1, title=f'Раздел {s}')
        for n in range(ITEMS):
            self.item(n, rnd.choice(CANONS))
        for o in self.orgs + [int(self.dept)]:
            for q in QUARTERS:
                if rnd.random() < 0.8:
                    self.report(o, q)
        self.script.append('set session_replication_role = origin;')

    def item(self, n, canon):
        rnd = self.rnd
        i = {'id': 70000 + n, 'no': f'{n % 3}.{n}', 'section': n % 3, 'canon': canon, 'title': f'Пункт "{n}" \\ и слова', 'deleted': rnd.random() < 0.05,
             'closed': date(YEAR, rnd.randint(1, 12), 10) if rnd.random() < 0.1 else None}
        self.items.append(i)
        self.put('plan_item', id=i['id'], org_id=self.dept, plan_id=self.plan, section_id=70000 + i['section'], position=n + 1, lineage=i['id'], no=i['no'],
                 title=i['title'], canon=canon, deadline='срок', deleted_at='2025-01-01' if i['deleted'] else None, closed_on=i['closed'],
                 closed_by='Кто' if i['closed'] else None, closed_with='Чем' if i['closed'] else None)
        seen = set()
        for _ in range(0 if canon in DATELESS and canon[0] != 'a' else rnd.randint(0, 6)):
            due = date(YEAR, 1, 1) + timedelta(rnd.randint(0, 364))
            if due in seen:
                continue
            seen.add(due)
            begun = due - timedelta(rnd.randint(0, 200)) if canon[:5] == 'event' and rnd.random() < 0.7 else None
            clock = rnd.choice([-1, -1, -1, 0])
            self.dates.append({'item': i['id'], 'due': due, 'from': begun, 'q': quarter_of(due), 'year': school_year(due), 'clock': clock})
            self.put('item_date', org_id=self.dept, plan_id=self.plan, item_id=i['id'], lineage=i['id'], nominal_from=begun, nominal_due=due, due=due,
                     quarter=quarter_of(due), year=school_year(due), clock=clock)
        for o in self.orgs + ([int(self.dept)] if n % 7 == 0 else []):
            if rnd.random() < 0.85:
                self.reporter(o, i['id'])

    def reporter(self, org, item):
        rnd = self.rnd
        since, rows = date(YEAR, 1, 1) + timedelta(rnd.choice([0, 0, 0, 100, 250])), 1 + (rnd.random() < 0.15)
        for _ in range(rows):
            until = since + timedelta(rnd.randint(20, 200)) if rnd.random() < 0.2 or rows == 2 else date(9999, 12, 31)
            year, clock = rnd.choice([0, 0, 0, YEAR - 1, YEAR]), rnd.choice([0, 0, 2024])
            self.reporters.append({'org': org, 'item': item, 'since': since, 'until': until, 'year': year, 'clock': clock})
            self.put('reporter', org_id=org, lineage=item, plan_id=self.plan, since=since, until=until, year=year, clock=clock)
            since = until + timedelta(30) if until.year < 9000 else date(9000, 1, 1)

    def report(self, org, quarter):
        rnd = self.rnd
        made = 70000 + len(self.reports)
        due = bounds(quarter)[1] + timedelta(5)
        sent = rnd.choice([None, due - timedelta(1), due + timedelta(3)])
        state = rnd.choice(['submitted', 'accepted', 'returned']) if sent else 'draft'
        late = sent is not None and sent > due
        self.reports[org, quarter] = {'id': made, 'due': due, 'sent': sent, 'late': late, 'state': state}
        self.put('quarter_report', id=made, org_id=org, plan_id=self.plan, quarter=quarter, state=state, due=due, late=late, submitted_at=sent)
        for i in self.items:
            if rnd.random() < 0.75:
                said, gone = rnd.choice(STATES), rnd.random() < 0.05
                done = bounds(quarter)[1] + timedelta(rnd.randint(-60, 60))
                mark = state == 'returned' and said != 'not-started' and rnd.random() < 0.3
                self.put('execution', id=700000 + len(self.answers), org_id=org, report_id=made, item_id=i['id'], lineage=i['id'], item_title='П', quarter=quarter,
                         state=said, text='Т', date_done=done, marked=mark, deleted_at='2025-01-01' if gone else None)
                self.answers[org, i['id'], quarter] = None if gone else {'id': 700000 + len(self.answers), 'state': said, 'done': done, 'mark': mark, 'report': made}

    def dates_for(self, org, item, quarter):
        """The due days that this quarter's line answers for; None: a line before its date."""
        first = bounds(quarter)[0]
        if item['closed'] and first > item['closed']:
            return []
        found = []
        for d in self.dates:
            if d['item'] != item['id']:
                continue
            waits = item['canon'].startswith('event(') and d['from'] and quarter_of(d['from']) <= quarter < d['q']
            if d['q'] != quarter and not waits:
                continue
            for r in self.reporters:
                if (r['org'], r['item']) == (org, item['id']) and r['since'] <= d['due'] <= r['until'] and r['year'] in (0, d['year']) \
                        and d['clock'] in (-1, r['clock']):
                    found.append(d['due'] if d['q'] == quarter else None)
        return found

    def asked(self, org, item, quarter):
        """None: not asked; else (the last due day or None, the first, dateless)."""
        if item['deleted']:
            return None
        found = self.dates_for(org, item, quarter)
        first, last = bounds(quarter)
        always = item['canon'] in DATELESS and not (item['closed'] and first > item['closed']) and any(
            (r['org'], r['item']) == (org, item['id']) and r['since'] <= last and r['until'] >= first
            and (r['year'] == 0 or r['year'] in (school_year(first), school_year(last))) for r in self.reporters)
        if not found and not always:
            return None
        days = [d for d in found if d]
        return (max(days) if days else None, min(days) if days else None, always)

    def answer(self, org, item, quarter):
        return self.answers.get((org, item['id'], quarter)) or {'id': None, 'state': 'not-started', 'done': None, 'mark': False, 'report': None}

    def closed(self):
        """The newest quarter whose reports, due on the 5th or the working day after it, were due before today."""
        off = {line.split(',')[0] for line in open(CALENDAR, encoding='utf-8') if line.split(',')[1:2] and line.split(',')[1] in ('weekend', 'holiday', 'transferred')}
        year, q = self.today.year, (self.today.month + 2) // 3
        while True:
            year, q = (year - 1, 4) if q == 1 else (year, q - 1)
            due = bounds(f'{year}-Q{q}')[1] + timedelta(5)
            while due.isoformat() in off:
                due += timedelta(1)
            if due < self.today:
                return f'{year}-Q{q}'

    def letter(self, org, item, quarters):
        order, seen = 'ronw?ldx-.', ['.']
        for quarter in quarters:
            a, asked = self.answer(org, item, quarter), self.asked(org, item, quarter)
            if a['state'] != 'not-started' and not item['deleted']:
                seen.append('r' if a['mark'] else LETTERS[a['state']])
            elif asked:
                _, early, always = asked
                if early and early < self.today or always and quarter <= self.closed():
                    seen.append('o')
                else:
                    seen.append('?' if always else '-')
        return min(seen, key=order.index)


def matrix(world, who, orgs, tap, name):
    for quarter in QUARTERS + ['']:
        got = who.get(f'/matrix?plan_id={world.plan}&quarter={quarter}').json
        wrong, n = [], 0
        until = quarter_of(world.today)
        quarters = [quarter] if quarter else [q for q in QUARTERS if q <= until]
        tap.same([r['org_id'] for r in got['reporters']], orgs, f'{name}, matrix {quarter or "of all"}: its columns')
        shown = [i for i in world.items if not i['deleted']]
        shown.sort(key=lambda i: (i['section'], i['id']))
        tap.same([(i['item_id'], i['title']) for i in got['items']], [(i['id'], i['title']) for i in shown], f'{name}, matrix {quarter or "of all"}: its rows')
        for i, row in zip(shown, got['cells']):
            for column, org in enumerate(orgs):
                n += 1
                want = world.letter(org, i, quarters)
                if row[column] != want:
                    wrong.append(f"{quarter} item {i['id']} {i['canon']} org {org}: {row[column]} for {want}")
        tap.none(wrong, n, f'{name}, matrix {quarter or "of all"}: every cell')


def tally(world, orgs, quarters):
    for quarter in quarters:
        for org in orgs:
            for i in world.items:
                asked = world.asked(org, i, quarter)
                if asked:
                    yield quarter, org, i, asked, world.answer(org, i, quarter)


def completeness(world, who, orgs, tap, name):
    for quarter in QUARTERS:
        want = {}
        for _, org, i, (due, _, always), a in tally(world, orgs, [quarter]):
            row = want.setdefault((org, 70000 + i['section']), dict.fromkeys(['total', 'answered', 'done', 'done_late', 'in_work', 'not_done', 'not_applicable', 'overdue'], 0))
            row['total'] += 1
            row['answered'] += a['state'] != 'not-started'
            for state, field in (('done', 'done'), ('done-late', 'done_late'), ('in-progress', 'in_work'), ('not-done', 'not_done'), ('not-applicable', 'not_applicable')):
                row[field] += a['state'] == state
            row['overdue'] += a['state'] == 'not-started' and (due < world.today if due else quarter <= world.closed())
        rows = who.get(f'/plan-completeness?plan_id={world.plan}&quarter={quarter}').json
        got = {(r['org_id'], r['section_id']): {k: r[k] for k in next(iter(want.values()))} for r in rows}
        tap.same(got, want, f'{name}, completeness of {quarter}: {len(want)} counts')
        wrong = []
        for r in rows:
            report = world.reports.get((r['org_id'], quarter))
            told = (r['report_id'], r['report_state'], r['on_time'])
            if told != ((report['id'], report['state'], (not report['late']) if report['sent'] else (False if report['due'] < world.today else None)) if report
                        else (None, None, False if quarter <= world.closed() else None)):
                wrong.append(f'{r}: {report}')
        tap.none(wrong, len(rows), f'{name}, completeness of {quarter}: reports and whether in time')


def late(world, who, orgs, tap, name):
    until = quarter_of(world.today)
    want = set()
    for _, org, i, (due, _, _), a in tally(world, orgs, [q for q in QUARTERS if q <= until]):
        if due is None:
            continue
        if a['state'] == 'done-late':
            want.add((org, i['id'], due.isoformat(), (a['done'] - due).days, a['state'], a['report'], a['id']))
        elif a['state'] in ('not-started', 'in-progress', 'not-done') and due < world.today:
            want.add((org, i['id'], due.isoformat(), (world.today - due).days, a['state'], a['report'], a['id']))
    rows = who.get(f'/plan-late?plan_id={world.plan}').json
    got = {(r['org_id'], r['item_id'], r['due'], r['days'], r['state'], r['report_id'], r['execution_id']) for r in rows}
    tap.ok(got == want and len(rows) == len(want) and want, f'{name}, late: {len(want)} rows', (sorted(got - want)[:5], sorted(want - got)[:5]))
    tap.same([r['due'] for r in rows], sorted(r['due'] for r in rows), f'{name}, late: the oldest first')


def annual(world, who, orgs, tap, name):
    until = quarter_of(world.today)
    rows = {r['item_id']: r for r in who.get(f'/plan-annual?plan_id={world.plan}&year={YEAR}').json}
    tap.same(sorted(rows), sorted(i['id'] for i in world.items if not i['deleted']), f'{name}, the year: a row an item')
    lines = list(tally(world, orgs, [q for q in QUARTERS if q <= until]))
    wrong = []
    for i in world.items:
        if i['deleted']:
            continue
        mine = [(org, a['state']) for _, org, x, _, a in lines if x is i]
        count = lambda state: sum(s == state for _, s in mine)
        idle = sorted({world.names[o] for o, s in mine if s in ('not-started', 'not-done')})
        days = sorted({d['due'] for d in world.dates if d['item'] == i['id']})
        want = {'reporters': len({o for o, _ in mine}), 'done': count('done'), 'done_late': count('done-late'), 'in_work': count('in-progress'),
                'not_done': count('not-done'), 'not_applicable': count('not-applicable'), 'unanswered': count('not-started'),
                'who': ', '.join(idle) or None, 'dates': ', '.join(d.strftime('%d.%m.%Y') for d in days) or None}
        got = {k: rows[i['id']][k] for k in want}
        if got['who']:
            got['who'] = ', '.join(sorted(got['who'].split(', ')))
        if got != want:
            wrong.append(f"{i['id']}: got {got} want {want}")
    tap.none(wrong, len(rows), f'{name}, the year: every count')


def calendar(world, who, orgs, tap, name):
    want = []
    for d in world.dates:
        i = next(x for x in world.items if x['id'] == d['item'])
        if i['deleted'] or (i['closed'] and bounds(d['q'])[0] > i['closed']):
            continue
        ask = {r['org'] for r in world.reporters if r['item'] == i['id'] and r['org'] in orgs and r['since'] <= d['due'] <= r['until']
               and r['year'] in (0, d['year']) and d['clock'] in (-1, r['clock'])}
        said = [world.answer(o, i, d['q'])['state'] for o in ask]
        if ask:
            want.append((d['due'].isoformat(), i['id'], d['q'], len(ask), sum(s in ('done', 'done-late') for s in said),
                         sum(s == 'not-started' for s in said) if d['due'] < world.today else 0))
    rows = who.get(f'/plan-calendar?plan_id={world.plan}&from={YEAR}-01-01&until={YEAR}-12-31').json
    got = [(r['due'], r['item_id'], r['quarter'], r['reporters'], r['done'], r['overdue']) for r in rows]
    tap.ok(sorted(got) == sorted(want) and want, f'{name}, calendar: {len(want)} dates', (sorted(set(got) - set(want))[:5], sorted(set(want) - set(got))[:5]))
    tap.same([r['due'] for r in rows], sorted(r['due'] for r in rows), f'{name}, calendar: by day')


def bad_input(world, house, tap):
    m = house.caller('a-methodologist')
    fields = {'/matrix': {'plan_id': 70000, 'quarter': '2025-Q1'}, '/matrix/cell': {'plan_id': 70000, 'lineage': 70000, 'org_id': 70000, 'quarter': '2025-Q1'},
              '/plan-calendar': {'plan_id': 70000, 'from': '2025-01-01', 'until': '2025-12-31', 'org_id': 70000},
              '/plan-completeness': {'plan_id': 70000, 'quarter': '2025-Q1'}, '/plan-late': {'plan_id': 70000}, '/plan-annual': {'plan_id': 70000, 'year': 2025}}
    may_lack = {('/matrix', 'quarter'), ('/matrix/cell', 'quarter'), ('/plan-calendar', 'plan_id'), ('/plan-calendar', 'org_id')}
    bad = {'quarter': ['2025-Q5', '2025Q1', '1', "2025-Q1'--", '2025-Q10'], 'from': ['2025-02-30', '01.02.2025', 'x'], 'until': ['2025-13-01', 'x'], 'year': ['1999', '2101', '99999', 'x', '-1']}
    wrong, n = [], 0
    for path, good in fields.items():
        query = lambda **other: path + '?' + '&'.join(f'{k}={v}' for k, v in dict(good, **other).items() if v is not None)
        if m.get(query()).status != 200:
            wrong.append(query())
        for field in good:
            for value in bad.get(field, ['x', '-1', '1.5', '99999999999999999999', "1'--"]) + [None, '']:
                answer = m.get(query(**{field: value}))
                n += 1
                want = 200 if value in (None, '') and (path, field) in may_lack else 422
                if answer.status != want or (want == 422 and answer.json.get('field') != field):
                    wrong.append(f'{path} {field}={value!r}: {answer}')
    tap.none(wrong, n, 'bad parameters are refused by name')
    for path in ('/matrix?plan_id=999999', '/plan-late?plan_id=999999', '/plan-annual?plan_id=999999&year=2025', '/plan-completeness?plan_id=999999&quarter=2025-Q1',
                 '/plan-calendar?plan_id=999999&from=2025-01-01&until=2025-02-01', f"/plan-calendar?org_id={house.id('org_school1', 'b')}&from=2025-01-01&until=2025-02-01"):
        tap.same(m.get(path).status, 404, f'{path}: not there')
    tap.same(m.get('/plan-calendar?from=2025-02-01&until=2025-01-01').status, 422, 'days the wrong way round')
    b = house.caller('b-methodologist')
    for path in ('/matrix?plan_id=70000', '/plan-late?plan_id=70000', '/plan-annual?plan_id=70000&year=2025', '/plan-completeness?plan_id=70000&quarter=2025-Q1'):
        tap.same(b.get(path).status, 404, f'another town: {path}')
    tap.same(b.get('/matrix/cell?plan_id=70000&lineage=70000&org_id=70000').json, [], 'another town: no cell')


def tasks(world, house, tap):
    m, s = house.caller('a-methodologist'), house.caller('a-school')
    house.sql(f"""insert into plan (org_id, kind, title, period_from, period_until, base_id) values ({world.dept}, 'municipal-roadmap', 'Карта', '2025-01-01', '2025-12-31', {world.plan});
      insert into plan_item (org_id, plan_id, section_id, position, title, canon)
        select org_id, plan_id, section_id, 98, 'К сроку', 'quarterly' from plan_item where id = {house.id('plan_item/approved')};
      insert into reporter (org_id, lineage, plan_id) select {house.id('org_school1')}, lineage, plan_id from plan_item where title = 'К сроку';
      insert into item_date (org_id, plan_id, item_id, lineage, nominal_due, due, quarter, year)
        select org_id, plan_id, id, lineage, current_date + n, current_date + n, quarter_of (current_date + n), school_year_of (current_date + n)
        from plan_item, unnest (array[-3, 10, 20]) n where title = 'К сроку';
      insert into plan_item (org_id, plan_id, section_id, position, title, canon, deadline)
        select org_id, plan_id, section_id, 99, 'Ждёт события', 'event(id=signing,when=after)', 'после подписания' from plan_item where id = {house.id('plan_item/approved')};""")
    of_m, of_s = m.get('/tasks').json, s.get('/tasks').json
    kinds = lambda rows: {(r['group'], r['kind']) for r in rows}
    tap.ok({('soon', 'plan-draft'), ('waiting', 'event'), ('waiting', 'report'), ('late', 'report-returned')} <= kinds(of_m), 'the department: drafts, events, reports to accept, its own returned', kinds(of_m))
    tap.ok({('late', 'report-returned'), ('late', 'control-date'), ('soon', 'control-date')} <= kinds(of_s), 'a school: returned, late, due within 14 days', kinds(of_s))
    soon = [r['due'] for r in of_s if (r['group'], r['kind']) == ('soon', 'control-date')]
    tap.ok(soon and all((date.fromisoformat(d) - world.today).days <= 14 for d in soon), 'no further than 14 days', soon)
    tap.ok(any('возвращён с замечанием' in r['title'] for r in of_s), 'a returned report says so')


tap = Tap()
house = House()
# the year at hand: dates past and to come
YEAR = int(house.rows('select extract (year from now ())')[0][0])
QUARTERS = [f'{YEAR}-Q{q}' for q in range(1, 5)]
world = World(house)
house.sql('\n'.join(world.script))
house.sql(f"""insert into app_user (id, org_id, login, name, role, password_hash) overriding system value values (70000, {world.orgs[3]}, 'a-random', 'Имя', 'school', 'x');
  insert into session (token_hash, user_id, address) values (sha256 (convert_to (rpad ('a-random', 32, '.'), 'UTF8')), 70000, 'test');""")
whole = [int(world.dept)] + sorted(world.orgs)
for login, orgs in (('a-methodologist', whole), ('a-observer', whole), ('a-random', [world.orgs[3]])):
    who = house.caller(login)
    matrix(world, who, orgs, tap, login)
    completeness(world, who, orgs, tap, login)
    late(world, who, orgs, tap, login)
    calendar(world, who, orgs, tap, login)
    if login != 'a-random':
        annual(world, who, orgs, tap, login)
tap.same(house.caller('a-random').get(f'/plan-annual?plan_id={world.plan}&year={YEAR}').status, 403, 'a school does not read the year of all')
bad_input(world, house, tap)
tasks(world, house, tap)
house.check_log(tap)
tap.done()
