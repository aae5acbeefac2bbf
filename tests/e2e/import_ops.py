#!/usr/bin/env python3
"""Importing a folder is cancelled, its client goes away, processes are killed -9, the disk fills: the base is as before the file or as after it,
the journal says which, cells count the works, and the rest comes in afterwards. TAP.

import_ops.py BUILD FULL_DISK: the library that lets no file grow
"""
import glob
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / 'bench'))
import made  # noqa: E402
from api import Api  # noqa: E402
from mishap import Lock, count_wrong_cells, order, read, say, strike, wait_answer, wait_read  # noqa: E402
from points import check, end  # noqa: E402
from server import Server  # noqa: E402

ROWS = 300
PRINTED = ('Ф3 статистика.csv', 'Отчёт;;;;;;\n;;;;;;\nВПР 2025 Математика 5 класс;;;;;;\nПредмет: Математика;;;;;;\nМаксимальный первичный балл: 25;;;;;;\n'
           'Дата: 14.05.2025;;;;;;\nГруппы участников;Кол-во ОО;Кол-во участников;2;3;4;5\nВся выборка;35412;1671742;13.72;24.71;37.72;23.85\n')
# of all that an import writes, without what the hour and the number of attempts decide
STATE = """with p as (select id, concat_ws (' ', kind, year, subject, grade, max) as of from procedure)
select md5 (concat_ws ('#',
  (select string_agg (concat_ws ('|', p.of, w.org_id, w.code, w.class, w.variant, w.scores, w.total, w.mark, w.journal_mark, w.absent, w.marked, i.name),
                      ' ' order by w.org_id, p.of, w.code) from work w join import i on i.id = w.import_id join p on p.id = w.procedure_id),
  (select string_agg (concat_ws ('|', p.of, to_jsonb (c) - 'changed_at' - 'procedure_id'), ' ' order by org_id, p.of) from cell c join p on p.id = procedure_id),
  (select string_agg (concat_ws ('|', p.of, name, sha256, layout, rows, new_rows, same_rows, changed_rows, marked_rows, refused_rows), ' ' order by i.id)
   from import i join p on p.id = procedure_id),
  (select string_agg (concat_ws ('|', i.name, s.row, s."column", s.code, s.value), ' ' order by i.name, s.row, s."column") from import_issue s join import i on i.id = s.import_id),
  (select string_agg (concat_ws ('|', p.of, layout, scope, unit, counts, percents), ' ' order by p.of, unit) from external_cell join p on p.id = procedure_id)))"""
# rows staged for a job that waits for its word are no remains
REMAINS = "select count (*) from stage_work s where not exists (select from job j where j.id = s.job_id and j.state = 'done' and j.message is null)"


class Folder:
    """The files to be imported and how the base must look after each."""

    def __init__(self, path):
        self.path = path
        self.files = []
        for subject in ('Математика', 'История'):
            for grade in (5, 6, 7, 8):
                self.files.append(path / f'Ф1 {subject} {grade}.xlsx')
                made.Results(ROWS, per_school=100, subject=subject, grade=grade, seed=grade, first=990001).write(self.files[-1])
        (path / PRINTED[0]).write_text(PRINTED[1], encoding='utf-8')
        self.files.insert(-1, path / PRINTED[0])  # nobody waits for staged rows or cells in it, and it fits into the last bytes of a disk

    def learn(self, walk):
        """On a base of its own; the last file is left."""
        self.states = [walk.server.query(STATE)]
        for path in self.files[:-1]:
            walk.api.post('/imports/from-job', {'job_id': read(walk.api, path)})
            self.states.append(walk.server.query(STATE))
        walk.at = len(self.states) - 1


