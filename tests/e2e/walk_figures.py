#!/usr/bin/env python3
"""The fourth walk, through the real client and a server of its own: an exam, medallists and an olympiad through the editor
of layouts, asked of the base; and each tab of the page of results against what the command for scripts counts. TAP.

xvfb.sh walk_figures.py BUILD
"""
import csv
import decimal
import json
import pathlib
import sys

from api import Api
from server import Server
from sittings import Sittings

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / 'bench'))
import made  # noqa: E402

ACTS = ('books', 'exam', 'medals', 'olympiad')
YEAR = 2025
NAMES = ('Незабудкина', 'Яблонев', 'Куропаткина')  # nobody's; columns that are not read
TWO = decimal.Decimal('0.01')


def write_files(folder):
    (folder / 'books').mkdir()
    (folder / 'shown').mkdir()
    for year in (YEAR - 1, YEAR):
        made.Results(150, per_school=75, items=8, year=year, grade=5, seed=year, first=990001).write(folder / 'books' / f'Ф1 Математика 5 {year}.xlsx')
    rows = [f'э-{65 + n};{NAMES[n % 3]} Ёлка;edu990001;{65 + n}' for n in range(12)]  # a code that ends in its points
    (folder / 'Экзамен.csv').write_text('Шифр;ФИО;Логин;Балл\n' + '\n'.join(rows), encoding='utf-8')
    (folder / 'Медали.csv').write_text(f'Код;ФИО;Логин;Медаль\nм-1;{NAMES[0]} Ёлка;edu990001;I степени\nм-2;{NAMES[1]} Щавель;edu990001;II степени\n', encoding='utf-8')
    rows = [f'в-{n};{NAMES[n]} Зоя;edu990001;9А;{total};{award}' for n, (total, award) in enumerate(((47, 'победитель'), (40, 'призёр'), (12, 'участник')))]
    (folder / 'Олимпиада.csv').write_text('Код;ФИО;Логин;Класс;Балл;Статус\n' + '\n'.join(rows), encoding='utf-8')


def percent(count, whole):
    return str((decimal.Decimal(100) * count / whole).quantize(TWO, decimal.ROUND_HALF_UP)).replace('.', ',')


class Shown:
    """A table as it stood on the screen: rows by what is in their first columns."""

    def __init__(self, folder, name):
        with open(folder / 'shown' / f'{name}.tsv', encoding='utf-8', newline='') as table:
            self.head, *self.rows = list(csv.reader(table, delimiter='\t'))

    def row(self, *begins):
        return next((row for row in self.rows if row[:len(begins)] == list(begins)), [])


