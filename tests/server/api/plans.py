#!/usr/bin/env python3
"""The life of a plan: versions, archive, who reports and since when, terms on each school's own clock,
rules by hand, points of a decision. Past days stay as they were, days to come follow the change."""
from datetime import date

from house import House, Tap
from plan_kit import ORDER, PERIOD, TODAY, act, approve, dates_of, day, dues, good, ids_of, items_of, make_plan, words


def past(rows):
    return {k: v for k, v in ids_of(rows).items() if v < str(TODAY)}


def coming(rows):
    return [row for row in rows if row['due'] >= str(TODAY)]


def versions(house, tap):
    m, s, o = house.caller('a-methodologist'), house.caller('a-school'), house.caller('a-observer')
    plan, items = make_plan(m, [{'deadline': 'ежемесячно до 20 числа', 'audience': 'schools'},
                                {'deadline': 'ежемесячно до 15 числа', 'audience': 'schools'},
                                {'deadline': 'ежемесячно до 25 числа', 'audience': 'schools'},
                                {'deadline': 'до 1 марта текущего учебного года', 'audience': 'department'}])
    plan = approve(m, plan)
    items = items_of(m, plan)
    tap.same(items[3]['canon'].split(';')[0], f'once(until={ORDER.year}-03-01)', 'words of «this» year are read by the order')
    before = [dates_of(m, item) for item in items]
    tap.ok(len(past(before[0])) > 30 and len(coming(before[0])) > 30, 'the first version has its dates, past and to come, for three schools',
           before[0][:3])
    tap.same(m.api('POST', f"/plans/{plan['id']}/revision", {'reason': 'Изменения'}, version=plan['version'] + 5).status, 412,
             'a version needs the plan as it stands')
    tap.same(m.api('POST', f"/plans/{plan['id']}/revision", {'reason': '  '}, version=plan['version']).status, 422, 'and a reason')
    draft = good(m.api('POST', f"/plans/{plan['id']}/revision", {'reason': 'Изменения в сроках'}, version=plan['version']))
    tap.same((draft['base_id'], draft['state'], draft['revision'], draft['reason'], draft['items']),
             (plan['id'], 'draft', 2, 'Изменения в сроках', 4), 'the next version is a draft of it, a copy')
    again = m.api('POST', f"/plans/{plan['id']}/revision", {'reason': 'Ещё'}, version=plan['version'])
    tap.same((again.status, again.code, again.json.get('draft_id')), (409, 'draft-open', draft['id']), 'one draft at a time')
    tap.same(s.get(f"/plans/{draft['id']}").status, 404, 'a school does not see the draft')
    copies = items_of(m, draft)
    tap.same([c['lineage'] for c in copies], [i['lineage'] for i in items], 'lineages are those of the plan')
    good(m.api('POST', f"/plans/{draft['id']}/edits", {'ops': [
        {'op': 'update-item', 'id': copies[0]['id'], 'version': copies[0]['version'], 'deadline': 'ежемесячно до 10 числа'},
        {'op': 'delete-item', 'id': copies[1]['id'], 'version': copies[1]['version']},
        {'op': 'insert-section', 'temp': 'new', 'title': 'Новый раздел'},
        {'op': 'insert-item', 'section_temp': 'new', 'title': 'Новый пункт', 'deadline': 'ежемесячно до 5 числа', 'audience': 'schools'}]}))
    diff = good(m.get(f"/plans/{draft['id']}/diff?from=0&to=0"))
    tap.same([(d['change'], d['field'], d['lineage']) for d in diff if d['lineage'] in [i['lineage'] for i in items]],
             [('changed', 'deadline', items[0]['lineage']), ('removed', None, items[1]['lineage'])], 'what the draft would change')
    tap.same(sum(d['change'] == 'added' for d in diff), 1, 'and add')
    draft = good(m.get(f"/plans/{draft['id']}"))
    done = good(m.api('POST', f"/plans/{draft['id']}/approval", act(day(-3), '2'), version=draft['version']))
    tap.same((done['id'], done['revision'], done['state'], done['act_number'], done['reason']),
             (plan['id'], 2, 'approved', '2', 'Изменения в сроках'), 'approval answers with the plan, which keeps its id')
    tap.same(m.get(f"/plans/{draft['id']}").status, 404, 'the draft is gone')
    now = items_of(m, plan)
    tap.same([i['id'] for i in now if i['title'] != 'Новый пункт'], [items[0]['id'], items[2]['id'], items[3]['id']], 'items keep their ids')
    tap.same([i['canon'] for i in now if i['id'] == items[3]['id']], [items[3]['canon']], 'of the order that set them, whatever order came later')
    after = [dates_of(m, item) for item in items]
    tap.same(past(after[0]), past(before[0]), 'a changed term: the days that are past stay')
    tap.ok(coming(after[0]) and all(r['nominal_due'].endswith('-10') for r in coming(after[0])), 'those to come follow the new words',
           coming(after[0])[:3])
    tap.same(ids_of(after[1]), past(before[1]), 'a removed item: past days stay, there are none to come')
    tap.same(ids_of(after[2]), ids_of(before[2]), 'an item that was left alone keeps every date')
    new = dates_of(m, [i for i in now if i['title'] == 'Новый пункт'][0])
    tap.ok(new and not past(new), 'a new item has no past', new[:2])
    told = good(o.get(f"/plans/{plan['id']}/versions"))
    tap.same([(v['revision'], v['act_number'], v['items'], v['reason']) for v in told], [(2, '2', 4, 'Изменения в сроках'), (1, '1', 4, None)],
             'both versions are on record')
    diff = good(m.get(f"/plans/{plan['id']}/diff?from=1&to=2"))
    tap.same(sorted(d['change'] for d in diff), ['added', 'changed', 'removed'], 'the frozen versions tell what changed')
    tap.same([(d['old'], d['new']) for d in diff if d['change'] == 'changed'], [('ежемесячно до 20 числа', 'ежемесячно до 10 числа')], 'in words')
    tap.same(len(good(s.get(f"/plans/{plan['id']}/diff?from=1&to=2"))), 3, 'a school sees the changes that concern it')
    for path, status in (('diff?from=7&to=0', 404), ('diff?from=x', 422), ('diff?from=-1', 404)):
        tap.same(m.get(f"/plans/{plan['id']}/{path}").status, status, path)
    b = house.caller('b-methodologist')
    tap.same([b.get(f"/plans/{plan['id']}/{p}").status for p in ('versions', 'diff')], [404, 404], 'another town sees nothing of it')
    tap.same(house.caller('a-commission').get(f"/plans/{plan['id']}/versions").status, 403, 'nor a commission')


