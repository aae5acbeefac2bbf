#!/usr/bin/env python3
"""Figures of results over the API: levels and rows, what a school and an observer are not told, years, completeness, rules and
what they said, the same figures for scripts, bad input."""
import json
import os
import subprocess
import sys
import urllib.parse

from house import House, Tap

# works of a procedure: a school, a class, how many of each mark 2…5, how much the journal is above
WORKS = """
insert into work (year, procedure_id, org_id, code, class, scores, total, mark, journal_mark)
  select {year}, {procedure}, {org}, '{org}-{cls}-' || m.mark || '-' || i, '{cls}', array[least (m.mark, 3), case when m.mark > 3 then m.mark - 3 else -1 end]::smallint[],
    least (m.mark, 3) + greatest (m.mark - 3, 0), m.mark, least (m.mark + {above}, 5)
  from (values (2, {n[0]}), (3, {n[1]}), (4, {n[2]}), (5, {n[3]})) m (mark, n) cross join lateral generate_series (1, m.n) i;
"""


def make_procedure(house, year, subject='Математика', grade=5, kind='vpr', maximum=5):
    made = house.rows(f"insert into procedure (kind, year, subject, grade, max) values ('{kind}', {year}, '{subject}', {grade}, {maximum}) returning id")[0][0]
    house.sql(f"insert into procedure_item (procedure_id, position, code, max, level) values ({made}, 1, '1', 3, 'Б'), ({made}, 2, '2', 2, 'П')")
    return int(made)


def fill(house, procedure, schools, year=2025):
    """@schools: {org: {class: (marks, above)}}"""
    house.sql(''.join(WORKS.format(year=year, procedure=procedure, org=org, cls=cls, n=n, above=above)
                      for org, classes in schools.items() for cls, (n, above) in classes.items())
              + f"set merilo.orgs = '{{{','.join(map(str, schools))}}}'; select cell_recount ({procedure}, array[{','.join(map(str, schools))}]);")


def level(answer, name):
    found = [line for line in answer.json['levels'] if line['level'] == name]
    return found[0] if found else None


def check_levels(tap, m, procedure, schools):
    one, two, _ = schools
    answer = m.get(f'/results?procedure_id={procedure}')
    tap.same((answer.status, [line['level'] for line in answer.json['levels']]), (200, ['municipality']), 'the department sees the sum')
    town = answer.json['levels'][0]
    tap.same((town['n'], town['schools'], town['marks'], town['journal']), (60, 3, [6, 24, 18, 12], {'n': 60, 'lowered': 18, 'confirmed': 42, 'raised': 0}), 'of all schools')
    tap.same(town['histogram'], [0, 0, 6, 24, 18, 12], 'by score')
    tap.same((town['item_sums'], town['item_x']), ([6 * 2 + 54 * 3, 18 + 24], [0, 30]), 'by item')
    tap.same([(g['mark'], g['n'], g['item_sums'], g['item_full']) for g in town['groups']],
             [(2, 6, [12, 0], [0, 0]), (3, 24, [72, 0], [24, 0]), (4, 18, [54, 18], [18, 0]), (5, 12, [36, 24], [12, 12])], 'by mark')
    tap.same([(r['org_id'], r['n'], r['suppressed']) for r in answer.json['rows']], [(one, 30, False), (two, 20, False), (schools[2], 10, False)], 'a row a school')
    tap.same((answer.json['procedure']['title'], [i['level'] for i in answer.json['procedure']['items']]), ('ВПР 2025 Математика 5 класс', ['Б', 'П']), 'of what')
    own = m.get(f'/results?procedure_id={procedure}&org_id={one}&class=5%D0%90')
    tap.same([(line['level'], line['n']) for line in own.json['levels']], [('class', 15), ('school', 30), ('municipality', 60)], 'a class, its school, all')
    tap.same([(r['class'], r['n']) for r in own.json['rows']], [('5А', 15), ('5Б', 15)], 'a row a class')
    for key in ('marks', 'histogram', 'item_sums', 'item_x', 'score_sum', 'score_sum2'):
        parts = [r[key] if isinstance(r[key], list) else [r[key]] for r in own.json['rows']]
        whole = level(own, 'school')[key]
        tap.same([sum(column) for column in zip(*parts)], whole if isinstance(whole, list) else [whole], f'classes make up the school: {key}')
    tap.same(m.get(f'/results?procedure_id={procedure}', If_None_Match=answer.etag).status, 304, 'not sent twice')


