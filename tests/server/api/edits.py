#!/usr/bin/env python3
"""Many edits of a draft at once: all of them or none, each held against the description and the rights of who
makes it; two editors of one item."""
from house import House, Tap
from plan_kit import approve, good, items_of, make_plan


def sections_of(who, plan):
    return good(who.get(f"/plan-sections?plan_id={plan['id']}&sort=position"))


def send(who, plan, *ops, **more):
    return who.api('POST', f"/plans/{plan['id']}/edits", {'ops': list(ops)}, **more)


def whole(house, tap):
    m = house.caller('a-methodologist')
    plan, items = make_plan(m, [{'deadline': 'до 1 марта'}, {}, {}])
    section = sections_of(m, plan)[0]
    answer = good(send(m, plan,
                       {'op': 'insert-section', 'temp': 's2', 'position': 2, 'title': 'Второй'},
                       {'op': 'update-section', 'id': section['id'], 'version': section['version'], 'title': 'Первый'},
                       {'op': 'insert-item', 'temp': 'n', 'section_temp': 's2', 'position': 1, 'title': 'Новый', 'deadline': 'ежеквартально до 5 числа'},
                       {'op': 'update-item', 'id': items[0]['id'], 'version': items[0]['version'], 'title': 'Иной', 'responsible': 'УО'},
                       {'op': 'update-item', 'id': items[1]['id'], 'version': items[1]['version'], 'section_temp': 's2', 'position': 2},
                       {'op': 'delete-item', 'id': items[2]['id'], 'version': items[2]['version']}))
    second = answer['temps']['s2']
    tap.same(sorted(s['title'] for s in answer['sections']), ['Второй', 'Первый'], 'the sections that were made and changed')
    tap.same(sorted(i['title'] for i in answer['items']), ['Иной', 'Новый', 'Пункт 2'], 'the items, a deleted one not')
    new = [i for i in answer['items'] if i['id'] == answer['temps']['n']][0]
    tap.same((new['section_id'], new['canon'], new['lineage'], new['audience'], new['plan_id']),
             (second, 'quarterly(day=5)', new['id'], 'both', plan['id']), 'a new item is whole: its words are read')
    tap.same([i for i in answer['items'] if i['id'] == items[1]['id']][0]['section_id'], second, 'an item was moved')
    tap.same(sorted(i['title'] for i in items_of(m, plan)), ['Иной', 'Новый', 'Пункт 2'], 'the base has the same')
    back = good(send(m, plan, {'op': 'restore-item', 'id': items[2]['id']}))
    tap.same([i['title'] for i in back['items']], ['Пункт 3'], 'a deleted item comes back')
    now = {s['id']: s for s in sections_of(m, plan)}
    moved = good(send(m, plan, *({'op': 'delete-item', 'id': i['id'], 'version': i['version']} for i in items_of(m, plan) if i['section_id'] == second),
                      {'op': 'delete-section', 'id': second, 'version': now[second]['version']}))
    tap.same((moved['items'], moved['sections']), ([], []), 'a section goes with its items')
    tap.same(send(m, plan, {'op': 'restore-item', 'id': new['id']}).status, 422, 'an item does not come back into no section')
    good(send(m, plan, {'op': 'restore-section', 'id': second}, {'op': 'restore-item', 'id': new['id']}))
    tap.ok(new['id'] in [i['id'] for i in items_of(m, plan)], 'both do')


def all_or_none(house, tap):
    m = house.caller('a-methodologist')
    plan, items = make_plan(m, [{}, {}])
    before = items_of(m, plan)
    first = {'op': 'update-item', 'id': items[0]['id'], 'version': items[0]['version'], 'title': 'Не останется'}
    for name, last, status in (
            ('another version', {'op': 'update-item', 'id': items[1]['id'], 'version': 99, 'title': 'х'}, 412),
            ('no such item', {'op': 'update-item', 'id': 999999, 'version': 1, 'title': 'х'}, 404),
            ('an item of another plan', {'op': 'update-item', 'id': int(house.id('plan_item/draft')), 'version': 1, 'title': 'х'}, 404),
            ('an item of another town', {'op': 'delete-item', 'id': int(house.id('plan_item/draft', 'b')), 'version': 1}, 404),
            ('a section of another plan', {'op': 'insert-item', 'section_id': int(house.id('plan_section/draft')), 'title': 'х'}, 422),
            ('a section that was not made', {'op': 'insert-item', 'section_temp': 's9', 'title': 'х'}, 422),
            ('nothing to restore', {'op': 'restore-item', 'id': items[1]['id']}, 412),
            ('a full section', {'op': 'delete-section', 'id': items[0]['section_id'], 'version': 1}, 409),
            ('orgs of another town', {'op': 'update-item', 'id': items[1]['id'], 'version': items[1]['version'],
                                      'audience_orgs': house.id('org_school1', 'b')}, 422)):
        answer = send(m, plan, first, last)
        tap.ok(answer.status == status and items_of(m, plan) == before, f'{name}: {status}, and nothing is done', answer)


