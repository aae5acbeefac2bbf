#!/usr/bin/env python3
"""Procedures, items and scales as records that a methodologist keeps; marks counted anew and back again."""
from house import House, Tap
from results_kit import counts, read

NAME = 'Форма сбора результатов Русский язык 5 класс ВПР 2024.csv'
FORM = ('Код участника;Вариант;1 (2б);2 (1б);Порядковый номер класса;Отметка за предыдущую четверть;Итого баллов\n'
        '50001;1;2;X;1;4;2\n50002;1;1;0;1;3;1\n50003;1;2;1;1;5;3\n50004;1;0;0;1;3;0\n')
NEW = {'kind': 'ege', 'year': 2026, 'subject': 'Физика', 'grade': 11, 'max': 100, 'minimum': 36}


def check_own(tap, m, others):
    made = m.api('POST', '/procedures', NEW)
    tap.same((made.status, made.json['title'], made.json['state'], made.json['minimum']), (201, 'ЕГЭ 2026 Физика 11 класс', 'free', 36), 'a procedure is made')
    tap.same((m.api('POST', '/procedures', NEW).status, m.api('POST', '/procedures', {**NEW, 'kind': 'exam'}).status), (409, 400), 'once, and of a kind that there is')
    for name, over in (('a year of old', {'year': 1999}), ('no subject', {'subject': ''}), ('a subject of 10k', {'subject': 'я' * 10000}), ('grade 12', {'grade': 12}),
                       ('a maximum past bounds', {'max': 1001}), ('expected of some', {'expected': 'som'})):
        tap.same(m.api('POST', '/procedures', {**NEW, 'year': 2025, **over}).status, 422, name)
    path = f"/procedures/{made.json['id']}"
    tap.same([who.api('PATCH', path, {'minimum': 40}, version=1).status for who in others], [403] * len(others), 'others change nothing')
    tap.same([who.api('POST', '/procedures', NEW).status for who in others], [403] * len(others), 'and make none')
    answer = m.api('PATCH', path, {'minimum': 40, 'expected': 'all', 'subject': 'Химия'}, version=1)
    tap.same((answer.status, answer.json['minimum'], answer.json['expected'], answer.json['subject']), (200, 40, 'all', 'Химия'), 'without works all of it changes')
    item = m.api('POST', '/procedure-items', {'procedure_id': made.json['id'], 'position': 1, 'code': '1', 'max': 2, 'level': 'Б', 'skill': 'Знать', 'codifier': '1.1'})
    tap.same((item.status, item.json['procedure_state']), (201, 'free'), 'with its items')
    tap.same(m.api('POST', '/procedure-items', {'procedure_id': made.json['id'], 'position': 2, 'code': '2', 'max': 2, 'level': 'Я'}).status, 422, 'of known levels')
    tap.same(m.api('DELETE', f"/procedure-items/{item.json['id']}", version=1).status, 204, 'an item goes')
    tap.same(m.api('DELETE', path, version=2).status, 204, 'and the whole')
    tap.same(m.get(path).status, 404, 'for good')


TABLE = [{'code': '1', 'max': 2, 'level': 'Б', 'skill': 'Знать'}, {'code': '2К1', 'max': 3, 'codifier': '2.1'}]


