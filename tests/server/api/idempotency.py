#!/usr/bin/env python3
"""A write that is sent twice is done once: repeated keys, two at the same time, acknowledgements lost."""
import socket
import threading
import uuid

from house import House, Tap


def new_key():
    return str(uuid.uuid4())


def count(house, what):
    return int(house.rows(f'select count(*) from {what}')[0][0])


def repeat_writes(house, tap):
    m = house.caller('a-methodologist')
    key = new_key()
    body = {'kind': 'decision', 'title': 'Решение', 'period_from': '2026-01-01', 'period_until': '2026-12-31'}
    first, again = (m.api('POST', '/plans', body, key=key) for _ in range(2))
    tap.same((first.status, again.status), (201, 201), 'POST repeated: created both times')
    tap.same(again.json, first.json, 'POST repeated: the same record')
    tap.same(count(house, "plan where title = 'Решение'"), 1, 'POST repeated: one row')

    path, version = f"/plans/{first.json['id']}", first.json['version']
    key = new_key()
    first, again = (m.api('PATCH', path, {'title': 'Решение 2'}, key=key, version=version) for _ in range(2))
    tap.same((first.status, again.status, again.json == first.json), (200, 200, True), 'PATCH repeated: no conflict with oneself')
    m.api('PATCH', path, {'title': 'Решение 3'}, version=first.json['version'])
    late = m.api('PATCH', path, {'title': 'Решение 2'}, key=key, version=version)
    tap.same((late.status, late.json['title']), (200, 'Решение 3'), 'PATCH repeated after a newer one: the record as it stands')

    key, version = new_key(), late.json['version']
    first, again = (m.api('DELETE', path, key=key, version=version) for _ in range(2))
    tap.same((first.status, again.status), (204, 204), 'DELETE repeated')
    tap.same(m.get(path).status, 404, 'DELETE: the record is gone')
    tap.same(m.api('DELETE', path, version=version).status, 404, 'DELETE under another key: not found')


def repeat_actions(house, tap):
    s, m = house.caller('a-school'), house.caller('a-methodologist')
    key = new_key()
    body = {'plan_id': int(house.id('plan/approved')), 'quarter': '2026-Q1'}
    first, again = (house.caller('a-school3').api('POST', '/quarter-reports', body, key=key) for _ in range(2))
    tap.ok(first.status in (200, 201) and again.json == first.json, 'opening a report repeated', (first, again))
    report = house.id('quarter_report/draft')
    version = s.get('/quarter-reports/' + report).json['version']
    key = new_key()
    first, again = (s.api('POST', f'/quarter-reports/{report}/submission', {}, key=key, version=version) for _ in range(2))
    tap.same((first.status, again.status, again.json), (200, 200, first.json), 'submission repeated')
    other = s.api('POST', f'/quarter-reports/{report}/submission', {}, version=first.json['version'])
    tap.same((other.status, other.code), (409, 'locked'), 'submission under another key is refused')
    key, version = new_key(), first.json['version']
    first, again = (m.api('POST', f'/quarter-reports/{report}/return', {'remark': 'Уточните'}, key=key, version=version)
                    for _ in range(2))
    tap.same((first.status, again.status, again.json), (200, 200, first.json), 'return repeated')


def misuse_keys(house, tap):
    m = house.caller('a-methodologist')
    plan = '/plans/' + house.id('plan/draft')
    version = m.get(plan).json['version']
    key = new_key()
    m.api('PATCH', plan, {'title': 'Первое'}, key=key, version=version)
    for name, body, path, match in (
            ('another body', {'title': 'Второе'}, plan, version),
            ('another version', {'title': 'Первое'}, plan, version + 1),
            ('another path', {'title': 'Первое'}, '/plan-sections/' + house.id('plan_section/draft'), version)):
        answer = m.api('PATCH', path, body, key=key, version=match)
        tap.same((answer.status, answer.code), (422, 'idempotency-key-reused'), 'the key with ' + name)
    other = house.caller('a-school').api('POST', '/acts', {'kind': 'order', 'number': '1', 'date': '2026-01-01', 'title': 'А'}, key=key)
    tap.same(other.status, 201, 'a key is of one user: another may have the same')
    failed = new_key()
    tap.same(m.api('PATCH', plan, {'title': 'Не то'}, key=failed, version=version).status, 412, 'a refused write')
    tap.same(m.api('PATCH', plan, {'title': 'Не то'}, key=failed, version=version).status, 412, 'the same again: the same refusal')
    now = m.get(plan).json['version']
    for name, headers in (('none', {'Idempotency-Key': None}), ('short', {'Idempotency-Key': 'abc'}),
                          ('long', {'Idempotency-Key': 'a' * 65}), ('odd letters', {'Idempotency-Key': 'abcdefgh;drop'})):
        answer = m.api('PATCH', plan, {'title': 'Х'}, headers=headers, version=now + 1)
        tap.ok(answer.status == 400 and answer.code.startswith('idempotency-key'), 'the key: ' + name, answer)


def race(house, tap):
    """The same key from many connections at once, on both workers: one row."""
    wrong = []
    for turn in range(6):
        key, got = new_key(), []
        title = f'Гонка {turn}'

        def go():
            caller = house.caller('a-methodologist')
            got.append(caller.api('POST', '/plans', {'kind': 'decision', 'title': title, 'period_from': '2026-01-01',
                                                     'period_until': '2026-12-31'}, key=key))
            caller.close()
        threads = [threading.Thread(target=go) for _ in range(8)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        rows = count(house, f"plan where title = '{title}'")
        if rows != 1 or {a.status for a in got} != {201} or len({a.json['id'] for a in got}) != 1:
            wrong.append(f'{rows} rows, {got}')
    tap.none(wrong, 6, 'eight at once with one key write once')


def lose_acknowledgement(house, tap):
    """The request goes out whole, the connection is cut before the answer; then it is repeated."""
    m = house.caller('a-methodologist')
    plan = '/api/v1/plans/' + house.id('plan/draft')
    wrong = []
    for turn in range(20):
        version = m.send('GET', plan).json['version']
        key = new_key()
        body = f'{{"title":"Потеря {turn}"}}'.encode()
        with socket.create_connection(('127.0.0.1', house.port)) as s:
            s.sendall(f'PATCH {plan} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {m.token}\r\nIf-Match: "{version}"\r\n'
                      f'Idempotency-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n'.encode() + body)
        again = m.send('PATCH', plan, raw=body, key=key, version=version)
        if again.status != 200 or again.json['title'] != f'Потеря {turn}' or again.json['version'] != version + 1:
            wrong.append(str(again))
    tap.none(wrong, 20, 'a PATCH whose acknowledgement was lost is repeated without a conflict')


tap = Tap()
house = House()
repeat_writes(house, tap)
misuse_keys(house, tap)
lose_acknowledgement(house, tap)
race(house, tap)
repeat_actions(house, tap)
house.check_log(tap)
tap.done()
