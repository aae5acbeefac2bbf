#!/usr/bin/env python3
"""The second walk, through the real client and a server of its own: the life of a plan after it was made, and the
views of its execution. One sitting after another; in the second, two methodologists write at once. TAP.

xvfb.sh walk_life.py BUILD
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile
from xml.sax.saxutils import escape

from api import Api
from server import Server

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
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/>'
         '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
         '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'
BOOK = ('<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="План" sheetId="1" r:id="r1"/></sheets></workbook>')


def write_book(path):
    rows = ''.join(f'<row r="{r}">' + ''.join(f'<c r="{"ABCDE"[k]}{r}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' for k, text in enumerate(cells))
                   + '</row>' for r, cells in enumerate([HEADINGS, *PLAN], 1))
    merged = ''.join(f'<mergeCell ref="A{r}:E{r}"/>' for r, cells in enumerate(PLAN, 2) if len(cells) == 1)
    with zipfile.ZipFile(path, 'w') as book:
        book.writestr('[Content_Types].xml', TYPES)
        book.writestr('_rels/.rels', RELATIONS.format('officeDocument', 'xl/workbook.xml'))
        book.writestr('xl/workbook.xml', BOOK)
        book.writestr('xl/_rels/workbook.xml.rels', RELATIONS.format('worksheet', 'worksheets/sheet1.xml'))
        book.writestr('xl/worksheets/sheet1.xml', '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
                      f'{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>')


class Walk:
    def __init__(self, server):
        self.server = server
        self.points = 0
        self.failed = False
        self.shots = os.environ.get('SHOT_DIR')
        if self.shots:
            self.shots = str(pathlib.Path(self.shots) / 'walk-life')
            pathlib.Path(self.shots).mkdir(parents=True, exist_ok=True)

    def start(self, login, act):
        session = self.server.folder / f'session-{login}'
        session.write_text(json.dumps({'server': f'http://127.0.0.1:{self.server.port}', 'token': Api(self.server.port, login).token}))
        home = self.server.folder / 'homes' / login  # everyone has a computer of their own
        environment = dict(os.environ, MERILO_WALK_STATE=str(self.server.folder), MERILO_NO_KEYRING='1', G_DEBUG='fatal-warnings',
                           XDG_DATA_HOME=str(home / 'data'), XDG_CONFIG_HOME=str(home / 'config'), XDG_CACHE_HOME=str(home / 'cache'))
        for name in ('data', 'config', 'cache'):
            (home / name).mkdir(parents=True, exist_ok=True)
        environment.pop('SHOT_DIR', None)
        if self.shots:
            environment['SHOT_DIR'] = self.shots
        return act, subprocess.Popen([self.server.build / 'tests/e2e/merilo-walk', 'life-' + act, '--server',
                                      f'http://127.0.0.1:{self.server.port}', '--session', session],
                                     env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def wait(self, act, sitting):
        try:
            said = sitting.communicate(timeout=150)[0]
        except subprocess.TimeoutExpired:
            sitting.kill()
            said = sitting.communicate()[0]
        for line in said.splitlines():
            print(line if re.match(r'(not )?ok ', line) else '# ' + line, flush=True)
            self.points += bool(re.match(r'(not )?ok ', line))
        if sitting.returncode:
            self.failed = True
            self.points += 1
            print(f'not ok - the sitting «{act}» ends with {sitting.returncode}', flush=True)
        return not sitting.returncode

    def sit(self, *sittings):
        started = [self.start(login, act) for login, act in sittings]
        return all([self.wait(act, sitting) for act, sitting in started])


def main():
    server = Server(sys.argv[1])
    walk = Walk(server)
    try:
        server.admin('demo')
        department = server.query("select id from org where kind = 'department'")[0][0]
        subprocess.run([server.build / 'server/merilo-admin', 'user', 'add', 'metodist2', '--role', 'methodologist', '--org', department,
                        '--name', 'Лесная Вера Павловна', '--password-stdin', '--data', server.data], input=PASSWORD + '\n', text=True, check=True,
                       stdout=subprocess.DEVNULL)
        write_book(server.folder / 'карта.xlsx')
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
            print('# ' + server.log.read_text()[-3000:].replace('\n', '\n# '))
    finally:
        shutil.rmtree(server.folder / 'homes', ignore_errors=True)
        status = server.close()
    print(f"{'ok' if status == 0 else 'not ok'} - the server ends well")
    print(f'1..{walk.points + 1}')
    return 1 if walk.failed or status else 0


if __name__ == '__main__':
    sys.exit(main())