def check_table(tap, m, others):
    made = m.api('POST', '/procedures', {**NEW, 'subject': 'Биология'}).json
    path = f"/procedures/{made['id']}/items"
    answer = m.api('POST', path, {'items': TABLE}, version=1)
    tap.same((answer.status, answer.json['version'], answer.json['item_codes'], answer.json['item_max']), (200, 2, '1 2К1', [2, 3]), 'a whole table of items')
    again = m.api('POST', path, {'items': []}, version=1)
    tap.same((again.status, again.code, again.json['current']['version']), (412, 'version-conflict', 2), 'not over what another has written')
    tap.same([who.api('POST', path, {'items': []}, version=2).status for who in others], [403] * len(others), 'others write none')
    for name, items, field in (('no points', [TABLE[0], {'code': '2'}], 'items[1].max'), ('a code twice', TABLE + [TABLE[0]], 'items[2].code'),
                               ('201 items', [{'code': str(n), 'max': 1} for n in range(201)], 'items'), ('a skill of 10k', [{**TABLE[0], 'skill': 'я' * 10000}], 'items[0].skill')):
        answer = m.api('POST', path, {'items': items}, version=2)
        tap.same((answer.status, answer.json.get('field')), (422, field), name)
    kept = m.get(f"/procedure-items?procedure_id={made['id']}&sort=position").json
    tap.same([(i['position'], i['code'], i['max'], i['level']) for i in kept], [(1, '1', 2, 'Б'), (2, '2К1', 3, '')], 'and nothing of these is done')
    turned = [{**TABLE[0], 'id': kept[1]['id']}, {'code': '3', 'max': 1}]
    tap.same(m.api('POST', path, {'items': turned}, version=2).json['item_codes'], '1 3', 'one takes the code of one that goes')
    tap.same(m.api('POST', '/procedures/999999/items', {'items': []}, version=1).status, 404, 'of no procedure')


def check_used(tap, m, procedure):
    path = f'/procedures/{procedure}'
    for field, value in (('subject', 'Физика'), ('max', 5), ('grade', 6), ('year', 2025), ('kind', 'dkr'), ('level', 'базовый')):
        answer = m.api('PATCH', path, {field: value}, version=1)
        tap.same((answer.status, answer.code), (409, 'locked'), f'{field} stays while there are works')
    tap.same(m.api('DELETE', path, version=1).status, 409, 'and the whole')
    tap.same(m.api('PATCH', path, {'minimum': 1, 'expected': 'all'}, version=1).status, 200, 'minimum and who is expected do not')
    item = m.get(f'/procedure-items?procedure_id={procedure}').json[0]
    where = f"/procedure-items/{item['id']}"
    tap.same(m.api('PATCH', where, {'max': 5}, version=item['version']).code, 'locked', 'the points of an item stay')
    tap.same(m.api('PATCH', where, {'skill': 'Писать', 'codifier': '2.3', 'level': 'П'}, version=item['version']).status, 200, 'what it is of may change')
    items = [{k: i[k] for k in ('id', 'code', 'max', 'level', 'skill', 'codifier') if i.get(k) is not None} for i in m.get(f'/procedure-items?procedure_id={procedure}&sort=position').json]
    version = m.get(path).json['version']
    tap.same(m.api('POST', path + '/items', {'items': items[:1]}, version=version).code, 'locked', 'none goes from the table')
    items[1]['skill'] = 'Читать'
    tap.same((m.api('POST', path + '/items', {'items': items}, version=version).status, m.get(f"/procedure-items/{items[1]['id']}").json['skill']), (200, 'Читать'),
             'what they are of is written with it')
    told = m.get(f"/history?resource=procedure_item&id={item['id']}").json
    tap.ok(any((c['field'], c['new']) == ('skill', 'Писать') for c in told), 'the history says it', told)
    told = m.get(f'/history?resource=procedure&id={procedure}').json
    tap.ok(any((c['field'], c['new']) == ('minimum', '1') for c in told), 'of the procedure too', told)


def marks(who, procedure):
    return {w['code']: (w['mark'], w['mark_counted']) for w in who.get(f'/works?procedure_id={procedure}').json}


def cells(who, procedure):
    return [{k: v for k, v in c.items()} for c in who.get(f'/cells?procedure_id={procedure}').json]


