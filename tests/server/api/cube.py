#!/usr/bin/env python3
"""The permission cube: routes × roles × own and foreign records, resources × roles × fields × states,
and the same writes with the server out of the way: grants, policies and constraints alone."""
import re

from house import House, ROLES, Tap

M, S, C, O, A = ROLES
ALL = set(ROLES)

# the routes that are no generic resource, as README.md of server/api promises; None: nobody need sign in
ACTIONS = {
    'POST /api/v1/sessions': None,
    'GET /api/v1/sessions/current': ALL,
    'DELETE /api/v1/sessions/current': ALL,
    'DELETE /api/v1/sessions': ALL,
    'POST /api/v1/password': ALL,
    'POST /api/v1/users/{id}/password': {A},
    'POST /api/v1/files': {M, S},
    'GET /api/v1/files/{id}': {M, S, O},
    'POST /api/v1/jobs': {M, S},
    'DELETE /api/v1/jobs/{id}': {M, S},
    'GET /api/v1/jobs/{id}/result': {M, S},
    'POST /api/v1/plans/from-job': {M, S},
    'POST /api/v1/plans/{id}/approval': {M, S},
    'POST /api/v1/plans/{id}/revision': {M, S},
    'POST /api/v1/plans/{id}/archiving': {M, S},
    'POST /api/v1/plans/{id}/reopening': {M, S},
    'POST /api/v1/plans/{id}/school-plan': {S},
    'POST /api/v1/plans/{id}/edits': {M, S},
    'GET /api/v1/plans/{id}/versions': {M, S, O},
    'GET /api/v1/plans/{id}/diff': {M, S, O},
    'GET /api/v1/plans/{id}/side-by-side': {M, S},
    'POST /api/v1/plan-items/{id}/closing': {M, S},
    'POST /api/v1/plan-items/{id}/opening': {M, S},
    'POST /api/v1/recorded-events': {M, S},
    'POST /api/v1/recorded-events/{id}/withdrawal': {M, S},
    'GET /api/v1/plan-items/{id}/control-dates': {M, S, O},
    'POST /api/v1/plan-items/{id}/reading': {M, S},
    'POST /api/v1/quarter-reports': {M, S},
    'POST /api/v1/quarter-reports/{id}/submission': {M, S},
    'POST /api/v1/quarter-reports/{id}/return': {M},
    'POST /api/v1/quarter-reports/{id}/acceptance': {M},
    'POST /api/v1/evidence/{id}/withdrawal': {M, S},
    'POST /api/v1/imports/from-job': {M, S},
    'GET /api/v1/imports/{id}/issues': {M, S},
    'GET /api/v1/imports/{id}/changes': {M, S},
    'POST /api/v1/imports/{id}/withdrawal': {M, S},
    'POST /api/v1/procedures/{id}/items': {M},
    'POST /api/v1/procedures/{id}/recount': {M},
    'POST /api/v1/rechecks/{id}/deal': {M},
    'POST /api/v1/rechecks/{id}/closure': {M},
    'POST /api/v1/expert-scores/submission': {C},
    'POST /api/v1/recheck-results/{id}/decision': {M},
    'GET /api/v1/objectivity/trend': {M, S, O},
    'GET /api/v1/results': {M, S, O},
    'GET /api/v1/results-tree': {M, S, O},
    'GET /api/v1/results-dynamics': {M, S, O},
    'GET /api/v1/results-completeness': {M, S, O},
    'GET /api/v1/result-rule-hits': {M, O},
    'GET /api/v1/history': {M, S, O},
    'GET /api/v1/tasks': {M, S, O, C},
    'GET /api/v1/matrix': {M, S, O},
    'GET /api/v1/matrix/cell': {M, S, O},
    'GET /api/v1/plan-calendar': {M, S, O},
    'GET /api/v1/plan-completeness': {M, S, O},
    'GET /api/v1/plan-late': {M, S, O},
    'GET /api/v1/plan-annual': {M, O},
    'GET /api/v1/plans/{id}/document': {M, S, O},
    'GET /api/v1/quarter-reports/{id}/document': {M, S, O},
    'GET /api/v1/events': ALL,
    'GET /api/v1/openapi.json': None,
    'GET /healthz': None,
    'GET /readyz': None,
    'GET /metrics': None,
}
# computed or with a list of their own: in ACTIONS
NOT_GENERIC = {'change', 'task', 'trend_point', 'plan_version', 'plan_diff', 'side_by_side', 'plan_calendar', 'plan_completeness',
               'plan_late', 'plan_annual'}
