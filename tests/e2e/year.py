#!/usr/bin/env python3
"""A year in the life of a roadmap: 24 schools report four times through the real programs, some late, some
returned; a school gets a status and loses it, an event opens a term, a new version changes the plan in summer. At
the end the matrix, the counts and the annual analysis agree with a plain recount of the tables. TAP.

year.py BUILD
"""
import collections
import datetime
import random
import sys

from api import Api, Problem
from clock import ClockServer, is_there
from points import check, end

YEAR = 2026
QUARTERS = [f'{YEAR}-Q{n}' for n in (1, 2, 3, 4)]
NAMED = ('school7', 'school8', 'school9')   # the item for named schools
MARKED = 'school5'                          # gets the status and loses it
SILENT = ('school11', 'school12')           # never send in the second quarter
STUBBORN = 'school13'                       # does not mend what was returned in the third


def refused(call, *statuses):
    try:
        call()
    except Problem as problem:
        return problem.status in statuses
    return False


# --- the plan

SECTIONS = {
    'Организация': [
        ('1.1', 'Обновление муниципального порядка', 'до 15 мая', 'department'),
        ('1.2', 'Справка о ходе работ', 'ежеквартально', 'schools'),
        ('1.3', 'Назначение координатора', 'март', 'schools'),
        ('1.4', 'Ведение раздела сайта', 'постоянно', 'schools'),
        ('1.5', 'Дополнительный контроль проверки', 'ежеквартально', 'biased'),
    ],
    'Результаты': [
        ('2.1', 'Сопоставление отметок', 'до 15 октября', 'schools'),
        ('2.2', 'Итоги учебного года', 'июнь', 'both'),
        ('2.3', 'Разбор причин', 'в течение 10 дней после получения федерального списка', 'schools'),
        ('2.4', 'Адресная помощь', 'до 1 сентября', 'listed'),
        ('2.5', 'Планы на следующий год', 'декабрь', 'schools'),
    ],
}


def make_plan(town, schools):
    plan = town.post('/plans', {'kind': 'municipal-roadmap', 'title': 'Дорожная карта на 2026 год',
                                'period_from': f'{YEAR}-01-01', 'period_until': f'{YEAR}-12-31'})
    named = ','.join(str(schools[login].user['user']['org_id']) for login in NAMED)
    ops = []
    for n, (title, items) in enumerate(SECTIONS.items(), 1):
        ops.append({'op': 'insert-section', 'temp': f's{n}', 'position': n, 'title': title})
        for position, (no, words, deadline, audience) in enumerate(items, 1):
            ops.append({'op': 'insert-item', 'temp': f'i{no}', 'section_temp': f's{n}', 'position': n * 100 + position, 'no': no,
                        'title': words, 'deadline': deadline, 'audience': audience,
                        **({'audience_orgs': named} if audience == 'listed' else {})})
    made = town.post(f"/plans/{plan['id']}/edits", {'ops': ops})
    check(len(made['items']) == 10 and len(made['sections']) == 2, 'the plan is written in one go', made)
    plan = town.get(f"/plans/{plan['id']}")
    return town.post(f"/plans/{plan['id']}/approval", {'act_kind': 'order', 'act_number': '512-О', 'act_date': '2025-12-22'}, plan['version'])


def items_of(town, plan):
    return {item['no']: item for item in town.get('/plan-items', plan_id=plan['id'])}


def change_plan(town, plan):
    """The summer's version: a term moves, a title changes, an item goes, an item comes."""
    draft = town.post(f"/plans/{plan['id']}/revision", {'reason': 'Уточнены сроки осени'}, plan['version'])
    items = items_of(town, draft)
    town.post(f"/plans/{draft['id']}/edits", {'ops': [
        {'op': 'update-item', 'id': items['2.1']['id'], 'version': items['2.1']['version'], 'deadline': 'до 15 ноября'},
        {'op': 'update-item', 'id': items['1.4']['id'], 'version': items['1.4']['version'], 'title': 'Ведение раздела сайта и стенда'},
        {'op': 'delete-item', 'id': items['2.5']['id'], 'version': items['2.5']['version']},
        {'op': 'insert-item', 'temp': 'n', 'section_id': items['2.1']['section_id'], 'position': 999, 'no': '2.6',
         'title': 'Самоанализ школы', 'deadline': 'декабрь', 'audience': 'schools'}]})
    draft = town.get(f"/plans/{draft['id']}")
    after = town.post(f"/plans/{draft['id']}/approval", {'act_kind': 'order', 'act_number': '300-О', 'act_date': '2026-07-06'}, draft['version'])
    changes = collections.Counter(row['change'] for row in town.get(f"/plans/{plan['id']}/diff?from=1&to=2"))
    check(after['id'] == plan['id'] and after['revision'] == 2, 'the plan keeps its number through its versions', after)
    check((changes['changed'], changes['added'], changes['removed']) == (2, 1, 1), 'the difference names what changed', changes)
    return after


