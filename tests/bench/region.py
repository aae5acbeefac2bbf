#!/usr/bin/env python3
"""Five years of a region beside one municipality of it: the same works come in by the same imports, then what the server and its base spend on
each page of results of that municipality is compared. Made-up works, the same each time. TAP, and a table.

region.py BUILD judge|show [--all | --municipalities N]
  --all: 60 municipalities, 640 schools, 2.4 million works, 37 million scores (some minutes, 5 GB); else 6 municipalities
"""
import argparse
import json
import pathlib
import statistics
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'e2e'))
from api import Api, Problem  # noqa: E402
from cpu import COLUMNS, COPY_TABLE, psql, psql_parts, server_pids, spent  # noqa: E402
from points import check, end  # noqa: E402
from server import Server  # noqa: E402

YEARS = range(2021, 2026)
SUBJECTS = {'Русский язык': 16, 'Математика': 15}  # and how many items
GRADES = range(4, 9)
ROUNDS, ASKED = 7, 20
PATTERNS = 2000
TIMES = 1.5

# the town of the sample has 24 schools; those of the others make 640 of 60
WORLD = """
insert into org (kind, name, short_name) values ('region', 'Учебная область', 'Область');
update org set parent_id = (select id from org where kind = 'region') where kind = 'municipality';
insert into org (parent_id, kind, name, short_name)
  select r.id, 'municipality', 'Район ' || n, 'Район ' || n from org r, generate_series (2, {towns}) n where r.kind = 'region' order by n;
insert into org (parent_id, kind, name, short_name) select id, 'department', 'Министерство образования области', 'Министерство' from org where kind = 'region';
insert into org (parent_id, kind, name, short_name, login_digits)
  select o.id, 'school', 'МБОУ СОШ № ' || n || '. ' || o.name, 'СОШ № ' || n, (700000 + o.id * 100 + n)::text
  from org o, generate_series (1, 11) n where o.kind = 'municipality' and o.name like 'Район %' and n <= 10 + (o.id % 9 < 4)::int order by o.id, n;
insert into app_user (org_id, login, name, role, password_hash)
  select id, 'oblast', 'Методист области', 'methodologist', 'x' from org where short_name = 'Министерство';

create schema bench;
create function bench.draw (a text, n int) returns int language sql immutable as $$ select (hashtext (a) & 2147483647) % n $$;
create table bench.pattern (items int, n int, scores smallint[], total int, mark int, journal int, primary key (items, n));
insert into bench.pattern
  select items, n, scores, t, 2 + (t >= items * 0.4)::int + (t >= items * 0.7)::int + (t >= items)::int,
    case when n % 20 > 0 then 2 + bench.draw ('j' || n, 3) + (t >= items)::int end
  from unnest (array[{items}]) items, generate_series (0, {patterns} - 1) n
  cross join lateral (select array_agg ((case when bench.draw (n || 'x' || k, 40) = 0 then -1
      else (bench.draw (n || 'a' || k, 100) < 25 + n % 60)::int + (k % 3 = 0 and bench.draw (n || 'b' || k, 100) < 20 + n % 60)::int end)::smallint order by k) as scores
    from generate_series (1, items) k) s
  cross join lateral (select sum (greatest (v, 0))::int as t from unnest (scores) v) x;

create unlogged table bench.staged (like stage_work including all);

-- the works of a procedure as a job has read them, and the job: those of the town for its methodologist, all others for the region's
create function bench.load (a_login text, a_year int, a_subject text, a_grade int, a_items int) returns bigint language plpgsql as $$
declare
  dep bigint := (select org_id from app_user where login = a_login);
  who bigint := (select id from app_user where login = a_login);
  town bigint := (select o.parent_id from app_user u join org o on o.id = u.org_id where u.login = 'metodist');
  made bigint;
begin
  perform set_config ('merilo.user_id', who::text, false), set_config ('merilo.org_id', dep::text, false),
    set_config ('merilo.orgs', visible_orgs (dep, 'methodologist')::text, false);
  insert into job (kind, file_id, state) select 'import-results', f.id, 'done' from file_store (a_year || ' ' || a_subject || ' ' || a_grade, 'x', 'x') f returning id into made;
  truncate bench.staged;
  insert into bench.staged (job_id, sheet_row, login_digits, code, class, variant, scores, total, mark, journal_mark, absent, faulty)
    select made, row_number () over (), o.login_digits, (10000 + at)::text, a_grade || chr (1040 + at / 26), 1 + at % 2, p.scores, p.total, p.mark, p.journal, false, false
    from org o, generate_series (0, 44 + bench.draw (o.login_digits, 61)) at, bench.pattern p
    where (o.parent_id = town) = (a_login = 'metodist') and o.kind = 'school' and p.items = a_items
      and p.n = bench.draw (o.login_digits || at || a_year || a_subject || a_grade, {patterns});
  update job j set result = jsonb_build_object ('files', jsonb_build_array (jsonb_build_object ('layout', 'individual-results', 'issues', '[]'::jsonb,
      'rows', (select count (*) from bench.staged),
      'procedure', jsonb_build_object ('kind', 'vpr', 'year', a_year, 'subject', a_subject, 'grade', a_grade, 'max', a_items + a_items / 3,
        'items', (select jsonb_agg (jsonb_build_object ('code', n::text, 'max', 1 + (n % 3 = 0)::int, 'level', 'Б') order by n) from generate_series (1, a_items) n)))))::text
    where j.id = made;
  return made;
end $$;
"""