# of a report: written by the org that reports, so the department has its own
REPORTED = ('quarter_report', 'execution', 'evidence', 'execution_link')
# made by an action, so neither POST nor DELETE of their own
BY_ACTION = {'quarter_report', 'execution', 'expert_score', 'job', 'recheck_result', 'recorded_event'}
# made once, and then it stands
KEPT = {'scale'}
# what the server itself writes with a field of the user's, by the user's rights
DERIVED = {('plan_item', 'canon'), ('plan_item', 'reading'), ('plan_item', 'warnings')}

# no right; a column that is computed or always generated; a view that nobody can write
# ME409: refused by a rule of the record itself
REFUSALS = ('42501', '0A000', '428C9', '55000', 'ME409')
# the body of each action on a record, good enough to reach the base
BODIES = {
    'approval': {'act_kind': 'order', 'act_number': '1', 'act_date': '2026-01-15'},
    'reading': {'deadline': 'март'},
    'return': {'remark': 'Уточните'},
    'withdrawal': {'reason': 'Ошибка'},
    'decision': {'scores': [1, 2]},
    'revision': {'reason': 'Изменения'},
    'archiving': {'reason': 'Срок истёк'},
    'reopening': {'reason': 'Продлён'},
    'school-plan': {'title': 'План школы'},
    'edits': {'ops': [{'op': 'insert-section', 'title': 'Раздел'}]},
    'recount': {'reason': 'Шкала'},
    'items': {'items': [{'code': '1', 'max': 2}]},
    'closing': {'date': '2026-01-20', 'who': 'Отдел', 'with_what': 'Приказ'},
    'opening': {'reason': 'Ошибка'},
    'password': {'new': 'another-long-one-2026'},
}


# a description of a table
MAP = '{"row":1,"columns":[{"column":1,"heading":"Код","is":"code"},{"column":2,"heading":"Балл","is":"total"}]}'


def patchable(entity):
    return entity['writers'] and any(not f['read_only'] and not f['create_only'] for f in entity['fields'])


def expected_routes(entities):
    table = dict(ACTIONS)
    for e in entities.values():
        if e['name'] in NOT_GENERIC:
            continue
        path, keyed = '/api/v1/' + e['path'], e['fields'][0]['name'] == 'id'
        table['GET ' + path] = set(e['readers'])
        if keyed:
            table['GET ' + path + '/{id}'] = set(e['readers'])
        if patchable(e):
            table['PATCH ' + path + '/{id}'] = set(e['writers'])
        if e['writers'] and e['name'] not in BY_ACTION:
            table['POST ' + path] = set(e['writers'])
        if e['writers'] and e['name'] not in BY_ACTION | KEPT:
            table['DELETE ' + path + '/{id}'] = set(e['writers'])
    return table


def login_of(role):
    return 'a-' + role


def walk_routes(house, tap):
    page = house.caller().get('/openapi.json').json
    served = {f'{method.upper()} {path}' for path, methods in page['paths'].items() for method in methods}
    table = expected_routes(house.entities)
    tap.same(sorted(served ^ set(table)), [], 'the API page and the table of rights name the same routes')
    wrong, n = [], 0
    for role in (None, *ROLES):
        who = house.caller(login_of(role) if role else None)
        for route in sorted(served & set(table)):
            method, path = route.split(' ')
            if role and method == 'DELETE' and 'sessions' in path:
                continue  # these end the session: proved by sessions.py
            unknown = '00000000-0000-4000-8000-000000000000' if '/files/' in path else '999999'
            answer = who.send(method, path.replace('{id}', unknown), {} if method in ('POST', 'PATCH') else None)
            allowed = table[route] is None or role in table[route]
            good = answer.status not in (401, 403) if allowed \
                else (answer.status, answer.code) == ((403, 'forbidden') if role else (401, 'unauthenticated'))
            n += 1
            if not good or answer.status >= 500:
                wrong.append(f'{role} {route}: {answer}')
    tap.none(wrong, n, 'routes × roles')