# --- the reports

ANSWERS = [
    ('done', 10), ('in-progress', 2), ('not-done', 1), ('not-applicable', 1),
]


def answer(dice, line, day):
    state = dice.choices([name for name, _ in ANSWERS], [weight for _, weight in ANSWERS])[0]
    if state in ('not-done', 'not-applicable'):
        return {'state': state, 'reason': 'Причина указана в справке'}
    body = {'state': state, 'text': f"Сделано по пункту {line['item_no']}"}
    if state == 'done':
        body['date_done'] = min(datetime.date.fromisoformat(line['due']) + datetime.timedelta(days=dice.choice((-3, 0, 6))), day).isoformat() \
            if line['due'] else day.isoformat()
    return body


def fill(dice, api, plan, quarter, day):
    report = api.post('/quarter-reports', {'plan_id': plan['id'], 'quarter': quarter})
    for line in api.get('/executions', report_id=report['id']):
        if line['state'] == 'not-started' or line['prefilled']:
            api.patch(f"/executions/{line['id']}", answer(dice, line, day), line['version'])
    return api.get(f"/quarter-reports/{report['id']}")


def submit(api, report):
    return api.post(f"/quarter-reports/{report['id']}/submission", {}, report['version'])


class Year:
    """The town, its schools and its clock."""

    def __init__(self, server):
        self.server = server
        self.dice = random.Random(20260105)
        self.late = collections.Counter()
        self.returned = 0

    def sign_in(self):
        self.town = Api(self.server.port, 'metodist')
        self.schools = {f'school{n}': Api(self.server.port, f'school{n}') for n in range(1, 25)}

    def turn(self, month, day, year=YEAR):
        """Another day, with new sessions: the old ones may have ended."""
        self.server.turn(datetime.datetime(year, month, day, 9))
        self.sign_in()

    def report(self, plan, quarter, first, late):
        """Schools report on the first day given, some on the later one; the town returns a few."""
        (year, month, day), latecomers = first, self.dice.sample(sorted(self.schools), 4)
        self.turn(month, day, year)
        silent = SILENT if quarter == QUARTERS[1] else ()
        today = datetime.date(year, month, day)
        sent = {login: submit(api, fill(self.dice, api, plan, quarter, today))
                for login, api in self.schools.items() if login not in latecomers and login not in silent}
        check(not any(report['late'] for report in sent.values()), f'{quarter}: who sends by the 5th is in time')
        back = self.dice.sample(sorted(set(sent) - {STUBBORN}), 3) + ([STUBBORN] if STUBBORN in sent and quarter == QUARTERS[2] else [])
        for login in back:
            report = sent[login]
            line = self.town.get('/executions', report_id=report['id'])[0]
            self.town.post(f"/quarter-reports/{report['id']}/return",
                           {'remark': 'Приложите справку', 'lines': [{'execution_id': line['id'], 'remark': 'Нет справки'}]}, report['version'])
        self.turn(*late[1:], late[0])
        for login in latecomers:
            if login not in silent:
                sent[login] = submit(self.schools[login], fill(self.dice, self.schools[login], plan, quarter, datetime.date(*late)))
                self.late[quarter] += 1
                check(sent[login]['late'], f'{quarter}: {login} is late')
        for login in back:
            if login != STUBBORN:
                self.mend(self.schools[login], sent, login)
        for login, report in sent.items():
            if login not in back or login != STUBBORN:
                report = self.town.get(f"/quarter-reports/{report['id']}")
                self.town.post(f"/quarter-reports/{report['id']}/acceptance", {}, report['version'])
        self.returned += len(back)

    def mend(self, api, sent, login):
        report = api.get(f"/quarter-reports/{sent[login]['id']}")
        line = next(line for line in api.get('/executions', report_id=report['id']) if line['remark'])
        file = api.upload('Справка.txt', f'Справка школы {login}'.encode())
        api.post('/evidence', {'execution_id': line['id'], 'file_id': file['id'], 'title': 'Справка'})
        api.patch(f"/executions/{line['id']}", {'text': 'Справка приложена', 'state': 'in-progress'}, line['version'])
        sent[login] = submit(api, api.get(f"/quarter-reports/{report['id']}"))
        check(not sent[login]['late'], 'what was returned and mended is not late for that')


