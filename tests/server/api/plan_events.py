#!/usr/bin/env python3
"""Events: terms that wait for one begin when it is recorded, and go when it is withdrawn; past days stay."""
from house import House, Tap
from plan_kit import TODAY, approve, dates_of, day, dues, good, items_of, make_plan

AFTER = 'в течение 10 дней после получения результатов ВПР'


def record(who, **body):
    return who.api('POST', '/recorded-events', body)


def withdraw(who, event, reason='Ошибка'):
    return who.api('POST', f"/recorded-events/{event['id']}/withdrawal", {'reason': reason}, version=event['version'])


def recorded(house, tap):
    m, s = house.caller('a-methodologist'), house.caller('a-school')
    plan, items = make_plan(m, [{'deadline': AFTER, 'audience': 'schools'},
                                {'rule': 'event(id=vpr,when=during)', 'audience': 'schools'},
                                {'rule': 'event(id=other,name="утверждения бюджета",when=after,offset=+2wd)', 'audience': 'department'},
                                {'rule': 'event(id=vpr-results,when=after,latest=12-31)', 'audience': 'department'},
                                {'rule': 'event(id=signing,when=after)', 'audience': 'department'},
                                {'deadline': 'ежемесячно до 20 числа', 'audience': 'schools'}])
    tap.same(items[0]['canon'], 'event(id=vpr-results,when=after,offset=+10d)', 'the words wait for the results')
    plan = approve(m, plan)
    rows = [dates_of(m, i) for i in items]
    tap.same([bool(r) for r in rows], [False, False, False, True, False, True], 'without the event there is no date, but by the latest day')
    other = ids(rows[5])
    event = good(record(m, event='vpr-results', first=str(day(-2)), note='Пришли'))
    tap.same((event['event'], event['first'], event['last'], event['due'], event['withdrawn_at'], event['org_id']),
             ('vpr-results', str(day(-2)), str(day(-2)), None, None, int(house.id('org_department'))), 'recorded; the last day is the first')
    rows = dates_of(m, items[0])
    tap.same((dues(rows), {r['nominal_from'] for r in rows}, len(rows)), ([str(day(8))], {str(day(-2))}, 3), 'its term began then, for each school')
    latest = [r for r in dates_of(m, items[3]) if r['nominal_due'][:4] == str(day(-2))[:4]]
    tap.same([r['nominal_from'] for r in latest], [str(day(-2))], 'a term with a latest day has its beginning now')
    tap.same(dues(good(s.get(f"/plan-items/{items[0]['id']}/control-dates"))), [str(day(8))], 'a school sees its own')
    good(record(m, event='vpr', first=str(day(5)), last=str(day(9))))
    tap.same([(r['nominal_from'], r['nominal_due']) for r in dates_of(m, items[1], org_id=house.id('org_school1'))], [(str(day(5)), str(day(9)))], 'during it')
    good(record(m, event='other', name='утверждения бюджета', first=str(day(1))))
    tap.same(len(dates_of(m, items[2])), 1, 'an event of another name')
    good(record(m, event='other', name='чего-то ещё', first=str(day(1))))
    tap.same(len(dates_of(m, items[2])), 1, 'and no other name')
    good(record(m, event='signing', first=str(day(0)), due=str(day(30))))
    tap.same(dues(dates_of(m, items[4])), [str(day(30))], 'without a length the day is typed')
    tap.same(ids(dates_of(m, items[5])), other, 'what waits for nothing is left alone')
    gone = good(withdraw(m, event))
    tap.same((gone['withdrawn_at'] is not None, gone['withdrawn_reason']), (True, 'Ошибка'), 'withdrawn, with the reason')
    tap.same(dates_of(m, items[0]), [], 'the dates to come that it gave are gone')
    tap.same([r['nominal_from'] for r in dates_of(m, items[3]) if r['due'] >= str(TODAY)], [None] * len(latest + [0]), 'the latest day stands alone again')
    tap.same(withdraw(m, gone).status, 409, 'not twice')


def ids(rows):
    return sorted(r['id'] for r in rows)


