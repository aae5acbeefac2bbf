#!/usr/bin/env python3
"""The main job on real input over the API: roadmap, report, results, re-check, trend. TAP.

walk_api.py BUILD [--input DIR]; without it the project's own input, tests/data/walk.
"""
import argparse
import pathlib
import sys

from api import Api, Problem
from points import check, end
from server import Server

ROOT = pathlib.Path(__file__).resolve().parents[2]
def find_input(folder):
    """(roadmap, sections, items, [workbooks of Русский язык 4]) of either input."""
    if (folder / 'roadmaps').is_dir():
        books = sorted(folder.glob('vpr/20*/analytics/Ф1*Русский язык 4*'))
        return folder / 'roadmaps/pokachi-2024-2026.docx', 4, 34, books
    return folder / 'roadmap.docx', 4, 20, sorted(folder.glob('*.xlsx'))


def import_roadmap(methodologist, path, sections, items):
    file = methodologist.upload(path.name, path.read_bytes())
    job, document = methodologist.job('read-roadmap', file['id'])
    source = document['plans'][0]
    plan = methodologist.post('/plans/from-job', {
        'job_id': job, 'table': 0, 'kind': 'municipal-roadmap', 'title': source['title'] or 'Дорожная карта',
        'period_from': '2024-01-01', 'period_until': '2026-12-31'})
    check((plan['sections'], plan['items']) == (sections, items), '1: the plan has its sections and items',
          (plan['sections'], plan['items']))
    rows = methodologist.get('/plan-items', plan_id=plan['id'], sort='position')
    check('1.2' not in [row['no'] for row in rows], '1: no item is invented')
    wanted = [item['cells'] for section in source['sections'] for item in section['items']]
    keys = [column['key'] for column in source['columns']]
    fields = {'no': 'no', 'activity': 'title', 'responsible': 'responsible', 'document': 'document',
              'deadline': 'deadline', 'result': 'result'}
    lost = [(row['no'], key, cell, row[fields[key]])
            for row, cells in zip(rows, wanted) for key, cell in cells.items()
            if fields.get(key, 'no') != 'no' and (row[fields[key]] or '') != cell]
    check(not lost and len(keys) == 6, '1: all six columns are kept word for word', (keys, lost[:2]))
    return plan, rows


def approve(methodologist, plan, rows):
    item = next(row for row in rows if row['no'] == '1.5')
    reading = methodologist.post(f"/plan-items/{item['id']}/reading", {'deadline': item['deadline']})
    check(reading['canon'].count(' | ') == 2 and reading['canon'].startswith('all('), '2: 1.5 is read as three windows', reading['canon'])
    item = methodologist.patch(f"/plan-items/{item['id']}", {'responsible': 'Отдел мониторинга'}, item['version'])
    plan = methodologist.get(f"/plans/{plan['id']}")
    plan = methodologist.post(f"/plans/{plan['id']}/approval",
                              {'act_kind': 'order', 'act_number': '486-О', 'act_date': '2024-12-17'}, plan['version'])
    check(plan['state'] == 'approved' and plan['act_number'] == '486-О', '2: the plan is approved by its act')
    check(len(methodologist.get(f"/plan-items/{item['id']}/control-dates")) > 0, '2: control dates are made')
    try:
        methodologist.patch(f"/plan-items/{item['id']}", {'responsible': 'Другой'}, item['version'])
        check(False, '2: an approved plan is frozen')
    except Problem as problem:
        check(problem.status in (409, 412), '2: an approved plan is frozen', problem.status)
    return plan