def check_told(tap, m, o, s, procedure, small, schools):
    """@small: of the schools 30, 9 and 40 took part."""
    page = o.get(f'/results?procedure_id={small}')
    hidden = [row for row in page.json['rows'] if row['suppressed']]
    tap.same([row['org_id'] for row in hidden], schools[:2], 'an observer: one small school, and the next smallest, are hidden')
    tap.same({key for row in hidden for key, value in row.items() if value is not None}, {'level', 'org_id', 'name', 'suppressed'}, 'but for their names')
    tap.same((page.json['levels'][0]['n'], level(o.get(f'/results?procedure_id={small}&org_id={schools[0]}'), 'school')['suppressed']), (79, True),
             'asked for by itself it is hidden too')
    tap.same([row['suppressed'] for row in m.get(f'/results?procedure_id={small}').json['rows']], [False] * 3, 'a methodologist is told all')
    seen = o.get(f'/results?procedure_id={procedure}').json
    tap.same([(g['mark'], g['n'], g['item_sums'], g['item_full']) for g in seen['levels'][0]['groups']],
             [(2, 6, None, None), (3, 24, [72, 0], [24, 0]), (4, 18, [54, 18], [18, 0]), (5, 12, None, None)], 'a small group by mark is not told, and the next')
    tap.same([row['groups'] for row in seen['rows']], [None] * 3, 'no groups of a school')
    own = s.get(f'/results?procedure_id={small}')
    tap.same([(line['level'], line['n']) for line in own.json['levels']], [('school', 30), ('municipality', 79)], 'a school sees itself and the sum')
    tap.same({row['org_id'] for row in own.json['rows']}, {schools[0]}, 'and its own classes')
    text = own.data.decode() + s.get('/results-tree').data.decode() + s.get('/results-completeness?year=2025').data.decode() \
        + s.get(f'/results?procedure_id={procedure}').data.decode() + s.get(dynamics()).data.decode()
    tap.ok('СОШ № 2' not in text and 'СОШ № 1' in text, 'no word of another school', text[:2000])
    for other in (schools[1], 1, 999999):
        answers = [s.get(f'/results?procedure_id={procedure}&org_id={other}'), s.get(f'/results-tree?org_id={other}'),
                   s.get(f'/results-completeness?year=2025&org_id={other}'), s.get(f'{dynamics()}&org_id={other}')]
        tap.same([a.status for a in answers], [404] * 4, f'a school does not ask for {other}')
    tap.same((o.get('/cells').status, o.get('/cells?limit=1').code), (403, 'forbidden'), 'an observer reads no cells')


def dynamics(subject='Математика', grade=5):
    return f"/results-dynamics?kind=vpr&subject={urllib.parse.quote(subject)}&grade={grade}"


def check_years(tap, house, m, schools):
    house.sql("insert into scale (kind, year_from, year_until, subject, grade, level, max, from3, from4, from5, source, confidence) values"
              " ('vpr', 2021, 2022, 'Химия', 8, '', 5, 2, 3, 4, 'проба', 'secondary'), ('vpr', 2023, 2030, 'Химия', 8, '', 5, 1, 3, 4, 'проба', 'secondary')")
    for year, maximum in ((2021, 5), (2022, 5), (2023, 5), (2025, 6)):
        fill(house, make_procedure(house, year, 'Химия', 8, maximum=maximum), {org: {'8А': ((1, 2, 3, 4), 0)} for org in schools}, year)
    answer = m.get(dynamics('Химия', 8) + f'&org_id={schools[0]}')
    tap.same([(y['year'], y['break'], y['why'], y['from3'], [(line['level'], line['n'], line['marks']) for line in y['levels']]) for y in answer.json],
             [(year, bool(why), why, bound, [('school', 10, [1, 2, 3, 4]), ('municipality', 30, [3, 6, 9, 12])])
              for year, why, bound in ((2021, '', 2), (2022, '', 2), (2023, 'шкала', 1), (2025, 'максимум', None))], 'years, and where they do not compare')
    tap.ok(all('histogram' not in line and 'groups' not in line for y in answer.json for line in y['levels']), 'without histogram and items')
    tap.same(m.get(dynamics('Химия', 8) + f'&org_id={schools[0]}', If_None_Match=answer.etag).status, 304, 'not sent twice')
    tap.same(m.get(dynamics('Алхимия', 8)).json, [], 'a work that nobody has')