def past_days(house, tap):
    m = house.caller('b-methodologist')
    plan, items = make_plan(m, [{'deadline': AFTER, 'audience': 'schools'}])
    approve(m, plan)
    event = good(record(m, event='vpr-results', first=str(day(-60))))
    had = dates_of(m, items[0])
    tap.same(dues(had), [str(day(-50))], 'recorded late: its term is past, and stands')
    good(withdraw(m, event))
    tap.same(ids(dates_of(m, items[0])), ids(had), 'a day that is past is not taken back')
    good(record(m, event='vpr-results', first=str(day(-1))))
    rows = dates_of(m, items[0])
    tap.same((dues(rows), [r['id'] for r in rows if r['nominal_due'] < str(TODAY)]), ([str(day(-50)), str(day(9))], ids(had)), 'another event adds its own')
    now = good(m.get(f"/plans/{plan['id']}"))
    draft = good(m.api('POST', f"/plans/{plan['id']}/revision", {'reason': 'Новый пункт'}, version=now['version']))
    copy = items_of(m, draft)[0]
    good(m.api('POST', f"/plans/{draft['id']}/edits", {'ops': [
        {'op': 'insert-item', 'section_id': copy['section_id'], 'title': 'Ещё', 'deadline': AFTER, 'audience': 'schools'}]}))
    approve(m, draft, when=TODAY, number='2')
    new = [i for i in items_of(m, plan) if i['title'] == 'Ещё'][0]
    tap.same(dues(dates_of(m, new)), [str(day(9))], 'a version knows what has happened')


def schools(house, tap):
    s, other = house.caller('a-school'), house.caller('a-school2')
    plan, items = make_plan(s, [{'deadline': AFTER}], kind='vsoko-plan')
    approve(s, plan)
    event = good(record(s, event='vpr-results', first=str(TODAY)))
    tap.same(dues(dates_of(s, items[0])), [str(day(10))], 'a school records for its own plan')
    tap.ok(event['id'] not in [e['id'] for e in good(other.get('/recorded-events'))], 'another school does not see it')
    tap.same(withdraw(other, event).status, 404, 'nor withdraws it')
    tap.same(withdraw(house.caller('b-methodologist'), event).status, 404, 'nor does another town')
    m = house.caller('a-methodologist')
    tap.ok(event['id'] in [e['id'] for e in good(m.get('/recorded-events?limit=500'))], 'the department sees it')
    tap.same(withdraw(m, event).status, 409, 'and leaves it to the school')
    tap.same(withdraw(s, {**event, 'version': 7}).status, 412, 'the version counts')
    good(withdraw(s, event))
    tap.same(dates_of(s, items[0]), [], 'withdrawn by the school itself')


def refused(house, tap):
    m = house.caller('a-methodologist')
    body = {'event': 'vpr', 'first': str(TODAY)}
    for name, more, status in (
            ('no event', {'event': None}, 422), ('an unknown one', {'event': 'holiday'}, 400), ('no day', {'first': None}, 422),
            ('a day of words', {'first': 'завтра'}, 400), ('a day that is none', {'last': '2026-02-30'}, 400), ('an end before the beginning', {'last': str(day(-1))}, 422),
            ('a name where none belongs', {'name': 'х'}, 422), ('no name', {'event': 'other'}, 422), ('an empty name', {'event': 'other', 'name': ''}, 422),
            ('a name too long', {'event': 'other', 'name': 'ё' * 301}, 422), ('due before it', {'due': str(day(-1))}, 422), ('a note too long', {'note': 'ё' * 2001}, 422),
            ('another century', {'first': '1999-01-01'}, 422), ('a field nobody knows', {'nosuch': 1}, 400), ('a list', {'first': [1]}, 400), ('a number for a name', {'event': 'other', 'name': 7}, 400)):
        answer = record(m, **{**body, **more})
        tap.ok(answer.status == status and answer.code, f'{name}: {status}', answer)
    event = good(record(m, **body))
    for name, reason, status in (('no reason', '', 422), ('blanks', '  ', 422), ('a null', None, 422), ('a long one', 'ё' * 1001, 422)):
        tap.same(withdraw(m, event, reason).status, status, f'withdrawn with {name}')
    tap.same(m.api('POST', f"/recorded-events/{event['id']}/withdrawal", {'reason': 'х'}).status, 428, 'and without the version')
    tap.same([house.caller('a-' + r).api('POST', '/recorded-events', body).status for r in ('observer', 'commission', 'admin')], [403] * 3, 'others record nothing')


tap = Tap()
house = House()
for part in (recorded, past_days, schools, refused):
    part(house, tap)
house.check_log(tap)
tap.done()