def report(methodologist, school, plan):
    own = school.get('/plan-items', plan_id=plan['id'])
    check(0 < len(own) < plan['items'] and all(row['audience'] != 'department' for row in own),
          '3: the school sees only what concerns it', (len(own), plan['items']))
    made = school.post('/quarter-reports', {'plan_id': plan['id'], 'quarter': '2025-Q2'})
    lines = school.get('/executions', report_id=made['id'])
    check(len(lines) == made['total'] > 0, '3: the report has a line for each item of the quarter', made)
    file = school.upload('Приказ.txt', 'Приказ по школе'.encode())
    for line in lines:
        school.patch(f"/executions/{line['id']}", {'state': 'done', 'text': 'Исполнено', 'date_done': '2025-06-02'}, line['version'])
    school.post('/evidence', {'execution_id': lines[0]['id'], 'file_id': file['id'], 'title': 'Приказ'})
    made = school.post(f"/quarter-reports/{made['id']}/submission", {}, made['version'])
    made = methodologist.post(f"/quarter-reports/{made['id']}/return",
                              {'remark': 'Уточните', 'lines': [{'execution_id': lines[0]['id'], 'remark': 'Какой приказ?'}]},
                              made['version'])
    line = school.get(f"/executions/{lines[0]['id']}")
    check(line['remark'] == 'Какой приказ?', '3: the remark reaches the school')
    school.patch(f"/executions/{line['id']}", {'text': 'Приказ № 1 от 02.06.2025'}, line['version'])
    made = school.post(f"/quarter-reports/{made['id']}/submission", {}, made['version'])
    made = methodologist.post(f"/quarter-reports/{made['id']}/acceptance", {}, made['version'])
    check(made['state'] == 'accepted', '3: the mended report is accepted')
    check(methodologist.send('GET', '/files/' + file['id'])[2] == 'Приказ по школе'.encode(), '3: the file is there, byte for byte')


def import_results(methodologist, books):
    for book in books:
        file = methodologist.upload(book.name, book.read_bytes())
        job, document = methodologist.job('import-results', file['id'])
        told = document['files'][0]
        check(told['new'] + told['refused'] == told['rows'] > 0 == told['same'] + told['changed'], f'4: {book.name}: what is new is told', told)
        made = methodologist.post('/imports/from-job', {'job_id': job})
        check(made['new_rows'] + made['refused_rows'] == made['rows'] > 0, f'4: {book.name} is stored', made)
    file = methodologist.upload(books[0].name, books[0].read_bytes())
    job, document = methodologist.job('import-results', file['id'])
    told = document['files'][0]
    check(told['same'] + told['refused'] == told['rows'] and told['new'] + told['changed'] == 0, '4: the same file again: nothing new is told', told)
    again = methodologist.post('/imports/from-job', {'job_id': job})
    check(again['new_rows'] == 0 and again['changed_rows'] == 0, '4: the same file twice changes nothing', again)


def mark(member, recheck, shift):
    """Enters scores task by task; a member who shifts takes a point off the first task of each work."""
    for work in member.get('/expert-scores', recheck_id=recheck['id']):
        scores = [min(top, 1) for top in work['item_max']]
        scores[0] = max(0, work['item_max'][0] - shift)
        version = work['version']
        for n in range(len(scores)):
            work = member.patch(f"/expert-scores/{work['id']}", {'scores': scores[:n + 1] + [None] * (len(scores) - n - 1)}, version)
            version = work['version']


