#!/usr/bin/env python3
"""Results over the API: a form that does not say whose it is, what ФИС ОКО gave out after it, printed figures; changes, withdrawal."""
from house import House, Tap
from results_kit import counts, read

HEAD = 'Код участника;Вариант;1 (2б);2 (1б);Порядковый номер класса;Отметка за предыдущую четверть;Итого баллов\n'
FORM = HEAD + '50001;1;2;X;1;4;2\n50002;1;1;1;1;3;2\n50003;1;2;1;1;5;3\n50003;1;1;1;1;5;2\n50004;1;2;1;1;5;2\n'
FORM_NAME = 'Форма сбора результатов Русский язык 5 класс ВПР 2024.csv'
F1_HEAD = ('Индивидуальные результаты\nВПР 2024 Русский язык 5 класс\nПредмет: Русский язык\nМаксимальный первичный балл: 3\n'
           'Уровень сложности задания;;;;;;Б;П\n'
           'ОО;Муниципалитет;Название ОО;Код участника;Класс;Вариант;1 (2б);2 (1б);Первичный балл;Отметка;Отметка по журналу\n')


def f1(login):
    row = login + ';Город;Школа;{};5А;1;{};{};{};{};{}\n'
    return F1_HEAD + ''.join(row.format(*cells) for cells in ((50001, 2, 'X', 2, 4, 4), (50002, 1, 0, 1, 3, 3), (50003, 2, 1, 3, 5, 5)))


def check_form(tap, m, s, login):
    job, _ = read(s, 'results.csv', FORM)
    tap.ok(job['state'] == 'failed' and 'год' in job['message'], 'a form whose name does not say which procedure it is', job)
    job, told = read(s, FORM_NAME, FORM)
    tap.same(told and (told['layout'], told['new'], told['refused']), ('form-2026', 2, 3), "a school's form, by its own name")
    tap.same(sorted((i['row'], i['code']) for i in told['issues']), [(4, 'doubled-code'), (5, 'doubled-code'), (6, 'total-not-sum')],
             'both rows of a doubled code, and a wrong total')
    answer = s.api('POST', '/imports/from-job', {'job_id': job['id'], 'policy': 'all'})
    tap.same(answer.status, 422, 'no such policy')
    form = s.api('POST', '/imports/from-job', {'job_id': job['id']})
    tap.same((form.status, counts(form.json)), (201, (2, 0, 0, 0, 3)), 'is stored')
    job, _ = read(m, FORM_NAME, FORM)
    answer = m.api('POST', '/imports/from-job', {'job_id': job['id']})
    tap.same((answer.status, 'логин школы' in answer.json['title'] + str(answer.json.get('detail'))), (422, True), 'a methodologist is asked whose it is')
    job, told = read(m, FORM_NAME, FORM, school=login)
    tap.same(told and (job['school'], told['same'], told['refused']), (login, 2, 3), 'and says it')
    marked = m.api('POST', '/imports/from-job', {'job_id': job['id'], 'policy': 'mark'})
    tap.same(counts(marked.json), (1, 2, 0, 1, 2), 'accepted with a mark: what can be')
    works = m.get('/works?procedure_id=' + str(marked.json['procedure_id'])).json
    tap.same([w['code'] for w in works if w['marked']], ['50004'], 'the work says so')
    for name, school in (('digits alone', '990001'), ('an option', '--map=x'), ('too long', 'edu' + '9' * 20)):
        answer = m.api('POST', '/jobs', {'kind': 'import-results', 'file_id': m.upload(FORM_NAME, FORM.encode()), 'school': school})
        tap.same(answer.status, 422, f'a login that is none: {name}')
    return form.json, marked.json


def check_f1(tap, m, s, form, login):
    job, told = read(m, 'Ф1.csv', f1(login))
    tap.same(told and (told['layout'], told['new'], told['same'], told['changed']), ('individual-results', 1, 0, 2), 'individual results after the form', )
    made = m.api('POST', '/imports/from-job', {'job_id': job['id']}).json
    changes = m.get(f"/imports/{made['id']}/changes").json
    tap.same([(c['code'], c['field'], c['old'], c['new']) for c in changes if c['code'] == '50002'],
             [('50002', 'class', '1', '5А'), ('50002', 'mark', None, 3), ('50002', 'scores', [1, 1], [1, 0]), ('50002', 'total', 2, 1)], 'what differed')
    works = {w['code']: w for w in m.get(f"/works?procedure_id={made['procedure_id']}").json}
    tap.same([(c, works[c]['total'], works[c]['mark']) for c in ('50001', '50002', '50003')], [('50001', 2, 4), ('50002', 1, 3), ('50003', 3, 5)],
             'each participant once, with its figures')
    tap.same(m.api('POST', f"/imports/{form['id']}/withdrawal", {'reason': 'Ошибка'}).status, 409, 'the form stays while they stand on it')
    tap.same(s.api('POST', f"/imports/{made['id']}/withdrawal", {'reason': 'Ошибка'}).status, 404, "a school takes back nothing of the department's")
    tap.same(m.api('POST', f"/imports/{made['id']}/withdrawal", {}).status, 422, 'a reason is asked for')
    gone = m.api('POST', f"/imports/{made['id']}/withdrawal", {'reason': 'Не тот файл'})
    tap.same((gone.status, gone.json.get('withdrawn_reason'), gone.json.get('withdrawn_at') is not None), (200, 'Не тот файл', True), 'withdrawn')
    tap.same(m.get(f"/imports/{made['id']}/changes").json, [], 'it changes nothing any more')
    works = {w['code']: w for w in m.get(f"/works?procedure_id={made['procedure_id']}").json}
    tap.same((sorted(works), works['50002']['total'], works['50002']['mark']), (['50001', '50002', '50004'], 2, None), 'the rows are what they were')


def check_printed(tap, m, s):
    name = 'Ф3 Статистика по отметкам.csv'
    text = ('Статистика по отметкам\nВПР 2024 Русский язык 5 класс\nПредмет: Русский язык\nМаксимальный первичный балл: 3\n'
            'Группы участников;Кол-во ОО;Кол-во участников;2;3;4;5\nВся выборка;10;1000;10.00;20.00;30.00;40.00\n')
    job, told = read(s, name, text)
    tap.same((told or job)['layout'], 'marks', 'a printed report')
    tap.same(s.api('POST', '/imports/from-job', {'job_id': job['id']}).status, 403, 'is no business of a school')
    job, _ = read(m, name, text)
    made = m.api('POST', '/imports/from-job', {'job_id': job['id']})
    tap.same((made.status, counts(made.json)), (201, (1, 0, 0, 0, 0)), 'is stored by the department')


def main():
    tap, house = Tap(), House()
    m, s = house.caller('a-methodologist'), house.caller('a-school')
    login = 'edu' + house.rows("select login_digits from org where id = " + house.id('org_school1'))[0][0]
    form, _ = check_form(tap, m, s, login)
    check_f1(tap, m, s, form, login)
    check_printed(tap, m, s)
    house.check_log(tap)
    tap.done()


main()
