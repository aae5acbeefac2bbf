#!/usr/bin/env python3
"""Bad input: each refusal is a problem with a code, and what is a text stays the text it was."""
import json

from house import House, Tap

SQL = ["'; drop table plan; --", "\\'; select pg_sleep(5); --", "' or '1'='1", '"; delete from org; --', '$1', '%s', '\\', "''",
       '{1,2}', 'null', '\\x00', "E'\\\\x27'", '/* */', '<script>alert(1)</script>', '\u202eabc', 'I💣ё\u0301', "a'b\"c`d"]

# as it goes over the wire; (status, code) of the answer
RAW = [
    ('nothing', b'', 400), ('no JSON', b'title', 400), ('half an object', b'{"title":"a', 400), ('an array', b'[]', 400),
    ('a number', b'1', 400), ('null', b'null', 400), ('two objects', b'{} {}', 400), ('a comma too many', b'{"title":"a",}', 400),
    ('single quotes', b"{'title':'a'}", 400), ('bad UTF-8', b'{"title":"\xff\xfe"}', 400), ('an overlong letter', b'{"title":"\xc0\xaf"}', 400),
    ('a cut letter', b'{"title":"\xd0"}', 400), ('half a surrogate', b'{"title":"\\ud800"}', 400), ('a zero', b'{"title":"a\\u0000b"}', 400),
    ('a bare control letter', b'{"title":"a\x01b"}', 400), ('not a number', b'{"position":NaN}', 400),
    ('a key twice', b'{"title":"a","title":"b"}', 400), ('too deep', b'{"title":' + b'[' * 100 + b']' * 100 + b'}', 400),
    ('a mile deep', b'[' * 200000, 400), ('too large', b'{"title":"' + b'a' * (2 << 20) + b'"}', 413),
    ('an unknown field', b'{"nosuch":1}', 400), ('no field', b'{}', 422),
]

WRONG = {
    'whole': ['1', 1.5, True, [], {}, 1e300, 99999999999999999999],
    'flag': ['true', 1, 0, [], {}],
    'text': [1, True, [], {}],
    'date': ['2026-02-30', '01.02.2026', '2026-1-1', '', 20260101, True, 'x', '2026-01-01T00:00:00Z'],
    'choice': ['nosuch', '', 0, True, []],
    'scores': ['{1,2}', [1.5], ['1'], [[1]], 1, [99999], {}],
}

# where each may be written, and by whom
PLACES = {'act': ('a-methodologist', 'act/department'), 'class': ('a-school', 'class'), 'execution': ('a-school', 'execution/draft'),
          'expert_score': ('a-commission', 'expert_score/open'), 'org': ('a-methodologist', 'org_school3'),
          'org_status': ('a-methodologist', 'org_status'), 'org_settings': ('a-methodologist', 'org_settings'), 'plan': ('a-methodologist', 'plan/draft'),
          'plan_item': ('a-methodologist', 'plan_item/draft'), 'plan_section': ('a-methodologist', 'plan_section/draft'),
          'procedure': ('a-methodologist', 'procedure/free'), 'procedure_item': ('a-methodologist', 'procedure_item/free'),
          'precheck_limit': ('a-methodologist', 'precheck_limit'), 'recheck': ('a-methodologist', 'recheck/draft'), 'user': ('a-admin', 'user_a-school3')}


def is_problem(answer):
    return answer.headers.get('Content-Type', '').startswith('application/problem+json') and answer.code \
        and answer.json.get('status') == answer.status and answer.json.get('title') and answer.json.get('request_id')


def writable(entity):
    return [f for f in entity['fields'] if not f['read_only'] and not f['create_only']]


def each_place(house):
    for name, (login, record) in PLACES.items():
        entity = house.entities[name]
        yield entity, house.caller(login), f"/{entity['path']}/{house.id(record)}"


def raw_bodies(house, tap):
    m = house.caller('a-methodologist')
    path = '/plan-items/' + house.id('plan_item/draft')
    for method, where, version in (('PATCH', path, 1), ('POST', '/plan-items', None), ('POST', '/quarter-reports', None),
                                   ('POST', '/sessions', None), ('POST', path + '/reading', None)):
        who = house.caller('a-school') if where == '/quarter-reports' else m
        for name, raw, status in RAW:
            answer = who.api(method, where, raw=raw, version=version)
            good = 400 <= answer.status < 500 and (answer.status == status or where not in (path, '/plan-items')
                                                   or (status == 400 and answer.status == 413))
            tap.ok(good and is_problem(answer), f'{method} {where}: {name}', answer)


