#!/usr/bin/env python3
"""Figures of results over the API: levels and rows, what a school and an observer are not told, the tree, bad input."""
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
    m, s = house.caller('a-methodologist'), house.caller('a-school')
    schools = [int(house.id(f'org_school{k}')) for k in (1, 2, 3)]
    procedure = make_procedure(house, 2025)
    fill(house, procedure, {schools[0]: {'5А': ((2, 5, 5, 3), 0), '5Б': ((2, 5, 5, 3), 0)}, schools[1]: {'5А': ((0, 10, 8, 2), 1)}, schools[2]: {'5А': ((2, 4, 0, 4), 0)}})
    check_levels(tap, m, procedure, schools)
    check_tree(tap, m, s, procedure, schools)
    house.check_log(tap)
    tap.done()


if __name__ == '__main__':
    main()