def check_exam(tap, house, m, s, o, schools):
    """Years of an exam: who did not reach its minimum, from the histograms; nobody of a line that is hidden."""
    for year, maximum, minimum in ((2023, 5, 3), (2024, 5, 4), (2025, 6, None)):
        made = make_procedure(house, year, 'Физика', 11, 'ege', maximum)
        house.sql(f"update procedure set minimum = {minimum or 'null'} where id = {made}")
        fill(house, made, {schools[0]: {'11А': ((1, 2, 3, 4), 0)}, schools[1]: {'11А': ((2, 1, 1, 1), 0)}, schools[2]: {'11А': ((3, 6, 9, 12), 0)}}, year)
    path = dynamics('Физика', 11).replace('kind=vpr', 'kind=ege')
    answer = m.get(path + f'&org_id={schools[0]}').json
    tap.same([(y['year'], y['minimum'], y['why'], [(line['below'], line['score_sum'], line['n']) for line in y['levels']]) for y in answer],
             [(2023, 3, '', [(1, 40, 10), (6, 176, 45)]), (2024, 4, '', [(3, 40, 10), (15, 176, 45)]), (2025, None, 'максимум', [(None, 40, 10), (None, 176, 45)])],
             'below the minimum of each year; none where there is none')
    tap.ok(all('histogram' not in line for y in answer for line in y['levels']), 'and no histogram')
    hidden = o.get(path + f'&org_id={schools[1]}').json
    tap.same([(line['suppressed'], line['below']) for y in hidden for line in y['levels'] if line['level'] == 'school'], [(True, None)] * 3, 'not of a small school')
    tap.same({(line['level'], line['suppressed'], line['below']) for line in s.get(path).json[0]['levels']}, {('school', False, 1), ('municipality', False, 6)},
             'a school has its own')


def check_completeness(tap, house, m, procedure, small, schools):
    russian = make_procedure(house, 2025, 'Русский язык', 5)
    fill(house, russian, {schools[1]: {'5А': ((1, 1, 1, 1), 0)}})
    answer = m.get('/results-completeness?year=2025').json
    tap.same([p['id'] for p in answer['procedures'] if p['grade'] == 5], [small, procedure, russian], 'the works of the year')
    at = [p['id'] for p in answer['procedures']].index(russian)
    cells = {row['org_id']: row['cells'][at] for row in answer['rows']}
    tap.same([(cells[org]['state'], cells[org]['n'], cells[org]['absent']) for org in schools], [('expected', None, None), ('sent', 4, 0), ('expected', None, None)],
             'who has sent, who is expected to')
    tap.ok(cells[schools[1]]['imported_at'].endswith('Z') and cells[schools[0]]['imported_at'] is None, 'and when', cells)
    tap.same({len(row['cells']) for row in answer['rows']}, {len(answer['procedures'])}, 'a cell a work')


