#!/usr/bin/env python3
"""A town for the client under wine: a server over TLS with its sample, works dealt to a commission, and a proxy.

town.py BUILD FOLDER: makes FOLDER/port, conninfo, session-methodologist and proxy-port; the last of them is `ready`.
The certificate is that of tests/data/tls. FOLDER/proxied has a line for each connection through the proxy, which
takes any name for this machine. SIGTERM, or the end of who started it, ends it all.
"""
import ctypes
import pathlib
import signal
import socket
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'tests/e2e'))
from api import Api  # noqa: E402
from server import Server  # noqa: E402

TLS = ROOT / 'tests/data/tls'
WALK = ROOT / 'tests/data/walk'


def end(*_):
    raise SystemExit(0)


def sign_in(server, login):
    return Api(server.port, login, authority=TLS / 'authority.pem')


def deal_works(server):
    methodologist = sign_in(server, 'metodist')
    school = methodologist.get('/orgs', kind='school')[0]
    procedure = [p for p in methodologist.get('/procedures') if p['subject'] == 'Русский язык' and p['grade'] == 4][-1]
    recheck = methodologist.post('/rechecks', {'school_id': school['id'], 'procedure_id': procedure['id'], 'title': 'Русский язык, 4 класс',
                                               'kind': 'check', 'sample_size': 10, 'experts_per_work': 2, 'tolerance': 1})
    for login in ('expert1', 'expert2'):
        methodologist.post('/recheck-members', {'recheck_id': recheck['id'], 'user_id': sign_in(server, login).user['user']['id'], 'duty': 'member'})
    methodologist.post(f"/rechecks/{recheck['id']}/deal", {}, recheck['version'])


def pour(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def serve_one(client, log):
    head = b''
    while b'\r\n\r\n' not in head and (data := client.recv(4096)):
        head += data
    first = head.split(b'\r\n')[0].decode()
    log.write(first + '\n')
    log.flush()
    port = int(first.split()[1].rsplit(':', 1)[1])
    target = socket.create_connection(('127.0.0.1', port))
    client.sendall(b'HTTP/1.1 200 OK\r\n\r\n')
    threading.Thread(target=pour, args=(client, target), daemon=True).start()
    pour(target, client)


def start_proxy(folder):
    """One that knows CONNECT alone."""
    listener = socket.create_server(('127.0.0.1', 0))
    log = open(folder / 'proxied', 'w')

    def accept():
        while True:
            client, _ = listener.accept()
            threading.Thread(target=serve_one, args=(client, log), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    (folder / 'proxy-port').write_text(str(listener.getsockname()[1]))


def main():
    folder = pathlib.Path(sys.argv[2])
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
    signal.signal(signal.SIGTERM, end)
    server = Server(sys.argv[1], settings=['--certificate', TLS / 'server.pem', '--key', TLS / 'server.key', '--log-requests', 'true'])
    try:
        server.admin('demo')
        server.admin('import', 'roadmap', WALK / 'roadmap.docx')
        server.admin('import', 'results', *sorted(WALK.glob('*.xlsx')))
        deal_works(server)
        start_proxy(folder)
        session = server.admin('session', '--as', 'methodologist', '--server', f'https://localhost:{server.port}').stdout
        (folder / 'session-methodologist').write_text(session)
        (folder / 'conninfo').write_text(server.conninfo())
        (folder / 'log').symlink_to(server.log)
        (folder / 'port').write_text(str(server.port))
        (folder / 'ready').touch()
        while True:
            time.sleep(3600)
    finally:
        server.close()


if __name__ == '__main__':
    main()