def lines_of(server, no, quarter):
    return {row[0] for row in server.query(f"""
        select u.login from execution e join app_user u on u.org_id = e.org_id
        where e.item_no = '{no}' and e.quarter = '{quarter}' and e.deleted_at is null""")}


def live(server):
    year = Year(server)
    year.turn(12, 22, YEAR - 1)
    plan = make_plan(year.town, year.schools)
    year.turn(2, 10)
    org = year.schools[MARKED].user['user']['org_id']
    status = year.town.post('/org-statuses', {'org_id': org, 'status': 'biased', 'year': YEAR - 1})
    later = year.town.post('/org-statuses', {'org_id': org, 'status': 'biased', 'year': YEAR})
    year.report(plan, QUARTERS[0], (YEAR, 4, 3), (YEAR, 4, 13))
    year.report(plan, QUARTERS[1], (YEAR, 7, 3), (YEAR, 7, 10))
    plan = change_plan(year.town, year.town.get(f"/plans/{plan['id']}"))
    year.turn(8, 10)
    event = year.town.post('/recorded-events', {'event': 'federal-list', 'first': f'{YEAR}-08-10'})
    check(event['first'] == f'{YEAR}-08-10', 'the event is recorded')
    year.report(plan, QUARTERS[2], (YEAR, 10, 2), (YEAR, 10, 9))
    for row in (status, later):
        status_now = year.town.get(f"/org-statuses/{row['id']}")
        year.town.ask('DELETE', f"/org-statuses/{row['id']}", version=status_now['version'])
    year.turn(12, 28)
    department = fill(year.dice, year.town, plan, QUARTERS[1], datetime.date(YEAR, 12, 28))
    check(department['total'] == 2, 'the department reports on its own items', department)
    year.report(plan, QUARTERS[3], (YEAR + 1, 1, 9), (YEAR + 1, 1, 20))
    return year, plan


def check_story(server):
    check(lines_of(server, '1.5', QUARTERS[0]) == {MARKED}, 'the status brings its items')
    check(lines_of(server, '1.5', QUARTERS[2]) == {MARKED}, 'and keeps them while it holds')
    check(lines_of(server, '1.5', QUARTERS[3]) == set(), 'and they go with it, for dates to come')
    check(lines_of(server, '2.3', QUARTERS[1]) == set() and len(lines_of(server, '2.3', QUARTERS[2])) == 24, 'the event opens its term')
    check(lines_of(server, '2.4', QUARTERS[2]) >= set(NAMED) and len(lines_of(server, '2.4', QUARTERS[2])) == 3, 'named schools alone')
    check(lines_of(server, '2.5', QUARTERS[3]) == set() and len(lines_of(server, '2.6', QUARTERS[3])) == 24, 'the new version rules the last quarter')
    titles = {quarter: server.query(f"""select distinct item_title from execution where item_no = '1.4' and quarter = '{quarter}'""")
              for quarter in (QUARTERS[0], QUARTERS[3])}
    check(titles[QUARTERS[0]] != titles[QUARTERS[3]] and len(titles[QUARTERS[0]]) == 1, 'accepted reports keep the words of their time', titles)
    due = server.query(f"select distinct due from execution where item_no = '2.1' and quarter = '{QUARTERS[3]}'")
    check(due == [[f'{YEAR}-11-17']], 'the moved term is due on the next day that works in this town', due)


# --- the recount

LETTERS = {'done': 'd', 'done-late': 'l', 'in-progress': 'w', 'not-done': 'n', 'not-applicable': 'x'}


