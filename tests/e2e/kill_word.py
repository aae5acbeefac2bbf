#!/usr/bin/env python3
"""kill -9 of a worker, of the parent and of PostgreSQL while the head's word is being stored, and while a password is: the base is as before
or as after, who asks again is told the truth, and nothing is done twice. TAP.

kill_word.py BUILD
"""
import pathlib
import sys
import tempfile

from api import Api, Problem
from mishap import Lock, count_wrong_cells, read, say, strike, wait_answer
from points import check, end
from server import Server

OLD, NEW = 'merilo-demo-2026', 'слова после смены'
WORD = {'name': 'А. Б. Иванова', 'position': 'директор'}
HEAD = 'Код участника;Вариант;1 (10б);2 (10б);Порядковый номер класса;Отметка за предыдущую четверть;Итого баллов\n'
VICTIMS = ('worker', 'parent', 'postgres')
# all that a submission writes of it
STATE = """select coalesce ((select string_agg (concat_ws ('|', org_id, code, total, mark), ' ' order by org_id, code) from work), ''),
 (select count (*) from import where state = 'confirmed'), (select count (*) from import where state = 'to-recheck'), (select count (*) from import)"""


def settle(server):
    """What had been asked for has come to its end."""
    server.query("select pg_sleep (0.2)")
    for _ in range(200):
        if server.query("select count (*) from pg_stat_activity where state = 'active' and usename <> current_user"
                        " and wait_event_type is distinct from 'Activity'") == [['0']]:
            return
        server.query("select pg_sleep (0.05)")


# The head's word

def write_form(room, totals):
    path = room / 'Форма сбора результатов Математика 4 класс ВПР 2022.csv'
    path.write_text(HEAD + ''.join(f'{40001 + n};1;{min(t, 10)};{max(t - 10, 0)};1;4;{t}\n' for n, t in enumerate(totals)), encoding='utf-8')
    return path


def repeat(school, path, job):
    """As the client does: the word once more by the same job; when the server keeps that no more, the form is read again, and says whether the
    word is still waited for. (import or None, how it went)"""
    status, _, told = school.send('POST', '/imports/from-job', {'job_id': job, 'confirmation': WORD})
    if status == 201:
        return told, 'by the same job'
    if status != 404 or 'загрузите' not in told.get('detail', ''):
        return None, f'{status} {told}'
    job = read(school, path)
    told = school.get(f'/jobs/{job}/result')['files'][0]
    if 'first_submission' not in told:
        return None, 'it is in'
    return school.post('/imports/from-job', {'job_id': job, 'confirmation': WORD}), 'read again'


def kill_word(server, room, login, victim, at_once=False):
    school = Api(server.port, login)
    what = f"{victim} killed under the head's word" + (', said again at once' if at_once else '')
    school.post('/imports/from-job', {'job_id': read(school, write_form(room, (16, 17, 12, 8)))})
    before = server.query(STATE)[0]
    path = write_form(room, (16, 9, 12, 5))
    job = read(school, path)
    lock = Lock(server, 'cell')
    asked = say(school, '/imports/from-job', {'job_id': job, 'confirmation': WORD})
    check(lock.wait(), f'{what}: in the middle')
    strike(server, victim, lock)
    school.port = server.port
    wait_answer(school)
    again = say(school, '/imports/from-job', {'job_id': job, 'confirmation': WORD}) if at_once else None
    if victim == 'worker':
        lock.release()
    if again:
        check(again.getresponse().status == 201, f'{what}: taken')
    settle(server)
    asked.close()
    between = server.query(STATE)[0]
    went = int(between[3]) - int(before[3])
    check(went in (0, 1) and int(between[1]) - int(before[1]) == went and (between[0] != before[0]) == bool(went),
          f'{what}: the base is as {"after" if went else "before"}', (before, between))
    stored, how = repeat(school, path, job)
    check(stored and (stored['submission'], stored['state'], stored['confirmed_name']) == (2, 'confirmed', WORD['name']), f'{what}: told so, {how}', how)
    after = server.query(STATE)[0]
    check(int(after[3]) - int(before[3]) == 1 and int(after[1]) - int(before[1]) == 1, f'{what}: one submission more, and the word said once', after)
    check(not went or after == between, f'{what}: what was in is as it was')
    twice, how = repeat(school, path, job)
    check((twice is None or twice['id'] == stored['id']) and server.query(STATE)[0] == after, f'{what}: said a third time, nothing is done', how)
    check(count_wrong_cells(server) == 0, f'{what}: cells count the works')