def foreign_ids(house, entity, role):
    """Records of that entity which the role must not see."""
    name = entity['name']
    found = [v for (town, k), v in house.ids.items() if town == 'b' and k.split('/')[0] == name]
    if name in ('org', 'user'):
        found = [v for (town, k), v in house.ids.items()
                 if town == 'b' and k.startswith(('org_department', 'org_school') if name == 'org' else 'user_')]
    if name == 'org' and role == S:
        found.append(house.id('org_school2'))
    if role == S:
        found += [v for (town, k), v in house.ids.items()
                  if town == 'a' and k.startswith(name + '/') and (k.endswith('/other') or k.endswith('/department'))]
        if name in ('plan', 'plan_section', 'plan_item'):
            found += [house.id(name + '/draft'), house.id(name + '/own/other')]
    if role == C or name == 'job':
        found += [v for (town, k), v in house.ids.items() if town == 'a' and k.startswith(name + '/') and k.endswith('/other')]
    if name == 'job' and role == S:
        found.append(house.id('job/department'))
    return found


def walk_foreign(house, tap):
    wrong, n = [], 0
    table = expected_routes(house.entities)
    by_path = {e['path']: e for e in house.entities.values()}
    for role in ROLES:
        who = house.caller(login_of(role))
        for route, roles in table.items():
            parts = re.fullmatch(r'(\w+) /api/v1/([\w-]+)/\{id\}(/([\w-]+))?', route)
            if not parts or roles is None or role not in roles or parts[2] not in by_path:
                continue
            entity = by_path[parts[2]]
            body = None
            if parts[1] == 'PATCH':
                field = next(f for f in entity['fields'] if not f['read_only'] and not f['create_only'])
                body = {field['name']: value_for(house, entity, field)}
            elif parts[1] == 'POST':
                body = BODIES.get(parts[4], {})
            for record in foreign_ids(house, entity, role):
                answer = who.send(parts[1], f'/api/v1/{parts[2]}/{record}{parts[3] or ""}', body,
                                  version=1 if parts[1] != 'GET' else None)
                n += 1
                good = answer.status == 404 or (parts[4] == 'control-dates' and answer.json == [])
                if not good:
                    wrong.append(f'{role} {route} {record}: {answer}')
    tap.none(wrong, n, 'foreign records are not found')


def is_for(only, role):
    return only is None or (only(role) if callable(only) else only == role)


def records_of(house, name):
    """(state or None, role or a test of it or None for any, id) of town a's records to write."""
    if name == 'org':
        return [(None, None, house.id('org_school3'))]
    if name == 'user':
        return [(None, None, house.id('user_a-school3'))]
    if name == 'org_settings':
        return [(None, None, house.id('org_settings'))]
    if name in ('plan', 'plan_section', 'plan_item'):
        return [(state, None if state != 'draft' else (lambda r: r != S), house.id(f'{name}/{state}')) for state in ('draft', 'approved')] \
            + [('draft', lambda r: r == S, house.id(name + '/own'))]
    if name in ('act', 'layout_map'):
        return [(None, role, house.id(name + ('/department' if role == M else ''))) for role in ROLES]
    if name == 'procedure':
        return [('used', None, house.id('procedure')), ('free', None, house.id('procedure/free'))]
    if ('a', name) in house.ids:
        return [(None, None, house.id(name))]
    states = [(k.split('/')[1], v) for (town, k), v in house.ids.items()
              if town == 'a' and k.startswith(name + '/') and k.count('/') == 1]
    if name in REPORTED:
        return [(state, role, house.id(f'{name}/{state}/department') if role == M else record)
                for state, record in states for role in ROLES]
    return [(state, None, record) for state, record in states]


def value_for(house, entity, field, role=None):
    name = field['name']
    if name == 'file_id':
        return house.id('file/department')
    if name == 'id' and field['kind'] == 'text':
        return '00000000-0000-4000-8000-000000000000'
    if name == 'section_id':
        return int(house.id('plan_section/own' if role == S else 'plan_section/draft'))
    if name in ('schools', 'audience_orgs'):
        return house.id('org_school1')
    if name == 'doc':
        return MAP
    if name == 'rule':
        return 'quarterly(day=5)'
    if name in ('act_id',):
        return int(house.id('act/department'))
    if name == 'parent_id':
        return int(house.id('org_department'))
    if name == 'scores':
        return [1, None]
    return {
        'flag': True,
        'whole': max(field['min'], 1),
        'real': 1.5,
        'text': {'^[0-9]{6}$': '123456', '^20[0-9]{2}-Q[1-4]$': '2026-Q1', '^(all)?$': 'all', r'^[\x{411}\x{41f}\x{412}]?$': 'Б'}.get(field['pattern'], 'иное'
                if not field['pattern'] else 'other'),
        'date': '2026-06-15' if name != 'period_from' else '2026-02-01',
        'moment': '2026-06-15T10:00:00Z',
        'choice': (field['choices'] or [''])[-1],
        'scores': [1, 2],
    }[field['kind']]


