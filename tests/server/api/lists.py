#!/usr/bin/env python3
"""Lists: every row once in any order, filters, bounds, tags that change with the rows, files."""
import csv
import io
import time
import urllib.parse
import zipfile

from house import House, Tap

# schools with equal, empty and awkward values in what lists are sorted by
ROWS = """
insert into org (parent_id, kind, name, short_name, login_digits)
  select 1, 'school', 'Школа ' || (i % 7), case when i % 5 = 0 then 'ё' when i % 5 = 1 then 'Е' else 'е' || i % 3 end,
         case when i % 4 <> 0 then (991000 + i)::text end from generate_series (1, 60) i;
insert into plan_item (org_id, plan_id, section_id, position, no, title)
  select 2, 1, 1, 1 + i % 9, case when i % 3 <> 0 then '2.' || i % 4 end, 'Пункт' from generate_series (1, 60) i;
update quarter_report set submitted_at = '2026-04-01 10:00' where id % 2 = 0;
"""


def page_through(who, entity, query):
    seen, after = [], None
    for _ in range(100):
        ask = dict(query, **({'after': after} if after else {}))
        answer = who.get(f"/{entity['path']}?" + urllib.parse.urlencode(ask))
        if answer.status != 200:
            return None, answer
        seen += answer.json
        after = answer.headers.get('X-Next-After')
        if after is None:
            return seen, None
    return None, 'no end'


def in_order(rows, name, descending):
    values = [r[name] for r in rows]
    known = [v for v in values if v is not None]
    if values[:len(known)] != known:
        return False  # empty ones come last
    if known and not isinstance(known[0], (int, float)):
        return True  # texts: in the order of the base's collation
    return known == sorted(known, reverse=descending)


def walk_orders(house, tap):
    wrong, n = [], 0
    for entity in house.entities.values():
        if entity['fields'][0]['name'] != 'id' or entity['name'] in ('change', 'plan_version'):
            continue
        who = house.caller('a-' + entity['readers'][0])
        all_of_it = who.get(f"/{entity['path']}?limit=500").json
        for field in entity['fields']:
            if not field['sorted']:
                continue
            for sort in (field['name'], '-' + field['name']):
                n += 1
                seen, why = page_through(who, entity, {'sort': sort, 'limit': 7})
                name = f"{entity['name']} by {sort}"
                if seen is None:
                    wrong.append(f'{name}: {why}')
                elif sorted(str(r['id']) for r in seen) != sorted(str(r['id']) for r in all_of_it):
                    wrong.append(f'{name}: {len(seen)} rows of {len(all_of_it)}')
                elif not in_order(seen, field['name'], sort[0] == '-'):
                    wrong.append(f'{name}: out of order')
    tap.none(wrong, n, 'pages of every order give each row once')


def walk_filters(house, tap):
    wrong, n = [], 0
    for entity in house.entities.values():
        if entity['name'] in ('change', 'task', 'trend_point', 'plan_version', 'plan_diff', 'side_by_side',
                              'plan_annual', 'plan_calendar', 'plan_completeness', 'plan_late'):
            continue
        who = house.caller('a-' + entity['readers'][0])
        rows = who.get(f"/{entity['path']}?limit=500").json
        for field in entity['fields']:
            path, name = f"/{entity['path']}?", field['name']
            if not field['filtered']:
                n += 1
                answer = who.get(path + name + '=1')
                if (answer.status, answer.code, answer.json.get('field')) != (422, 'invalid', name):
                    wrong.append(f"{entity['name']}.{name} is no filter: {answer}")
                continue
            for value in {r[name] for r in rows if r[name] is not None and not isinstance(r[name], list)}:
                n += 1
                text = {True: 'true', False: 'false'}.get(value, value) if isinstance(value, bool) else value
                answer = who.get(path + urllib.parse.urlencode({name: text, 'limit': 500}))
                want = sorted(str(r) for r in rows if r[name] == value)
                if answer.status != 200 or sorted(str(r) for r in answer.json) != want:
                    wrong.append(f"{entity['name']}.{name}={value}: {answer}")
            for bad in {'whole': ('x', '1.5', '', '99999999999999999999'), 'flag': ('1',), 'date': ('2026-13-01', '1'),
                        'choice': ('x', '')}.get(field['kind'], ()):
                if bad in field['choices']:
                    continue
                n += 1
                answer = who.get(path + urllib.parse.urlencode({name: bad}))
                if (answer.status, answer.code) != (422, 'invalid'):
                    wrong.append(f"{entity['name']}.{name}={bad}: {answer}")
    tap.none(wrong, n, 'filters')


BAD_QUERIES = [
    ('an unknown field', 'nosuch=1'), ('an unknown order', 'sort=nosuch'), ('an order by what is not sorted', 'sort=timezone'),
    ('no order', 'sort='), ('limit 0', 'limit=0'), ('limit 501', 'limit=501'), ('limit -1', 'limit=-1'), ('limit x', 'limit=x'),
    ('limit 1e2', 'limit=1e2'), ('after x', 'after=x'), ('after nothing', 'after='), ('SQL in the order', 'sort=id;drop table org'),
    ('SQL in after', "after=1'--"), ('a number too large', 'id=9999999999999999999999')]


