"""A merilo-server of one's own for a check: private cluster, free port, sample municipality; gone with it."""
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time


class Server:
    def __init__(self, build, workers=2, settings=()):
        self.build = pathlib.Path(build)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='merilo-e2e-'))
        self.folder.chmod(0o755)  # as root PostgreSQL runs as another user
        self.data = self.folder / 'cluster'
        self.log = self.folder / 'log'
        self.process = None
        self.workers = workers
        self.settings = list(settings)
        self.environment = dict(os.environ, MERILO_READER=str(self.build / 'server/merilo-reader'))
        self.start()

    def start(self):
        port_file = self.folder / 'port'
        port_file.unlink(missing_ok=True)
        with open(self.log, 'ab') as log:
            self.process = subprocess.Popen(
                [self.build / 'server/merilo-server', *self.base_words(), '--port', '0',
                 '--port-file', port_file, '--workers', str(self.workers)],
                stdout=log, stderr=log, env=self.environment)
        for _ in range(600):
            if port_file.exists() and port_file.read_text().strip():
                self.port = int(port_file.read_text())
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError('the server did not start:\n' + self.log.read_text())

    def base_words(self):
        return ['--embedded', '--data', self.data, *self.settings]

    def admin(self, *words, check=True):
        return subprocess.run([self.build / 'server/merilo-admin', *words, '--data', self.data],
                              capture_output=True, text=True, check=check)

    def conninfo(self):
        return (self.data.parent / 'cluster.conninfo').read_text()

    def query(self, sql):
        """Rows of a question to the base, as the owner."""
        answer = subprocess.run(['psql', '-XAtq', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-d', self.conninfo(), '-c', sql],
                                capture_output=True, text=True, check=True)
        return [line.split('\t') for line in answer.stdout.splitlines()]

    def children(self):
        """Process ids below the server, with their names."""
        found = []
        for stat in pathlib.Path('/proc').glob('[0-9]*/stat'):
            try:
                text = stat.read_text()
            except OSError:
                continue
            name, rest = text[text.index('(') + 1:text.rindex(')')], text[text.rindex(')') + 2:].split()
            if int(rest[1]) == self.process.pid:
                found.append((int(stat.parent.name), name))
        return sorted(found)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)
        return self.process.returncode

    def close(self):
        """Ends it all; the exit status of the server."""
        return self.erase(self.stop())

    def erase(self, status):
        shutil.rmtree(self.folder, ignore_errors=True)
        return status
