"""A server of the test's own with two towns in it, and TAP. Standard library alone.

Started as `SCRIPT SERVER DESCRIBE`; gone with its folder, its base and its processes at the end."""
import atexit
import base64
import glob
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid

HERE = os.path.dirname(os.path.abspath(__file__))
ROLES = ('methodologist', 'school', 'commission', 'observer', 'admin')
PASSWORD = 'merilo-demo-2026'
HASH = '$argon2id$v=19$m=65536,t=2,p=1$3pnFFEX/4EVYpn5HFDD8dQ$V39lIadrfi6OHcQJQFdLsduqjuGYJFE4hPmxbUEqNLw'
PSQL = shutil.which('psql') or (sorted(glob.glob('/usr/lib/postgresql/*/bin/psql')) or ['psql'])[-1]


class Tap:
    def __init__(self):
        self.n = self.failed = 0

    def ok(self, good, name, why=''):
        self.n += 1
        self.failed += not good
        print(f"{'' if good else 'not '}ok {self.n} - {str(name).replace('#', '№')}", flush=True)
        if not good and why != '':
            print('# ' + str(why).replace('\n', '\n# '), flush=True)
        return good

    def same(self, got, want, name):
        return self.ok(got == want, name, f'got  {got!r}\nwant {want!r}')

    def none(self, wrong, n, name):
        """@n cases were tried, those in @wrong failed; no case at all is a failure too."""
        return self.ok(n > 0 and not wrong, f'{name}: {n}', '\n'.join(wrong[:40]) or 'no case')

    def done(self):
        print(f'1..{self.n}')
        sys.exit(1 if self.failed else 0)


class Answer:
    def __init__(self, status, headers, data):
        self.status = status
        self.headers = headers
        self.data = data
        kind = headers.get('Content-Type', '')
        self.json = json.loads(data) if 'json' in kind and data else None

    @property
    def code(self):
        """Of a problem: records may have a code of their own."""
        return self.json.get('code') if isinstance(self.json, dict) and 'problem' in self.headers.get('Content-Type', '') else None

    @property
    def etag(self):
        return self.headers.get('ETag')

    def __repr__(self):
        return f'{self.status} {self.data[:300]!r}'


def token_of(login):
    """The session that world.sql makes for each user."""
    return base64.urlsafe_b64encode(login.ljust(32, '.').encode()).decode().rstrip('=')


class Caller:
    """One user (or nobody) on one connection, so one worker."""

    def __init__(self, port, token=None):
        self.port = port
        self.token = token
        self.connection = None

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def send(self, method, path, body=None, raw=None, headers=None, key=None, version=None):
        heads = {'Authorization': 'Bearer ' + self.token} if self.token else {}
        if body is not None:
            raw = json.dumps(body, ensure_ascii=False).encode()
        if raw is not None:
            heads['Content-Type'] = 'application/json'
        if method not in ('GET', 'HEAD'):
            heads['Idempotency-Key'] = key or str(uuid.uuid4())
        if version is not None:
            heads['If-Match'] = f'"{version}"'
        heads.update(headers or {})
        heads = {k: v for k, v in heads.items() if v is not None}
        for attempt in range(2):
            if self.connection is None:
                self.connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)
            try:
                self.connection.request(method, path, raw, heads)
                answer = self.connection.getresponse()
                if 'event-stream' in answer.headers.get('Content-Type', ''):
                    self.close()
                    return Answer(answer.status, answer.headers, b'')
                result = Answer(answer.status, answer.headers, answer.read())
                if answer.headers.get('Connection', '').lower() == 'close':
                    self.close()
                return result
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self.close()
                if attempt:
                    raise
        return None

    def api(self, method, path, *rest, **named):
        return self.send(method, '/api/v1' + path, *rest, **named)

    def upload(self, name, data):
        return self.api('POST', '/files?name=' + urllib.parse.quote(name), raw=data, headers={'Content-Type': 'application/octet-stream'}).json['id']

    def job(self, kind, file, **order):
        """The job as it ended and its result, None if it has none."""
        job = self.api('POST', '/jobs', {'kind': kind, 'file_id': file, 'dry_run': True, **order}).json
        for _ in range(600):
            job = self.get(f"/jobs/{job['id']}").json
            if job['state'] not in ('queued', 'running'):
                break
            time.sleep(0.1)
        result = self.get(f"/jobs/{job['id']}/result")
        return job, result.json if result.status == 200 else None

    def get(self, path, **headers):
        return self.api('GET', path, headers={k.replace('_', '-'): v for k, v in headers.items()})