def check_rules(tap, house, m, o, schools):
    body = {'measure': 'quality', 'comparison': 'below', 'percent': 71, 'years_in_row': 2, 'subject': 'Химия', 'since_year': 2022}
    rule = m.api('POST', '/result-rules', body)
    tap.same((rule.status, rule.json.get('org_id')), (201, int(house.id('org_department'))), 'a rule of the department')
    rule = rule.json
    hits = m.get('/result-rule-hits?year=2022').json
    tap.same([(h['rule_id'], h['title'], h['org_id'], h['values']) for h in hits if h['subject'] == 'Химия'],
             [(rule['id'], 'Качество ниже 71 % второй год подряд', org, [{'year': year, 'n': 10, 'count': 7, 'percent': '70.00'} for year in (2021, 2022)]) for org in schools],
             'of whom it is true')
    tap.same([h for h in m.get('/result-rule-hits?year=2025').json if h['subject'] == 'Химия'], [], 'a year between: not in a row')
    other = m.api('PATCH', f"/result-rules/{rule['id']}", {'percent': 60.5}, version=rule['version'])
    tap.same((other.status, other.json['replaces_id'], other.json['since_year'], other.json['percent']), (200, rule['id'], 2024, 60.5), 'a change is another rule')
    old = m.get(f"/result-rules/{rule['id']}").json
    tap.same((old['percent'], old['until_year'], len([h for h in m.get('/result-rule-hits?year=2022').json if h['rule_id'] == rule['id']])), (71, 2023, 3), 'the first is as it was')
    tap.same(m.api('PATCH', f"/result-rules/{other.json['id']}", {'percent': 50}, version=other.json['version']).json['id'], other.json['id'], 'one that said nothing is changed')
    stale = m.api('PATCH', f"/result-rules/{other.json['id']}", {'percent': 40}, version=other.json['version'])
    tap.same((stale.status, stale.code), (412, 'version-conflict'), 'not over the change of another')
    tap.same(o.api('POST', '/result-rules', body).status, 403, 'an observer makes none')
    tap.same(len([h for h in o.get('/result-rule-hits?year=2022').json if h['subject'] == 'Химия']), 3, 'but is told of ten')
    tap.same(m.api('POST', '/result-rules', dict(body, measure='average')).status, 400, 'no such measure')
    for field, value in (('percent', 101), ('percent', -1), ('years_in_row', 0), ('years_in_row', 11), ('since_year', 1999), ('grade', 12)):
        answer = m.api('POST', '/result-rules', dict(body, **{field: value}))
        tap.same((answer.status, answer.json.get('field')), (422, field), f'{field}: {value}')
    tap.same(m.api('DELETE', f"/result-rules/{other.json['id']}", version=2).status, 204, 'a rule can be taken away')
    said = m.get(f"/history?resource=result_rule&id={rule['id']}").json
    tap.ok(any(c['field'] == 'until_year' and c['new'] == '2023' for c in said), 'the history knows', said[:4])


def check_kinds(tap, m):
    """Chemistry is of ВПР, physics an exam."""
    rule = m.api('POST', '/result-rules', {'measure': 'quality', 'comparison': 'below', 'percent': 75, 'years_in_row': 1, 'since_year': 2021}).json
    found = {(h['kind'], h['subject']) for year in (2022, 2023) for h in m.get(f'/result-rule-hits?year={year}').json if h['rule_id'] == rule['id']}
    tap.same(found, {('vpr', 'Химия'), ('ege', 'Физика')}, 'a hit says of which kind the work is')


def check_scripts(tap, house, m, procedure):
    """merilo-admin cells prints what the page shows."""
    admin = os.path.join(os.path.dirname(sys.argv[1]), 'merilo-admin')
    done = subprocess.run([admin, 'cells', '--json', '--year', '2025', '--database', house.conninfo], stdout=subprocess.PIPE, check=True)
    cells = {c['org_id']: c for c in json.loads(done.stdout) if c['procedure_id'] == procedure}
    rows = m.get(f'/results?procedure_id={procedure}').json['rows']
    keys = ('n', 'marks', 'journal', 'score_sum', 'score_sum2', 'histogram', 'item_sums', 'item_x', 'groups')
    tap.same([{k: row[k] for k in keys} for row in rows], [{k: cells[row['org_id']][k] for k in keys} for row in rows], 'the same figures for scripts')
    one = cells[rows[0]['org_id']]
    scores = [score for score, n in enumerate(one['histogram']) for _ in range(n)]
    mean = sum(scores) / len(scores)
    deviation = (sum((score - mean) ** 2 for score in scores) / (len(scores) - 1)) ** 0.5
    tap.ok(abs(one['mean'] - mean) <= 0.005 and abs(one['sd'] - deviation) <= 0.005, 'with mean and deviation', one)


