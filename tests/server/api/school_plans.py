#!/usr/bin/env python3
"""Plans that a school writes in its own org: made from a municipal one with the link kept, or from a document;
side by side with it; seen by the school and its department alone."""
import json

from house import House, Tap
from plan_kit import PERIOD, act, approve, dates_of, day, dues, good, items_of, make_plan, words

NAMES = ('plans', 'plan-items', 'plan-sections', 'control-dates', 'recorded-events', 'quarter-reports', 'executions', 'evidence')


def from_municipal(house, tap):
    m, s = house.caller('a-methodologist'), house.caller('a-school')
    own = int(house.id('org_school1'))
    plan, items = make_plan(m, [{'deadline': words(day(20)), 'audience': 'schools', 'responsible': 'Руководители ОО'},
                                {'deadline': words(day(30)), 'audience': 'department'},
                                {'deadline': 'постоянно', 'audience': 'both'}])
    tap.same(s.api('POST', f"/plans/{plan['id']}/school-plan", {'title': 'План школы'}).status, 404, 'a draft is nothing to copy')
    approve(m, plan)
    for bad in ('', None, 'ё' * 1001):
        tap.same(s.api('POST', f"/plans/{plan['id']}/school-plan", {'title': bad}).status, 422, f'a title {str(bad)[:5]!r}')
    made = good(s.api('POST', f"/plans/{plan['id']}/school-plan", {'title': 'План школы'}))
    tap.same((made['org_id'], made['kind'], made['state'], made['source_id'], made['items']), (own, 'school-roadmap', 'draft', plan['id'], 2), 'what concerns the school')
    copies = items_of(s, made)
    tap.same([c['source_lineage'] for c in copies], [items[0]['lineage'], items[2]['lineage']], 'each with its source')
    tap.ok(all(c['lineage'] not in [i['lineage'] for i in items] and c['org_id'] == own for c in copies), 'but a line of its own')
    tap.same(s.api('POST', f"/plans/{plan['id']}/school-plan", {'title': 'Ещё'}).status, 409, 'one is enough')
    tap.same(m.api('POST', f"/plans/{plan['id']}/school-plan", {'title': 'х'}).status, 403, 'the department makes none')
    tap.same(house.caller('b-school').api('POST', f"/plans/{plan['id']}/school-plan", {'title': 'х'}).status, 404, 'nor a school of another town')
    section = copies[0]['section_id']
    good(s.api('POST', f"/plans/{made['id']}/edits", {'ops': [
        {'op': 'update-item', 'id': copies[0]['id'], 'version': copies[0]['version'], 'deadline': words(day(15)), 'school_role': 'Завуч'},
        {'op': 'delete-item', 'id': copies[1]['id'], 'version': copies[1]['version']},
        {'op': 'insert-item', 'section_id': section, 'title': 'Своё', 'deadline': 'ежемесячно до 20 числа'}]}))
    for who, query in ((s, ''), (m, f'?org_id={own}')):
        rows = good(who.get(f"/plans/{plan['id']}/side-by-side{query}"))
        tap.same([(r['lineage'], r['state'], r['school_title']) for r in rows],
                 [(items[0]['lineage'], 'changed', 'Пункт 1'), (items[2]['lineage'], 'missing', None), (None, 'own', 'Своё')], 'side by side')
        tap.same((rows[0]['deadline'], rows[0]['school_deadline']), (words(day(20)), words(day(15))), 'with both terms')
    rows = good(m.get(f"/plans/{plan['id']}/side-by-side?org_id={house.id('org_school2')}"))
    tap.same({r['state'] for r in rows}, {'missing'}, 'a school without a plan has all of it missing')
    for query, status in (('?org_id=x', 422), (f"?org_id={house.id('org_school1', 'b')}", 404), ('?org_id=999999', 404)):
        tap.same(m.get(f"/plans/{plan['id']}/side-by-side{query}").status, status, f'side by side {query}')
    tap.same(s.get(f"/plans/{plan['id']}/side-by-side?org_id={house.id('org_school2')}").status, 404, 'a school does not look into another')
    approved = approve(s, made)
    tap.same((approved['state'], approved['org_id']), ('approved', own), 'the school approves its own')
    mine = [i for i in items_of(s, made) if i['title'] == 'Своё'][0]
    tap.same({r['org_id'] for r in dates_of(s, mine)}, {own}, 'and reports to itself')
    tap.same(dues(dates_of(s, copies[0])), [str(day(15))], 'by its own terms')
    draft = good(s.api('POST', f"/plans/{made['id']}/revision", {'reason': 'Уточнение'}, version=approved['version']))
    good(s.api('POST', f"/plans/{draft['id']}/approval", act(day(0), '2'), version=draft['version']))
    tap.same(len(good(s.get(f"/plans/{made['id']}/versions"))), 2, 'a school keeps versions too')
    tap.same([i['source_lineage'] for i in items_of(s, made)], [items[0]['lineage'], None], 'the links stay')
    return made