class House:
    def __init__(self, workers=2, world=True):
        self.folder = tempfile.mkdtemp(prefix='merilo-api-')
        os.chmod(self.folder, 0o755)
        self.server = None
        atexit.register(self.stop)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        self.start(workers)
        self.ids = {}
        if world:
            self.sql(open(os.path.join(HERE, 'world.sql'), encoding='utf-8').read(), '-v', 'hash=' + HASH)
            for town, name, record in self.rows('select town, name, id from test_id'):
                self.ids[town, name] = record
        described = subprocess.run([sys.argv[2]], stdout=subprocess.PIPE, check=True).stdout
        self.entities = {e['name']: e for e in json.loads(described)}

    def start(self, workers):
        data, port = os.path.join(self.folder, 'cluster'), os.path.join(self.folder, 'port')
        env = dict(os.environ, MERILO_TEST_NO_SYNC='1')
        self.log = open(os.path.join(self.folder, 'log'), 'wb')
        self.server = subprocess.Popen(
            [sys.argv[1], '--embedded', '--data', data, '--port', '0', '--port-file', port, '--workers', str(workers)],
            stdout=self.log, stderr=subprocess.STDOUT, env=env)
        for _ in range(1200):
            if self.server.poll() is not None:
                break
            if os.path.exists(port) and open(port).read().strip():
                self.port = int(open(port).read())
                self.conninfo = open(data + '.conninfo').read().strip()
                return
            time.sleep(0.05)
        raise SystemExit('the server did not start:\n' + open(os.path.join(self.folder, 'log')).read()[-4000:])

    def end(self):
        if self.server is not None and self.server.poll() is None:
            self.server.terminate()
            try:
                return self.server.wait(30)
            except subprocess.TimeoutExpired:
                self.server.kill()
        return None

    def stop(self):
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    def log_text(self):
        return open(os.path.join(self.folder, 'log'), encoding='utf-8', errors='replace').read()

    def sql(self, script, *options, conninfo=None, check=True):
        done = subprocess.run([PSQL, '-X', '-q', '-A', '-t', '-F', '\t', '-d', conninfo or self.conninfo,
                               *(('-v', 'ON_ERROR_STOP=1') if check else ()), *options],
                              input=script.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if check and done.returncode:
            raise SystemExit('psql: ' + done.stderr.decode())
        return done.stdout.decode()

    def rows(self, question):
        return [line.split('\t') for line in self.sql(question).splitlines()]

    def as_app(self, script):
        return self.sql(script, conninfo=self.conninfo.replace('merilo_owner', 'merilo_app'), check=False)

    def caller(self, login=None):
        return Caller(self.port, token_of(login) if login else None)

    def id(self, name, town='a'):
        return self.ids[town, name]

    def check_log(self, tap):
        """Ends the server; no sanitizer (leaks too) and no critical behind the test's back."""
        tap.same(self.end(), 0, 'the server ends in peace')
        log = self.log_text()
        bad = [line for line in log.splitlines()
               if 'Sanitizer' in line or 'runtime error' in line or 'CRITICAL' in line or 'WARNING' in line]
        tap.ok(not bad, 'the log has no complaint', '\n'.join(bad[:20]))
