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
    reader = os.environ.get('MERILO_READER') or str(pathlib.Path(sys.argv[1]).resolve().parent / 'merilo-reader')
    wrapper = pathlib.Path(folder) / 'reader'
    wrapper.write_text(READER.format(python=sys.executable, reader=reader))
    wrapper.chmod(0o755)
    os.environ['MERILO_READER'] = str(wrapper)


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


def issues(who, record):
    return [(i['code'], i['who'], i['value'], i['marked']) for i in who.get(f"/imports/{record['id']}/issues").json]


def works(who, procedure):
    return {w['code']: (w['class'], w['total'], w['marked']) for w in who.get(f'/works?procedure_id={procedure}').json}


def check_folder(tap, s):
    """The forms of two classes, read before the first is stored; a pupil of each has code 50021."""
    texts = form((50021, 1, 1), (50022, 2, 1)), form((50021, 0, 2), (50023, 2, 2))
    jobs = [read(s, NAME, text)[0] for text in texts]
    first, second = (s.api('POST', '/imports/from-job', {'job_id': job['id']}).json for job in jobs)
    tap.same((counts(first), counts(second)), ((2, 0, 0, 0, 0), (1, 0, 0, 0, 1)), 'a code of two classes: the later row is not taken')
    tap.same(issues(s, second), [('class-changed', '50021', f'1, файл «{NAME}»', False)], 'it says whose the code is and from which file')
    stood = works(s, first['procedure_id'])
    tap.same({code: stood[code] for code in ('50021', '50022', '50023')}, {'50021': ('1', 2, False), '50022': ('1', 3, False), '50023': ('2', 3, False)},
             'each result is there')
    again = [counts(store(s, text).json) for text in texts]
    tap.same((again, works(s, first['procedure_id'])), ([(0, 2, 0, 0, 0), (0, 1, 0, 0, 1)], stood), 'the folder again changes nothing')
    tap.same(counts(store(s, form((50021, 0, 1), (50022, 2, 1))).json), (0, 1, 1, 0, 0), 'a form put right: of the same class')
    tap.same(counts(store(s, texts[0]).json), (0, 1, 1, 0, 0), 'and back')
    return texts, first


def check_taken(tap, s, texts, first):
    """By the user's word it is taken; what it was is kept, and comes back with the file withdrawn."""
    job, told = read(s, NAME, texts[1])
    tap.same((told['choices'], [(i['row'], i['code'], i['value']) for i in told['issues']], told['new'], told['same'], told['refused']),
             ([2], [(2, 'class-changed', f'1, файл «{NAME}»')], 0, 1, 1), 'the dry run offers the choice')
    tap.same([e['cells'][0] for e in told['excerpt'] if e['row'] == 2], ['50021'], 'and shows the row')
    undecided = s.api('POST', '/imports/from-job', {'job_id': job['id'], 'policy': 'ask'})
    tap.same((undecided.status, undecided.code, undecided.json['rows']), (409, 'undecided', [2]), 'asked of, it is to be decided')
    taken = s.api('POST', '/imports/from-job', {'job_id': job['id'], 'policy': 'ask', 'decisions': [{'row': 2, 'take': True}]}).json
    tap.same(counts(taken), (0, 1, 1, 1, 0), 'taken')
    changes = s.get(f"/imports/{taken['id']}/changes").json
    tap.same([(c['code'], c['field'], c['old'], c['new']) for c in changes],
             [('50021', 'class', '1', '2'), ('50021', 'scores', [1, 1], [0, 1]), ('50021', 'total', 2, 1)], 'what it was and what it is')
    stood, made = works(s, first['procedure_id']), [taken]
    for text, expected in zip(texts, ((0, 1, 0, 0, 1), (0, 2, 0, 1, 0))):
        job, _ = read(s, NAME, text)
        made.append(s.api('POST', '/imports/from-job', {'job_id': job['id'], 'policy': 'mark'}).json)
        tap.same(counts(made[-1]), expected, 'the folder again, with marks')
    tap.same((stood['50021'], works(s, first['procedure_id'])), (('2', 1, True), stood), 'who has come last keeps the place')
    tap.same([s.api('POST', f"/imports/{i['id']}/withdrawal", {'reason': 'Другой класс'}).status for i in reversed(made)], [200] * 3, 'it can be taken back')
    tap.same(works(s, first['procedure_id'])['50021'], ('1', 2, False), 'then the first stands again')


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix='merilo-reader-') as folder:
        os.chmod(folder, 0o755)
        wrap_reader(folder)
        house = House()
        s = house.caller('a-school')
        check_taken(tap, s, *check_folder(tap, s))
        check_base(tap, house, s)
        check_unnamed(tap, house, s)
        house.check_log(tap)
    tap.done()


main()
