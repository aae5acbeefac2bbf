"""A client of the API for end-to-end checks: standard library alone."""
import http.client
import json
import ssl
import time
import urllib.parse
import uuid


class Problem(Exception):
    def __init__(self, status, body):
        super().__init__(f'{status} {body}')
        self.status = status
        self.body = body if isinstance(body, dict) else {}


class Api:
    def __init__(self, port, login=None, password='merilo-demo-2026', authority=None):
        """@authority: a file of certificates: the server speaks TLS."""
        self.port = port
        self.tls = ssl.create_default_context(cafile=authority) if authority else None
        self.token = None
        self.connection = None
        if login:
            self.user = self.post('/sessions', {'login': login, 'password': password})
            self.token = self.user['token']

    def send(self, method, path, body=None, headers=None, raw=None):
        """One request; (status, headers, body as JSON or bytes)."""
        heads = dict(headers or {})
        if self.token:
            heads.setdefault('Authorization', 'Bearer ' + self.token)
        data = raw
        if body is not None:
            data = json.dumps(body, ensure_ascii=False).encode()
            heads.setdefault('Content-Type', 'application/json')
        if method not in ('GET', 'HEAD'):
            heads.setdefault('Idempotency-Key', str(uuid.uuid4()))
        if self.tls:
            connection = http.client.HTTPSConnection('127.0.0.1', self.port, timeout=60, context=self.tls)
        else:
            connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)
        try:
            connection.request(method, '/api/v1' + path, data, heads)
            answer = connection.getresponse()
            text = answer.read()
            kind = answer.headers.get('Content-Type', '')
            return answer.status, answer.headers, json.loads(text) if 'json' in kind and text else text
        finally:
            connection.close()

    def ask(self, method, path, body=None, version=None, headers=None):
        heads = dict(headers or {})
        if version is not None:
            heads['If-Match'] = f'"{version}"'
        status, _, answer = self.send(method, path, body, heads)
        if status >= 400:
            raise Problem(status, answer)
        return answer

    def get(self, path, **query):
        return self.ask('GET', path + ('?' + urllib.parse.urlencode(query) if query else ''))

    def post(self, path, body, version=None):
        return self.ask('POST', path, body, version)

    def patch(self, path, body, version):
        return self.ask('PATCH', path, body, version)

    def upload(self, name, data):
        status, _, answer = self.send('POST', '/files?name=' + urllib.parse.quote(name), raw=data,
                                      headers={'Content-Type': 'application/octet-stream'})
        if status >= 400:
            raise Problem(status, answer)
        return answer

    def job(self, kind, file_id, **order):
        """Runs a job to its end and gives its id and result."""
        job = self.post('/jobs', {'kind': kind, 'file_id': file_id, 'dry_run': True, **order})
        for _ in range(600):
            job = self.get(f"/jobs/{job['id']}")
            if job['state'] not in ('queued', 'running'):
                break
            time.sleep(0.1)
        if job['state'] != 'done':
            raise Problem(0, job)
        return job['id'], self.get(f"/jobs/{job['id']}/result")