def apart(house, tap, made):
    """One school never sees another's: by the server and by the base alone."""
    other, m = house.caller('a-school2'), house.caller('a-methodologist')
    own = int(house.id('org_school1'))
    wrong = []
    for name in NAMES:
        rows = good(other.get(f'/{name}?limit=500'))
        wrong += [f"{name} {r['id']}" for r in rows if r['org_id'] == own]
    tap.none(wrong, len(NAMES), 'nothing of one school in the lists of another')
    for path in ('', '/versions', '/diff', '/side-by-side'):
        tap.same(other.get(f"/plans/{made['id']}{path}").status, 404, f'plan{path} of another school')
    for action, body in (('revision', {'reason': 'х'}), ('archiving', {'reason': 'х'}), ('approval', act()), ('school-plan', {'title': 'х'}),
                         ('edits', {'ops': [{'op': 'insert-section', 'title': 'х'}]})):
        tap.same(other.api('POST', f"/plans/{made['id']}/{action}", body, version=1).status, 404, f'{action} of another school')
    told = house.as_app("begin;\n"
                        f"select set_config ('merilo.org_id', '{house.id('org_school2')}', true), set_config ('merilo.orgs', '{{{house.id('org_school2')}}}', true),"
                        " set_config ('merilo.user_id', '1', true), set_config ('role', 'merilo_school', true);\n"
                        f"select 'seen', (select count (*) from plan where org_id = {own}), (select count (*) from plan_item where org_id = {own}),"
                        f" (select count (*) from reporter where org_id = {own}), (select count (*) from control_date where org_id = {own}),"
                        f" (select count (*) from item_date where org_id = {own}), (select count (*) from recorded_event where org_id = {own}),"
                        f" (select count (*) from file where org_id = {own}), (select count (*) from plan_version where org_id = {own});\nrollback;\n")
    tap.ok('seen\t' + '\t'.join(['0'] * 8) in told, 'nor in the tables behind them', told)
    sight = good(m.get(f"/plans/{made['id']}"))
    tap.same(sight['id'], made['id'], 'the department sees the plan of its school')
    tap.same(m.api('POST', f"/plans/{made['id']}/archiving", {'reason': 'х'}, version=sight['version']).status, 403, 'and leaves it to the school')
    tap.same(m.api('POST', f"/plans/{made['id']}/revision", {'reason': 'х'}, version=sight['version']).status, 403, 'wholly')


def kinds(house, tap):
    s = house.caller('a-school')
    for kind, status in (('school-roadmap', 201), ('vsoko-plan', 201), ('decision', 201), ('municipal-roadmap', 403), ('address-help', 403)):
        tap.same(s.api('POST', '/plans', {'kind': kind, 'title': 'План', **PERIOD}).status, status, f'a school makes a {kind}: {status}')
    plan, items = make_plan(s, [{'audience': 'schools', 'deadline': words(day(9))}, {'audience': 'biased', 'deadline': words(day(9))}], kind='decision')
    tap.same(s.api('PATCH', f"/plan-items/{items[0]['id']}", {'audience_orgs': house.id('org_school2')}, version=items[0]['version']).status, 422,
             'a school names no other in its plan')
    approve(s, plan)
    tap.same([r['org_id'] for r in dates_of(s, items[0])], [int(house.id('org_school1'))], 'whoever reports, it is the school itself')
    draft = s.api('POST', '/plans', {'kind': 'decision', 'title': 'На удаление', **PERIOD}).json
    tap.same(s.api('DELETE', f"/plans/{draft['id']}", version=draft['version']).status, 204, 'its draft it deletes')


def read_job(house, login, document):
    """A job that has read a document: the rows a reader leaves behind."""
    user, org = house.rows(f"select id, org_id from app_user where login = '{login}'")[0]
    text = json.dumps(document, ensure_ascii=False).replace("'", "''")
    return int(house.rows(f"insert into job (org_id, user_id, kind, file_id, dry_run, state, result) select {org}, {user}, 'read-roadmap', id, true,"
                          f" 'done', '{text}' from file limit 1 returning id")[0][0])


def from_document(house, tap):
    s = house.caller('a-school')
    row = {'responsible': 'Завуч', 'deadline': 'сентябрь', 'indicator': 'Доля'}
    document = {'plans': [{'columns': [], 'sections': [{'title': 'Условия', 'items': [
        {'no': '1', 'new_object': True, 'canon': 'yearly(months=9)', 'cells': {'object': 'Кадры', 'criterion': 'Квалификация', **row}},
        {'no': '2', 'new_object': False, 'inherits': ['object', 'deadline'], 'canon': 'yearly(months=9)',
         'cells': {**row, 'object': '', 'criterion': 'Нагрузка', 'deadline': '', 'indicator': 'Часы'}},
        {'no': '3', 'new_object': True, 'canon': 'empty', 'cells': {'object': 'Среда', 'criterion': '', 'indicator': '', 'responsible': '', 'deadline': ''}}]}]}]}
    body = {'job_id': read_job(house, 'a-school', document), 'table': 0, 'kind': 'vsoko-plan', 'title': 'План ВСОКО', **PERIOD}
    plan = good(s.api('POST', '/plans/from-job', body))
    got = [(i['object'], i['title'], i['indicator'], i['deadline'], i['audience'], i['extra']) for i in items_of(s, plan)]
    tap.same(got, [('Кадры', 'Квалификация', 'Доля', 'сентябрь', 'department', None), ('Кадры', 'Нагрузка', 'Часы', 'сентябрь', 'department', None),
                   ('Среда', 'Среда', None, '', 'department', None)], 'columns of a plan of ВСОКО, merged cells carried on')
    tap.same(plan['org_id'], int(house.id('org_school1')), 'in the own org')
    for name, more, status in (('a plan of the department', {'kind': 'municipal-roadmap'}, 422), ('a kind nobody knows', {'kind': 'x'}, 422),
                               ('another table', {'table': 1}, 422), ('a job of another', {'job_id': int(house.id('job/other'))}, 404),
                               ('no period', {'period_from': None}, 422), ('a period that runs backwards', {'period_until': '2000-01-01'}, 422)):
        tap.same(s.api('POST', '/plans/from-job', {**body, **more}).status, status, f'from a document: {name}')
    approve(s, plan)
    tap.ok(dates_of(s, items_of(s, plan)[1]), 'a term that was inherited has its dates')


tap = Tap()
house = House()
apart(house, tap, from_municipal(house, tap))
for part in (kinds, from_document):
    part(house, tap)
house.check_log(tap)
tap.done()
