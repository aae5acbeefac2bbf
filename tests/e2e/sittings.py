"""Walks through the real client: one run of the program is one sitting of one user, on a computer of his own. TAP
without numbers, as the sittings print it."""
import json
import os
import pathlib
import re
import shutil
import subprocess

from api import Api


class Sittings:
    def __init__(self, server, name):
        self.server = server
        self.name = name
        self.points = 0
        self.failed = False
        self.shots = os.environ.get('SHOT_DIR')
        if self.shots:
            self.shots = str(pathlib.Path(self.shots) / f'walk-{name}')
            pathlib.Path(self.shots).mkdir(parents=True, exist_ok=True)

    def say(self, holds, what):
        self.points += 1
        self.failed = self.failed or not holds
        print(f"{'ok' if holds else 'not ok'} - {what}", flush=True)

    def start(self, login, act, port, said=subprocess.PIPE, device=''):
        """The client of @login, which finds the server at @port; what it prints goes to @said. @device tells computers
        of the same person apart."""
        url = f'http://127.0.0.1:{port}'
        session = self.server.folder / f'session-{login}{device}'
        session.write_text(json.dumps({'server': url, 'token': Api(self.server.port, login).token}))
        home = self.server.folder / 'homes' / (login + device)
        environment = dict(os.environ, MERILO_WALK_STATE=str(self.server.folder), MERILO_NO_KEYRING='1', G_DEBUG='fatal-warnings',
                           XDG_DATA_HOME=str(home / 'data'), XDG_CONFIG_HOME=str(home / 'config'), XDG_CACHE_HOME=str(home / 'cache'))
        for name in ('data', 'config', 'cache'):
            (home / name).mkdir(parents=True, exist_ok=True)
        environment.pop('SHOT_DIR', None)
        if self.shots:
            environment['SHOT_DIR'] = self.shots
        return subprocess.Popen([self.server.build / 'tests/e2e/merilo-walk', f'{self.name}-{act}', '--server', url, '--session', session],
                                env=environment, stdout=said, stderr=subprocess.STDOUT, text=True)

    def tell(self, act, said, status):
        """What a sitting printed and how it ended; whether it ended well."""
        for line in said.splitlines():
            point = re.match(r'(not )?ok ', line)
            print(line if point else '# ' + line, flush=True)
            self.points += bool(point)
        if status:
            self.say(False, f'the sitting «{act}» ends with {status}')
        return not status

    def wait(self, act, sitting):
        """Until it ends by itself, or has had its time; whether it ended well."""
        try:
            said = sitting.communicate(timeout=150)[0]
        except subprocess.TimeoutExpired:
            sitting.kill()
            said = sitting.communicate()[0]
        return self.tell(act, said, sitting.returncode)

    def tell_log(self):
        print('# ' + self.server.log.read_text()[-3000:].replace('\n', '\n# '))

    def close(self):
        """Homes and the server go; the exit status of the server."""
        shutil.rmtree(self.server.folder / 'homes', ignore_errors=True)
        return self.server.close()

    def end(self, status):
        """The last points; the status to exit with."""
        self.say(status == 0, 'the server ends well')
        print(f'1..{self.points}')
        return 1 if self.failed else 0