def run_recheck(methodologist, members, outsiders):
    school = methodologist.get('/orgs', kind='school')[0]
    procedure = [p for p in methodologist.get('/procedures') if p['subject'] == 'Русский язык' and p['grade'] == 4][-1]
    recheck = methodologist.post('/rechecks', {'school_id': school['id'], 'procedure_id': procedure['id'], 'title': f"Русский язык 4, {school['short_name']}",
                                               'kind': 'check', 'sample_size': 10, 'experts_per_work': 2, 'tolerance': 1})
    users = {user['login']: user for user in methodologist.get('/users', role='commission')}
    for member in members:
        methodologist.post('/recheck-members', {'recheck_id': recheck['id'], 'user_id': member.user['user']['id'], 'duty': 'member'})
    recheck = methodologist.post(f"/rechecks/{recheck['id']}/deal", {}, recheck['version'])
    check(recheck['works'] == 10 and len(users) >= 2, '5: ten works are dealt', recheck['works'])
    dealt = members[0].get('/expert-scores')
    blind = not any(key in dealt[0] for key in ('code', 'org_id', 'school_scores', 'school_total'))
    told = ''.join(str(row) for row in dealt + members[0].get('/tasks'))
    check(len(dealt) == 10 and blind and school['short_name'] not in told, '5: a member sees ten works and nothing of the school', dealt[0])
    for path in ('/works', '/orgs', '/rechecks', '/recheck-results', '/plans'):
        check(members[0].send('GET', path)[0] == 403, f'5: a member may not read {path}')
    check(outsiders.get('/expert-scores') == [], '5: who is not of the commission has no works')
    mark(members[0], recheck, 0)
    mark(members[1], recheck, 2)
    for member in members:
        member.post('/expert-scores/submission', {'recheck_id': recheck['id']})
    results = methodologist.get('/recheck-results', recheck_id=recheck['id'])
    check(all(row['differing'] >= 1 for row in results), '5: differing tasks are shown')
    for row in results:
        if row['open_items']:
            decision = [a if a == b else None for a, b in zip(row['first_scores'], row['second_scores'])]
            decision = [row['first_scores'][n] if value is None else value for n, value in enumerate(decision)]
            row = methodologist.post(f"/recheck-results/{row['id']}/decision", {'scores': decision}, row['version'])
            check(row['total'] is not None, f"5: work {row['blind_no']} has a result")
    recheck = methodologist.get(f"/rechecks/{recheck['id']}")
    recheck = methodologist.post(f"/rechecks/{recheck['id']}/closure", {}, recheck['version'])
    check(recheck['state'] == 'closed' and recheck['finished'] == 10, '5: the result of the school is there', recheck)
    return school, recheck


def read_trend(methodologist, school, recheck):
    points = methodologist.get('/objectivity/trend', org_id=school['id'], subject='Русский язык', grade=4)
    own = [point for point in points if point['scope'] == 'school']
    town = [point for point in points if point['scope'] == 'municipality']
    check([point['year'] for point in own] == [2023, 2024, 2025] and len(town) == 3, '6: three years of the school and the municipality')
    check(all(point['lowered'] + point['confirmed'] + point['raised'] == point['n'] > 0 for point in points), '6: counts add up')
    check(all(point[f'{name}_low'] <= point[name] / point['n'] <= point[f'{name}_high']
              for point in points for name in ('lowered', 'confirmed', 'raised')), '6: each share lies in its interval')
    check(own[-1]['recheck_n'] == 10 and own[-1]['recheck_changed'] == recheck['changed'], '6: the re-check stands beside', own[-1])


def main():
    words = argparse.ArgumentParser()
    words.add_argument('build')
    words.add_argument('--input', default=str(ROOT / 'tests/data/walk'))
    words = words.parse_args()
    if not pathlib.Path(words.input).is_dir():
        print('1..0 # SKIP no such input')
        return 0
    roadmap, sections, items, books = find_input(pathlib.Path(words.input))
    server = Server(words.build)
    try:
        server.admin('demo')
        methodologist = Api(server.port, 'metodist')
        plan, rows = import_roadmap(methodologist, roadmap, sections, items)
        plan = approve(methodologist, plan, rows)
        report(methodologist, Api(server.port, 'school1'), plan)
        import_results(methodologist, books)
        school, recheck = run_recheck(methodologist, [Api(server.port, 'expert1'), Api(server.port, 'expert2')], Api(server.port, 'expert3'))
        read_trend(methodologist, school, recheck)
    except Exception:
        print('# ' + server.log.read_text()[-3000:].replace('\n', '\n# '))
        raise
    finally:
        status = server.close()
    check(status == 0, 'the server ends well', status)
    return end()


if __name__ == '__main__':
    sys.exit(main())
