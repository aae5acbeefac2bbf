#!/usr/bin/env python3
"""A walk through the real client and a server of its own: a folder of many small forms at once, stopped midway, gone on
with, and the journal after it. TAP.

xvfb.sh walk_many.py BUILD [FILES]
"""
import os
import sys

from server import Server
from sittings import Sittings

FORM = 'Код участника;Вариант;1 (1б);2 (2б);3 (2б);Порядковый номер класса;Отметка за предыдущий триместр/ четверть/полугодие;Итого баллов\n'
SUBJECTS = ('Математика', 'Русский язык', 'Окружающий мир')


def write_forms(folder, number):
    """A form a class; every tenth has a row with something wrong, that can be taken."""
    for n in range(number):
        place = folder / 'many' / f'{n // 30:02}' / ('edu990001' if n % 2 else 'edu990002')
        place.mkdir(parents=True, exist_ok=True)
        rows = [f'{10000 + n * 5 + k};{k % 2 + 1};1;{k % 3};{5 if n % 10 == 9 and k == 4 else 1};1;4;{2 + k % 3}' for k in range(5)]
        name = f'Форма сбора результатов {SUBJECTS[n % 3]} 4 класс ВПР 2026 ({n + 1}).csv'
        (place / name).write_text(FORM + '\n'.join(rows), encoding='utf-8')


def main():
    server = Server(sys.argv[1])
    walk = Sittings(server, 'many')
    try:
        server.admin('demo')
        number = sys.argv[2] if len(sys.argv) > 2 else '30'
        os.environ['MERILO_WALK_FILES'] = number
        write_forms(server.folder, int(number))
        for act in ('load', 'journal'):
            if not walk.wait(act, walk.start('metodist', act, server.port)):
                walk.tell_log()
                break
    finally:
        status = walk.close()
    return walk.end(status)


if __name__ == '__main__':
    sys.exit(main())
