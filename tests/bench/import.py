#!/usr/bin/env python3
"""Results into the base the way they go (upload, a reader apart, COPY to the stage, the import, the recount) against `psql \\copy`, as the
owner, of the same rows into a table with the same partitions and indexes; then the same file again, and again with a work in a hundred
another. CPU of the processes at work; ratios within a round. TAP.

import.py BUILD judge|show [ROWS]
"""
import pathlib
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'e2e'))
import made  # noqa: E402
from api import Api  # noqa: E402
from cpu import COLUMNS, COPY_TABLE, psql, psql_parts, server_pids, spent, spent_below  # noqa: E402
from points import check, end  # noqa: E402
from server import Server  # noqa: E402

GRADES = (4, 5, 6, 7, 8)  # a round each
# a base that has lived writes over old segments of its log; in a new one whoever comes to the end of a segment fills the next with zeros, 16 MB
AGE = "do $$ begin for n in 1..16 loop perform pg_logical_emit_message (false, 'age', 'x'), pg_switch_wal (); end loop; end $$"


class Bench:
    def __init__(self, build, rows):
        self.rows = rows
        self.server = Server(build)
        self.folder = self.server.folder
        self.server.admin('demo')
        sample = made.Results(rows)
        self.server.query(f"insert into org (parent_id, kind, name, short_name, login_digits) select id, 'school', 'Школа ' || n, 'Ш' || n, n::text"
                          f" from org, generate_series ({sample.schools[0]}, {sample.schools[-1]}) n where kind = 'municipality'")
        self.server.query(COPY_TABLE)
        self.server.query(AGE)
        self.server.query('checkpoint')
        self.api = Api(self.server.port, 'metodist')

    def take(self, name, work):
        """What @work gave; CPU of the server with its connections of that name, of its readers, and seconds."""
        ours, clients = server_pids(self.server, name)
        before, below, clock = spent(ours + clients), spent_below(ours), time.monotonic()
        answer = work()
        wall = time.monotonic() - clock
        return answer, spent(ours + clients) - before, spent_below(ours) - below, wall

    def read(self, file):
        job = self.api.post('/jobs', {'kind': 'import-results', 'file_id': file, 'dry_run': True})
        while self.api.get(f"/jobs/{job['id']}")['state'] in ('queued', 'running'):
            time.sleep(0.3)
        return job['id']

    def load(self, path):
        """What the import tells; CPU of the upload, the reader, the staging and the import; seconds of the last two."""
        file, upload, _, _ = self.take('merilo-server', lambda: self.api.upload(path.name, path.read_bytes())['id'])
        job, stage, reader, stage_wall = self.take('merilo-admin', lambda: self.read(file))
        imported, whole, _, wall = self.take('merilo-server', lambda: self.api.post('/imports/from-job', {'job_id': job}))
        return imported, upload, reader, stage, whole, stage_wall, wall

    def load_again(self, sample, path, copy):
        """Of the work of a file that the base knows, CPU of \\copy to that of the import; with a work in a hundred another too."""
        ratios = []
        for changed in (0, self.rows // 100):
            if changed:
                change(sample, changed)
                sample.write(path)
            imported, _, _, stage, whole, stage_wall, wall = self.load(path)
            if (imported['same_rows'], imported['changed_rows']) != (self.rows - changed, changed):
                raise RuntimeError(f'not told apart: {imported}')
            print(f'#    again, {changed} others: stage {stage:.0f}, import {whole:.0f}; seconds: read and staged {stage_wall:.2f}, imported {wall:.2f}', flush=True)
            ratios.append(copy / (stage + whole))
        return ratios

    def round(self, grade):
        path = self.folder / f'Ф1 {grade}.xlsx'
        sample = made.Results(self.rows, grade=grade, seed=grade)
        sample.write(path)
        imported, upload, reader, stage, whole, stage_wall, wall = self.load(path)
        if imported['new_rows'] != self.rows:
            raise RuntimeError(f'not all is new: {imported}')
        proc = imported['procedure_id']
        # once more, under the settings that the import has
        (_, recount), _ = psql_parts(self.server, [
            ["select set_config ('merilo.orgs', (select array_agg (id)::text from org), false) \\g /dev/null", "set work_mem = '32MB';",
             f'select array_agg (distinct org_id) as orgs from work where procedure_id = {proc} \\gset'],
            [f"select cell_recount ({proc}, :'orgs') \\g /dev/null"]])
        rows = self.folder / 'rows'
        psql(self.server, [f"\\copy (select {COLUMNS} from work where procedure_id = {proc}) to '{rows}'"])
        copy, copy_wall = psql(self.server, [f"\\copy work_copy ({COLUMNS}) from '{rows}'"])
        self.server.query('analyze')
        print(f'# {grade}: upload {upload:.0f} ms of CPU, reader {reader:.0f}, stage {stage:.0f}, insert {whole - recount:.0f}, recount {recount:.0f}; '
              f'\\copy {copy:.0f}; seconds: read and staged {stage_wall:.2f}, imported {wall:.2f}, \\copy {copy_wall:.2f}', flush=True)
        again = self.load_again(sample, path, copy)
        path.unlink()
        return copy / (stage + whole - recount), copy / (stage + whole), *again


def change(sample, n):
    """@n works of a sample have a point more or less."""
    for i in range(0, len(sample.works), len(sample.works) // n):
        school, code, name, variant, scores, total, mark, journal = sample.works[i]
        step = 1 if scores[0] <= 0 else -1
        sample.works[i] = school, code, name, variant, [max(scores[0], 0) + step, *scores[1:]], total + step, mark, journal


def main():
    judged = sys.argv[2] == 'judge'
    bench = Bench(sys.argv[1], int(sys.argv[3]) if len(sys.argv) > 3 else 25000)
    try:
        rounds = [bench.round(grade) for grade in GRADES]
        same = bench.server.query('select count (*) filter (where (w.scores, w.total) = (c.scores, c.total)), count (*)'
                                  ' from work w join work_copy c using (org_id, year, procedure_id, code, submission)')
    finally:
        status = bench.server.close()
    stored, whole, same_again, some_again = (statistics.median(column) for column in zip(*rounds))
    changed, rows = bench.rows // 100 * len(GRADES), bench.rows * len(GRADES)
    check(same == [[str(rows - changed), str(rows)]], 'both tables hold the same, but for those that came as others', same)
    check(stored >= 0.6 or not judged, f'staged and inserted: {stored:.2f} of \\copy, at least 0.6')
    check(whole >= 0.46 or not judged, f'with the recount of cells: {whole:.2f} of \\copy, at least 0.46')
    check(same_again >= 0.24 or not judged, f'the same again: {same_again:.2f} of \\copy, at least 0.24')
    check(some_again >= 0.19 or not judged, f'again, one in a hundred another: {some_again:.2f} of \\copy, at least 0.19')
    check(status == 0, 'the server ends in peace')
    sys.exit(end())


main()