class Walk:
    """Through the files, a mishap at each; what is behind has been imported."""

    def __init__(self, folder, server):
        self.folder, self.server = folder, server
        self.server.admin('demo')
        self.api = Api(server.port, 'metodist')
        self.at = 0

    def judge(self, what, may_be_in=False):
        """The base is before the next file, or after it, and the journal says so."""
        for _ in range(200):
            if self.server.query("select count (*) from pg_stat_activity where state = 'active' and pid <> pg_backend_pid () and query like '%import%'") == [['0']]:
                break
            time.sleep(0.05)
        names = [row[0] for row in self.server.query('select name from import order by id')]
        went = len(names) - self.at
        check(went in ((0, 1) if may_be_in else (0,)) and names == [path.name for path in self.folder.files[:len(names)]]
              and self.server.query(STATE) == self.folder.states[len(names)], f'{what}: the base is as {"after" if went else "before"} the file', names)
        self.at = len(names)
        differ = count_wrong_cells(self.server)
        check(differ == 0 and self.server.query(REMAINS) == [['0']], f'{what}: cells count the works, nothing is left on the way', differ)

    def go_on(self, what, job=None):
        """The file comes in all the same."""
        if self.at < len(self.folder.files):
            self.api.post('/imports/from-job', {'job_id': job if job and wait_read(self.api, job)['state'] == 'done' else read(self.api, self.folder.files[self.at])})
            self.at += 1
        state = self.server.query(STATE)
        if self.at == len(self.folder.states):
            self.folder.states.append(state)
        check(state == self.folder.states[self.at] and self.count() == self.at, f'{what}: the file comes in afterwards')

    def count(self):
        return int(self.server.query('select count (*) from import')[0][0])

    def next(self):
        return self.folder.files[self.at]

    def restart(self):
        self.server.process.wait(120)
        self.server.start()
        self.api.port = self.server.port

    def strike(self, victim, lock=None):
        if strike(self.server, victim, lock):
            self.api.port = self.server.port
        else:
            wait_answer(self.api)

    def has_fallen(self):
        """After a write that was refused: whether the base fell of it, and the server with it."""
        time.sleep(1)
        for _ in range(600):
            try:
                self.server.query('select 1')
                break
            except subprocess.CalledProcessError:
                if self.server.process.poll() is not None:
                    break
                time.sleep(0.05)
        return self.server.process.poll() is not None


def cancel(walk):
    lock = Lock(walk.server, 'stage_work')
    job = order(walk.api, walk.next())
    check(lock.wait(), 'a file is being staged')
    status, _, _ = walk.api.send('DELETE', f'/jobs/{job}')
    lock.release()
    check(status == 204 and wait_read(walk.api, job)['state'] == 'cancelled', 'a job is cancelled midway', status)
    again = read(walk.api, walk.next())  # the queue has come to the end of the other
    walk.judge('cancelled while it is staged')
    status, _, told = walk.api.send('POST', '/imports/from-job', {'job_id': job})
    check(status == 404 and 'загрузите' in told.get('detail', ''), 'of a cancelled job nothing is imported, and it is said what to do', told)
    walk.go_on('cancelled', again)


def leave(walk):
    job = read(walk.api, walk.next())
    lock = Lock(walk.server, 'cell')
    connection = say(walk.api, '/imports/from-job', {'job_id': job})
    check(lock.wait(), 'an import is under way')
    connection.close()
    lock.release()
    walk.judge('the client gone', may_be_in=True)


def kill(walk, victim, table):
    what = f'{victim} killed while {"staging" if table == "stage_work" else "importing"}'
    lock, job = None, None
    if table == 'stage_work':
        lock = Lock(walk.server, table)
        job = order(walk.api, walk.next())
    else:
        job = read(walk.api, walk.next())
        lock = Lock(walk.server, table)
        asked = say(walk.api, '/imports/from-job', {'job_id': job})
    check(lock.wait(), f'{what}: in the middle')
    walk.strike(victim, lock)
    if victim == 'worker':
        lock.release()
    walk.judge(what, may_be_in=True)
    return job


def fall_after_reading(walk):
    """What was staged lay in memory alone: it is read again, and never taken for an empty file."""
    job = read(walk.api, walk.next())
    walk.strike('postgres')
    walk.judge('PostgreSQL killed between reading and import')
    walk.go_on('read again', job)