def check_bad(tap, m, s):
    for path in ('/results', '/results?procedure_id=x', '/results?procedure_id=1&org_id=-1', '/results?procedure_id=1&class=5', '/results?procedure_id=99999999999999999999',
                 '/results-tree?org_id=x', '/results-dynamics?kind=vpr', '/results-dynamics?kind=vpr&subject=a&grade=x',
                 '/results-dynamics?kind=vpr&grade=5&subject=' + 'a' * 401, '/results-completeness', '/results-completeness?year=20255', '/result-rule-hits?year=1'):
        answer = m.get(path)
        tap.ok(answer.status == 422 and answer.json.get('field'), f'refused with its field: {path[:60]}', answer)
    tap.same(m.get('/results?procedure_id=999999').status, 404, 'a work that is none')
    tap.same(m.get('/results?procedure_id=1&org_id=999999').status, 404, 'an org that is none')
    town = m.get('/orgs').json[0]['id']
    tap.same(m.get(f'/results?procedure_id=1&org_id={town}&class=5').status, 422, 'a class of no school')
    tap.same(m.get("/results-dynamics?kind=%27;drop&subject=%22%27&grade=5").json, [], 'quotes are words')
    tap.same(s.get('/result-rule-hits?year=2025').status, 403, 'rules are no business of a school')


def check_tree(tap, m, s, procedure, schools):
    tree = m.get('/results-tree')
    found = [p for y in tree.json for p in y['procedures'] if p['id'] == procedure][0]
    tap.same((found['n'], found['title'], [(x['org_id'], x['n'], [(c['class'], c['n']) for c in x['classes']]) for x in found['schools']]),
             (60, 'ВПР 2025 Математика 5 класс', [(schools[0], 30, [('5А', 15), ('5Б', 15)]), (schools[1], 20, [('5А', 20)]), (schools[2], 10, [('5А', 10)])]), 'the tree')
    tap.same([y['year'] for y in tree.json], sorted({y['year'] for y in tree.json}, reverse=True), 'newest first')
    tap.same(m.get('/results-tree', If_None_Match=tree.etag).status, 304, 'not sent twice')
    tap.same({x['org_id'] for y in s.get('/results-tree').json for p in y['procedures'] for x in p['schools']}, {schools[0]}, 'a school finds itself alone')


def main():
    tap, house = Tap(), House()
    m, o, s = (house.caller('a-' + role) for role in ('methodologist', 'observer', 'school'))
    schools = [int(house.id(f'org_school{k}')) for k in (1, 2, 3)]
    procedure = make_procedure(house, 2025)
    fill(house, procedure, {schools[0]: {'5А': ((2, 5, 5, 3), 0), '5Б': ((2, 5, 5, 3), 0)}, schools[1]: {'5А': ((0, 10, 8, 2), 1)}, schools[2]: {'5А': ((2, 4, 0, 4), 0)}})
    small = make_procedure(house, 2025, 'История')
    fill(house, small, {schools[0]: {'5А': ((10, 10, 5, 5), 0)}, schools[1]: {'5А': ((0, 3, 3, 3), 1)}, schools[2]: {'5А': ((10, 10, 10, 10), 0)}})
    check_levels(tap, m, procedure, schools)
    check_tree(tap, m, s, procedure, schools)
    check_told(tap, m, o, s, procedure, small, schools)
    check_years(tap, house, m, schools)
    check_exam(tap, house, m, s, o, schools)
    check_completeness(tap, house, m, procedure, small, schools)
    check_rules(tap, house, m, o, schools)
    check_kinds(tap, m)
    check_scripts(tap, house, m, procedure)
    check_bad(tap, m, s)
    house.check_log(tap)
    tap.done()


if __name__ == '__main__':
    main()