def may_write(entity, field, role, state):
    if field['read_only'] or field['create_only'] or role not in field['writers']:
        return False
    return not field['states'] or state is None or state in field['states'].split()


def version_of(house, entity, record):
    table = {'user': 'app_user', 'recheck_result': 'recheck_work'}.get(entity['name'], entity['name'])
    return int(house.rows(f"select version from {table} where id = '{record}'")[0][0])


def want_of_patch(entity, field, role, state):
    if role not in entity['writers']:
        return (403, 'forbidden')
    if may_write(entity, field, role, state):
        return (200, None)
    if may_write(entity, field, role, None):
        return (409, 'locked')
    return (403, 'field-not-writable')


def walk_fields(house, tap):
    for entity in house.entities.values():
        if not patchable(entity):
            continue
        wrong, n = [], 0
        for state, only, record in records_of(house, entity['name']):
            version = version_of(house, entity, record)
            for role in ROLES:
                if not is_for(only, role):
                    continue
                who = house.caller(login_of(role))
                for field in entity['fields']:
                    answer = who.api('PATCH', f"/{entity['path']}/{record}", {field['name']: value_for(house, entity, field, role)},
                                     version=version)
                    want = want_of_patch(entity, field, role, state)
                    n += 1
                    if (answer.status, answer.code) != want:
                        wrong.append(f'{role} {field["name"]} in {state}: want {want}, got {answer}')
                    if answer.status == 200:
                        version = int(answer.etag.strip('"'))
        tap.none(wrong, n, f"fields of {entity['name']} × roles × states")


def enter(house, role):
    user, org, orgs = house.rows(
        f"select u.id, u.org_id, visible_orgs (u.org_id, u.role) from app_user u where u.login = 'a-{role}'")[0]
    return (f"begin;\nselect set_config ('merilo.user_id', '{user}', true), set_config ('merilo.org_id', '{org}', true),"
            f" set_config ('merilo.orgs', '{orgs}', true), set_config ('role', 'merilo_{role}', true);\n\\o /dev/null\n")


def literal(value):
    if value is None:
        return 'null'
    if isinstance(value, list):
        return "'{" + ','.join('null' if v is None else str(v) for v in value) + "}'"
    return "'" + str(value).replace("'", "''") + "'"


def run_cases(house, role, cases):
    """Each case in a savepoint of its own, by the role's rights alone: {name: (sqlstate, rows)}."""
    script = enter(house, role)
    for i, sql in enumerate(cases.values()):
        script += (f'savepoint s;\n{sql};\n\\set code :SQLSTATE\n\\set n :ROW_COUNT\n\\o\n\\echo case {i} :code :n\n'
                   f'\\o /dev/null\nrollback to s;\n')
    told = re.findall(r'^case (\d+) (\S+) (\d+)$', house.as_app(script + 'rollback;\n'), re.M)
    return {name: (told[i][1], int(told[i][2])) for i, name in enumerate(cases)} if len(told) == len(cases) else {}


def view_of(entity):
    return f"api.\"{entity['name']}\""


def update_cases(house, role):
    cases, wants = {}, {}
    for entity in house.entities.values():
        if entity['fields'][0]['name'] != 'id' or entity['name'] in NOT_GENERIC:
            continue
        foreign = foreign_ids(house, entity, role)
        own = [(s, r) for s, only, r in records_of(house, entity['name']) if is_for(only, role)]
        for field in entity['fields']:
            value = literal(value_for(house, entity, field, role))
            for state, record in own + [('foreign', r) for r in foreign[:2]]:
                name = f"{role} update {entity['name']}.{field['name']} {state} {record}"
                cases[name] = f"update {view_of(entity)} set \"{field['name']}\" = {value} where id = '{record}' returning id"
                may = state != 'foreign' and may_write(entity, field, role, state)
                wants[name] = None if (entity['name'], field['name']) in DERIVED and role in (M, S) and state == 'draft' else may
        for state, record in own + [('foreign', r) for r in foreign[:2]]:
            name = f"{role} delete {entity['name']} {state} {record}"
            cases[name] = f"delete from {view_of(entity)} where id = '{record}' returning id"
            wants[name] = (state != 'foreign' and role in entity['writers'] and entity['name'] not in BY_ACTION
                           and entity['name'] != 'plan_section'  # it holds items
                           and state in (None, 'draft', 'returned', 'free'))
    return cases, wants