def order_of_items(house, tap):
    """Only what was moved is told as moved."""
    m = house.caller('a-methodologist')
    plan, items = make_plan(m, [{} for _ in range(6)])
    plan = approve(m, plan)
    draft = good(m.api('POST', f"/plans/{plan['id']}/revision", {'reason': 'Порядок'}, version=plan['version']))
    copies = items_of(m, draft)
    order = [copies[5]] + copies[:5]
    good(m.api('POST', f"/plans/{draft['id']}/edits", {'ops': [
        {'op': 'update-item', 'id': c['id'], 'version': c['version'], 'position': n + 1} for n, c in enumerate(order)]}))
    diff = good(m.get(f"/plans/{draft['id']}/diff"))
    tap.same([(d['change'], d['lineage']) for d in diff], [('moved', copies[5]['lineage'])], 'the last item became the first: one was moved')


def archive(house, tap):
    m, s = house.caller('a-methodologist'), house.caller('a-school')
    plan, items = make_plan(m, [{'deadline': words(day(40)), 'audience': 'schools'}])
    tap.same(m.api('POST', f"/plans/{plan['id']}/archiving", {'reason': 'Рано'}, version=plan['version']).status, 409, 'a draft is not put away')
    plan = approve(m, plan)
    path = f"/plans/{plan['id']}"
    tap.same(m.api('POST', path + '/archiving', {'reason': ''}, version=plan['version']).status, 422, 'a reason is needed')
    tap.same(m.api('POST', path + '/archiving', {}, version=plan['version']).status, 422, 'really')
    tap.same(m.api('POST', path + '/archiving', {'reason': 'х'}).status, 428, 'and the version')
    tap.same(s.api('POST', path + '/archiving', {'reason': 'х'}, version=plan['version']).status, 403, 'a school puts away no plan of the department')
    tap.same(m.api('POST', path + '/reopening', {'reason': 'х'}, version=plan['version']).status, 409, 'what is in work is not reopened')
    gone = good(m.api('POST', path + '/archiving', {'reason': 'Срок истёк'}, version=plan['version']))
    tap.same((gone['state'], gone['reason'], gone['archived_at'] is not None), ('archived', 'Срок истёк', True), 'put away, with the reason')
    tap.same(items_of(m, plan)[0]['plan_state'], 'archived', 'items say so')
    tap.same(m.api('POST', path + '/revision', {'reason': 'х'}, version=gone['version']).status, 409, 'no version of what is put away')
    back = good(m.api('POST', path + '/reopening', {'reason': 'Продлён'}, version=gone['version']))
    tap.same((back['state'], back['reason'], back['archived_at']), ('approved', 'Продлён', None), 'and taken out again')
    draft = good(m.api('POST', path + '/revision', {'reason': 'х'}, version=back['version']))
    gone = good(m.api('POST', path + '/archiving', {'reason': 'Передумали'}, version=good(m.get(path))['version']))
    tap.same(m.api('POST', f"/plans/{draft['id']}/approval", act(), version=draft['version']).status, 409, 'a version of an archived plan waits')
    tap.ok(any(c['field'] == 'reason' and c['new'] == 'Срок истёк' for c in good(m.get(f"/history?resource=plan&id={plan['id']}"))), 'the reasons are on record')


