"""What can come between a request and the base: somebody who holds what it needs, and the death of a process in that very moment."""
import http.client
import json
import os
import signal
import subprocess
import time
import uuid

from api import Problem

RECOUNT = """begin; create temp table was as select to_jsonb (c) - 'changed_at' as c from cell c;
set local merilo.orgs = '{%s}';
select cell_recount (procedure_id, array_agg (distinct org_id)) from work group by procedure_id;
create temp table now as select to_jsonb (c) - 'changed_at' as c from cell c;
select count (*) from ((select c from was except select c from now) union all (select c from now except select c from was)) x; rollback"""


class Lock:
    """Holds something (@statement, or a whole table), so that who needs it waits in the middle of its work."""

    def __init__(self, server, table=None, statement=None):
        self.server = server
        self.held = subprocess.Popen(['psql', '-XAtq', '-d', server.conninfo()], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.held.stdin.write(f"begin; {statement or f'lock table {table} in access exclusive mode'}; select 1;\n")
        self.held.stdin.flush()
        self.held.stdout.readline()

    def wait(self):
        for _ in range(600):
            if self.server.query("select count (*) from pg_stat_activity where wait_event_type = 'Lock'") != [['0']]:
                return True
            time.sleep(0.05)
        return False

    def release(self):
        self.held.stdin.close()
        self.held.wait(30)


def order(api, path):
    return api.post('/jobs', {'kind': 'import-results', 'file_id': api.upload(path.name, path.read_bytes())['id'], 'dry_run': True})['id']


def wait_read(api, job):
    for _ in range(600):
        found = api.get(f'/jobs/{job}')
        if found['state'] not in ('queued', 'running'):
            break
        time.sleep(0.05)
    return found


def read(api, path):
    job = order(api, path)
    found = wait_read(api, job)
    if found['state'] != 'done':
        raise Problem(0, found)
    return job


def say(api, path, body):
    """Asks and hears no answer; the connection, to be kept: without it nobody waits for the answer."""
    connection = http.client.HTTPConnection('127.0.0.1', api.port, timeout=60)
    connection.request('POST', '/api/v1' + path, json.dumps(body, ensure_ascii=False).encode(),
                       {'Authorization': 'Bearer ' + api.token, 'Content-Type': 'application/json', 'Idempotency-Key': str(uuid.uuid4())})
    return connection


def strike(server, victim, lock=None):
    """While @lock is still held: nothing gets to its end. A server that fell is started again, on another port; %TRUE: it was."""
    names = {'postgres': lambda name: name.startswith('postgres'), 'worker': lambda name: not name.startswith('postgres')}
    if victim == 'parent':
        pids = [server.process.pid]
    else:
        pids = [pid for pid, name in server.children() if names[victim](name)]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    if victim == 'worker':
        return False
    if lock:
        time.sleep(0.5)
        lock.held.kill()
    server.process.wait(120)
    server.start()
    return True


def wait_answer(api):
    """Until another worker stands in for the one that was killed."""
    for _ in range(600):
        try:
            api.send('GET', '/sessions/current')
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)


def count_wrong_cells(server):
    """Cells that are not what their works come to."""
    orgs = ','.join(row[0] for row in server.query('select id from org'))
    return int(server.query(RECOUNT % orgs)[-1][0])
