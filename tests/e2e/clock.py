"""A merilo-server on a PostgreSQL whose clock the check moves: a year goes by in a minute."""
import datetime
import glob
import os
import pwd
import subprocess

from server import Server

LIBRARY = '/usr/lib/*/faketime/libfaketimeMT.so.1'


def is_there():
    return bool(glob.glob(LIBRARY))


def step_down():
    """PostgreSQL refuses root: the words that make its programs run as somebody without rights."""
    if os.getuid() != 0:
        return []
    for name in ('postgres', 'nobody'):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return ['setpriv', '--reuid', str(user.pw_uid), '--regid', str(user.pw_gid), '--clear-groups']
    raise RuntimeError('no user without rights is here')


class ClockServer(Server):
    """Server, but the base is one of its own whose time `turn` sets: the server asks the base what day it is."""

    def __init__(self, build, moment, days_off='', workers=1):
        self.moment = moment
        self.days_off = days_off  # of the place, as the server's file of them has them
        super().__init__(build, workers)

    def find(self, program):
        return [sorted(glob.glob('/usr/lib/postgresql/*/bin'))[-1] + '/' + program]

    def postgres(self, program, *words, environment=()):
        subprocess.run([*step_down(), 'env', *environment, *self.find(program), *words], check=True, cwd=self.home,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start_base(self):
        self.home = self.folder / 'base'
        self.home.mkdir()
        self.home.chmod(0o777)
        self.clock = self.folder / 'clock'
        self.turn(self.moment)
        self.postgres('initdb', '-D', 'data', '-U', 'merilo_owner', '-A', 'trust', '--no-sync', '--encoding=UTF8',
                      '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=ru-RU')
        environment = [f'LD_PRELOAD={glob.glob(LIBRARY)[0]}', f'FAKETIME_TIMESTAMP_FILE={self.clock}', 'FAKETIME_NO_CACHE=1',
                       'FAKETIME_DONT_FAKE_MONOTONIC=1', 'FAKETIME_DONT_RESET=1', 'TZ=UTC']
        self.postgres('pg_ctl', '-D', 'data', '-w', '-l', 'log', '-o',
                      f"-k {self.home} -c listen_addresses='' -c fsync=off -c timezone=UTC", 'start', environment=environment)
        self.postgres('createdb', '-h', str(self.home), '-U', 'merilo_owner', 'merilo')
        self.owner = f'host={self.home} user=merilo_owner dbname=merilo'
        self.settings = ['--database', f'host={self.home} user=merilo_app dbname=merilo', '--owner', self.owner]
        if self.days_off:
            calendar = self.folder / 'calendar.csv'
            calendar.write_text(self.days_off)
            self.settings += ['--calendar', calendar]
        made = self.admin('migrate', check=False)
        if made.returncode != 0:
            raise RuntimeError('the base could not be made: ' + made.stderr)

    def start(self):
        if not hasattr(self, 'home'):
            try:
                self.start_base()
            except Exception:
                self.end_base()
                raise
        super().start()

    def end_base(self):
        subprocess.run([*step_down(), *self.find('pg_ctl'), '-D', 'data', '-m', 'immediate', '-w', 'stop'], check=False,
                       cwd=self.home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def base_words(self):
        return self.settings

    def turn(self, moment):
        """The base's clock shows `moment` from now on, and goes on from there."""
        self.moment = moment
        written = self.clock.with_suffix('.new')
        written.write_text(f'@{moment:%Y-%m-%d %H:%M:%S}\n')
        written.chmod(0o644)
        written.rename(self.clock)

    def pass_days(self, days):
        self.turn(self.moment + datetime.timedelta(days=days))

    def admin(self, *words, check=True):
        return subprocess.run([self.build / 'server/merilo-admin', *words, '--database', self.owner],
                              capture_output=True, text=True, check=check)

    def conninfo(self):
        return self.owner

    def close(self):
        status = self.stop()
        self.end_base()
        return self.erase(status)