def statuses(house, tap):
    m, s = house.caller('a-methodologist'), house.caller('a-school3')
    school = int(house.id('org_school3'))
    year = TODAY.year - (TODAY.month < 9)
    plan, items = make_plan(m, [{'deadline': 'ежемесячно до 20 числа', 'audience': 'low-results'},
                                {'deadline': 'постоянно', 'audience': 'at-risk', 'audience_orgs': str(school)},
                                {'deadline': words(day(50)), 'audience': 'listed', 'audience_orgs': f"{school},{house.id('org_school2')}"}])
    plan = approve(m, plan)
    tap.same(dates_of(m, items[0]), [], 'no school has the status: nobody reports')
    tap.same(len(good(s.get(f"/plan-items?plan_id={plan['id']}"))), 2, 'a listed school sees what concerns it')
    tap.same(sorted(r['org_id'] for r in dates_of(m, items[2])), sorted([school, int(house.id('org_school2'))]), 'the list reports')
    status = good(m.api('POST', '/org-statuses', {'org_id': school, 'status': 'low-results', 'year': year}))
    rows = dates_of(m, items[0])
    ends = date(year + 1, 8, 31)
    tap.ok(rows and {r['org_id'] for r in rows} == {school} and min(r['due'] for r in rows) >= str(TODAY)
           and max(r['nominal_due'] for r in rows) <= str(ends), 'a status gained: dates from today to the end of its school year', rows)
    tap.same(len(good(s.get(f"/plan-items?plan_id={plan['id']}"))), 3, 'the school sees the item now')
    before = good(m.api('POST', '/org-statuses', {'org_id': school, 'status': 'low-results', 'year': year - 1}))
    tap.same(ids_of(dates_of(m, items[0])), ids_of(rows), 'a status of a year that is past changes no past day')
    # half of the year has gone by with the status: then it is taken away
    house.sql(f"update reporter set since = '-infinity' where lineage = {items[0]['lineage']} and year = {year}")
    had = dates_of(m, items[0])
    tap.same(m.api('DELETE', f"/org-statuses/{status['id']}", version=status['version']).status, 204, 'the status is taken away')
    left = dates_of(m, items[0])
    tap.ok(past(had) and ids_of(left) == past(had), 'a status lost: past days stay, those to come are gone', left[:3])
    back = good(m.api('POST', '/org-statuses', {'org_id': school, 'status': 'low-results', 'year': year}))
    tap.same(ids_of(dates_of(m, items[0])), ids_of(had), 'and back on the same day: as it was')
    m.api('DELETE', f"/org-statuses/{back['id']}", version=back['version'])
    m.api('DELETE', f"/org-statuses/{before['id']}", version=before['version'])
    for value, status in (('999999', 422), ('1,,2', 422), ('x', 422), (house.id('org_school1', 'b'), 422)):
        answer = m.api('POST', '/plan-items', {'plan_id': int(house.id('plan/draft')), 'section_id': int(house.id('plan_section/draft')),
                                               'title': 'Список', 'audience': 'listed', 'audience_orgs': value})
        tap.same(answer.status, status, f'a list of {value}')