# what people look at: of a procedure (p), of a school (s) and of a year
PAGES = {
    '/procedures': {'limit': 200},
    '/cells': {'procedure_id': 'p', 'limit': 200},
    '/works': {'procedure_id': 'p', 'org_id': 's', 'limit': 200},
    '/imports': {'limit': 100},
    '/results-tree': {},
    '/results': {'procedure_id': 'p'},
    '/results ': {'procedure_id': 'p', 'org_id': 's'},
    '/results-dynamics': {'kind': 'vpr', 'subject': 'Математика', 'grade': 5},
    '/results-completeness': {'year': 2025},
    '/result-rule-hits': {'year': 2025},
}


class Base:
    def __init__(self, build, towns):
        self.server = Server(build)
        try:
            self.server.admin('demo')
            self.server.query(WORLD.format(towns=towns, patterns=PATTERNS, items=', '.join(map(str, SUBJECTS.values()))))
            self.logins = ['metodist'] + ['oblast'] * (towns > 1)
        except Exception:
            self.server.close()
            raise

    def load(self):
        """CPU seconds of stages, inserts and recounts, and wall seconds of all."""
        spent_on, wall = [0, 0, 0], 0
        for year in YEARS:
            costs, took = self.import_all([f"select bench.load ('{login}', {year}, '{subject}', {grade}, {items}) as job \\gset"
                                           for subject, items in SUBJECTS.items() for grade in GRADES for login in self.logins])
            spent_on, wall = [a + b / 1000 for a, b in zip(spent_on, costs)], wall + took
            self.server.query('vacuum analyze')
        return spent_on, wall

    def import_all(self, made):
        """One after another in one session, as the server keeps them; a recount once more is what the import has in it."""
        rows = self.server.folder / 'staged'
        parts = []
        for line in made:
            parts += [[line, f"\\copy bench.staged to '{rows}'"],
                      [f"\\copy stage_work from '{rows}'"],
                      ["select import_from_job (:job, 'refuse') as import \\gset"],
                      ['select i.procedure_id as proc, (select array_agg (distinct w.org_id) from work w where w.import_id = i.id and w.procedure_id = i.procedure_id)'
                       ' as orgs from import i where i.id = :import \\gset', "set work_mem = '32MB';"],
                      ["select cell_recount (:proc, :'orgs') \\g /dev/null", 'reset work_mem;']]
        spans, wall = psql_parts(self.server, parts)
        stage, whole, recount = (sum(spans[at::5]) for at in (1, 2, 4))
        return [stage, whole - recount, recount], wall

    def open(self):
        self.api = Api(self.server.port, 'metodist')
        self.routes = set(self.api.get('/openapi.json')['paths'])
        names = {'p': "select id from procedure where year = 2025 and subject = 'Математика' and grade = 5", 's': 'select id from org where login_digits = \'990001\''}
        self.ids = {name: self.server.query(sql)[0][0] for name, sql in names.items()}

    def address(self, path):
        return path.strip() + '?' + urllib.parse.urlencode({key: self.ids.get(value, value) for key, value in PAGES[path].items()})

    def has(self, path):
        return any(path.strip() == route.removeprefix('/api/v1') for route in self.routes)

    def ask(self, path, times):
        """CPU of the server with its base for one answer, ms, and the answer."""
        address = self.address(path)
        answer = self.api.get(address)
        ours, clients = server_pids(self.server, 'merilo-server')
        before = spent(ours + clients)
        for _ in range(times):
            self.api.get(address)
        return (spent(ours + clients) - before) / times, answer


