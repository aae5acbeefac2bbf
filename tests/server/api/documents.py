#!/usr/bin/env python3
"""Papers as files: forms, names, who may have which, what is refused, and that the loop stays free."""
import io
import re
import threading
import time
import urllib.parse
import zipfile

from house import House, Tap

FORMS = {
    'docx': ('application/vnd.openxmlformats-officedocument.wordprocessingml.document', b'PK'),
    'pdf': ('application/pdf', b'%PDF-'),
    'xlsx': ('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', b'PK'),
    'html': ('text/html; charset=utf-8', b'<!DOCTYPE html>'),
}
KINDS = {
    'plan': ('', 'План approved'),
    'summary': ('&quarter=2026-Q1', 'Сводка за I квартал 2026 года – План approved'),
    'annual': ('&year=2026', 'Анализ за 2026 год – План approved'),
}
MANY = """
insert into plan_item (org_id, plan_id, section_id, position, no, title, deadline, responsible, result)
  select p.org_id, p.id, s.id, 10 + i, '1.' || (10 + i), repeat ('Подготовка справки о результатах ', 8), 'ежеквартально',
         'Управление образования', repeat ('справка ', 20)
  from plan p join plan_section s on s.plan_id = p.id, generate_series (1, 1500) i where p.id = %s;
"""


def name_of(answer):
    found = re.fullmatch(r'attachment; filename="document\.\w+"; filename\*=UTF-8\'\'(\S+)',
                         answer.headers.get('Content-Disposition', ''))
    return urllib.parse.unquote(found[1]) if found else None


def walk_forms(house, tap):
    who = house.caller('a-methodologist')
    plan = house.id('plan/approved')
    for kind, (query, title) in KINDS.items():
        for form, (media, begins) in FORMS.items():
            answer = who.get(f'/plans/{plan}/document?kind={kind}&format={form}{query}')
            tap.ok(answer.status == 200 and answer.data.startswith(begins), f'{kind} as {form}', answer)
            tap.same(answer.headers['Content-Type'], media, f'{kind} as {form}: its type')
            tap.same(name_of(answer), f'{title}.{form}', f'{kind} as {form}: its name')
    report = house.id('quarter_report/submitted')
    for form, (media, begins) in FORMS.items():
        answer = who.get(f'/quarter-reports/{report}/document?format={form}')
        tap.ok(answer.status == 200 and answer.data.startswith(begins), f'report as {form}', answer)
        tap.same(name_of(answer), f'Отчёт за II квартал 2026 года – МБОУ СОШ № 1.{form}', f'report as {form}: its name')


def read_words(house, tap):
    """What stands in the papers."""
    who = house.caller('a-methodologist')
    plan = house.id('plan/approved')
    wanted = {
        f'/plans/{plan}/document?format=html': ['Пункт 1', 'Пункт 3', 'ежеквартально', 'от 10.01.2026 № 1'],
        f'/plans/{plan}/document?kind=summary&quarter=2026-Q1&format=html': ['СОШ № 1', 'СОШ № 3', 'По разделам'],
        f'/plans/{plan}/document?kind=annual&year=2026&format=html': ['Пункт 1', 'Выполнено', 'отчитываются – '],
        f"/quarter-reports/{house.id('quarter_report/submitted')}/document?format=html": ['Сделано', 'Пункт 2', 'сдан'],
    }
    for path, words in wanted.items():
        text = who.get(path).data.decode()
        tap.same([word for word in words if word not in text], [], path.split('?')[1] or path)
    with zipfile.ZipFile(io.BytesIO(who.get(f'/plans/{plan}/document?format=docx').data)) as docx:
        tap.ok('Пункт 2' in docx.read('word/document.xml').decode(), 'the words of a Word file')