def a_school_more(house, tap):
    m = house.caller('a-methodologist')
    plan, items = make_plan(m, [{'deadline': 'ежемесячно до 20 числа', 'audience': 'schools'}])
    plan = approve(m, plan)
    town = good(m.get(f"/orgs/{house.id('org_school1')}"))['parent_id']
    made = good(m.api('POST', '/orgs', {'parent_id': town, 'kind': 'school', 'name': 'МБОУ СОШ № 9', 'short_name': 'СОШ № 9'}))
    rows = house.rows(f"select min (due), max (due) from control_date where lineage = {items[0]['lineage']} and org_id = {made['id']}")
    tap.ok(rows[0][0] >= str(TODAY), 'a school that is added has dates to come alone', rows)
    count = house.rows(f"select count (*) from control_date where lineage = {items[0]['lineage']} and org_id <> {made['id']}")
    good(m.api('DELETE', f"/orgs/{made['id']}", version=made['version']), 204)
    tap.same(house.rows(f"select count (*) from control_date where lineage = {items[0]['lineage']} and org_id = {made['id']}"), [['0']],
             'and none once it is gone')
    tap.same(house.rows(f"select count (*) from control_date where lineage = {items[0]['lineage']}"), count, 'the others keep theirs')


def programme(house, tap):
    m = house.caller('a-methodologist')
    two = house.id('org_school2')
    plan, items = make_plan(m, [{'deadline': words(day(30)), 'audience': 'listed'}], kind='address-help', schools=two)
    approve(m, plan)
    tap.same([r['org_id'] for r in dates_of(m, items[0])], [int(two)], 'an address programme is for the schools it names')
    for bad in ('x', '1,', house.id('org_school1', 'b')):
        tap.same(m.api('POST', '/plans', {'kind': 'address-help', 'title': 'П', 'schools': bad, **PERIOD}).status, 422, f'schools {bad!r}')


def own_clock(house, tap):
    """«1 раз в 3 года для каждой школы»"""
    m, s = house.caller('a-methodologist'), house.caller('a-school')
    first, second = int(house.id('org_school1')), int(house.id('org_school2'))
    plan, items = make_plan(m, [{'deadline': '', 'rule': 'every(years=3,per=school)', 'audience': 'schools'}])
    plan = approve(m, plan)
    default = f'{TODAY.year + 1}-12-31'
    tap.same(dues(dates_of(m, items[0])), [default], 'none has done it yet: the third year of the plan')
    report = good(s.api('POST', '/quarter-reports', {'plan_id': plan['id'], 'quarter': f'{TODAY.year + 1}-Q4'}))
    line = good(s.get(f"/executions?report_id={report['id']}"))[0]
    early = s.api('POST', f"/quarter-reports/{report['id']}/submission", {}, version=report['version'])
    tap.same((early.status, early.code, early.json.get('items')), (409, 'unanswered', [line['id']]), 'a refusal tells which lines wait for an answer')
    good(s.api('PATCH', f"/executions/{line['id']}", {'state': 'done', 'text': 'Проведено', 'date_done': f'{TODAY.year - 1}-05-20'}, version=line['version']))
    report = good(s.api('POST', f"/quarter-reports/{report['id']}/submission", {}, version=good(s.get(f"/quarter-reports/{report['id']}"))['version']))
    tap.same(dues(dates_of(m, items[0], org_id=first)), [f'{TODAY.year + 2}-12-31'], 'three years after the own execution')
    tap.same(dues(dates_of(m, items[0], org_id=second)), [default], 'another school runs on its own clock')
    good(m.api('POST', f"/quarter-reports/{report['id']}/return", {'remark': 'Не подтверждено'}, version=report['version']))
    tap.same(dues(dates_of(m, items[0], org_id=first)), [default], 'a report that went back does not count')