def measure_copy(base):
    """CPU seconds of \\copy of all works."""
    rows = base.server.folder / 'rows'
    base.server.query(COPY_TABLE)
    psql(base.server, [f"\\copy (select {COLUMNS} from work order by id) to '{rows}'"])
    cost, _ = psql(base.server, [f"\\copy work_copy ({COLUMNS}) from '{rows}'"])
    rows.unlink()
    base.server.query('drop table work_copy')
    return cost / 1000


def compare(large, small, judged):
    print(f"# {'page':26}{'one municipality':>18}{'in the region':>16}{'times':>8}", flush=True)
    for path in PAGES:
        if not large.has(path):
            print(f'# {path:26}{"no such route":>18}')
            continue
        rounds = [(large.ask(path, ASKED), small.ask(path, ASKED)) for _ in range(ROUNDS)]
        of_large, of_small = (statistics.median(r[side][0] for r in rounds) for side in (0, 1))
        times = statistics.median(r[0][0] / r[1][0] for r in rounds)
        print(f'# {path:26}{of_small:>15.2f} ms{of_large:>13.2f} ms{times:>8.2f}', flush=True)
        sizes = [len(json.dumps(answer)) for _, answer in rounds[0]]
        check(times <= TIMES or not judged, f'{path.strip()} {PAGES[path]}: at most {TIMES} times the CPU, {times:.2f}')
        check(0.8 <= sizes[0] / sizes[1] <= 1.25, f'{path.strip()}: the same is told', sizes)


def run(large, small, judged):
    costs, wall = large.load()
    n, scores, schools = map(int, large.server.query('select count (*), sum (cardinality (scores)), count (distinct org_id) from work')[0])
    copy = measure_copy(large)
    stage, insert, recount = costs
    stored, whole = copy / (stage + insert), copy / sum(costs)
    print(f'# {schools} schools: {n} works, {scores} scores in {wall:.0f} s; {n / sum(costs):.0f} works a second of CPU; '
          f'stage {stage:.1f} s, insert {insert:.1f}, recount {recount:.1f}; \\copy {copy:.1f}', flush=True)
    # a hundred imports, half of them small: what each costs before its first row is felt where the others are not large
    least = (0.6, 0.46) if n > 2e6 else (0.4, 0.3)
    check(stored >= least[0] or not judged, f'staged and inserted: {stored:.2f} of \\copy, at least {least[0]}')
    check(whole >= least[1] or not judged, f'with the recount of cells: {whole:.2f} of \\copy, at least {least[1]}')
    small.load()
    lost = "select count (*) from cell c where (procedure_id, org_id, n) not in (select procedure_id, org_id, count (*) from work group by 1, 2)"
    check(large.server.query(lost) == [['0']], 'cells count what works there are')
    for base in (large, small):
        base.open()
    compare(large, small, judged)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build')
    parser.add_argument('judged', choices=['judge', 'show'])
    parser.add_argument('--all', action='store_const', const=60, dest='municipalities')
    parser.add_argument('--municipalities', type=int)
    words = parser.parse_args()
    large = Base(words.build, words.municipalities or 6)
    try:
        small = Base(words.build, 1)
        try:
            run(large, small, words.judged == 'judge')
        finally:
            small.server.close()
    finally:
        status = large.server.close()
    check(status == 0, 'the server ends in peace')
    sys.exit(end())


main()
