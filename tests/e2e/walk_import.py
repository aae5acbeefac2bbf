#!/usr/bin/env python3
"""The third walk, through the real client, a wire that is listened to and a server of its own: files of results on their
way in, good and bad ones; a school's own names, none of which is ever sent; the server lost in the midst. TAP.

xvfb.sh walk_import.py BUILD
"""
import base64
import json
import pathlib
import shutil
import socket
import sys
import threading
import time
import urllib.parse

from api import Api
from book import write_book
from server import Server
from sittings import Sittings

DATA = pathlib.Path(__file__).resolve().parents[1] / 'data/walk'
# who: acts; the names of pupils are nobody's
ACTS = [('metodist', 'bad'), ('metodist', 'away'), ('school1', 'own'), ('school1', 'submit'), ('school1', 'decide'),
        ('metodist', 'describe'), ('metodist', 'undo')]
PUPILS = [('70001', 'Незабудкина', 'Ёлка'), ('70002', 'Яблонев', 'Щавель'), ('70003', 'Куропаткина', 'Зоя'),
          ('70004', 'Ромашкин', 'Ъ-Юрий')]
FORM = 'Код участника;Вариант;1 (1б);2 (2б);3 (2б);Порядковый номер класса;Отметка за предыдущий триместр/ четверть/полугодие;Итого баллов\n'
LIMITED = 'Код участника;Вариант;1 (10б);2 (10б);Порядковый номер класса;Отметка за предыдущую четверть;Итого баллов\n'


def write_files(folder):
    books = sorted(DATA.glob('Ф1*.xlsx'))
    ole = bytes.fromhex('d0cf11e0a1b11ae1') + bytes(504)
    for name in ('bad', 'three', 'ещё раз', 'первая', 'вторая', 'третья'):
        (folder / name).mkdir()
    shutil.copy(books[0], folder / 'bad' / books[0].name)
    (folder / 'bad/закрытая.xlsx').write_bytes(ole + 'EncryptedPackage'.encode('utf-16le') + bytes(512))
    (folder / 'bad/старая.xls').write_bytes(ole + 'Workbook'.encode('utf-16le') + bytes(512))
    write_book(folder / 'bad/пустая.xlsx', 'Лист1', '<sheetData/>')
    (folder / 'bad/ноль.xlsx').write_bytes(b'')
    shutil.copy(DATA / 'roadmap.docx', folder / 'bad/письмо.xlsx')
    for name, book in zip(('а', 'б «1»', 'в "2"'), books):
        shutil.copy(book, folder / 'three' / f'{name} {book.name}')
    form = folder / 'Форма сбора результатов Математика 4 класс ВПР 2026.csv'
    rows = ['70001;1;0;0;3;1;4;3', '70002;2;1;1;1;1;3;3', '70003;1;1;0;0;1;3;1', '70003;2;0;0;1;1;4;1', '70005;1;1;2;2;1;5;5']
    form.write_text(FORM + '\n'.join(rows), encoding='utf-8')
    rows[1] = '70002;2;1;2;1;1;3;4'
    (folder / 'ещё раз' / form.name).write_text(FORM + '\n'.join(rows), encoding='utf-8')
    (folder / 'имена.csv').write_text('Код;Фамилия;Имя\n' + '\n'.join(';'.join(pupil) for pupil in PUPILS), encoding='cp1251', errors='strict')
    for name, totals in (('первая', (16, 17, 12, 8)), ('вторая', (16, 9, 12, 5))):
        rows = [f'{40001 + n};1;{min(t, 10)};{max(t - 10, 0)};1;4;{t}' for n, t in enumerate(totals)]
        (folder / name / 'Форма сбора результатов Математика 4 класс ВПР 2022.csv').write_text(LIMITED + '\n'.join(rows), encoding='utf-8')
    # the fifth row's first item is past its maximum, and its total stands
    rows = [f'{41001 + n};1;{a};{b};1;4;{a + b}' for n, (a, b) in enumerate(((10, 6), (10, 7), (10, 2), (8, 0), (11, 1)))]
    (folder / 'третья/Форма сбора результатов Математика 4 класс ВПР 2022.csv').write_text(LIMITED + '\n'.join(rows), encoding='utf-8')
    exam = 'Результаты экзамена;;;;;;\n;;;;;;\nКод;Логин ОО;Фамилия;№ 1;№ 2;Балл;Отметка\n'
    (folder / 'Итоги экзамена.csv').write_text(exam + 'Э-1;edu990001;—;1;3;4;4\nЭ-2;edu990001;—;2;2;4;4\n', encoding='utf-8')
    (folder / 'Итоги пересдачи.csv').write_text(exam + 'Э-7;edu990001;—;2;3;5;5\n', encoding='utf-8')


