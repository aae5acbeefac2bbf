"""pgbench with the very statements the server sends: they are read out of PostgreSQL's log, never written anew."""
import os
import re
import subprocess
import time

SAID = re.compile(r'^(?P<app>[^|\n]*)\|LOG:  execute (?P<name>\S+): (?P<sql>.*?)\n'
                  r'(?:[^|\n]*\|DETAIL:  parameters: (?P<values>.*?)\n)?(?=[^\t\n]*\||\Z)', re.DOTALL | re.MULTILINE)
VALUE = re.compile(r"\$(\d+) = (?:'((?:[^']|'')*)'|NULL)")


class Statement:
    def __init__(self, name, sql, values):
        self.name = name
        self.sql = sql.replace('\n\t', ' ')
        self.values = {int(n): value.replace("''", "'") for n, value in VALUE.findall(values or '')}

    def put(self, prefix, own=None):
        """The statement for a script and its variables; @own names parameters the script sets by itself."""
        own = own or {}
        sql = re.sub(r'\$(\d+)', lambda m: ':' + own.get(int(m[1]), f'{prefix}{m[1]}'), self.sql)
        return sql + ';', {f'{prefix}{n}': value for n, value in self.values.items() if n not in own}


class Listener:
    """While it is open PostgreSQL tells every statement."""

    def __init__(self, server):
        self.server = server
        self.log = server.data.parent / 'cluster.log'

    def set(self, statements):
        for line in (f"alter system set log_statement = '{statements}'", "alter system set log_line_prefix = '%a|'",
                     'select pg_reload_conf ()'):
            self.server.query(line)
        time.sleep(1)  # every backend takes it up between two statements

    def __enter__(self):
        self.set('all')
        self.start = self.log.stat().st_size
        return self

    def __exit__(self, *_):
        self.set('none')

    def take(self):
        """What the server's workers executed since."""
        time.sleep(0.3)
        with open(self.log, encoding='utf-8') as log:
            log.seek(self.start)
            text = log.read()
        return [Statement(m['name'], m['sql'], m['values']) for m in SAID.finditer(text) if m['app'] == 'merilo-server']


class Pgbench:
    """A script of whole requests: each entered, asked and ended by one Sync, as the server does."""

    def __init__(self, server, name, user='merilo_app', role='merilo_methodologist'):
        """@role: as whom the statements are prepared, before the first enters."""
        self.server = server
        self.user = user
        self.environment = dict(os.environ, PGOPTIONS=f'-c role={role}')
        self.path = server.folder / f'{name}.pgbench'
        self.lines = []
        self.variables = {}

    def add_line(self, line):
        self.lines.append(line)

    def add_request(self, statements, own=None):
        """@own: for the name of a statement, which of its parameters the script sets."""
        self.lines.append('\\startpipeline')
        for statement in statements:
            sql, variables = statement.put(f'v{len(self.variables)}_', (own or {}).get(statement.name))
            self.lines.append(sql)
            self.variables.update(variables)
        self.lines.append('\\endpipeline')

    def run(self, seconds, connections=32):
        """Transactions a second."""
        self.path.write_text('\n'.join(self.lines) + '\n')
        conninfo = (self.server.data.parent / 'cluster.conninfo').read_text().replace('merilo_owner', self.user)
        words = [word for name, value in self.variables.items() for word in ('-D', f'{name}={value}')]
        done = subprocess.run(['pgbench', '-n', '-M', 'prepared', '-c', str(connections), '-j', '1', '-T', str(seconds),
                               '-f', str(self.path), *words, conninfo], capture_output=True, text=True, check=False,
                              env=self.environment)
        rate = re.search(r'^tps = ([\d.]+)', done.stdout, re.MULTILINE)
        failed = re.search(r'^number of failed transactions: (\d+)', done.stdout, re.MULTILINE)
        if done.returncode != 0 or not rate or (failed and failed[1] != '0'):
            raise RuntimeError(f'pgbench: {done.stdout}{done.stderr[:1000]}')
        return float(rate[1])