def checked(house, tap):
    m = house.caller('a-methodologist')
    plan, items = make_plan(m, [{}])
    upd = {'op': 'update-item', 'id': items[0]['id'], 'version': items[0]['version']}
    new = {'op': 'insert-item', 'section_id': items[0]['section_id'], 'title': 'х'}
    for name, op, field in (
            ('no edit', {}, 'op'), ('an unknown edit', {'op': 'drop-table'}, 'op'), ('a number', 7, 'op'), ('a null', None, 'op'),
            ('no id', {'op': 'update-item', 'version': 1, 'title': 'х'}, 'id'), ('an id of letters', {**upd, 'id': 'x', 'title': 'х'}, 'id'),
            ('no version', {'op': 'delete-item', 'id': items[0]['id']}, 'version'), ('an id of a new one', {**new, 'id': 7}, 'id'),
            ('a version of letters', {**upd, 'version': '1', 'title': 'х'}, 'version'), ('a temp of an old one', {**upd, 'title': 'х', 'temp': 'a'}, 'temp'),
            ('a temp that is no text', {**new, 'temp': 7}, 'temp'), ('an empty title', {**upd, 'title': ''}, 'title'),
            ('a title too long', {**upd, 'title': 'ё' * 4001}, 'title'), ('no title', {'op': 'insert-item', 'section_id': 1}, 'title'),
            ('no section', {'op': 'insert-item', 'title': 'х'}, 'section_id'), ('two sections', {**new, 'section_temp': 's'}, 'section_id'),
            ('a state', {**upd, 'plan_state': 'approved'}, 'plan_state'), ('a canon', {**upd, 'canon': 'continuous'}, 'canon'),
            ('a lineage', {**upd, 'lineage': 1}, 'lineage'), ('closed', {**upd, 'closed_on': '2026-01-01'}, 'closed_on'),
            ('another plan', {**upd, 'plan_id': 1}, 'plan_id'), ('a bad rule', {**upd, 'rule': 'sometimes'}, 'rule'),
            ('an audience', {**upd, 'audience': 'all'}, None), ('a field nobody knows', {**upd, 'nosuch': 1}, None), ('nothing to set', upd, None),
            ('fields of what has none', {'op': 'delete-item', 'id': items[0]['id'], 'version': 1, 'title': 'х'}, None),
            ('a list for a title', {**upd, 'title': ['х']}, None), ('a section far away', {**new, 'position': 100001}, 'position')):
        answer = send(m, plan, op)
        want = 'ops[0]' + ('.' + field if field else '')
        tap.ok(answer.status in (403, 422) and answer.json['field'] == want, f'{name} is refused by its name', answer)
    path = f"/plans/{plan['id']}/edits"
    for name, body, status in (('no ops', {}, 422), ('none', {'ops': []}, 422), ('no list', {'ops': 'x'}, 422), ('too many', {'ops': [new] * 2001}, 422),
                               ('something more', {'ops': [new], 'x': 1}, 400), ('an array', [], 400)):
        tap.same(m.api('POST', path, body).status, status, f'a body with {name}')
    tap.same(m.api('POST', path, {'ops': [new]}, headers={'Idempotency-Key': None}).status, 400, 'a batch without a key')
    tap.same(len(items_of(m, plan)), 1, 'nothing came of all that')
    many = good(send(m, plan, *([new] * 2000)))
    tap.same(len(many['items']), 2000, 'two thousand at once')


def rights(house, tap):
    m, s = house.caller('a-methodologist'), house.caller('a-school')
    plan, items = make_plan(m, [{'audience': 'schools', 'deadline': 'постоянно'}])
    op = {'op': 'update-item', 'id': items[0]['id'], 'version': items[0]['version'], 'title': 'х'}
    tap.same(send(house.caller('b-methodologist'), plan, op).status, 404, 'a plan of another town is not there')
    tap.same(send(s, plan, op).status, 404, 'nor is a draft for a school')
    tap.same([send(house.caller('a-' + r), plan, op).status for r in ('observer', 'commission', 'admin')], [403] * 3, 'others edit nothing')
    approve(m, plan)
    tap.same(send(m, plan, op).status, 409, 'an approved plan is edited by a new version')
    tap.same(send(s, plan, op).status, 409, 'and not by a school that reports on it')


def two_editors(house, tap):
    """The second one is told what stands there; its own words are in its hands still."""
    one, two = house.caller('a-methodologist'), house.caller('a-methodologist')
    plan, items = make_plan(one, [{'title': 'Как было'}])
    op = {'op': 'update-item', 'id': items[0]['id'], 'version': items[0]['version']}
    good(send(one, plan, {**op, 'title': 'Слова первого'}))
    answer = send(two, plan, {**op, 'title': 'Слова второго', 'responsible': 'УО'})
    current = answer.json['current']
    tap.same((answer.status, answer.code, current['title'], current['id'], answer.json['resource']),
             (412, 'version-conflict', 'Слова первого', items[0]['id'], 'plan_item'), 'the second is told, with the record as it stands')
    merged = good(send(two, plan, {**op, 'version': current['version'], 'title': 'Слова обоих'}))
    tap.same(merged['items'][0]['title'], 'Слова обоих', 'and goes on from it')
    stale = one.api('PATCH', f"/plan-items/{items[0]['id']}", {'title': 'х'}, version=items[0]['version'])
    tap.same((stale.status, stale.json['current']['title']), (412, 'Слова обоих'), 'alone or in a batch')


def again(house, tap):
    m = house.caller('a-methodologist')
    plan, _ = make_plan(m, [{}])
    body = {'op': 'insert-section', 'temp': 'x', 'title': 'Один раз'}
    first = good(send(m, plan, body, key='the-same-key-1'))
    second = good(send(m, plan, body, key='the-same-key-1'))
    tap.same(second, first, 'the same batch under the same key: the same answer')
    tap.same(len(sections_of(m, plan)), 2, 'and done once')
    tap.same(send(m, plan, {**body, 'title': 'Другое'}, key='the-same-key-1').status, 422, 'another batch under that key is a mistake')


tap = Tap()
house = House()
for part in (whole, all_or_none, checked, rights, two_editors, again):
    part(house, tap)
house.check_log(tap)
tap.done()