class Wire:
    """Between the clients and the server; what clients send is kept."""

    def __init__(self, server):
        self.server = server
        self.sent = []
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client = self.listener.accept()[0]
            try:
                server = socket.create_connection(('127.0.0.1', self.server.port), timeout=5)
                server.settimeout(None)
            except OSError:
                client.close()
                continue
            kept = bytearray()
            self.sent.append(kept)
            for source, target, keep in ((client, server, kept), (server, client, None)):
                threading.Thread(target=self.pump, args=(source, target, keep), daemon=True).start()

    @staticmethod
    def pump(source, target, keep):
        try:
            while data := source.recv(65536):
                if keep is not None:
                    keep += data
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def holds(self, needle):
        return any(needle in bytes(kept) for kept in self.sent)


def shapes(word):
    """The ways in which a word may stand in a request."""
    raw = word.encode()
    yield from (raw, word.encode('cp1251'), word.encode('utf-16le'), word.encode('utf-16be'))
    for text in (json.dumps(word)[1:-1], urllib.parse.quote(word), urllib.parse.quote(word, encoding='cp1251')):
        yield from (text.encode(), text.lower().encode(), text.upper().encode(), text.replace('\\U', '\\u').encode())
    for shift in range(3):
        coded = base64.b64encode(b'\0' * shift + raw)
        yield coded[4 if shift else 0:len(coded) // 4 * 4 - 4]


class Walk(Sittings):
    def __init__(self, server):
        super().__init__(server, 'import')
        self.wire = Wire(server)

    def serve_orders(self, sitting):
        """The client's sitting asks by files that the server go and come."""
        while sitting.poll() is None:
            for name, do in (('stop-server', self.server.stop), ('start-server', self.server.start)):
                order = self.server.folder / name
                if order.exists():
                    do()
                    order.unlink()
            time.sleep(0.1)

    def sit(self, login, act):
        log = self.server.folder / 'said'
        with open(log, 'w', encoding='utf-8') as said:
            sitting = self.start(login, act, self.wire.port, said)
            late = threading.Timer(150, sitting.kill)
            late.start()
            self.serve_orders(sitting)
            late.cancel()
        return self.tell(act, log.read_text(encoding='utf-8'), sitting.returncode)

    def check_wire(self):
        """After the school's sitting: it loaded the names, saw them on every page that shows them, and deleted them."""
        words = [word for pupil in PUPILS for word in pupil[1:]]
        found = [word for word in words for shape in set(shapes(word)) if len(shape) > 3 and self.wire.holds(shape)]
        self.say(self.wire.holds(b'70002;2;1;2;1;1;3;4') and self.wire.holds(urllib.parse.quote('Форма').encode()),
                 'the wire is listened to: what is sent is seen')
        self.say(not found, f'no name of a pupil is in what the client sent {found}')
        left = [path.name for path in (self.server.folder / 'homes/school1').rglob('*') if path.is_file()
                for word in words if word.encode() in path.read_bytes()]
        self.say(not left, f"no name is left in the client's files {left}")


def main():
    server = Server(sys.argv[1])
    walk = Walk(server)
    try:
        server.admin('demo')
        write_files(server.folder)
        for login, act in ACTS:
            if not walk.sit(login, act):
                walk.tell_log()
                break
            if act == 'own':
                walk.check_wire()
                Api(server.port, 'metodist').post('/precheck-limits', {'subject': 'Математика', 'grade': 4, 'max5': 20, 'active': True})
    finally:
        status = walk.close()
    return walk.end(status)


if __name__ == '__main__':
    sys.exit(main())