def wrong_types(house, tap):
    wrong, n = [], 0
    for entity, who, path in each_place(house):
        version = who.get(path).json['version']
        for field in writable(entity):
            for value in WRONG.get(field['kind'], []):
                raw = json.dumps({field['name']: value}).encode()
                answer = who.api('PATCH', path, raw=raw, version=version)
                n += 1
                if answer.status not in (400, 422) or not is_problem(answer):
                    wrong.append(f"{entity['name']}.{field['name']} = {value!r}: {answer}")
    tap.none(wrong, n, 'wrong types are refused')


def bounds(house, tap):
    wrong, n = [], 0
    for entity, who, path in each_place(house):
        version = who.get(path).json['version']
        for field in writable(entity):
            values = []
            if field['kind'] == 'text' and field['max'] and not field['pattern'] and field['name'] != 'file_id':
                values = ['ё' * (field['max'] + 1)] + ([''] if field['required'] else [])
            elif field['kind'] == 'whole' and field['max']:
                values = [field['max'] + 1, field['min'] - 1, -2 ** 31, 2 ** 31]
            for value in values + ([None] if field['required'] else []):
                answer = who.api('PATCH', path, {field['name']: value}, version=version)
                n += 1
                if answer.status != 422 or not is_problem(answer) or answer.json.get('field') != field['name']:
                    wrong.append(f"{entity['name']}.{field['name']} = {str(value)[:30]!r}: {answer}")
    tap.none(wrong, n, 'what is past the bounds is refused by the name of the field')


def sql_in_texts(house, tap):
    wrong, n = [], 0
    tables = house.rows("select count(*) from information_schema.tables where table_schema = 'public'")
    for entity, who, path in each_place(house):
        version = who.get(path).json['version']
        for field in writable(entity):
            if field['kind'] != 'text' or field['pattern'] or field['name'] in ('file_id', 'rule'):  # a rule is a canon or refused
                continue
            for value in SQL:
                if field['max'] and len(value) > field['max']:
                    continue
                answer = who.api('PATCH', path, {field['name']: value}, version=version)
                n += 1
                if answer.status != 200 or answer.json[field['name']] != value or who.get(path).json[field['name']] != value:
                    wrong.append(f"{entity['name']}.{field['name']} = {value!r}: {answer}")
                else:
                    version = answer.json['version']
    tap.none(wrong, n, 'SQL in a text comes back as it was')
    tap.same(house.rows("select count(*) from information_schema.tables where table_schema = 'public'"), tables, 'no table is gone')


