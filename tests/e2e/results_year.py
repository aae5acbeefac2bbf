#!/usr/bin/env python3
"""A year of a municipality over the API: all forms, the individual results, the printed reports; what is refused and what differs. TAP.

results_year.py BUILD; the year folders are those of MERILO_SHARED or beside the checkout, else the check is skipped.
"""
import collections
import csv
import os
import pathlib
import sys

from api import Api
from points import check, end
from server import Server

ROOT = pathlib.Path(__file__).resolve().parents[2]
YEAR = '2023'
SUBJECTS = {'Русский язык': 'РУ', 'Математика': 'МА'}
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
