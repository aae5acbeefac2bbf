#!/usr/bin/env python3
"""Assessments that no layout of ФИС ОКО is of: ЕГЭ by points alone, an olympiad, medallists, an own work with a scale.
By codes alone: no name comes into the base, whatever a person points at."""
import json

from house import House, Tap
from results_kit import counts, read


def make_map(who, name, columns, **more):
    doc = {'name': name, 'row': 1, 'columns': [{'column': place, 'heading': heading, 'is': what} for place, heading, what in columns], **more}
    return who.api('POST', '/layout-maps', {'name': name, 'doc': json.dumps(doc, ensure_ascii=False)})


def store(who, name, text, layout_map):
    job, told = read(who, name, text, layout_map_id=layout_map.json['id'])
    return told, who.api('POST', '/imports/from-job', {'job_id': job['id']}), job


def works(who, made):
    return who.get(f"/works?procedure_id={made.json['procedure_id']}").json


def check_ege(tap, m, login):
    layout = make_map(m, 'ЕГЭ', [(1, 'Шифр', 'code'), (3, 'Школа', 'org'), (4, 'Балл', 'total')], kind='ege', grade=11, max=100)
    text = f'Шифр;ФИО;Школа;Балл\n100001;Иванова Анна;{login};81\n100002;Петров Иван;{login};100\n100003;Ильин Пётр;{login};35\n100004;Ильина Ева;{login};101\n'
    told, made, _ = store(m, 'ЕГЭ 2026 Физика.csv', text, layout)
    tap.same((told['procedure']['kind'], told['procedure']['items'], made.status, counts(made.json)), ('ege', [], 201, (3, 0, 0, 0, 1)), 'ЕГЭ: points without items')
    procedure = m.get(f"/procedures/{made.json['procedure_id']}").json
    tap.same((procedure['max'], procedure['minimum'], procedure['item_max']), (100, None, None), 'of a hundred points')
    answer = m.api('PATCH', f"/procedures/{procedure['id']}", {'minimum': 36}, version=procedure['version'])
    tap.same((answer.status, answer.json['minimum']), (200, 36), 'a minimum is set when the order is there')
    cell = m.get(f"/cells?procedure_id={procedure['id']}").json[0]
    tap.same((cell['n'], cell['mark2'] + cell['mark3'] + cell['mark4'] + cell['mark5'], cell['score_sum'], len(cell['histogram']), cell['histogram'][81]), (3, 0, 216, 101, 1),
             'its figures: points, no marks')
    tap.same(m.api('POST', '/scales', {'procedure_id': procedure['id'], 'from3': 36, 'from4': 50, 'from5': 80, 'source': 'x', 'confidence': 'checked'}).status, 422, 'and no scale')
    tap.same(m.api('POST', f"/procedures/{procedure['id']}/recount", {'reason': 'x'}).code, 'no-scale', 'nor anything to count anew')


def check_olympiad(tap, m, login):
    columns = [(1, 'Код', 'code'), (2, 'Школа', 'org'), (3, 'Класс', 'class'), (4, 'Балл', 'total'), (5, 'Статус', 'note')]
    layout = make_map(m, 'ВсОШ', columns, kind='vsosh', max=50)
    head = 'Код;Школа;Класс;Балл;Статус\n'
    text = head + f'ф-1;{login};9А;47;Победитель\nф-2;{login};9А;40;призёр\nф-3;{login};9Б;12;участник\nф-4;{login};9Б;11;Иванова Анна\n'
    told, made, _ = store(m, 'ВсОШ 2026 Физика 9 класс.csv', text, layout)
    tap.same(counts(made.json), (3, 0, 0, 0, 1), 'an olympiad')
    tap.same([(w['code'], w['total'], w['award']) for w in works(m, made)], [('ф-1', 47, 'winner'), ('ф-2', 40, 'prize'), ('ф-3', 12, '')], 'winners and prizes')
    tap.same([(i['code'], i['value']) for i in m.get(f"/imports/{made.json['id']}/issues").json], [('bad-award', '')], 'what is no award is not said again')
    again, changed, _ = store(m, 'ВсОШ 2026 Физика 9 класс.csv', head + f'ф-1;{login};9А;47;Победитель\nф-2;{login};9А;40;победитель\n', layout)
    tap.same((counts(changed.json), [(c['field'], c['old'], c['new']) for c in m.get(f"/imports/{changed.json['id']}/changes").json]), ((0, 1, 1, 0, 0), [('award', 'prize', 'winner')]),
             'an appeal')
    tap.same(m.api('POST', f"/imports/{changed.json['id']}/withdrawal", {'reason': 'Ошибка'}).status, 200, 'withdrawn')
    tap.same([w['award'] for w in works(m, made)], ['winner', 'prize', ''], 'as it was')
    bare = make_map(m, 'ВсОШ без максимума', columns, kind='vsosh')
    job, _ = read(m, 'ВсОШ 2026 Химия 9 класс.csv', text, layout_map_id=bare.json['id'])
    tap.same(m.api('POST', '/imports/from-job', {'job_id': job['id']}).status, 422, 'points of nobody knows how many')


