"""What processes spend, and the table that results are measured against."""
import os
import pathlib
import re
import subprocess

COLUMNS = 'year, procedure_id, org_id, submission, code, class, variant, scores, total, mark, journal_mark, absent, import_id, updated_at, marked, mark_counted, award'
COPY_TABLE = """
create table work_copy (like work including all) partition by range (year);
do $$ declare y int; begin
  for y in 2019..2035 loop
    execute format ('create table work_copy_%s partition of work_copy for values from (%s) to (%s)', y, y, y + 1);
  end loop;
end $$;
create table work_copy_other partition of work_copy default"""


def spent(pids):
    """Milliseconds of CPU of these processes, without their children."""
    total = 0
    for pid in pids:
        try:
            total += int(pathlib.Path(f'/proc/{pid}/schedstat').read_text().split()[0])
        except OSError:
            continue
    return total / 1e6


def spent_below(pids):
    """Of the children that have ended."""
    ticks = 0
    for pid in pids:
        words = pathlib.Path(f'/proc/{pid}/stat').read_text().rsplit(')', 1)[1].split()
        ticks += int(words[13]) + int(words[14])
    return ticks * 1000 / os.sysconf('SC_CLK_TCK')


def psql_parts(server, parts):
    """CPU of psql and its backend for each of these lists of commands, in one session; wall seconds of all."""
    look = "\\! cat /proc/$PPID/schedstat /proc/$PID/schedstat; date +%s.%N"
    script = ['select pg_backend_pid () as pid \\gset', '\\setenv PID :pid', 'set jit = off; set max_parallel_workers_per_gather = 0;', look]
    for commands in parts:
        script += [*commands, look]
    told = subprocess.run(['psql', '-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', server.conninfo()], input='\n'.join(script), text=True,
                          stdout=subprocess.PIPE, check=True).stdout
    looks = [[float(word) for word in found] for found in re.findall(r'^(\d+) \d+ \d+\n(\d+) \d+ \d+\n([\d.]+)$', told, re.M)]
    return [(b[0] - a[0] + b[1] - a[1]) / 1e6 for a, b in zip(looks, looks[1:])], looks[-1][2] - looks[0][2]


def psql(server, commands):
    """CPU of psql and its backend for these, wall seconds."""
    spans, wall = psql_parts(server, [commands])
    return spans[0], wall


def server_pids(server, name):
    """Processes of the server itself, and those of PostgreSQL that serve its connections of that name."""
    ours = [pid for pid, program in server.children() if not program.startswith('postgres')]
    return ours, [int(row[0]) for row in server.query(f"select pid from pg_stat_activity where application_name = '{name}'")]
