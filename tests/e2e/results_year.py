#!/usr/bin/env python3
"""A year of a municipality over the API: all forms, the individual results, the printed reports; what is refused and what differs. TAP.

results_year.py BUILD [YEAR]; the year folders are those of MERILO_SHARED or beside the checkout, else the check is skipped.
"""
import collections
import csv
import decimal
import json
import os
import pathlib
import sys

from api import Api
from points import check, end
from server import Server

ROOT = pathlib.Path(__file__).resolve().parents[2]
YEAR = sys.argv[2] if len(sys.argv) > 2 else '2023'
SUBJECTS = {'Русский язык': 'РУ', 'Математика': 'МА'}
TWO = decimal.Decimal('0.01')
COUNTS = ('rows', 'new_rows', 'same_rows', 'changed_rows', 'marked_rows', 'refused_rows')
def store(who, path, school=None):
    """The import of that file and its issues."""
    job, _ = who.job('import-results', who.upload(path.name, path.read_bytes())['id'], **({'school': school} if school else {}))
    made = who.post('/imports/from-job', {'job_id': job})
    return made, who.get(f"/imports/{made['id']}/issues")


def import_all(who, paths, school_of=None):
    """Sums of the counts, the issues as (path, issue), the ids."""
    sums, issues, ids = collections.Counter(), [], []
    for path in paths:
        made, found = store(who, path, school_of(path) if school_of else None)
        sums.update({key: made[key] for key in COUNTS})
        issues += [(path, issue) for issue in found]
        ids.append(made['id'])
    return sums, issues, ids


def name_row(path, issue):
    subject = next(code for name, code in SUBJECTS.items() if name in path.name)
    grade = next(grade for grade in '45678' if f'{grade} класс' in path.name)
    return path.parent.name, subject, grade, issue['row']


def percent(count, whole):
    return str((decimal.Decimal(100) * count / whole).quantize(TWO, decimal.ROUND_HALF_UP))


def by_percent(level):
    """The figures of a level as a report prints them: of marks, journal, scores."""
    journal = level['journal']
    return ([percent(count, level['n']) for count in level['marks']], [percent(journal[key], journal['n']) for key in ('lowered', 'confirmed', 'raised')],
            [percent(count, level['n']) for count in level['histogram']])


def check_pages(server, who):
    """After all files of a year: what the pages show against the command for scripts, and against the printed reports."""
    cells = {(cell['procedure_id'], cell['org_id']): cell for cell in json.loads(server.admin('cells', '--json', '--year', YEAR).stdout)}
    pages = {p['id']: who.get(f"/results?procedure_id={p['id']}") for y in who.get('/results-tree') if str(y['year']) == YEAR for p in y['procedures']}
    rows = {(i, row['org_id']): row for i, page in pages.items() for row in page['rows']}
    keys = ('n', 'marks', 'journal', 'score_sum', 'score_sum2', 'histogram', 'item_sums', 'item_x', 'groups')
    differ = [key for key in rows if any(rows[key][k] != cells.get(key, {}).get(k) for k in keys)]
    check(rows.keys() == cells.keys() and len(rows) > 20 and not differ, 'pages and the command for scripts show the same figures', differ[:4])
    wrong = [i for i, page in pages.items() if [level['level'] for level in page['levels']] != ['municipality', 'region', 'sample']]
    check(not wrong, 'the municipality, the region and the sample stand side by side', wrong[:4])
    printed = server.query("select procedure_id, layout, percents from external_cell_now where scope = 'municipality'")
    wrong = []
    for i, layout, percents in printed:
        percents, ours = json.loads(percents), by_percent(pages[int(i)]['levels'][0])
        about = 0 if layout == 'marks' else 2 if layout == 'score-distribution' else 1
        keys = (list('2345'), ['lowered', 'confirmed', 'raised'], [str(score) for score in range(len(ours[2]))])[about]
        if [decimal.Decimal(str(percents[key])) for key in keys] != [decimal.Decimal(value) for value in ours[about]]:
            wrong.append((i, layout))
    check(len(printed) >= 3 * len(pages) and not wrong, 'the sum of our counts is what is printed of the municipality, to the second decimal', wrong[:4])
    outer = [level for page in pages.values() for level in page['levels'][1:]]
    wrong = [level['source'] for level in outer
             if abs(sum(map(float, level['marks_percent'])) - 100) > 0.05 or abs(sum(map(float, level['histogram_percent'])) - 100) > 0.5
             or (level['journal_percent'] is None) != (level['level'] == 'sample') or level['n'] < 1000 or level['item_sums'] is not None]
    check(len(outer) == 2 * len(pages) and not wrong, 'shares of the region and the sample are as printed, with how many took part', wrong[:4])


def run(server, folder):
    who = Api(server.port, 'metodist')
    forms = sorted((folder / YEAR / 'forms').glob('*/*.xlsx'))
    reports = sorted((folder / YEAR / 'analytics').glob('*.xlsx'))
    with open(folder / 'dirt.csv', encoding='utf-8') as table:
        dirt = {(row['login'], row['subject'], row['grade'], int(row['sheet_row'])) for row in csv.DictReader(table) if row['year'] == YEAR}
    sums, issues, form_ids = import_all(who, forms, lambda path: path.parent.name)
    found = {name_row(path, issue) for path, issue in issues}
    check(found == dirt and sums['refused_rows'] == len(dirt) > 0, 'the rows refused in forms are the faulty ones and no others', sorted(found ^ dirt)[:4])
    check(sums['new_rows'] + sums['refused_rows'] == sums['rows'], 'all others are stored', sums)
    state = 'select md5 (string_agg (w::text, chr (10) order by id)) from (select id, org_id, code, class, scores, total, mark, import_id from work) w'
    before = server.query(state)
    sums, issues, ids = import_all(who, [path for path in reports if path.name.startswith('Ф1')])
    check(sums['new_rows'] + sums['changed_rows'] == sums['rows'] and sums['changed_rows'] > 0 and not issues, 'individual results over them', sums)
    works = server.query('select count (*), count (distinct (org_id, procedure_id, code)), count (mark) from work where not absent')
    check(works == [[str(sums['rows'])] * 3], 'each participant stands once, with a mark', works)
    changes = sum((who.get(f'/imports/{i}/changes') for i in ids), [])
    check(len({(c['org_id'], c['code']) for c in changes}) > 0 and all(c['old'] != c['new'] for c in changes)
          and len(changes) >= sums['changed_rows'], 'what differed is listed', len(changes))
    sums, issues, _ = import_all(who, [path for path in reports if not path.name.startswith('Ф1')])
    check(not issues and sums['new_rows'] > 0, 'printed reports say what the works say', [issue for _, issue in issues][:4])
    check_pages(server, who)
    for made in reversed(ids):
        who.post(f'/imports/{made}/withdrawal', {'reason': 'Проверка'})
    check(server.query(state) == before, 'individual results withdrawn: the works are what they were')
    for made in form_ids:
        who.post(f'/imports/{made}/withdrawal', {'reason': 'Проверка'})
    check(server.query('select (select count (*) from work), (select count (*) from cell)') == [['0', '0']], 'and the forms: nothing is left')


def main():
    folder = pathlib.Path(os.environ.get('MERILO_SHARED') or ROOT / '../shared', 'data/vpr')
    if not folder.is_dir():
        print('1..0 # SKIP no year folders')
        return
    server = Server(sys.argv[1])
    try:
        server.admin('demo')
        run(server, folder)
    finally:
        check(server.close() == 0, 'the server ends in peace')
    sys.exit(end())


main()
