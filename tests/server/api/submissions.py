#!/usr/bin/env python3
"""First and second submission of a school's form, and rows of which somebody decides, as the client meets them."""
import json
from concurrent.futures import ThreadPoolExecutor

from house import House, Tap
from results_kit import counts, read

NAME = 'Форма сбора результатов Математика 4 класс ВПР 2022.csv'
HEAD = 'Код участника;Вариант;1 (10б);2 (10б);Порядковый номер класса;Отметка за предыдущую четверть;Итого баллов\n'
WORD = {'name': 'А. Б. Иванова', 'position': 'директор'}


def form(totals):
    return HEAD + ''.join(f'{40001 + n};1;{min(t, 10)};{max(t - 10, 0)};1;4;{t}\n' for n, t in enumerate(totals))


def store(who, totals, **more):
    job, _ = read(who, NAME, form(totals))
    return who.api('POST', '/imports/from-job', {'job_id': job['id'], **more}), job['id']


def check_limits(tap, m, s, o):
    body = {'subject': 'Математика', 'grade': 4, 'min2': 15, 'max5': 20}
    made = m.api('POST', '/precheck-limits', body)
    tap.same((made.status, made.json['active'], made.json['max4']), (201, False, None), 'a limit, off by default')
    tap.same((s.api('POST', '/precheck-limits', body).status, s.get('/precheck-limits').status, o.get('/precheck-limits').status), (403, 403, 200), 'the department writes, its head reads')
    for name, over in (('101 %', {'min2': 101}), ('below zero', {'max5': -1}), ('of no grade', {'grade': 0}), ('of no subject', {'subject': ''})):
        tap.same(m.api('POST', '/precheck-limits', {**body, 'grade': 5, **over}).status, 422, name)
    plain, _ = store(s, [16, 17, 12, 8])
    tap.same((plain.status, plain.json['state'], plain.json['submission'], plain.json['precheck']), (201, '', 1, None), 'nothing is looked at')
    tap.same(s.api('POST', f"/imports/{plain.json['id']}/withdrawal", {'reason': 'Проба'}).status, 200, 'taken back')
    tap.same(m.api('PATCH', f"/precheck-limits/{made.json['id']}", {'active': True}, version=1).status, 200, 'switched on')


