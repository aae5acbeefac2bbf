#!/usr/bin/env python3
"""Signing in and out, passwords, and who hears what on the stream of events."""
import http.client
import json
import queue
import threading
import time

from house import PASSWORD, Caller, House, Tap


def sign_in(house, login, password=PASSWORD):
    return house.caller().api('POST', '/sessions', {'login': login, 'password': password})


def session(house, login, password=PASSWORD):
    return Caller(house.port, sign_in(house, login, password).json['token'])


def ends_soon(who):
    """The other worker is told through the base: a moment, not more."""
    until = time.monotonic() + 3
    while time.monotonic() < until:
        who.close()  # whichever worker takes the next connection
        if all(Caller(who.port, who.token).get('/sessions/current').status == 401 for _ in range(4)):
            return True
    return False


def sign_in_and_out(house, tap):
    answer = sign_in(house, 'a-school')
    tap.same(answer.status, 201, 'signing in')
    user = answer.json['user']
    tap.same((user['login'], user['role'], user['org_name']), ('a-school', 'school', 'СОШ № 1'), 'who signed in')
    tap.ok(len(answer.json['token']) == 43 and answer.json['expires_at'] > '2026', 'a token and its end')
    who = Caller(house.port, answer.json['token'])
    tap.same(who.get('/sessions/current').json['id'], user['id'], 'the current session')
    for name, login, password in (('a wrong password', 'a-school', 'wrong'), ('an unknown login', 'nobody', PASSWORD),
                                  ('SQL for a login', "' or 1=1 --", PASSWORD), ('an empty password', 'a-school', ''),
                                  ('a long password', 'a-school', 'x' * 2000), ('a login of other case', 'A-SCHOOL', PASSWORD)):
        answer = sign_in(house, login, password)
        tap.ok(answer.status in (401, 422) and answer.code in ('bad-credentials', 'invalid'), name, answer)
    tap.same(who.api('DELETE', '/sessions/current').status, 204, 'signing out')
    tap.ok(ends_soon(who), 'signed out: the token is no more')


def sign_out_everywhere(house, tap):
    first, second, third = (session(house, 'b-observer') for _ in range(3))
    stream = Stream(house, second)
    tap.same(second.get('/plans').status, 200, 'another session works')
    tap.same(first.api('DELETE', '/sessions/current').status, 204, 'signing out of one')
    tap.ok(ends_soon(first), 'the one is ended')
    tap.same(second.get('/plans').status, 200, 'the others are not')
    stream = Stream(house, second)
    tap.same(third.api('DELETE', '/sessions').status, 204, 'signing out everywhere')
    tap.ok(ends_soon(second) and ends_soon(third), 'all are ended, on every worker')
    tap.ok(stream.ended.wait(30), 'the stream of an ended session ends')


def change_password(house, tap):
    here, there = session(house, 'a-school2'), session(house, 'a-school2')
    new = 'новый-пароль-2026'
    for name, body, status, field in (
            ('the old one wrong', {'old': 'wrong', 'new': new}, 403, 'old'), ('a short one', {'old': PASSWORD, 'new': 'девятьчас'}, 422, 'new'),
            ('a long one', {'old': PASSWORD, 'new': 'я' * 201}, 422, 'new'), ('the same', {'old': PASSWORD, 'new': PASSWORD}, 422, 'new'),
            ('no new one', {'old': PASSWORD}, 422, 'new'), ('a field too many', {'old': PASSWORD, 'new': new, 'id': 1}, 400, None)):
        answer = here.api('POST', '/password', body)
        tap.ok(answer.status == status and answer.code and answer.json.get('field') == field, 'a password: ' + name, answer)
    tap.same(here.api('POST', '/password', {'old': PASSWORD, 'new': new}).status, 204, 'a new password')
    tap.ok(ends_soon(there), 'a new password ends other sessions')
    tap.same(here.get('/sessions/current').status, 200, 'and not its own')
    tap.same(sign_in(house, 'a-school2').status, 401, 'the old password is no more')
    tap.same(sign_in(house, 'a-school2', new).status, 201, 'the new one is')
    admin = house.caller('a-admin')
    user = house.id('user_a-school2')
    tap.same(admin.api('POST', f'/users/{user}/password', {'new': 'третий-пароль-2026'}).status, 204, 'a password from the administrator')
    tap.ok(ends_soon(here), 'ends all sessions of the user')
    tap.same(sign_in(house, 'a-school2', 'третий-пароль-2026').status, 201, 'and lets in')
    own = house.id('user_a-admin')
    for name, record in (('as it is', own), ('with noughts before it', '00' + own)):
        answer = admin.api('POST', f'/users/{record}/password', {'new': 'третий-пароль-2026'})
        tap.same((answer.status, answer.code), (403, 'own-password'), "an own password is not set without the old one: " + name)
    tap.same(admin.api('POST', '/users/none/password', {'new': 'третий-пароль-2026'}).status, 404, "nor is nobody's")