# Passwords

def gets_in(server, login, password):
    try:
        return bool(Api(server.port, login, password).token)
    except Problem:
        return False


def is_in(api):
    return api.send('GET', '/sessions/current')[0] == 200


def count_copies(server):
    """How often the new password stands in the memory of the server, freed or not."""
    found = 0
    for pid in [server.process.pid] + [pid for pid, name in server.children() if not name.startswith('postgres')]:
        with open(f'/proc/{pid}/maps', encoding='utf-8') as maps, open(f'/proc/{pid}/mem', 'rb', buffering=0) as memory:
            for line in maps:
                span, rights = line.split()[:2]
                begin, end_ = (int(part, 16) for part in span.split('-'))
                if rights.startswith('rw') and end_ - begin < 1 << 28:
                    try:
                        memory.seek(begin)
                        found += memory.read(end_ - begin).count(NEW.encode())
                    except OSError:
                        pass
    return found


def kill_password(server, victim, login, given):
    """@given: by an administrator, else by the user."""
    what = f"{victim} killed under {'a given' if given else 'an own'} password"
    other, own = Api(server.port, login, OLD), Api(server.port, login, OLD)
    who = Api(server.port, 'admin', OLD) if given else own
    number = other.user['user']['id']
    path, body = (f'/users/{number}/password', {'new': NEW}) if given else ('/password', {'old': OLD, 'new': NEW})
    lock = Lock(server, statement=f'select from session where user_id = {number} for update')
    asked = say(who, path, body)
    check(lock.wait(), f'{what}: in the middle')
    strike(server, victim, lock)
    other.port = own.port = who.port = server.port
    wait_answer(who)
    if victim == 'worker':
        lock.release()
    settle(server)
    asked.close()
    went = gets_in(server, login, NEW)
    check(gets_in(server, login, OLD) != went, f"{what}: the {'new' if went else 'old'} one is in force, it alone")
    check(is_in(other) != went, f"{what}: the sessions before are {'over' if went else 'as they were'}")
    check(is_in(who), f'{what}: who changes it is still in')
    status, _, told = who.send('POST', path, body)
    truth = (403, 'bad-credentials') if went and not given else (204, None)
    check((status, told['code'] if told else None) == truth, f'{what}: asked again, {truth[0]}', (status, told))
    check(gets_in(server, login, NEW) and not gets_in(server, login, OLD) and is_in(who) and not is_in(other), f'{what}: the new one is in force')


def main():
    server = Server(sys.argv[1])
    try:
        with tempfile.TemporaryDirectory(prefix='merilo-word-') as room:
            server.admin('demo')
            Api(server.port, 'metodist').post('/precheck-limits', {'subject': 'Математика', 'grade': 4, 'min2': 15, 'max5': 20, 'active': True})
            for n, victim in enumerate(VICTIMS):
                kill_word(server, pathlib.Path(room), f'school{1 + n}', victim)
            kill_word(server, pathlib.Path(room), 'school4', 'worker', at_once=True)
            for n, victim in enumerate(VICTIMS):
                kill_password(server, victim, f'school{2 + n}', given=False)
                kill_password(server, victim, f'school{5 + n}', given=True)
        copies = count_copies(server)
        check(copies == 0, 'no copy of a password is left in the memory of the server', copies)
        log = server.log.read_text()
        check(NEW not in log and OLD not in log, 'no password in the log')
        check(server.query('select problem from audit_verify ()')[0][0] == '', 'the audit is whole')
    except Exception:
        print('# ' + server.log.read_text()[-3000:].replace('\n', '\n# '))
        raise
    finally:
        check(server.close() in (0, None), 'the server ends in peace')
    return end()


if __name__ == '__main__':
    sys.exit(main())