def walk_bounds(house, tap):
    m = house.caller('a-methodologist')
    for name, query in BAD_QUERIES:
        answer = m.get('/orgs?' + query.replace(' ', '%20'))
        tap.ok(answer.status == 422 and answer.code == 'invalid', f'list with {name}', answer)
    for limit in (1, 500):
        answer = m.get(f'/orgs?limit={limit}')
        tap.ok(answer.status == 200 and len(answer.json) <= limit, f'limit {limit}', answer)
    tap.same(m.get('/orgs?after=999999').json, [], 'after the last')
    tap.same(m.get('/orgs?sort=name&after=999999').json, [], 'after a record that is not there')


def tags_of(house, tap):
    m, other = house.caller('a-methodologist'), house.caller('a-methodologist')
    first = m.get('/plans')
    tap.ok(first.etag, 'a list has a tag')
    same = m.get('/plans', If_None_Match=first.etag)
    tap.same((same.status, same.data), (304, b''), 'nothing changed: 304 without a body')
    callers = [house.caller('a-methodologist') for _ in range(16)]
    tap.same({who.get('/plans', If_None_Match=first.etag).status for who in callers}, {304}, 'whatever worker is asked')
    tap.same(m.get('/plans?limit=3', If_None_Match=first.etag).status, 200, 'another query has another tag')
    tap.same(house.caller('b-methodologist').get('/plans', If_None_Match=first.etag).status, 200, 'another user has another tag')
    made = other.api('POST', '/plans', {'kind': 'decision', 'title': 'Новый', 'period_from': '2026-01-01', 'period_until': '2026-12-31'})
    tap.same(made.status, 201, 'a write by the same user elsewhere')
    wait_changed(tap, m, '/plans', first.etag, 'a write changes the tag, whatever worker it went to')
    one = m.get(f"/plans/{made.json['id']}")
    tap.same(m.get(f"/plans/{made.json['id']}", If_None_Match=one.etag).status, 304, 'one record: 304')
    other.api('PATCH', f"/plans/{made.json['id']}", {'title': 'Иной'}, version=1)
    tap.same(m.get(f"/plans/{made.json['id']}", If_None_Match=one.etag).status, 200, 'one record: a write changes its tag')
    for path, sql in (('/jobs', f"update job set state = 'failed' where id = {house.id('job/department')}"),
                      ('/imports', f"update import set new_rows = 5 where id = {house.id('import')}"),
                      ('/orgs', f"update org set name = 'Иная' where id = {house.id('org_school3')}")):
        tag = m.get(path).etag
        house.sql(sql)
        wait_changed(tap, m, path, tag, f'{path}: a change by another process changes the tag')


def wait_changed(tap, who, path, tag, name):
    until = time.monotonic() + 3
    while who.get(path, If_None_Match=tag).status == 304 and time.monotonic() < until:
        time.sleep(0.02)
    answer = who.get(path, If_None_Match=tag)
    tap.ok(answer.status == 200 and answer.etag != tag, name, answer.status)


XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'


def files_of(house, tap):
    m = house.caller('a-methodologist')
    m.api('PATCH', '/plan-items/' + house.id('plan_item/draft'), {'title': '=1+1; "кавычки"\nстрока'},
          version=m.get('/plan-items/' + house.id('plan_item/draft')).json['version'])
    path = '/plan-items?plan_id=' + house.id('plan/draft')
    rows = m.get(path + '&limit=500').json
    fields = [f for f in house.entities['plan_item']['fields'] if not f['hidden']]
    answer = m.get(path, Accept='text/csv')
    tap.ok(answer.status == 200 and answer.headers['Content-Type'].startswith('text/csv'), 'a list as CSV', answer)
    table = list(csv.reader(io.StringIO(answer.data.decode('utf-8-sig'), newline=''), delimiter=';'))
    tap.same(table[0] if table else None, [f['label'] for f in fields], 'CSV: headings are the labels')
    tap.same(len(table) - 1, len(rows), 'CSV: a line a row')
    titles = [line[[f['name'] for f in fields].index('title')] for line in table[1:]]
    tap.ok("'=1+1; \"кавычки\"\nстрока" in titles, 'CSV: a formula is a text', titles[:3])
    audience = [line[[f['name'] for f in fields].index('audience')] for line in table[1:]]
    tap.same(set(audience), {'управление и школы'}, 'CSV: choices in words')
    tap.ok('attachment' in answer.headers.get('Content-Disposition', ''), 'CSV: to be kept as a file')
    tap.ok(m.get(path).etag != answer.etag, 'CSV and JSON have tags of their own')
    sheet = m.get(path, Accept=XLSX)
    tap.same((sheet.status, sheet.headers['Content-Type']), (200, XLSX), 'a list as XLSX')
    with zipfile.ZipFile(io.BytesIO(sheet.data)) as book:
        text = book.read('xl/worksheets/sheet1.xml').decode()
        tap.same(text.count('<row '), len(rows) + 1, 'XLSX: a line a row')
        tap.ok('управление и школы' in text, 'XLSX: choices in words')
    s = house.caller('a-school')
    tap.same(len(list(csv.reader(io.StringIO(s.get('/classes', Accept='text/csv').data.decode('utf-8-sig')), delimiter=';'))) - 1,
             len(s.get('/classes').json), 'a file holds what its reader may see')
    tap.same(m.get('/plans', Accept='*/*').headers['Content-Type'].split(';')[0], 'application/json', 'anything: JSON')


tap = Tap()
house = House()
house.sql(ROWS)
walk_orders(house, tap)
walk_filters(house, tap)
walk_bounds(house, tap)
tags_of(house, tap)
files_of(house, tap)
house.check_log(tap)
tap.done()