class Comparison:
    """The tabs of one school against its cells of the command for scripts, and against the base where these say nothing."""

    def __init__(self, walk):
        self.walk, self.folder = walk, walk.server.folder
        self.cells = [cell for year in (YEAR - 1, YEAR) for cell in json.loads(walk.server.admin('cells', '--json', '--year', str(year)).stdout)]
        self.cell = self.find('vpr', YEAR)
        query = f"select code, max, skill from procedure_item where procedure_id = {self.cell['procedure_id']} order by position"
        self.items = [(code, int(top), skill) for code, top, skill in walk.server.query(query)]

    def find(self, kind, year):
        return min((cell for cell in self.cells if (cell['kind'], cell['year']) == (kind, year)), key=lambda cell: cell['org_id'])

    def same(self, shown, ours, what):
        self.walk.say(bool(ours) and shown == ours, f'{what} are those of the base' + ('' if shown == ours else f': {shown} and not {ours}'))

    def shares(self, counts, whole):
        return [text for count in counts for text in (percent(count, whole), str(count))]

    def check_marks(self):
        cell, row = self.cell, Shown(self.folder, 'marks').rows[0]
        quality = [percent(cell['marks'][2] + cell['marks'][3], cell['n']), percent(cell['n'] - cell['marks'][0], cell['n'])]
        self.same(row, [cell['org'], str(cell['n'])] + self.shares(cell['marks'], cell['n']) + quality, 'marks')

    def check_journal(self):
        cell, row = self.cell, Shown(self.folder, 'journal').rows[0]
        journal = cell['journal']
        self.same(row, [cell['org'], str(cell['n']), str(journal['n'])] + self.shares([journal[key] for key in ('lowered', 'confirmed', 'raised')], journal['n']),
                  'marks against the journal')

    def check_scores(self):
        cell, shown = self.cell, Shown(self.folder, 'scores')
        mean = str((decimal.Decimal(cell['score_sum']) / cell['n']).quantize(TWO, decimal.ROUND_HALF_UP)).replace('.', ',')
        self.same([row[1:3] for row in shown.rows if row[0].isdigit()], [[percent(count, cell['n']), str(count)] for count in cell['histogram']], 'scores')
        self.same(shown.row('Средний балл')[1], mean, 'mean scores')

    def check_items(self):
        cell, shown = self.cell, Shown(self.folder, 'items')
        at = shown.head.index(f"{cell['org']}, %")
        ours = [[code, str(top), percent(got, cell['n'] * top), percent(x, cell['n']), str(x)]
                for (code, top, _), got, x in zip(self.items, cell['item_sums'], cell['item_x'])]
        self.same([[row[0], row[3], row[at], row[-2], row[-1]] for row in shown.rows], ours, 'shares and X of items')

    def check_skills(self):
        cell, shown = self.cell, Shown(self.folder, 'skills')
        at = shown.head.index(cell['org'])
        ours = {}
        for (_, top, skill), got in zip(self.items, cell['item_sums']):
            sums = ours.setdefault(skill, [0, 0])
            sums[0] += got
            sums[1] += top * cell['n']
        ours = [[str(number), skill, percent(*sums) + ' %'] for number, (skill, sums) in enumerate(ours.items(), 1)]
        self.same([row[:2] + [row[at]] for row in shown.rows], ours, 'skills')

    def check_groups(self):
        cell, shown = self.cell, Shown(self.folder, 'groups')
        ours = [[code] + [percent(g['item_sums'][i], g['n'] * top) if g['n'] >= 10 else '–' for g in cell['groups']] for i, (code, top, _) in enumerate(self.items)]
        self.same([[row[0]] + row[2::2] for row in shown.rows], ours, 'shares of groups')
        self.walk.say(any(g['n'] >= 10 for g in cell['groups']), 'some group is large enough')

    def check_years(self):
        shown = Shown(self.folder, 'dynamics')
        for year in (YEAR - 1, YEAR):
            cell = self.find('vpr', year)
            marks, journal = cell['marks'], cell['journal']
            ours = [str(year), cell['org'], str(cell['n']), percent(marks[2] + marks[3], cell['n']), percent(marks[0], cell['n']), str(marks[0])] + [
                percent(journal[key], journal['n']) for key in ('lowered', 'confirmed', 'raised')]
            self.same(shown.row(str(year), cell['org'])[:9], ours, f'figures of {year} among the years')

    def check_exam(self):
        cell, row = self.find('ege', YEAR), Shown(self.folder, 'exam').rows[0]
        below, n = sum(cell['histogram'][:self.minimum]), cell['n']
        bands = [below, sum(cell['histogram'][self.minimum:81]), sum(cell['histogram'][81:100]), cell['histogram'][100]]
        mean = str((decimal.Decimal(cell['score_sum']) / n).quantize(TWO, decimal.ROUND_HALF_UP)).replace('.', ',')
        self.same(row, [cell['org'], str(n)] + self.shares(bands, n) + [mean], 'points of the exam')
        row = Shown(self.folder, 'exam-years').row(str(YEAR), cell['org'])
        self.same(row[2:6], [str(n), mean] + self.shares([below], n), 'the mean and who is below the minimum, among the years')
        self.walk.say(0 < below < n, 'some are below the minimum')

    def check_complete(self):
        shown = Shown(self.folder, 'complete')
        at = shown.head.index('Математика, 5 класс')
        ours = sorted(cell['org'] for cell in self.cells if (cell['kind'], cell['year']) == ('vpr', YEAR))
        self.same(sorted(row[1] for row in shown.rows if row[at] == 'прислано'), ours, 'schools that have sent their results')
        self.walk.say(len(shown.rows) > len(ours), 'and others have not')


def prepare(walk):
    """What the files do not say: skills, a minimum."""
    api = Api(walk.server.port, 'metodist')
    procedures = api.get('/procedures')
    vpr = next(p for p in procedures if p['kind'] == 'vpr' and p['year'] == YEAR)
    for i, item in enumerate(api.get('/procedure-items', procedure_id=vpr['id'])):
        api.patch(f"/procedure-items/{item['id']}", {'skill': ('Читать', 'Считать', 'Рассуждать')[i % 3]}, item['version'])
    exam = next(p for p in procedures if p['kind'] == 'ege')
    api.patch(f"/procedures/{exam['id']}", {'minimum': 70}, exam['version'])


def compare(walk):
    comparison = Comparison(walk)
    comparison.minimum = 70
    for check in ('marks', 'journal', 'scores', 'items', 'skills', 'groups', 'years', 'exam', 'complete'):
        getattr(comparison, 'check_' + check)()
    # what an editor shows of a table, as it stands, is kept for a day beside its job
    jobs = "(select id, case when kind = 'read-grid' or code = 'unknown-layout' then '' else result end as result, message from job)"
    for table in ('work', 'import', 'import_issue', 'stage_work', jobs, 'layout_map', 'audit_value'):
        found = walk.server.query(f"select count (*) from {table} x where x::text ~ '{'|'.join(NAMES)}'")
        walk.say(found == [['0']], f"no name in {'job' if table == jobs else table}")


def sit(walk, act):
    sitting = walk.start('metodist', act, walk.server.port)
    said, _ = sitting.communicate(timeout=200)
    return walk.tell(act, said, sitting.returncode)


def main():
    walk = Sittings(Server(sys.argv[1]), 'figures')
    try:
        walk.server.admin('demo')
        write_files(walk.server.folder)
        if all(sit(walk, act) for act in ACTS):
            prepare(walk)
            if sit(walk, 'tabs'):
                compare(walk)
        if walk.failed:
            walk.tell_log()
    finally:
        status = walk.close()
    return walk.end(status)


if __name__ == '__main__':
    sys.exit(main())