def ask_rights(house, tap):
    plan, foreign = house.id('plan/approved'), house.id('plan/approved', 'b')
    own, other = house.id('quarter_report/draft'), house.id('quarter_report/draft/other')
    rows = [
        ('a-school', f'/plans/{plan}/document?format=docx', 200),
        ('a-observer', f'/plans/{plan}/document?format=docx', 200),
        ('a-commission', f'/plans/{plan}/document?format=docx', 403),
        ('a-admin', f'/plans/{plan}/document?format=docx', 403),
        (None, f'/plans/{plan}/document?format=docx', 401),
        ('a-methodologist', f'/plans/{foreign}/document?format=docx', 404),
        ('a-school', f"/plans/{house.id('plan/draft')}/document?format=docx", 404),
        ('a-methodologist', f'/plans/{foreign}/document?format=docx&kind=summary&quarter=2026-Q1', 404),
        ('a-methodologist', f'/plans/{foreign}/document?format=docx&kind=annual&year=2026', 404),
        ('a-school', f'/plans/{plan}/document?format=pdf&kind=annual&year=2026', 403),
        ('a-observer', f'/plans/{plan}/document?format=pdf&kind=annual&year=2026', 200),
        ('a-school', f'/plans/{plan}/document?format=pdf&kind=summary&quarter=2026-Q1', 200),
        ('a-school', f'/quarter-reports/{own}/document?format=pdf', 200),
        ('a-school', f'/quarter-reports/{other}/document?format=pdf', 404),
        ('a-observer', f'/quarter-reports/{other}/document?format=pdf', 200),
        ('b-methodologist', f'/quarter-reports/{own}/document?format=pdf', 404),
        ('a-methodologist', '/plans/99999999/document?format=pdf', 404),
        ('a-methodologist', '/quarter-reports/99999999/document?format=pdf', 404),
    ]
    for login, path, status in rows:
        answer = house.caller(login).get(path)
        tap.ok(answer.status == status, f'{login} {path}', f'want {status}, got {answer}')
    text = house.caller('a-school').get(f'/plans/{plan}/document?kind=summary&quarter=2026-Q1&format=html').data.decode()
    tap.ok('СОШ № 1' in text and 'СОШ № 2' not in text, 'a school sees itself alone in a summary')


def send_bad(house, tap):
    who = house.caller('a-methodologist')
    plan = f"/plans/{house.id('plan/approved')}/document"
    rows = [
        ('', 200, None), ('?format=', 422, 'format'), ('?format=doc', 422, 'format'), ('?format=PDF', 422, 'format'),
        ('?format=pdf&kind=', 422, 'kind'), ('?format=pdf&kind=report', 422, 'kind'),
        ('?format=pdf&kind=summary', 422, 'quarter'), ('?format=pdf&kind=summary&quarter=2026', 422, 'quarter'),
        ("?format=pdf&kind=summary&quarter=2026-Q1'--", 422, 'quarter'),
        ('?format=pdf&kind=annual', 422, 'year'), ('?format=pdf&kind=annual&year=26', 422, 'year'),
        ('?format=pdf&kind=annual&year=99999999999999999999', 422, 'year'),
    ]
    for query, status, field in rows:
        answer = who.get(plan + query)
        tap.same((answer.status, answer.json and answer.json.get('field')), (status, field), query or 'no format')
    for path in ('/plans/x/document?format=pdf', '/plans/1;drop/document?format=pdf', '/quarter-reports/-1/document?format=pdf'):
        tap.same(who.get(path).status, 404, path)


def keep_loop_free(house, tap):
    """One worker: while a large paper is made, others are answered."""
    plan = house.id('plan/approved')
    house.sql(MANY % plan)
    got = []
    maker = threading.Thread(target=lambda: got.append(
        house.caller('a-methodologist').get(f'/plans/{plan}/document?format=pdf')))
    other = house.caller('a-observer')
    other.get('/tasks')
    began = time.monotonic()
    maker.start()
    time.sleep(0.05)
    worst = answered = 0
    while maker.is_alive():
        at = time.monotonic()
        good = other.get('/plans?limit=1').status == 200
        if maker.is_alive():
            answered += good
            worst = max(worst, time.monotonic() - at)
        time.sleep(0.01)
    whole = time.monotonic() - began
    tap.ok(got and got[0].status == 200 and len(got[0].data) > 100000, 'a large paper', got)
    tap.ok(answered >= 5 and worst < whole / 2, 'others are answered meanwhile',
           f'{answered} answers, the slowest {worst:.2f} s of {whole:.2f} s')
    print(f'# {whole:.2f} s for the paper, {answered} answers meanwhile, the slowest {worst * 1000:.0f} ms')


def main():
    house, tap = House(workers=1), Tap()
    walk_forms(house, tap)
    read_words(house, tap)
    ask_rights(house, tap)
    send_bad(house, tap)
    keep_loop_free(house, tap)
    house.check_log(tap)
    tap.done()


main()