def check_matrix(year, plan, quarter):
    matrix = year.town.get('/matrix', plan_id=plan['id'], quarter=quarter)
    rows = year.server.query(f"""
        select i.id, e.org_id, e.state, (r.state = 'returned' and e.remark is not null)::int
        from execution e join quarter_report r on r.id = e.report_id join plan_item i on i.lineage = e.lineage and i.plan_id = {plan['id']}
        where e.quarter = '{quarter}' and e.deleted_at is null and i.deleted_at is null and e.state <> 'not-started'""")
    wanted = {(int(item), int(org)): 'r' if int(marked) else LETTERS[state] for item, org, state, marked in rows}
    asked = {(int(item), int(org)) for item, org in year.server.query(f"""
        select distinct c.item_id, c.org_id from control_date c where c.plan_id = {plan['id']} and c.quarter = '{quarter}'""")}
    shown = {(item['item_id'], reporter['org_id']): letter
             for item, letters in zip(matrix['items'], matrix['cells']) for reporter, letter in zip(matrix['reporters'], letters)}
    answered = {cell: letter for cell, letter in shown.items() if letter in 'dlwnxr'}
    check(answered == wanted, f'{quarter}: the matrix shows every answer as it stands',
          [(cell, wanted.get(cell), answered.get(cell)) for cell in set(wanted) ^ set(answered)][:5])
    silent = {cell for cell, letter in shown.items() if letter in '-?o'}
    check(asked - set(wanted) <= silent and all(shown[cell] == 'o' for cell in asked - set(wanted)),
          f'{quarter}: what is due and not answered is shown so', sorted(asked - set(wanted) - silent)[:5])


def check_completeness(year, plan, quarter):
    rows = year.town.get('/plan-completeness', plan_id=plan['id'], quarter=quarter, limit=500)
    seen = collections.defaultdict(collections.Counter)
    for row in rows:
        for name in ('total', 'answered', 'done', 'done_late', 'in_work', 'not_done', 'not_applicable'):
            seen[row['org_id'], row['section']][name] += row[name]
    wanted = collections.defaultdict(collections.Counter)
    for org, section, state, n in year.server.query(f"""
            select e.org_id, s.title, e.state, count (*) from execution e join plan_item i on i.id = e.item_id join plan_section s on s.id = i.section_id
            where e.quarter = '{quarter}' and e.deleted_at is null and i.plan_id = {plan['id']} group by 1, 2, 3"""):
        cell = wanted[int(org), section]
        cell['total'] += int(n)
        if state != 'not-started':
            cell['answered'] += int(n)
            cell[{'in-progress': 'in_work'}.get(state, state.replace('-', '_'))] += int(n)
    wrong = [(key, +wanted[key], +seen[key]) for key in wanted if +wanted[key] != +seen[key]]
    check(not wrong and wanted, f'{quarter}: completeness by school and section is the recount', wrong[:3])
    late = {int(org) for (org,) in year.server.query(f"select org_id from quarter_report where quarter = '{quarter}' and late")}
    told = {row['org_id'] for row in rows if row['submitted_at'] and not row['on_time']}
    check(told == late, f'{quarter}: who was late is told', (told, late))


def check_annual(year, plan):
    rows = {row['lineage']: row for row in year.town.get('/plan-annual', plan_id=plan['id'], year=YEAR)}
    wanted = collections.defaultdict(collections.Counter)
    for lineage, state, n in year.server.query(f"""
            select e.lineage, e.state, count (*) from execution e join quarter_report r on r.id = e.report_id
            where r.plan_id = {plan['id']} and e.deleted_at is null and left (e.quarter, 4) = '{YEAR}' group by 1, 2"""):
        if state != 'not-started':
            wanted[int(lineage)][{'in-progress': 'in_work'}.get(state, state.replace('-', '_'))] += int(n)
    alive = {int(row[0]) for row in year.server.query(f"select lineage from plan_item where plan_id = {plan['id']} and deleted_at is null")}
    wrong = [(lineage, +wanted[lineage], rows.get(lineage)) for lineage in alive
             if lineage not in rows or any(rows[lineage][name] != wanted[lineage][name]
                                           for name in ('done', 'done_late', 'in_work', 'not_done', 'not_applicable'))]
    check(not wrong and alive, 'the annual analysis is the recount', wrong[:2])
    lineage = sorted(alive)[0]
    year.town.post('/item-conclusions', {'plan_id': plan['id'], 'lineage': lineage, 'year': YEAR, 'conclusion': 'Исполнено', 'proposal': 'Продолжить'})
    again = {row['lineage']: row for row in year.town.get('/plan-annual', plan_id=plan['id'], year=YEAR)}
    check(again[lineage]['conclusion'] == 'Исполнено' and again[lineage]['proposal'] == 'Продолжить', 'a conclusion is kept over regenerations')


