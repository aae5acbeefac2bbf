#!/usr/bin/env python3
"""One code of two participants: in a file whose reader has not named it, in the base behind the reader's back, in one file and another."""
import os
import pathlib
import sys
import tempfile

from house import House, Tap
from results_kit import counts, read

NAME = 'Форма сбора результатов Русский язык 5 класс ВПР 2024.csv'
HEAD = 'Код участника;Вариант;1 (2б);2 (1б);Порядковый номер класса;Отметка за предыдущую четверть;Итого баллов\n'
ROW = '{};1;{};1;{};4;{}\n'
COUNT = 'select (select count (*) from work), (select count (*) from import), (select count (*) from stage_work)'
# overlooks that 50001 stands twice: it has read another code
READER = """#!{python}
import subprocess, sys
done = subprocess.run([{reader!r}] + sys.argv[1:], stdout=subprocess.PIPE)
sys.stdout.buffer.write(done.stdout.replace(b'\\t50099\\t', b'\\t50001\\t'))
sys.exit(done.returncode)
"""


def form(*works):
    """Of (code, score of the first item, number of the class)."""
    return HEAD + ''.join(ROW.format(code, score, number, score + 1) for code, score, number in works)


def wrap_reader(folder):
    reader = os.environ.get('MERILO_ADMIN') or str(pathlib.Path(sys.argv[1]).resolve().parent / 'merilo-admin')
    wrapper = pathlib.Path(folder) / 'reader'
    wrapper.write_text(READER.format(python=sys.executable, reader=reader))
    wrapper.chmod(0o755)
    os.environ['MERILO_ADMIN'] = str(wrapper)


def store(who, text):
    job, _ = read(who, NAME, text)
    return who.api('POST', '/imports/from-job', {'job_id': job['id']})


def check_refused(tap, house, s, what, *works):
    before = house.rows(COUNT)
    job, _ = read(s, NAME, form(*works))
    tap.ok(job['state'] == 'failed' and '50001 стоит в строках 2 и 3' in (job['message'] or '') and 'загрузите' in job['message'], f'{what}: refused, with words', job)
    tap.same(house.rows(COUNT), before, f'{what}: nothing of the file stays')


def check_unnamed(tap, house, s):
    check_refused(tap, house, s, 'two new works', (50001, 1, 1), (50099, 2, 1))
    tap.same(counts(store(s, form((50001, 1, 1), (50002, 1, 1))).json), (2, 0, 0, 0, 0), 'a file of two works')
    check_refused(tap, house, s, 'the same twice', (50001, 1, 1), (50099, 1, 1))
    check_refused(tap, house, s, 'the same and another', (50001, 1, 1), (50099, 2, 1))
    check_refused(tap, house, s, 'two others', (50001, 0, 1), (50099, 2, 1))
    check_refused(tap, house, s, 'one of them refused', (50001, 1, 1), (50099, 9, 1))
    job, told = read(s, NAME, form((50001, 1, 1), (50001, 1, 1), (50099, 9, 1)))
    tap.ok(job['state'] == 'done' and told['refused'] == 3, 'those that have been found fault with may meet', job)


def check_base(tap, house, s):
    """What no reader and no job has seen."""
    for what, works in (('two new works', ((50011, 1, 1), (50012, 2, 1))), ('the same and another', ((50001, 1, 1), (50002, 2, 1)))):
        job, _ = read(s, NAME, form(*works))
        house.sql(f"update stage_work set code = '{works[0][0]}' where job_id = {job['id']}")
        before = house.rows(COUNT)
        answer = s.api('POST', '/imports/from-job', {'job_id': job['id']})
        tap.same((answer.status, 'Исправьте коды' in str(answer.json)), (422, True), f'{what}: the base refuses, and says what to do')
        tap.same(house.rows(COUNT), before, f'{what}: the whole file')


def check_files(tap, s):
    """The later file says what it changes, and can be taken back: it may be the one that was put right."""
    first = store(s, form((50021, 1, 1), (50022, 2, 1))).json
    second = store(s, form((50021, 0, 2), (50023, 2, 2))).json
    tap.same((counts(first), counts(second)), ((2, 0, 0, 0, 0), (1, 0, 1, 0, 0)), 'a code of two files: the later one says that it changes a work')
    changes = s.get(f"/imports/{second['id']}/changes").json
    tap.same([(c['code'], c['field'], c['old'], c['new']) for c in changes],
             [('50021', 'class', '1', '2'), ('50021', 'scores', [1, 1], [0, 1]), ('50021', 'total', 2, 1)], 'what it was and what it is')
    tap.same(s.api('POST', f"/imports/{second['id']}/withdrawal", {'reason': 'Другой класс'}).status, 200, 'it can be taken back')
    works = {w['code']: w for w in s.get(f"/works?procedure_id={first['procedure_id']}").json}
    tap.same((works['50021']['class'], works['50021']['total'], '50023' in works), ('1', 2, False), 'then the first stands again')


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix='merilo-reader-') as folder:
        os.chmod(folder, 0o755)
        wrap_reader(folder)
        house = House()
        s = house.caller('a-school')
        check_files(tap, s)
        check_base(tap, house, s)
        check_unnamed(tap, house, s)
        house.check_log(tap)
    tap.done()


main()