def insert_cases(house, role):
    """Into what the role may not make at all, and what it may make but not for others."""
    cases, wants = {}, {}
    foreign_org = house.id('org_school1', 'b')
    own_org = house.id('org_school1')
    own = {'class': ('org_id, year, grade, letter', "{org}, 2024, 5, 'Я'"), 'org_status': ('org_id, status, year', "{org}, 'biased', 2024"),
           'user': ('org_id, login, name, role', "{org}, 'new', 'Имя', 'school'"),
           'org': ('parent_id, kind, name, short_name', "{org}, 'school', 'Школа', 'Школа'")}
    for name, (columns, values) in own.items():
        for whose, org in (('own', own_org), ('foreign', foreign_org)):
            cases[f'{role} insert {name} {whose}'] = \
                f'insert into api."{name}" ({columns}) values ({values.format(org=org)}) returning id'
            wants[f'{role} insert {name} {whose}'] = whose == 'own' and role in house.entities[name]['writers']
    for state, town in (('draft', 'a'), ('approved', 'a'), ('draft', 'b')):
        plan, section = house.id('plan/' + state, town), house.id('plan_section/' + state, town)
        good = role == M and (state, town) == ('draft', 'a')
        cases[f'{role} insert plan_section {state} {town}'] = \
            f"insert into api.plan_section (plan_id, title) values ({plan}, 'Р') returning id"
        cases[f'{role} insert plan_item {state} {town}'] = \
            f"insert into api.plan_item (plan_id, section_id, title) values ({plan}, {section}, 'П') returning id"
        wants[f'{role} insert plan_section {state} {town}'] = wants[f'{role} insert plan_item {state} {town}'] = good
    for name, values in (('recorded_event', "(event, first, last) values ('vpr', '2026-04-01', '2026-04-20')"),
                         ('plan_version', f"(plan_id, revision) values ({house.id('plan/approved')}, 7)")):
        cases[f'{role} insert {name}'] = f'insert into api.{name} {values} returning id'
        wants[f'{role} insert {name}'] = False
    cases[f'{role} insert municipal plan'] = ("insert into api.plan (kind, title, period_from, period_until)"
                                              " values ('municipal-roadmap', 'П', '2026-01-01', '2026-12-31') returning id")
    wants[f'{role} insert municipal plan'] = role == M
    cases[f'{role} insert plan'] = ("insert into api.plan (kind, title, period_from, period_until)"
                                    " values ('decision', 'П', '2026-01-01', '2026-12-31') returning id")
    wants[f'{role} insert plan'] = role in (M, S)
    cases[f'{role} insert approved plan'] = ("insert into api.plan (kind, title, period_from, period_until, state)"
                                             " values ('decision', 'П', '2026-01-01', '2026-12-31', 'approved') returning id")
    wants[f'{role} insert approved plan'] = False
    for table in ('session', 'idempotency', 'audit', 'audit_value', 'audit_seal', 'schema_migration', 'stage_work',
                  'sign_in_attempt', 'password_attempt', 'blob', 'blob_chunk', 'work', 'work_before', 'cell', 'recheck_work', 'control_date', 'reporter', 'item_date',
                  'recorded_event', 'plan_version', 'org_settings'):
        cases[f'{role} delete table {table}'] = f'delete from {table}'
        wants[f'{role} delete table {table}'] = False
    for column, table in (('password_hash', 'app_user'), ('content', 'plan_version')):
        cases[f'{role} read {column}'] = f'select {column} from {table}'
        wants[f'{role} read {column}'] = False
    return cases, wants


def walk_grants(house, tap):
    for role in ROLES:
        cases, wants = update_cases(house, role)
        more, more_wants = insert_cases(house, role)
        cases.update(more)
        wants.update(more_wants)
        told = run_cases(house, role, cases)
        wrong = [] if told else ['psql did not answer every case']
        for name, (code, rows) in told.items():
            if wants[name] is None:
                continue
            done = code == '00000' and rows > 0
            refused = code in REFUSALS or (code == '00000' and rows == 0)
            if not (done if wants[name] else refused):
                wrong.append(f'{name}: want {"done" if wants[name] else "refused"}, got {code}, rows {rows}')
        tap.none(wrong, len(told), f'the base alone, {role}')


tap = Tap()
house = House()
walk_routes(house, tap)
walk_foreign(house, tap)
walk_grants(house, tap)
walk_fields(house, tap)
house.check_log(tap)
tap.done()