def check_submissions(tap, house, m, s, login):
    first, _ = store(s, [16, 17, 12, 8])
    broken = json.loads(first.json['precheck'])
    tap.same((first.status, first.json['state'], first.json['submission'], [(b['measure'], b['percent'], b['limit'], b['count'], b['n']) for b in broken]),
             (201, 'to-recheck', 1, [('max5', '50.00', 20, 2, 4), ('min2', '0.00', 15, 0, 4)]), 'a first submission that breaks limits')
    same, told = read(s, NAME, form([16, 17, 12, 8]))
    waits = told['first_submission']
    tap.same((told['same'], waits['import_id'], [b['measure'] for b in waits['precheck']]), (4, first.json['id'], ['max5', 'min2']),
             'the same form again is said to wait for its second submission')
    tap.same('first_submission' in read(m, NAME, form([16, 17, 12, 8]), school=login)[1], False, 'not to the department')
    tap.same('first_submission' in read(s, NAME.replace('4 класс', '5 класс'), form([16]))[1], False, 'nor of another form')
    refused, job = store(s, [16, 9, 12, 5])
    tap.same((refused.status, refused.code, refused.json['import_id'], [b['measure'] for b in refused.json['precheck']]),
             (409, 'confirmation-needed', first.json['id'], ['max5']), 'the second wants a confirmation, and says what it breaks itself')
    for name, word in (('nobody', {'name': '', 'position': 'директор'}), ('a list', [1]), ('a word', 'да'), ('a name of 10k', {**WORD, 'name': 'я' * 10000}),
                       ('a file of another', {**WORD, 'file_id': house.id('file/department')})):
        tap.same(s.api('POST', '/imports/from-job', {'job_id': job, 'confirmation': word}).status, 422, f'by {name}')
    paper = s.upload('подтверждение.pdf', b'%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
    second = s.api('POST', '/imports/from-job', {'job_id': job, 'confirmation': {**WORD, 'text': 'Объективность удостоверяю', 'file_id': paper}})
    tap.same([second.json.get(k) for k in ('submission', 'state', 'confirmed_name', 'confirmed_position', 'confirmed_text', 'confirmed_file_id')],
             [2, 'confirmed', 'А. Б. Иванова', 'директор', 'Объективность удостоверяю', paper], 'confirmed')
    tap.ok(second.json['confirmed_at'], 'with the moment', second)
    word = {'job_id': job, 'confirmation': WORD}
    tap.same(s.api('POST', '/imports/from-job', word).json['id'], second.json['id'], 'said again of the same job, it is the same import')
    tap.same('first_submission' in read(s, NAME, form([16, 9, 12, 5]))[1], False, 'no more waits')
    tap.same(m.get(f'/files/{paper}').status, 200, 'the department reads the paper')
    both = {i['id']: (i['submission'], i['state'], i['precheck'] is not None) for i in m.get(f"/imports?procedure_id={first.json['procedure_id']}").json}
    tap.same((both[first.json['id']], both[second.json['id']]), ((1, '', True), (2, 'confirmed', True)), 'both are kept')
    tap.same([(c['code'], c['old'], c['new']) for c in m.get(f"/imports/{second.json['id']}/changes").json if c['field'] == 'mark'], [('40002', 5, 3), ('40004', 3, 2)], 'and compared')
    tap.same([i['id'] for i in m.get('/imports?state=confirmed').json], [second.json['id']], 'found by their state')


def check_at_once(tap, house, s):
    """Two of a school say the word at the same moment, each of what he has read himself; then a third."""
    second = s.get('/imports?state=confirmed').json[0]
    tap.same(s.api('POST', f"/imports/{second['id']}/withdrawal", {'reason': 'Проба'}).status, 200, 'the second taken back, the first waits again')
    jobs = [read(s, NAME, form([16, 17, 12, 8]))[0]['id'] for _ in range(3)]
    def say(who, job):
        return who.api('POST', '/imports/from-job', {'job_id': job, 'confirmation': WORD})
    with ThreadPoolExecutor(2) as pool: # each on a connection of his own
        answers = list(pool.map(say, (house.caller('a-school') for _ in range(2)), jobs))
    tap.same(sorted((a.status, a.code or '') for a in answers), [(201, ''), (409, 'nothing-to-confirm')], 'one of two at once is in')
    late = say(s, jobs[2])
    tap.same((late.status, late.code), (409, 'nothing-to-confirm'), 'nor is the one who comes after')
    tap.same(len(s.get('/imports?state=confirmed').json), 1, 'one second submission')


def check_decisions(tap, m, login):
    text = HEAD + '40001;1;2;X;1;4;2\n40002;1;;1;1;3;1\n40003;1;9;9;1;5;17\n40004;1;9;x;1;5;9\n40004;1;9;x;1;5;9\n'
    job, told = read(m, NAME, text, school=login)
    tap.same(told and (told['new'], told['refused'], told['choices']), (1, 4, [3, 4]), 'rows of which it can be decided are named')
    def ask(**more):
        return m.api('POST', '/imports/from-job', {'job_id': job['id'], 'policy': 'ask', **more})
    answer = ask(decisions=[{'row': 3, 'take': True}])
    tap.same((answer.status, answer.code, answer.json['rows']), (409, 'undecided', [4]), 'the undecided are named')
    tap.same([ask(decisions=d).status for d in ('x', 5, {'row': 3}, [{'row': 3}], [{'row': 3, 'take': 'да'}])], [422] * 5, 'decisions that are none')
    answer = ask(decisions=[{'row': r, 'take': True} for r in (3, 4, 5)])
    tap.same((answer.status, answer.json.get('rows')), (422, [5]), 'a doubled code cannot be taken')
    tap.same(m.api('POST', '/imports/from-job', {'job_id': job['id'], 'policy': 'mark', 'decisions': []}).status, 422, 'nobody has asked')
    made = ask(decisions=[{'row': 3, 'take': True}, {'row': 4, 'take': False}])
    tap.same((made.status, counts(made.json)), (201, (2, 0, 0, 1, 3)), 'one taken, one left')


def main():
    tap, house = Tap(), House()
    m, s, o = house.caller('a-methodologist'), house.caller('a-school'), house.caller('a-observer')
    check_limits(tap, m, s, o)
    logins = ['edu' + house.rows('select login_digits from org where id = ' + house.id(f'org_school{k}'))[0][0] for k in (1, 2)]
    check_submissions(tap, house, m, s, logins[0])
    check_at_once(tap, house, s)
    check_decisions(tap, m, logins[1])
    house.check_log(tap)
    tap.done()


main()
