#!/usr/bin/env python3
"""Tables that no layout knows: shown to a person, described, kept, shared, read by the description."""
import json

from house import House, Tap
from results_kit import counts, read

NAMED = 'Пробный экзамен\n;;;\nФИО;Шифр;Школа;Балл\nИванова Анна;A-1;{0};17\nПетров Иван;A-2;{0};25\n'
NAME = 'Пробный экзамен Физика 9 класс 2026.csv'


def column(place, heading, what, **more):
    return {'column': place, 'heading': heading, 'is': what, **more}


COLUMNS = [column(2, 'Шифр', 'code'), column(3, 'Школа', 'org'), column(4, 'Балл', 'total')]


def make_doc(**over):
    return json.dumps({'name': 'Пробный', 'kind': 'own', 'max': 30, 'row': 3, 'columns': COLUMNS, **over}, ensure_ascii=False)


BAD = {
    'no JSON': 'row: 3', 'an array': '[]', 'too deep': '[' * 100 + ']' * 100, 'a column of names': make_doc(columns=COLUMNS + [column(1, 'ФИО', 'name')]),
    'a column out of range': make_doc(columns=COLUMNS + [column(5000, '', 'class')]), 'column zero': make_doc(columns=COLUMNS + [column(0, '', 'class')]),
    'a row out of range': make_doc(row=100000), 'a name of 10k': make_doc(name='я' * 10000), 'a heading of 10k': make_doc(columns=[column(2, 'Ш' * 10000, 'code')]),
    'no code': make_doc(columns=COLUMNS[1:]), 'a procedure that is none': make_doc(kind='exam'), 'an unknown member': make_doc(names=1),
}


def check_unknown(tap, s, login):
    job, told = s.job('import-results', s.upload(NAME, NAMED.format(login).encode()))
    tap.same((job['state'], job['code']), ('failed', 'unknown-layout'), 'a table that no layout knows')
    tap.ok('укажите' in job['message'], 'in words, too', job)
    sheet = told['sheets'][0]
    tap.same((sheet['rows'][2], sheet['rows'][1]), (['ФИО', 'Шифр', 'Школа', 'Балл'], []), 'its beginning, row by row')
    tap.same(s.api('POST', '/imports/from-job', {'job_id': job['id']}).status, 404, 'there is nothing to store')
    known = 'Код участника;Вариант;1 (2б);Порядковый номер класса;Отметка за предыдущую четверть;Итого баллов\n50001;1;2;1;4;2\n'
    job, told = s.job('read-grid', s.upload('form.csv', known.encode()))
    tap.same((job['state'], job['code'], told['sheets'][0]['rows'][1][0]), ('done', '', '50001'), 'a known one is shown when it is asked for')
    tap.same((told['sheets'][0]['guess']['row'], [c['is'] for c in told['sheets'][0]['guess']['columns']][:2]), (1, ['code', 'variant']), 'with a guess')
    job, told = s.job('read-grid', s.upload('x.csv', b'a;"b\nc'))
    tap.same((job['state'], job['code'], told), ('failed', '', None), 'a broken file is no table')


def check_doc(tap, m, s):
    answer = s.api('POST', '/layout-maps', {'name': 'Пробный', 'doc': make_doc()})
    tap.same(answer.status, 201, 'a school keeps its own')
    for name, doc in BAD.items():
        new = s.api('POST', '/layout-maps', {'name': 'Плохой', 'doc': doc})
        patched = s.api('PATCH', f"/layout-maps/{answer.json['id']}", {'doc': doc}, version=1)
        tap.same([(a.status, a.json.get('field')) for a in (new, patched)], [(422, 'doc')] * 2, name)
    for name, body in (('no name', {'doc': make_doc()}), ('a name of 10k', {'name': 'x' * 10000, 'doc': make_doc()}),
                       ('a doc of 100k', {'name': 'x', 'doc': make_doc() + ' ' * 100000})):
        tap.same(s.api('POST', '/layout-maps', body).status, 422, name)
    tap.same(s.api('POST', '/layout-maps', {'name': 'x', 'doc': make_doc(), 'shared': True}).code, 'field-not-writable', 'a school shares nothing')
    return answer.json


def check_sharing(tap, m, s, other, own):
    shared = m.api('POST', '/layout-maps', {'name': 'Общее', 'doc': make_doc(), 'shared': True}).json
    quiet = m.api('POST', '/layout-maps', {'name': 'Черновик', 'doc': make_doc()}).json
    seen = {who: {r['id'] for r in caller.get('/layout-maps').json} & {own['id'], shared['id'], quiet['id']}
            for who, caller in (('m', m), ('s', s), ('other', other))}
    tap.same(seen, {'m': {own['id'], shared['id'], quiet['id']}, 's': {own['id'], shared['id']}, 'other': {shared['id']}}, 'who sees which')
    answer = s.api('PATCH', f"/layout-maps/{shared['id']}", {'name': 'x'}, version=1)
    tap.same(answer.status, 409, "a school leaves the department's alone")
    return shared, quiet


def check_reading(tap, house, m, s, login, shared, quiet):
    text = NAMED.format(login)
    job, told = read(s, NAME, text, layout_map_id=shared['id'])
    tap.same(told and (job['layout_map_id'], told['layout'], told['new'], told['procedure']['kind']), (shared['id'], 'given', 2, 'own'), 'read by a shared one')
    made = s.api('POST', '/imports/from-job', {'job_id': job['id']})
    tap.same((made.status, counts(made.json)), (201, (2, 0, 0, 0, 0)), 'and stored')
    works = s.get(f"/works?procedure_id={made.json['procedure_id']}").json
    tap.same([(w['code'], w['total'], w['scores']) for w in works], [('A-1', 17, []), ('A-2', 25, [])], 'codes and points')
    tap.same(house.rows("select count (*) from work w where w::text like '%Иванова%'"), [['0']], 'no name is in the base')
    job, told = s.job('import-results', s.upload(NAME, text.replace('Шифр', 'Номер').encode()), layout_map_id=shared['id'])
    tap.same((job['code'], 'sheets' in (told or {})), ('unknown-layout', True), 'another table than the description speaks of is shown again')
    for name, record in (("the department's own", quiet['id']), ("another town's", house.id('layout_map/department', 'b')), ('none', 999999)):
        answer = s.api('POST', '/jobs', {'kind': 'import-results', 'file_id': s.upload(NAME, text.encode()), 'layout_map_id': record if isinstance(record, int) else int(record)})
        tap.same(answer.status, 403, f'no job by {name}')


def main():
    tap, house = Tap(), House()
    m, s, other = house.caller('a-methodologist'), house.caller('a-school'), house.caller('a-school2')
    login = 'edu' + house.rows("select login_digits from org where id = " + house.id('org_school1'))[0][0]
    check_unknown(tap, s, login)
    own = check_doc(tap, m, s)
    shared, quiet = check_sharing(tap, m, s, other, own)
    check_reading(tap, house, m, s, login, shared, quiet)
    house.check_log(tap)
    tap.done()


main()