def rules_by_hand(house, tap):
    m = house.caller('a-methodologist')
    plan, items = make_plan(m, [{'deadline': 'когда-нибудь'}])
    item = items[0]
    path = f"/plan-items/{item['id']}"
    tap.same(item['canon'], 'none', 'words that say nothing')
    for bad in ('yearly(', 'all()', 'yearly(until=05-15) ', 'none', 'empty', 'x' * 1001):
        answer = m.api('PATCH', path, {'rule': bad}, version=item['version'])
        tap.same((answer.status, answer.json.get('field')), (422, 'rule'), f'no canon: {bad[:20]!r}')
    item = good(m.api('PATCH', path, {'rule': 'yearly(until=05-15)'}, version=item['version']))
    tap.same((item['canon'], item['rule'], item['deadline']), ('yearly(until=05-15)', 'yearly(until=05-15)', 'когда-нибудь'), 'the rule wins over the words')
    item = good(m.api('PATCH', path, {'deadline': 'до 1 июля'}, version=item['version']))
    tap.same(item['canon'], 'yearly(until=05-15)', 'also when the words change')
    read = good(m.api('POST', path + '/reading', {'deadline': 'до 1 июля', 'rule': 'quarterly(day=5)'}))
    tap.same(read['canon'], 'quarterly(day=5)', 'the preview reads the rule')
    tap.same(m.api('POST', path + '/reading', {'deadline': '', 'rule': 'quarterly('}).status, 422, 'a bad one is refused')
    approve(m, plan)
    tap.same({r['nominal_due'][5:] for r in dates_of(m, item)}, {'05-15'}, 'the dates are of the rule')
    plan, items = make_plan(m, [{'deadline': 'до 1 июля', 'rule': 'yearly(until=05-15)'}])
    item = good(m.api('PATCH', f"/plan-items/{items[0]['id']}", {'rule': None}, version=items[0]['version']))
    tap.same(item['canon'], 'yearly(until=07-01)', 'without it the words are read again')


def before_the_order(house, tap):
    m = house.caller('a-methodologist')
    plan, items = make_plan(m, [{'deadline': words(date(ORDER.year, 1, 5))}, {'deadline': f'с 01.01.{ORDER.year} по 20.01.{ORDER.year}'}])
    approve(m, plan)
    tap.same([len(dues(dates_of(m, i))) for i in items], [0, 1], 'a window wholly before the order makes no date, one that holds it does')


def settings(house, tap):
    m, s = house.caller('b-methodologist'), house.caller('b-school')
    tap.same(s.get('/org-settings').status, 403, 'a school does not set how the town counts')
    for bad in ({'report_day': 0}, {'report_day': 29}, {'school_year_end': 'july'}, {'move_days': 'yes'}, {'no_date': None}):
        tap.ok(m.api('POST', '/org-settings', bad).status in (400, 422), f'settings {bad}')
    old = good(m.get('/org-settings'))[0]
    tap.same(m.api('DELETE', f"/org-settings/{old['id']}", version=old['version']).status, 204, 'without a record the defaults hold')
    made = good(m.api('POST', '/org-settings', {'school_year_end': 'may', 'no_date': 'school-year', 'year_words': 'school', 'move_days': False}))
    tap.same((made['org_id'], made['report_day']), (int(house.id('org_department', 'b')), 5), 'they are of the own org')
    tap.same(m.api('POST', '/org-settings', {}).status, 422, 'an empty body is none')
    tap.same(m.api('POST', '/org-settings', {'move_days': True}).status, 409, 'a town counts in one way')
    year = TODAY.year
    plan, items = make_plan(m, [{'deadline': f'в течение {year}-{year + 1} учебного года'}, {'deadline': 'ежегодно'}, {'deadline': 'в течение года'},
                                {'deadline': 'ежегодно до 2 января'}])
    tap.same(items[2]['canon'], 'yearly(from=09-01,until=08-31); warn=cross-year', 'words of the year are read as the town counts')
    approve(m, plan)
    rows = [dates_of(m, item) for item in items]
    tap.same(dues(rows[0]), [f'{year + 1}-05-31'], 'the school year ends in May')
    tap.same({d[5:] for d in dues(rows[1])}, {'05-31'}, '«ежегодно» ends with it')
    tap.ok(all(r['due'] == r['nominal_due'] for r in rows[3]) and rows[3], 'days off move nothing', rows[3][:2])
    tap.ok(made['id'] not in [r['id'] for r in good(house.caller('a-methodologist').get('/org-settings'))], 'another town has its own')
    tap.same(house.caller('a-methodologist').api('PATCH', f"/org-settings/{made['id']}", {'move_days': True}, version=made['version']).status, 404, 'and sets no other')