def fill(walk, full, free):
    """@full lets nothing grow; @free ends that."""
    job = read(walk.api, walk.next())
    full()
    status, _, told = walk.api.send('POST', '/imports/from-job', {'job_id': job}) if walk.server.process.poll() is None else (503, None, {})
    fallen = walk.has_fallen()
    words = walk.server.log.read_text() if fallen else str(told)
    check(status == 503 and 'места' in words, 'a full disk: refused, and it is said why', (status, words[-500:]))
    free()
    if fallen:
        walk.restart()
    walk.judge('a full disk')
    walk.go_on('a full disk', job)


def wrap_postgres(folder, library, flag):
    """PostgreSQL's programs, of which the server itself cannot write past the end of files while @flag is there."""
    real = sorted(glob.glob('/usr/lib/postgresql/*/bin'))[-1]
    programs = folder / 'bin'
    programs.mkdir()
    preloaded = shutil.copy(library, programs)  # LD_PRELOAD cannot name a folder with a blank
    for program in os.listdir(real):
        (programs / program).symlink_to(f'{real}/{program}')
    (programs / 'postgres').unlink()
    (programs / 'postgres').write_text(f'#!/bin/sh\nFULL_DISK={flag} LD_PRELOAD={preloaded} exec {real}/postgres "$@"\n')
    (programs / 'postgres').chmod(0o755)
    os.environ['MERILO_POSTGRES_BIN'] = str(programs)


def make_small(room):
    """As root: a file system of a fixed size, to be filled to the brim; else None."""
    small = room / 'small'
    small.mkdir()
    if os.getuid() == 0 and subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=300m,mode=0755', 'none', small], stderr=subprocess.DEVNULL).returncode == 0:
        return small
    print('# no file system of a fixed size without the rights of root')
    return None


def fill_small(walk, small):
    ballast = small / 'ballast'

    def full():
        with open(ballast, 'wb', buffering=0) as file:
            try:
                while True:
                    file.write(bytes(65536))
            except OSError:
                pass

    fill(walk, full, ballast.unlink)


def learn(build, folder, room):
    """How the base looks after each file: all that comes in without a mishap, but the last on a full disk where there is one to fill."""
    small = make_small(room)
    tempfile.tempdir = str(small) if small else None
    try:
        walk = Walk(folder, Server(build))
        try:
            folder.learn(walk)
            if small:
                fill_small(walk, small)
            else:
                walk.go_on('without a mishap')
        finally:
            walk.server.close()
    finally:
        tempfile.tempdir = None
        if small:
            subprocess.run(['umount', '-l', small], check=True)
    check(len({str(state) for state in folder.states}) == len(folder.files) + 1, 'each file changes the base')


def run_mishaps(build, library, folder, room):
    flag = room / 'full'
    wrap_postgres(room, pathlib.Path(library).resolve(), flag)
    walk = Walk(folder, Server(build))
    try:
        cancel(walk)
        leave(walk)
        last = len(folder.files) - 1  # for the full disk
        for victim, table in (('parent', 'stage_work'), ('postgres', 'stage_work'), ('worker', 'cell'), ('parent', 'cell'), ('postgres', 'cell')):
            if walk.at < last:
                kill(walk, victim, table)
        if walk.at < last:
            fall_after_reading(walk)
        while walk.at < last:
            walk.go_on('in the end')
        fill(walk, flag.touch, flag.unlink)
    finally:
        check(walk.server.close() in (0, None), 'the server ends in peace')


def main():
    with tempfile.TemporaryDirectory(prefix='merilo-import-') as room:
        room = pathlib.Path(room)
        room.chmod(0o755)
        folder = Folder(room)
        learn(sys.argv[1], folder, room)
        run_mishaps(sys.argv[1], sys.argv[2], folder, room)
    sys.exit(end())


main()
