#!/usr/bin/env python3
"""kill -9 of a worker, of the parent and of PostgreSQL during writes: every acknowledged write is there once. TAP.

kill.py BUILD
"""
import os
import pathlib
import random
import signal
import sys
import threading
import time
import uuid

from api import Api
from server import Server

WRITERS = 4
WRITES = 60  # a writer at least; on until all have been struck


class Writer(threading.Thread):
    """Makes classes and changes them, each write under its key until it is acknowledged."""

    def __init__(self, server, number):
        super().__init__(daemon=True)
        self.server = server
        self.number = number
        self.api = Api(server.port, 'metodist')  # before anything is struck
        self.made = {}      # id → the value last acknowledged
        self.conflicts = 0
        self.refused = []
        self.api = Api(server.port, 'metodist')  # before anything is struck

    def insist(self, method, path, body, headers=None):
        headers = dict(headers or {}, **{'Idempotency-Key': str(uuid.uuid4())})
        for _ in range(600):
            try:
                self.api.port = self.server.port
                status, _, answer = self.api.send(method, path, body, headers)
            except OSError:
                status = 0
            except Exception as error:  # half an answer
                status, answer = 0, error
            if 200 <= status < 300:
                if random.random() < 0.2:  # as if the answer had been lost on the way
                    continue
                return answer
            if status == 412:
                self.conflicts += 1
                return None
            if status not in (0, 503):
                self.refused.append((status, answer))
                return None
            time.sleep(0.05)
        raise RuntimeError('a write was never acknowledged')

    def run(self):
        n = -1
        while n < WRITES // 2 or not self.server.struck:
            n += 1
            time.sleep(0.02)
            row = self.insist('POST', '/classes', {'org_id': self.server.school, 'year': 2000 + self.number, 'grade': 1 + n % 11,
                                                   'letter': f'{chr(0x410 + n % 32)}{n // 32}', 'number': 1})
            if row is None:
                continue
            row = self.insist('PATCH', f"/classes/{row['id']}", {'number': 2 + n % 50}, {'If-Match': f'"{row["version"]}"'})
            if row is not None:
                self.made[row['id']] = row['number']


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def harass(server):
    """One of the three at a time while the writers write; how often each was struck."""
    struck = {'worker': 0, 'postgres': 0, 'parent': 0}
    order = ['worker', 'postgres', 'worker', 'parent', 'worker', 'postgres']
    for victim in order:
        time.sleep(0.8)
        below = server.children()
        if victim == 'parent':
            kill(server.process.pid)
        else:
            pids = [pid for pid, name in below if name.startswith('postgres') == (victim == 'postgres')]
            if not pids:
                continue
            kill(pids[0])
        struck[victim] += 1
        if victim != 'worker':
            server.process.wait(60)
            server.start()
    server.struck = True
    return struck


def left_behind(pids):
    """Those that have not gone in a while that even a loaded machine keeps."""
    for _ in range(600):
        left = [pid for pid in pids if pathlib.Path(f'/proc/{pid}').exists()]
        if not left:
            break
        time.sleep(0.05)
    return left


def main():
    server = Server(sys.argv[1])
    results = []
    try:
        server.admin('demo')
        server.struck = False
        server.school = int(server.query("select id from org where kind = 'school' order by id limit 1")[0][0])
        writers = [Writer(server, n) for n in range(WRITERS)]
        for writer in writers:
            writer.start()
        struck = harass(server)
        for writer in writers:
            writer.join(300)
        made = {row: value for writer in writers for row, value in writer.made.items()}
        stored = {int(row): int(number) for row, number in server.query('select id, number from class')}
        results = [
            (len(made) * 2 >= 200, f'{len(made) * 2} writes were acknowledged'),
            (all(count > 0 for count in struck.values()), f'each was struck: {struck}'),
            (made == {row: stored.get(row) for row in made}, 'every acknowledged write is there'),
            (len(stored) == sum(len(writer.made) for writer in writers), 'each once'),
            (sum(writer.conflicts for writer in writers) == 0, 'nobody met a conflict with himself'),
            (not any(writer.refused for writer in writers), f'no write was refused: {[w.refused[:2] for w in writers]}'),
            (server.query('select problem from audit_verify ()')[0][0] == '', 'the audit is whole'),
        ]
        family = [pid for pid, _ in server.children()]
    except Exception:
        print('# ' + server.log.read_text()[-3000:].replace('\n', '\n# '))
        raise
    finally:
        status = server.close()
    results += [(status == 0, 'the server ends well'), (not left_behind(family), 'no process is left behind')]
    for n, (good, what) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {n} {what}")
    print(f'1..{len(results)}')
    return 0 if all(good for good, _ in results) else 1


if __name__ == '__main__':
    sys.exit(main())