def points(house, tap):
    m, s, o = house.caller('a-methodologist'), house.caller('a-school'), house.caller('a-observer')
    plan, items = make_plan(m, [{'deadline': words(day(30)), 'audience': 'schools'}, {}], kind='decision')
    path = f"/plan-items/{items[0]['id']}"
    how = {'date': str(day(-1)), 'who': 'Отдел оценки', 'with_what': 'Приказ № 12'}
    tap.same(m.api('POST', path + '/closing', how, version=items[0]['version']).status, 409, 'a point of a draft is not closed')
    approve(m, plan, when=day(-10))
    item = items_of(m, plan)[0]
    for name, more in (('no day', {'date': 'вчера'}), ('a day to come', {'date': str(day(2))}), ('before the decision', {'date': str(day(-11))}),
                       ('nobody', {'who': ' '}), ('nothing', {'with_what': ''}), ('an act that is not there', {'act_id': 999999}),
                       ('an act of another town', {'act_id': int(house.id('act/department', 'b'))}), ('a null', {'who': None})):
        tap.same(m.api('POST', path + '/closing', {**how, **more}, version=item['version']).status, 422, f'closed by {name}')
    tap.same(m.api('POST', path + '/closing', {**how, 'nosuch': 1}, version=item['version']).status, 400, 'nor with a field nobody knows')
    tap.same(m.api('POST', path + '/closing', how).status, 428, 'nor without the version')
    tap.same(s.api('POST', path + '/closing', how, version=item['version']).status, 403, 'nor by a school')
    tap.same(o.api('POST', path + '/closing', how, version=item['version']).status, 403, 'nor by an observer')
    act_id = int(house.id('act/department'))
    item = good(m.api('POST', path + '/closing', {**how, 'act_id': act_id}, version=item['version']))
    tap.same((item['closed_on'], item['closed_by'], item['closed_with'], item['act_id']), (how['date'], how['who'], how['with_what'], act_id), 'by whom and with what')
    tap.same(m.api('POST', path + '/closing', how, version=item['version']).status, 409, 'not twice')
    now = good(m.get(f"/plans/{plan['id']}"))
    draft = good(m.api('POST', f"/plans/{plan['id']}/revision", {'reason': 'Дополнение'}, version=now['version']))
    good(m.api('POST', f"/plans/{draft['id']}/approval", act(TODAY, '3'), version=draft['version']))
    item = good(m.get(path))
    tap.same((item['closed_on'], item['act_id']), (how['date'], act_id), 'a next version leaves it closed')
    tap.same(m.api('POST', path + '/opening', {'reason': ''}, version=item['version']).status, 422, 'opened with a reason alone')
    item = good(m.api('POST', path + '/opening', {'reason': 'Закрыт по ошибке'}, version=item['version']))
    tap.same((item['closed_on'], item['closed_by'], item['closed_with']), (None, None, None), 'and opened again')
    tap.same(m.api('POST', path + '/opening', {'reason': 'х'}, version=item['version']).status, 409, 'what is open is not opened')


tap = Tap()
house = House()
for part in (versions, order_of_items, archive, statuses, a_school_more, programme, own_clock, rules_by_hand, before_the_order, settings, points):
    part(house, tap)
house.check_log(tap)
tap.done()
