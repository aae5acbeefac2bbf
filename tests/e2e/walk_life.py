#!/usr/bin/env python3
"""The second walk, through the real client and a server of its own: the life of a plan after it was made, and the
views of its execution. One sitting after another; in the second, two methodologists write at once. TAP.

xvfb.sh walk_life.py BUILD
"""
import subprocess
import sys
from xml.sax.saxutils import escape

from book import write_book
from server import Server
from sittings import Sittings

PASSWORD = 'merilo-demo-2026'
HEADINGS = ['№ п/п', 'Мероприятие', 'Срок исполнения', 'Ответственный', 'Пометки']
PLAN = [
    ['Раздел 1. Порядок проведения'],
    ['1.1', 'Справка о проведении проверочных работ', 'ежеквартально', 'ОО', 'пометка 1'],
    ['1.2', 'Разбор причин', 'в течение 10 дней после получения федерального списка', 'ОО', 'пометка 2'],
    ['1.3', 'Обновление порядка наблюдения', 'декабрь', 'Управление образования', 'пометка 3'],
    ['Раздел 2. Работа с результатами'],
    ['2.1', 'Совещание с координаторами', 'по отдельному графику', 'Управление образования', 'пометка 4'],
    ['2.2', 'Самоанализ школы', 'до 20 декабря', 'ОО', 'пометка 5'],
]
ACTS = [
    ('metodist', 'rule'), ('metodist', 'event'), ('metodist', 'version'), ('metodist', 'decision'),
    ('school1', 'own'), ('metodist', 'beside'), ('school1', 'report'), ('metodist', 'views'), ('metodist', 'annual'),
    None,  # the server is stopped and started
    ('metodist', 'concluded'), ('metodist', 'papers'), ('metodist', 'archive'),
]


def write_plan(path):
    rows = ''.join(f'<row r="{r}">' + ''.join(f'<c r="{"ABCDE"[k]}{r}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' for k, text in enumerate(cells))
                   + '</row>' for r, cells in enumerate([HEADINGS, *PLAN], 1))
    merged = ''.join(f'<mergeCell ref="A{r}:E{r}"/>' for r, cells in enumerate(PLAN, 2) if len(cells) == 1)
    write_book(path, 'План', f'<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>')


class Walk(Sittings):
    def sit(self, *sittings):
        started = [(act, self.start(login, act, self.server.port)) for login, act in sittings]
        return all([self.wait(act, sitting) for act, sitting in started])


def main():
    server = Server(sys.argv[1])
    walk = Walk(server, 'life')
    try:
        server.admin('demo')
        department = server.query("select id from org where kind = 'department'")[0][0]
        subprocess.run([server.build / 'server/merilo-admin', 'user', 'add', 'metodist2', '--role', 'methodologist', '--org', department,
                        '--name', 'Лесная Вера Павловна', '--password-stdin', '--data', server.data], input=PASSWORD + '\n', text=True, check=True,
                       stdout=subprocess.DEVNULL)
        write_plan(server.folder / 'карта.xlsx')
        good = walk.sit(('metodist', 'import')) and walk.sit(('metodist', 'first'), ('metodist2', 'second'))
        for act in ACTS:
            if not good:
                break
            if act is None:
                server.stop()
                server.start()
            else:
                good = walk.sit(act)
        if not good:
            walk.tell_log()
    finally:
        status = walk.close()
    return walk.end(status)


if __name__ == '__main__':
    sys.exit(main())