def check_late(year, plan):
    rows = year.town.get('/plan-late', plan_id=plan['id'], limit=500)
    told = {(row['org_id'], row['lineage'], row['due'], row['state']) for row in rows}
    wanted = {(int(org), int(lineage), due, state) for org, lineage, due, state in year.server.query(f"""
        with today as (select '{year.server.moment:%Y-%m-%d}'::date as day)
        select e.org_id, e.lineage, e.due, e.state from execution e, today join plan_item i on i.plan_id = {plan['id']}
        where i.lineage = e.lineage and i.deleted_at is null and e.deleted_at is null
          and (e.state = 'done-late' or (e.state in ('not-started', 'in-progress', 'not-done') and e.due < day))
        union all
        select c.org_id, c.lineage, max (c.due), 'not-started' from control_date c, today
        where c.plan_id = {plan['id']}
          and not exists (select from execution e where e.org_id = c.org_id and e.lineage = c.lineage and e.quarter = c.quarter and e.deleted_at is null)
        group by c.org_id, c.lineage, c.quarter, day having max (c.due) < day""")}
    check(told == wanted and len(told) == len(rows), 'the list for control is the recount', sorted(told ^ wanted)[:4])
    silent = {year.schools[login].user['user']['org_id'] for login in SILENT}
    check({org for org, *_ in told} >= silent, 'the silent stand in it', rows[:2])


def check_walls(year, plan):
    """A school sees its own alone, whatever it asks."""
    own, other = year.schools['school1'], year.schools['school2'].user['user']['org_id']
    foreign = year.server.query(f"select id from quarter_report where org_id = {other} limit 1")[0][0]
    check(own.send('GET', f'/quarter-reports/{foreign}')[0] == 404, 'a foreign report is not there')
    mine = own.user['user']['org_id']
    for path, query in (('/quarter-reports', {}), ('/executions', {}), ('/evidence', {}),
                        ('/plan-completeness', {'plan_id': plan['id'], 'quarter': QUARTERS[0]}),
                        ('/plan-late', {'plan_id': plan['id']})):
        rows = own.get(path, **query)
        check(all(row['org_id'] == mine for row in rows), f'{path}: own rows alone', rows[:1])
    matrix = own.get('/matrix', plan_id=plan['id'], quarter=QUARTERS[0])
    check([reporter['org_id'] for reporter in matrix['reporters']] == [mine], 'the matrix of a school has its own column alone')
    check(refused(lambda: own.get('/plan-annual', plan_id=plan['id'], year=YEAR), 403), 'the annual analysis is the department\'s')


def main():
    if not is_there():
        print('1..0 # SKIP libfaketime is not installed')
        return 0
    # a day off of this town alone: the Monday after a Sunday term
    days_off = f'{YEAR}-11-14,weekend,\n{YEAR}-11-15,weekend,\n{YEAR}-11-16,holiday,День города\n'
    server = ClockServer(sys.argv[1], datetime.datetime(YEAR - 1, 12, 20, 9), days_off)
    try:
        made = server.admin('demo', check=False)
        check(made.returncode == 0, 'the sample town is there', made.stderr)
        year, plan = live(server)
        check_story(server)
        for quarter in QUARTERS:
            check_matrix(year, plan, quarter)
            check_completeness(year, plan, quarter)
        check_annual(year, plan)
        check_late(year, plan)
        check_walls(year, plan)
        check(all(year.late[quarter] > 0 for quarter in QUARTERS) and year.returned >= 12, 'some were late, some were returned')
        check(server.query('select problem from audit_verify ()')[0][0] == '', 'the audit is whole')
    except Exception:
        print('# ' + server.log.read_text()[-3000:].replace('\n', '\n# '))
        raise
    finally:
        status = server.close()
    check(status == 0, 'the server ends well', status)
    return end()


if __name__ == '__main__':
    sys.exit(main())