def check_scales(tap, m, s, procedure):
    scale = {'procedure_id': procedure, 'from3': 1, 'from4': 2, 'from5': 3, 'source': 'Приказ № 1', 'confidence': 'checked', 'since': '2024-05-20'}
    made = m.api('POST', '/scales', scale)
    tap.same((made.status, made.json['current'], made.json['since']), (201, True, '2024-05-20'), 'a scale is set')
    tap.same(s.api('POST', '/scales', scale).status, 403, 'by no school')
    for name, over in (('falling bounds', {'from4': 1}), ('past the maximum', {'from5': 4}), ('of no procedure', {'procedure_id': 999999}),
                       ('without a source', {'source': ''}), ('a source of 10k', {'source': 'я' * 10000})):
        tap.ok(m.api('POST', '/scales', {**scale, **over}).status in (404, 422), name)
    tap.same(m.api('POST', '/scales', {**scale, 'confidence': 'sure'}).status, 400, 'sure in another way')
    tap.same([m.api(method, f"/scales/{made.json['id']}", {'from3': 2} if method == 'PATCH' else None, version=1).status for method in ('PATCH', 'DELETE')], [405, 405],
             'none is changed or taken away')
    return made.json


def check_recount(tap, m, s, procedure):
    before, was = marks(m, procedure), cells(m, procedure)
    tap.same(set(before.values()), {(None, False)}, 'a form without a scale has no marks')
    tap.same(m.api('POST', f'/procedures/{procedure}/recount', {'reason': 'x'}).code, 'no-scale', 'nothing to count by')
    check_scales(tap, m, s, procedure)
    tap.same(s.api('POST', f'/procedures/{procedure}/recount', {'reason': 'x'}).status, 403, 'by no school')
    tap.same([m.api('POST', f'/procedures/{procedure}/recount', {'reason': reason}).status for reason in ('', 'я' * 10000)], [422, 422], 'not without a reason, nor with a book')
    made = m.api('POST', f'/procedures/{procedure}/recount', {'reason': 'Приказ № 1'})
    tap.same((made.status, made.json['layout'], made.json['changed_rows'], made.json['reason']), (201, 'recount', 4, 'Приказ № 1'), 'marks are counted anew')
    tap.same(marks(m, procedure), {'50001': (4, True), '50002': (3, True), '50003': (5, True), '50004': (2, True)}, 'by the scale')
    tap.same([(c['mark2'], c['mark3'], c['mark4'], c['mark5'], c['journal_n']) for c in cells(m, procedure)], [(1, 1, 1, 1, 4)], 'and so are the figures')
    tap.same(m.get(f"/procedures/{procedure}").json['scale_confidence'], 'checked', 'the procedure says how sure it is')
    later = m.api('POST', '/scales', {'procedure_id': procedure, 'from3': 1, 'from4': 2, 'from5': 3, 'source': 'Приказ № 2', 'confidence': 'checked'}).json
    told = m.get(f'/scales?procedure_id={procedure}').json
    tap.same([(x['source'], x['current']) for x in told], [('Приказ № 1', False), ('Приказ № 2', True)], 'a later one stands over the former')
    tap.same(m.api('POST', f'/procedures/{procedure}/recount', {'reason': 'x'}).code, 'nothing-to-recount', 'the same bounds count nothing anew')
    gone = m.api('POST', f"/imports/{made.json['id']}/withdrawal", {'reason': 'Не тот приказ'})
    tap.same((gone.status, marks(m, procedure), cells(m, procedure)), (200, before, was), 'withdrawn: the very marks and figures')
    return later


def main():
    tap, house = Tap(), House()
    m, s, o = house.caller('a-methodologist'), house.caller('a-school'), house.caller('a-observer')
    others = [s, o, house.caller('a-commission'), house.caller('a-admin')]
    check_own(tap, m, others)
    check_table(tap, m, others)
    job, _ = read(s, NAME, FORM)
    form = s.api('POST', '/imports/from-job', {'job_id': job['id']})
    tap.same(counts(form.json), (4, 0, 0, 0, 0), 'works')
    check_recount(tap, m, s, form.json['procedure_id'])
    check_used(tap, m, form.json['procedure_id'])
    house.check_log(tap)
    tap.done()


main()