def actions(house, tap):
    """Bodies of the workflow: wrong types and SQL in every field; never a 5xx, never done."""
    m, s, c = house.caller('a-methodologist'), house.caller('a-school'), house.caller('a-commission')
    full = [
        (m, f"/plans/{house.id('plan/draft')}/approval", {'act_kind': 'order', 'act_number': '1', 'act_date': '2026-01-01'}),
        (m, '/plans/from-job', {'job_id': 1, 'table': 0, 'kind': 'decision', 'title': 'А', 'period_from': '2026-01-01',
                                'period_until': '2026-12-31'}),
        (s, '/quarter-reports', {'plan_id': int(house.id('plan/approved')), 'quarter': '2026-Q1'}),
        (m, f"/quarter-reports/{house.id('quarter_report/submitted')}/return", {'remark': 'А', 'lines': []}),
        (s, f"/evidence/{house.id('evidence/draft')}/withdrawal", {'reason': 'А'}),
        (s, '/imports/from-job', {'job_id': 1}),
        (c, '/expert-scores/submission', {'recheck_id': 1}),
        (m, f"/recheck-results/{house.id('recheck_result/dealt')}/decision", {'scores': [1, 2]}),
        (m, f"/plan-items/{house.id('plan_item/draft')}/reading", {'deadline': 'март'}),
        (m, f"/plan-items/{house.id('plan_item/draft')}/reading", {'deadline': 'март', 'rule': 'continuous'}),
        (m, f"/plans/{house.id('plan/draft')}/revision", {'reason': 'А'}),
        (m, f"/plans/{house.id('plan/draft')}/archiving", {'reason': 'А'}),
        (m, f"/plans/{house.id('plan/draft')}/reopening", {'reason': 'А'}),
        (s, f"/plans/{house.id('plan/draft')}/school-plan", {'title': 'А'}),
        (m, f"/plans/{house.id('plan/draft')}/edits", {'ops': [{'op': 'insert-section', 'title': ''}]}),
        (m, f"/plan-items/{house.id('plan_item/approved')}/closing", {'date': '2026-02-01', 'who': 'А', 'with_what': 'А', 'act_id': 1}),
        (m, f"/plan-items/{house.id('plan_item/approved')}/opening", {'reason': 'А'}),
        (m, '/recorded-events', {'event': 'vpr', 'first': '2026-02-01', 'last': '2026-01-31', 'due': '2026-02-01'}),
        (m, f"/recorded-events/{house.id('recorded_event/department')}/withdrawal", {'reason': ' '}),
    ]
    free = {'remark', 'reason', 'deadline', 'title', 'act_number'}  # any text will do here
    wrong, n = [], 0
    for who, path, body in full:
        for field in body:
            for value in ["'; drop table plan; --", {'a': 1}, [[1]], 1e300, True, 'x' * 9000, -1, None]:
                if field in free and not isinstance(value, type(None)):
                    continue
                if field in ('lines', 'rule', 'last', 'due', 'act_id') and value is None:
                    continue
                answer = who.api('POST', path, dict(body, **{field: value}), version=1)
                n += 1
                if not 400 <= answer.status < 500 or not is_problem(answer):
                    wrong.append(f'{path} {field} = {str(value)[:30]!r}: {answer}')
        answer = who.api('POST', path, dict(body, nosuch=1), version=1)
        if answer.status not in (400, 422) or not is_problem(answer):
            wrong.append(f'{path} with an unknown field: {answer}')
    tap.none(wrong, n, 'bodies of actions')


HEADS = [
    ('no If-Match', {'If-Match': None}, 428), ('an empty If-Match', {'If-Match': ''}, None), ('If-Match of letters', {'If-Match': '"x"'}, None),
    ('If-Match of a star', {'If-Match': '*'}, None), ('a weak If-Match', {'If-Match': 'W/"1"'}, None),
    ('an If-Match too large', {'If-Match': '"99999999999999999999"'}, None), ('another type', {'Content-Type': 'text/plain'}, 415),
    ('a form', {'Content-Type': 'application/x-www-form-urlencoded'}, 415), ('a stale version', {'If-Match': '"999"'}, 412),
]


def heads(house, tap):
    m = house.caller('a-methodologist')
    path = '/plan-items/' + house.id('plan_item/draft')
    for name, headers, status in HEADS:
        answer = m.api('PATCH', path, {'title': 'Х'}, headers=headers)
        tap.ok(400 <= answer.status < 500 and (status is None or answer.status == status) and is_problem(answer), name, answer)
    for name, path in (('letters', 'x'), ('minus', '-1'), ('too large', '99999999999999999999'), ('SQL', "1'--"), ('a float', '1.5')):
        answer = m.api('GET', '/plans/' + path)
        tap.ok(answer.status == 404 and is_problem(answer), 'an id of ' + name, answer)
    for method, path, status in (('GET', '/nosuch', 404), ('PUT', '/plans', 405), ('DELETE', '/plans', 405), ('TRACE', '/plans', 405)):
        answer = m.api(method, path)
        tap.ok(answer.status in (status, 501) and is_problem(answer), f'{method} {path}', answer)
    for name, token in (('none', None), ('short', 'abc'), ('unknown', 'A' * 43), ('long', 'A' * 5000), ('odd', 'ё'.encode().decode('latin-1') * 20)):
        who = house.caller()
        answer = who.api('GET', '/plans', headers={'Authorization': token and 'Bearer ' + token})
        tap.ok(answer.status in (401, 400, 431) and is_problem(answer), 'a token: ' + name, answer)


tap = Tap()
house = House()
raw_bodies(house, tap)
wrong_types(house, tap)
bounds(house, tap)
actions(house, tap)
heads(house, tap)
sql_in_texts(house, tap)
house.check_log(tap)
tap.done()
