#!/usr/bin/env python3
"""The walk of passwords, through the real client and a server of its own: a methodologist changes the own one while
signed in on another computer too, an administrator sets that of a school; then who gets in with what, and what was
written where. TAP.

xvfb.sh walk_passwords.py BUILD
"""
import sys
import time

from api import Api, Problem
from server import Server
from sittings import Sittings

OLD, NEW, GIVEN, WRONG = 'merilo-demo-2026', 'three new words', 'words for the school', 'not the old one'


def gets_in(port, login, password):
    try:
        return bool(Api(port, login, password).token)
    except Problem:
        return False


def is_in(api):
    return api.send('GET', '/sessions/current')[0] == 200


def find_words(folder):
    """Files of the clients, and of the server but its base, that hold a password."""
    found = []
    for path in folder.rglob('*'):
        if path.is_file() and 'cluster' not in path.parts:
            found += [f'{path.name}: {word}' for word in (OLD, NEW, GIVEN, WRONG) if word.encode() in path.read_bytes()]
    return found


def wait_for(path, sitting):
    for _ in range(600):
        if path.exists() or sitting.poll() is not None:
            return
        time.sleep(0.1)


def walk_all(server, walk):
    other = Api(server.port, 'metodist')
    away = walk.start('metodist', 'away', server.port, device='-away')
    wait_for(server.folder / 'away-is-in', away)
    walk.wait('change', walk.start('metodist', 'change', server.port))
    walk.wait('away', away)
    walk.say(not is_in(other), 'what was signed in over the API is out too')
    walk.say(gets_in(server.port, 'metodist', NEW) and not gets_in(server.port, 'metodist', OLD), 'the new password is in force')
    school = Api(server.port, 'school1')
    walk.wait('give', walk.start('admin', 'give', server.port))
    walk.say(not is_in(school), 'the school is out')
    walk.say(gets_in(server.port, 'school1', GIVEN) and not gets_in(server.port, 'school1', OLD), 'and comes in with what it was given')
    words = find_words(server.folder)
    walk.say(not words, f'no password in logs, drafts, queues and caches: {words}')


def main():
    server = Server(sys.argv[1])
    walk = Sittings(server, 'passwords')
    try:
        server.admin('demo')
        walk_all(server, walk)
        if walk.failed:
            walk.tell_log()
    finally:
        status = walk.close()
    return walk.end(status)


if __name__ == '__main__':
    sys.exit(main())
