#!/usr/bin/env python3
"""The walk without a mouse, through the real client and a server of its own: results, imports, procedures with
their items and limits, and a school's forms, its two submissions and names, by keys that the X server gives. TAP.

xvfb.sh walk_keys.py BUILD
"""
import shutil
import sys

from api import Api
from server import Server
from sittings import Sittings
from walk_import import DATA, FORM, LIMITED

BOOKS = sorted(DATA.glob('Ф1*.xlsx'))
ACTS = [('metodist', 'results'), ('metodist', 'import'), ('metodist', 'procedures'), ('metodist', 'items'), ('school1', 'school'), ('metodist', 'limits')]
NAME = 'Форма сбора результатов Математика 4 класс ВПР {}.csv'


def write_files(folder):
    for name in ('books', 'rows', 'first', 'second'):
        (folder / f'keys-{name}').mkdir()
    shutil.copy(BOOKS[0], folder / 'keys-books')
    rows = ['70001;1;1;0;2;1;4;3', '70002;2;1;1;3;1;3;5', '70003;1;0;1;1;1;3;2']  # a score above its greatest
    (folder / 'keys-rows' / NAME.format(2026)).write_text(FORM + '\n'.join(rows), encoding='utf-8')
    (folder / 'keys-names.csv').write_text('Код;ФИО\n40001;Незабудкина Ёлка\n40002;Ромашкин Пион\n40003;\n', encoding='utf-8')
    (folder / 'keys-scan.csv').write_bytes(b'%PDF-1.4\n')
    for name, totals in (('first', (16, 17, 12, 8)), ('second', (16, 9, 12, 5))):
        rows = [f'{40001 + n};1;{min(t, 10)};{max(t - 10, 0)};1;4;{t}' for n, t in enumerate(totals)]
        (folder / f'keys-{name}' / NAME.format(2022)).write_text(LIMITED + '\n'.join(rows), encoding='utf-8')


def main():
    server = Server(sys.argv[1])
    walk = Sittings(server, 'keys')
    try:
        server.admin('demo')
        server.admin('import', 'results', *BOOKS[1:])
        write_files(server.folder)
        Api(server.port, 'metodist').post('/procedures', {'kind': 'own', 'year': 2031, 'subject': 'Physics', 'grade': 9, 'max': 5})
        Api(server.port, 'metodist').post('/precheck-limits', {'subject': 'Математика', 'grade': 4, 'max5': 20, 'active': True})
        for login, act in ACTS:
            if not walk.wait(act, walk.start(login, act, server.port)):
                walk.tell_log()
                break
    finally:
        status = walk.close()
    return walk.end(status)


if __name__ == '__main__':
    sys.exit(main())
