#!/usr/bin/env python3
"""The fourth walk, through the real client and a server of its own: a procedure of the town's own with its items and a
scale, a file of its results, another scale, marks counted anew and taken back; limits of the preliminary check. TAP.

xvfb.sh walk_procedures.py BUILD
"""
import json
import sys

from api import Api
from server import Server
from sittings import Sittings

ACTS = ['make', 'take', 'recount', 'copy', 'limits']
NAME = 'Диагностика Физика 9 класс 2026.csv'
TABLE = 'Код;Школа;№ 1;№ 2;Балл\nP-1;edu990001;2;4;6\nP-2;edu990001;1;2;3\nP-3;edu990001;0;1;1\nP-4;edu990001;2;2;4\n'
COLUMNS = [(1, 'Код', 'code', {}), (2, 'Школа', 'org', {}), (3, '№ 1', 'item', {'code': '1', 'max': 2}), (4, '№ 2', 'item', {'code': '2', 'max': 4}),
           (5, 'Балл', 'total', {})]


def describe(server):
    """What is in the columns of the file, as the methodologist has said it before."""
    columns = [{'column': place, 'heading': heading, 'is': what, **more} for place, heading, what, more in COLUMNS]
    doc = {'name': 'Диагностика', 'kind': 'own', 'row': 1, 'columns': columns}
    Api(server.port, 'metodist').post('/layout-maps', {'name': 'Диагностика', 'doc': json.dumps(doc, ensure_ascii=False)})


def main():
    server = Server(sys.argv[1])
    walk = Sittings(server, 'procedures')
    try:
        server.admin('demo')
        describe(server)
        (server.folder / NAME).write_text(TABLE, encoding='utf-8')
        if not all(walk.wait(act, walk.start('metodist', act, server.port)) for act in ACTS):
            walk.tell_log()
    finally:
        status = walk.close()
    return walk.end(status)


if __name__ == '__main__':
    sys.exit(main())