def check_medals(tap, house, m, login):
    for what in ('name', 'fio', 'person'):
        answer = make_map(m, 'Медалисты', [(1, 'Код', 'code'), (2, 'ФИО', what), (3, 'Школа', 'org'), (4, 'Медаль', 'note')], kind='medal', grade=11)
        tap.same((answer.status, answer.json.get('field')), (422, 'doc'), f'no column is of the kind {what}')
    layout = make_map(m, 'Медалисты', [(1, 'Код', 'code'), (3, 'Школа', 'org'), (4, 'Медаль', 'note')], kind='medal', grade=11)
    text = f'Код;ФИО;Школа;Медаль\n11-1;Иванова Анна;{login};I степени\n11-2;Петров Иван;{login};II степени\n'
    told, made, _ = store(m, 'Медалисты 2026.csv', text, layout)
    tap.same((told['procedure']['title'], counts(made.json)), ('Медалисты 2026 Все предметы 11 класс', (2, 0, 0, 0, 0)), 'medallists')
    tap.same([(w['code'], w['award'], w['total'], w['mark']) for w in works(m, made)], [('11-1', 'medal-1', None, None), ('11-2', 'medal-2', None, None)], 'by code')
    tap.same([w['code'] for w in m.get(f"/works?procedure_id={made.json['procedure_id']}&award=medal-1").json], ['11-1'], 'found by their medal')
    wrong = make_map(m, 'Не тот столбец', [(2, 'ФИО', 'code'), (3, 'Школа', 'org'), (4, 'Медаль', 'note')], kind='medal', grade=11)
    told, refused, job = store(m, 'Медалисты 2026.csv', text, wrong)
    tap.same((counts(refused.json), [i['value'] for i in told['issues']]), ((0, 0, 0, 0, 2), ['', '']), 'names for codes are refused and not said again')
    for table in ('work', 'work_before', 'import', 'import_issue', 'stage_work', 'job', 'audit_value', 'layout_map'):
        tap.same(house.rows(f"select count (*) from {table} x where x::text ~ 'Иванов|Петров|Ильин'"), [['0']], f'no name in {table}')


def check_own(tap, m, s, login):
    layout = make_map(m, 'Диагностика', [(1, 'Код', 'code'), (2, 'Школа', 'org'), (3, 'Балл', 'total')], kind='own', max=20)
    text = f'Код;Школа;Балл\nа1;{login};5\nа2;{login};11\nа3;{login};19\n'
    _, made, _ = store(m, 'Диагностика 2026 Химия 9 класс.csv', text, layout)
    tap.same([w['mark'] for w in works(m, made)], [None, None, None], 'an own work without a scale')
    procedure = made.json['procedure_id']
    tap.same(m.api('POST', '/scales', {'procedure_id': procedure, 'from3': 6, 'from4': 10, 'from5': 15, 'source': 'Приказ', 'confidence': 'checked'}).status, 201, 'a scale')
    tap.same((m.api('POST', f'/procedures/{procedure}/recount', {'reason': 'Приказ'}).status, [w['mark'] for w in works(m, made)]), (201, [2, 4, 5]), 'gives it marks')


def main():
    tap, house = Tap(), House()
    m, s = house.caller('a-methodologist'), house.caller('a-school')
    login = 'edu' + house.rows("select login_digits from org where id = " + house.id('org_school1'))[0][0]
    check_ege(tap, m, login)
    check_olympiad(tap, m, login)
    check_medals(tap, house, m, login)
    check_own(tap, m, s, login)
    house.check_log(tap)
    tap.done()


main()