def limit_passwords(house, tap):
    """Who holds another's session guesses no faster than from outside, also with many at once."""
    new = 'новый-пароль-2026'
    holders, answers = [session(house, 'b-school3') for _ in range(4)], []

    def guess(who):
        for _ in range(6):
            answers.append(who.api('POST', '/password', {'old': 'wrong', 'new': new}).status)

    threads = [threading.Thread(target=guess, args=(who,)) for who in holders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tries = "select 1 from password_attempt p join app_user u on u.id = p.user_id where u.login = 'b-school3'"
    here = holders[0]
    tap.same((answers.count(403), answers.count(429)), (10, 14), 'ten wrong old passwords, of four that ask at once')
    tap.same(len(house.rows(tries)), 10, 'who is turned away is not counted')
    answer = here.api('POST', '/password', {'old': PASSWORD, 'new': new})
    tap.ok((answer.status, answer.code) == (429, 'too-many') and int(answer.headers['Retry-After']) > 0, 'the right one does not help then', answer)
    tap.same(here.api('POST', '/password', {'old': PASSWORD, 'new': 'abc'}).status, 422, 'what is refused without the old one still is')
    tap.same(sign_in(house, 'b-school3').status, 201, 'this closes no sign-in')
    tap.same(session(house, 'b-observer').api('POST', '/password', {'old': 'wrong', 'new': new}).status, 403, 'nor others')
    house.sql("update password_attempt set at = at - interval '6 minutes'")
    tap.same(here.api('POST', '/password', {'old': 'wrong', 'new': new}).status, 403, 'after five minutes one may try again')
    tap.same(len(house.rows(tries)), 1, 'the old tries are gone')
    tap.same(here.api('POST', '/password', {'old': PASSWORD, 'new': new}).status, 204, 'the right one sets the new one')
    tap.same(house.rows(tries), [], 'and forgets the wrong ones')
    # tries that are counted this moment, elsewhere
    slow = threading.Thread(target=house.sql, args=(f"""begin; set local merilo.user_id = '{house.id('user_b-school2', 'b')}';
        select own_password_try () from generate_series (1, 10); select pg_sleep (2); commit;""",))
    other = session(house, 'b-school2')
    slow.start()
    for _ in range(600):
        if house.rows("select 1 from pg_stat_activity where state = 'active' and wait_event = 'PgSleep'"):
            break
        time.sleep(0.05)
    tap.same(other.api('POST', '/password', {'old': 'wrong', 'new': new}).status, 429, 'tries at once wait for each other')
    slow.join()


def keep_quiet(house, tap):
    log = house.log_text()
    tap.ok('пароль-2026' not in log and PASSWORD not in log, 'no password in the log')
    kept = house.sql('select row_to_json (a) from audit_value a union all select row_to_json (i) from idempotency i')
    tap.ok('изменён' in kept and 'пароль-2026' not in kept and 'argon2' not in kept, 'nor in the history and behind keys, nor its hash')


def make_inactive(house, tap):
    who, admin = session(house, 'a-school3'), house.caller('a-admin')
    path = '/users/' + house.id('user_a-school3')
    tap.same(who.get('/plans').status, 200, 'a user at work')
    stream = Stream(house, who)
    tap.same(admin.api('PATCH', path, {'active': False}, version=admin.get(path).json['version']).status, 200, 'made inactive')
    tap.ok(ends_soon(who), 'an inactive user is out at once')
    tap.ok(stream.ended.wait(30), 'so is the stream')
    answer = sign_in(house, 'a-school3')
    tap.same((answer.status, answer.code), (401, 'bad-credentials'), 'an inactive user does not come in')


class Stream:
    """Events of one user, read on a thread."""

    def __init__(self, house, who):
        self.events, self.ended = queue.Queue(), threading.Event()
        self.connection = http.client.HTTPConnection('127.0.0.1', house.port, timeout=20)
        self.connection.request('GET', '/api/v1/events', headers={'Authorization': 'Bearer ' + who.token})
        self.answer = self.connection.getresponse()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        try:
            for line in iter(self.answer.readline, b''):
                if line.startswith(b'data: {'):
                    self.events.put(json.loads(line[6:]))
        except OSError:
            pass
        self.ended.set()

    def heard(self, resource, record, seconds=30):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                event = self.events.get(timeout=0.1)
            except queue.Empty:
                continue
            if (event['resource'], event['id']) == (resource, str(record)):
                return True
        return False


def hear(house, tap):
    names = ('a-methodologist', 'a-school', 'a-school2', 'a-commission', 'a-commission2', 'a-observer', 'a-admin', 'b-methodologist')
    changes = [
        ('a line of a report', 'a-school', 'execution', 'execution/draft', {'text': 'Иное'}, {'a-methodologist', 'a-school', 'a-observer'}),
        ('a plan', 'a-methodologist', 'plan', 'plan/draft', {'title': 'Иной'}, {'a-methodologist', 'a-observer'}),
        ('a work of a member', 'a-commission', 'expert_score', 'expert_score/open', {'scores': [1, 1]}, {'a-commission'}),
        ('a user', 'a-admin', 'user', 'user_a-observer', {'name': 'Иное'}, {'a-methodologist', 'a-admin'}),
    ]
    for name, login, entity, record, body, hearers in changes:
        streams = {n: Stream(house, house.caller(n)) for n in names}
        time.sleep(0.3)
        who, path = house.caller(login), f"/{house.entities[entity]['path']}/{house.id(record)}"
        answer = who.api('PATCH', path, body, version=who.get(path).json['version'])
        tap.same(answer.status, 200, f'{name} changes')
        heard = {n for n in names if streams[n].heard(entity, house.id(record), 30 if n in hearers else 0.3)}
        tap.same(sorted(heard), sorted(hearers), f'who hears of {name}')
    m = Stream(house, house.caller('a-methodologist'))
    other = Stream(house, house.caller('a-observer'))
    time.sleep(0.3)
    house.sql(f"update job set done = 1 where id = {house.id('job/department')}")
    tap.ok(m.heard('job', house.id('job/department')), 'the owner hears of the job')
    tap.ok(not other.heard('job', house.id('job/department'), 0.5), 'others do not')


def limit_tries(house, tap):
    answers = [sign_in(house, 'b-school', 'wrong') for _ in range(11)]
    tap.same([a.status for a in answers], [401] * 10 + [429], 'ten tries an account')
    tap.ok(answers[-1].code == 'too-many' and int(answers[-1].headers['Retry-After']) > 0, 'when to try again', answers[-1])
    tap.same(sign_in(house, 'b-school').status, 429, 'the right password does not help then')
    tap.same(sign_in(house, 'b-school2').status, 201, 'others may still come in')
    house.sql("update sign_in_attempt set at = at - interval '6 minutes'")
    tap.same(sign_in(house, 'b-school').status, 201, 'after five minutes it does')


tap = Tap()
house = House()
sign_in_and_out(house, tap)
sign_out_everywhere(house, tap)
change_password(house, tap)
limit_passwords(house, tap)
keep_quiet(house, tap)
make_inactive(house, tap)
hear(house, tap)
limit_tries(house, tap)
house.check_log(tap)
tap.done()
