#!/usr/bin/env python3
"""A quarter's report from its opening to its acceptance: what it gathers, when it is due, what each
answer needs, who opens what is closed, and that no school learns of another's."""
import io
import zipfile

from house import House, Tap

# items of the plan under test: no, deadline rule, audience, dates (nominal, due, quarter, from)
WORLD = """
create function pg_temp.item (a_plan bigint, a_no text, a_canon text, a_schools bool, a_dept bool) returns bigint language plpgsql as $$
declare i bigint; p plan; s bigint;
begin
  select * into p from plan where id = a_plan;
  select id into s from plan_section where plan_id = a_plan limit 1;
  insert into plan_item (org_id, plan_id, section_id, position, no, title, deadline, canon)
    values (p.org_id, a_plan, s, (select count (*) + 1 from plan_item where plan_id = a_plan), a_no, 'Пункт ' || a_no, 'срок ' || a_no, a_canon) returning id into i;
  insert into reporter (org_id, lineage, plan_id, since) select o.id, i, a_plan, '2025-01-01' from org o
    where (a_schools and o.kind = 'school' and o.parent_id = (select parent_id from org where id = p.org_id)) or (a_dept and o.id = p.org_id);
  return i;
end $$;
create function pg_temp.dated (a_item bigint, a_from date, a_due date) returns void language sql as $$
  insert into item_date (org_id, plan_id, item_id, lineage, nominal_from, nominal_due, due, quarter, year)
    select org_id, plan_id, id, lineage, a_from, a_due, a_due, quarter_of (a_due), school_year_of (a_due) from plan_item where id = a_item
$$;
create table test_item (no text primary key, id bigint);
do $$
declare p bigint; d bigint := %(dept)s;
begin
  insert into plan (org_id, kind, title, period_from, period_until, state, act_kind, act_number, act_date)
    values (d, 'municipal-roadmap', 'Карта', '2025-01-01', '2025-12-31', 'approved', 'order', '2', '2025-01-10') returning id into p;
  insert into plan_section (org_id, plan_id, title) values (d, p, 'Раздел');
  insert into test_item values
    ('1', pg_temp.item (p, '1', 'yearly(until=03-15)', true, false)), ('2', pg_temp.item (p, '2', 'continuous', true, false)),
    ('3', pg_temp.item (p, '3', 'external(who="УО")', true, false)), ('4', pg_temp.item (p, '4', 'ondemand', true, false)),
    ('5', pg_temp.item (p, '5', 'none', true, false)), ('6', pg_temp.item (p, '6', 'empty; warn=empty', true, false)),
    ('7', pg_temp.item (p, '7', 'event(id=vpr-results,when=after,offset=+4m)', true, false)),
    ('8', pg_temp.item (p, '8', 'event(id=signing,when=after)', true, false)), ('9', pg_temp.item (p, '9', 'yearly(until=06-10)', true, false)),
    ('10', pg_temp.item (p, '10', 'continuous', false, true)), ('11', pg_temp.item (p, '11', 'monthly', true, false)),
    ('12', pg_temp.item (p, '12', 'all(continuous | yearly(until=09-01))', true, false)),
    ('13', pg_temp.item (p, '13', 'once(until=2025-08-01,who="по графику (continuous")', true, false));
  perform pg_temp.dated (id, null, '2025-03-17') from test_item where no = '1';
  perform pg_temp.dated (id, '2025-02-10', '2025-08-11') from test_item where no = '7';
  perform pg_temp.dated (id, null, '2025-06-10') from test_item where no = '9';
  perform pg_temp.dated (id, null, x) from test_item, unnest (array['2025-01-31', '2025-02-28', '2025-03-31']::date[]) x where no = '11';
  perform pg_temp.dated (id, null, '2025-09-01') from test_item where no = '12';
  perform pg_temp.dated (id, null, '2025-08-01') from test_item where no = '13';
  insert into test_id values ('a', 'test_plan', p::text);
end $$;
"""


class Desk:
    """One reporter and one plan: the calls that the tests repeat."""

    def __init__(self, house, login, plan):
        self.who = house.caller(login)
        self.plan = int(plan)

    def open(self, quarter):
        return self.who.api('POST', '/quarter-reports', {'plan_id': self.plan, 'quarter': quarter})

    def lines(self, report):
        return {x['item_no']: x for x in self.who.get(f'/executions?report_id={report}').json}

    def answer(self, line, **fields):
        now = self.who.get(f"/executions/{line['id']}").json
        return self.who.api('PATCH', f"/executions/{line['id']}", fields, version=now['version'])

    def act(self, report, action, body=None, who=None):
        now = self.who.get(f'/quarter-reports/{report}').json
        return (who or self.who).api('POST', f'/quarter-reports/{report}/{action}', body or {}, version=now['version'])


def gathers(desk, tap):
    for quarter, want in (('2025-Q1', '1 2 3 4 5 6 7 11 12'), ('2025-Q2', '2 3 4 5 6 7 9 12'), ('2025-Q3', '2 3 4 5 6 7 12 13'), ('2025-Q4', '2 3 4 5 6 12')):
        made = desk.open(quarter)
        tap.same(made.status, 201, f'{quarter} is opened')
        lines = desk.lines(made.json['id'])
        tap.same(' '.join(sorted(lines, key=int)), want, f'{quarter} gathers what has a date in it, what has none, and what its event has begun')
        tap.same((made.json['total'], made.json['answered']), (len(lines), 0), f'{quarter}: counts')
        again = desk.open(quarter)
        tap.same(again.json['id'], made.json['id'], f'{quarter} opened twice is one report')
    tap.same(desk.open('2026-Q1').status, 422, 'past the period there is nothing to report on')
    for body, field in (({'plan_id': 'x', 'quarter': '2025-Q1'}, 'plan_id'), ({'plan_id': -1, 'quarter': '2025-Q1'}, 'plan_id'),
                        ({'plan_id': desk.plan, 'quarter': '2025-Q5'}, 'quarter'), ({'plan_id': desk.plan, 'quarter': '1 кв.'}, 'quarter'),
                        ({'plan_id': desk.plan}, 'quarter'), ({'quarter': '2025-Q1'}, 'plan_id')):
        answer = desk.who.api('POST', '/quarter-reports', body)
        tap.same((answer.status, answer.json.get('field')), (422, field), f'opening with {body}')
    tap.same(desk.who.api('POST', '/quarter-reports', {'plan_id': 999999, 'quarter': '2025-Q1'}).status, 404, 'a plan that is not there')


def due_days(house, desk, tap):
    m = house.caller('a-methodologist')
    # by the working calendar of 2025: 5 April and 5 July are Saturdays, 5 October a Sunday, 5 January a holiday
    want = {'2025-Q1': '2025-04-07', '2025-Q2': '2025-07-07', '2025-Q3': '2025-10-06', '2025-Q4': '2026-01-12'}
    tap.same({r['quarter']: r['due'] for r in desk.who.get(f'/quarter-reports?plan_id={desk.plan}').json}, want, 'due on the 5th, moved by the calendar')
    settings = m.get('/org-settings').json[0]
    path, usual = f"/org-settings/{settings['id']}", {k: settings[k] for k in ('report_day', 'move_days')}
    made = m.api('PATCH', path, {'report_day': 12, 'move_days': False}, version=settings['version'])
    tap.same(made.status, 200, 'the town sets another day')
    other = Desk(house, 'a-school3', desk.plan)
    tap.same(other.open('2025-Q3').json['due'], '2025-10-12', 'reports opened from now on are due on it')
    tap.same(other.open('2025-Q2').json['due'], '2025-07-12', 'and no day is moved where days are not')
    m.api('PATCH', path, usual, version=made.json['version'])


# state, fields given, what is missing ('' : answered)
NEEDS = [
    ('not-started', {}, 'state'), ('in-progress', {}, 'text'), ('in-progress', {'text': '  '}, 'text'), ('in-progress', {'text': 'Начато'}, ''),
    ('done', {}, 'text'), ('done', {'text': 'Сделано'}, 'date_done'), ('done', {'text': 'Сделано', 'date_done': '2099-01-01'}, 'date_done'),
    ('done', {'date_done': '2025-03-10'}, 'text'), ('done', {'text': 'Сделано', 'date_done': '2025-03-10'}, ''),
    ('done-late', {'text': 'Сделано'}, 'date_done'), ('done-late', {'text': 'Сделано', 'date_done': '2025-03-20'}, ''),
    ('not-done', {}, 'reason'), ('not-done', {'text': 'Сделано'}, 'reason'), ('not-done', {'reason': ' '}, 'reason'), ('not-done', {'reason': 'Перенесено'}, ''),
    ('not-applicable', {'text': 'Сделано'}, 'reason'), ('not-applicable', {'reason': 'Нет таких классов'}, ''),
]


def needs(desk, report, tap):
    lines = desk.lines(report)
    for no, line in lines.items():
        if no != '1':
            desk.answer(line, state='done', text='Сделано', date_done='2025-03-01')
    for state, fields, lacking in NEEDS:
        given = dict({'text': None, 'date_done': None, 'reason': None, 'state': state}, **fields)
        tap.same(desk.answer(lines['1'], **given).status, 200, f'{state} with {sorted(fields)} is kept as a draft')
        answer = desk.act(report, 'submission')
        if lacking:
            told = [(x['execution_id'], x['field']) for x in answer.json.get('lines', [])]
            tap.same((answer.status, answer.code, answer.json.get('items'), told), (409, 'unanswered', [lines['1']['id']], [(lines['1']['id'], lacking)]),
                     f'{state} with {sorted(fields)} lacks {lacking}')
        else:
            tap.same((answer.status, answer.json.get('state')), (200, 'submitted'), f'{state} with {sorted(fields)} is an answer')
            desk.act(report, 'return', {'remark': 'Ещё раз'}, who=desk.methodologist)


def late_by_itself(desk, report, tap):
    line = desk.lines(report)['1']
    for given, want in (({'state': 'done', 'date_done': '2025-03-17'}, 'done'), ({'state': 'done', 'date_done': '2025-03-18'}, 'done-late'),
                        ({'date_done': '2025-03-17'}, 'done'), ({'state': 'done-late', 'date_done': '2025-03-01'}, 'done'), ({'state': 'done-late', 'date_done': None}, 'done-late')):
        tap.same(desk.answer(line, **given).json['state'], want, f'{given} is {want}: due on 2025-03-17')
    line = desk.lines(report)['11']
    tap.same((line['due'], desk.answer(line, state='done', date_done='2025-03-20').json['state']), ('2025-03-31', 'done'), 'of several days of a quarter the last one counts')
    line = desk.lines(report)['2']
    tap.same(desk.answer(line, state='done', date_done='2025-12-31').json['state'], 'done', 'what has no day is never late')


def locks(house, desk, report, tap):
    m, line = desk.methodologist, desk.lines(report)['1']
    file = desk.who.send('POST', '/api/v1/files?name=a.txt', raw='Справка'.encode(), headers={'Content-Type': 'text/plain'}).json['id']
    paper = desk.who.api('POST', '/evidence', {'execution_id': line['id'], 'file_id': file, 'title': 'Справка'}).json
    link = desk.who.api('POST', '/execution-links', {'execution_id': line['id'], 'kind': 'procedure', 'target_id': int(house.id('procedure'))}).json
    for state, move in (('submitted', lambda: desk.act(report, 'submission')), ('accepted', lambda: desk.act(report, 'acceptance', who=m))):
        tap.same(move().json.get('state'), state, state)
        paper = desk.who.get(f"/evidence/{paper['id']}").json
        link = desk.who.get(f"/execution-links/{link['id']}").json
        for name, answer in (
                ('a line is changed', desk.answer(line, text='Иное')),
                ('a file is added', desk.who.api('POST', '/evidence', {'execution_id': line['id'], 'file_id': file, 'title': 'Ещё'})),
                ('a file is taken', desk.who.api('DELETE', f"/evidence/{paper['id']}", version=paper['version'])),
                ('a link is added', desk.who.api('POST', '/execution-links', {'execution_id': line['id'], 'kind': 'act', 'target_id': int(house.id('act'))})),
                ('a link is taken', desk.who.api('DELETE', f"/execution-links/{link['id']}", version=link['version']))):
            words = answer.json['title'] + answer.json.get('detail', '')
            tap.ok(answer.status == 409 and answer.code == 'locked' and 'Отчёт' in words and 'методист управления' in words, f'{state}: {name}: refused, and said who opens it', answer)
        tap.same(desk.act(report, 'submission').status, 409, f'{state}: not submitted twice')
    now = m.get(f"/executions/{line['id']}").json
    answer = m.api('PATCH', f"/executions/{line['id']}", {'text': 'За школу'}, version=now['version'])
    tap.ok(answer.status == 403 and answer.code == 'forbidden' and 'заполняет сама' in answer.json['title'], 'the department writes for no school', answer)
    tap.same(desk.act(report, 'acceptance', who=m).status, 409, 'not accepted twice')
    tap.same(desk.act(report, 'return', {'remark': 'Открыт заново: найдена ошибка'}, who=m).json['state'], 'returned', 'what was accepted is opened by a return with a reason')
    tap.same(desk.answer(line, text='Иное').status, 200, 'and may be mended then')
    withdrawn = desk.who.api('POST', f"/evidence/{paper['id']}/withdrawal", {'reason': 'Не тот файл'}, version=desk.who.get(f"/evidence/{paper['id']}").json['version'])
    tap.same((withdrawn.status, desk.who.get('/files/' + file).status), (200, 404), 'a file withdrawn is gone, the record stays')


def returns(house, desk, report, tap):
    m, lines = desk.methodologist, desk.lines(report)
    tap.same(desk.act(report, 'return', {'remark': 'Х'}, who=m).status, 409, 'what is not submitted is not returned')
    tap.same(desk.act(report, 'acceptance', who=m).status, 409, 'nor accepted')
    tap.same(desk.act(report, 'submission').status, 200, 'submitted')
    foreign = house.id('execution/submitted/other')
    for name, body in (('no remark', {'remark': ''}), ('blanks', {'remark': '   '}), ('nothing', {}), ('lines that are no list', {'remark': 'Х', 'lines': 'нет'}),
                       ('a foreign line', {'remark': 'Х', 'lines': [{'execution_id': int(foreign), 'remark': 'Х'}]}),
                       ('a line without a remark', {'remark': 'Х', 'lines': [{'execution_id': lines['1']['id'], 'remark': ''}]}),
                       ('a line that is no number', {'remark': 'Х', 'lines': [{'execution_id': 'х', 'remark': 'Х'}]}),
                       ('a remark too long', {'remark': 'Х' * 4001})):
        answer = desk.act(report, 'return', body, who=m)
        tap.same(answer.status, 422, f'returned with {name}: refused')
    body = {'remark': 'Уточните', 'lines': [{'execution_id': lines['1']['id'], 'remark': 'Каким приказом?'}, {'execution_id': lines['2']['id'], 'remark': 'Кто провёл?'}]}
    back = desk.act(report, 'return', body, who=m).json
    tap.ok(back['state'] == 'returned' and back['returned_at'] and back['remark'] == 'Уточните', 'returned with a moment and a remark', back)
    tap.same({no: x['remark'] for no, x in desk.lines(report).items() if x['remark']}, {'1': 'Каким приказом?', '2': 'Кто провёл?'}, 'remarks stand on their lines')
    desk.answer(lines['1'], text='Приказом № 4')
    tap.same(desk.act(report, 'submission').json['state'], 'submitted', 'resubmitted')
    body = {'remark': 'Ещё', 'lines': [{'execution_id': lines['2']['id'], 'remark': 'Всё же кто?'}]}
    desk.act(report, 'return', body, who=m)
    tap.same({no: x['remark'] for no, x in desk.lines(report).items() if x['remark']}, {'2': 'Всё же кто?'}, 'a second return has remarks of its own')
    desk.answer(lines['2'], text='Завуч')
    desk.act(report, 'submission')


def freezes(house, desk, report, tap):
    house.sql(f"update plan_item set title = 'Новые слова', no = '1а', deadline = 'до марта' where plan_id = {desk.plan} and no = '1'")
    tap.same(desk.lines(report)['1']['item_title'], 'Пункт 1', 'a submitted report keeps the words it was opened with')
    accepted = desk.act(report, 'acceptance', who=desk.methodologist).json
    tap.ok(accepted['state'] == 'accepted' and accepted['accepted_at'], 'accepted', accepted)
    line = desk.lines(report)['1а']
    tap.same((line['item_title'], line['deadline']), ('Новые слова', 'до марта'), 'accepted with the words of that day')
    house.sql(f"update plan_item set title = 'Пункт 1', no = '1', deadline = 'срок 1' where plan_id = {desk.plan} and no = '1а'")
    tap.same(desk.open('2025-Q1').json['state'], 'accepted', 'opening what is accepted changes nothing')
    tap.same(desk.lines(report)['1а']['item_title'], 'Новые слова', 'it is frozen')


def prefills(house, desk, tap):
    second = desk.open('2025-Q2').json
    line = desk.lines(second['id'])['2']
    tap.same((line['prefilled'], line['state']), (False, 'not-started'), 'lines made before the text was there are empty')
    third = Desk(house, 'a-school2', desk.plan)
    first = third.lines(third.open('2025-Q1').json['id'])
    third.answer(first['2'], state='done', text='Проведено совещание')
    third.answer(first['3'], state='not-done', reason='Нет графика')
    later = third.lines(third.open('2025-Q2').json['id'])
    tap.same((later['2']['prefilled'], later['2']['text'], later['2']['state']), (True, 'Проведено совещание', 'not-started'), 'the text of the quarter before, to be confirmed')
    tap.same((later['3']['prefilled'], later['3']['text']), (False, None), 'nothing was said: nothing is carried')
    tap.same(third.answer(later['2'], state='done').json['prefilled'], False, 'an answer confirms it')
    report = later['2']['report_id']
    house.sql(f"update plan_item set deleted_at = now () where plan_id = {desk.plan} and no in ('2', '4')")
    third.open('2025-Q2')
    now = third.lines(report)
    tap.ok('2' in now and '4' not in now, 'what is asked no more goes, unless it was answered', sorted(now))
    house.sql(f"update plan_item set deleted_at = null where plan_id = {desk.plan} and no in ('2', '4')")
    refused = third.act(report, 'submission')
    tap.ok(refused.status == 409 and '4' in refused.json['title'] + refused.json.get('detail', ''), 'a line that came since must be answered: said which', refused)
    third.open('2025-Q2')
    tap.ok('4' in third.lines(report), 'and comes when the report is opened again')


def lateness(house, desk, report, tap):
    now = desk.who.get(f'/quarter-reports/{report}').json
    tap.ok(now['late'] is True, 'submitted after its day: late', now)
    house.sql(f"update quarter_report set due = current_date + 1 where plan_id = {desk.plan} and quarter = '2025-Q4'")
    last = desk.open('2025-Q4').json
    for line in desk.lines(last['id']).values():
        desk.answer(line, state='not-applicable', reason='Нет')
    tap.same(desk.act(last['id'], 'submission').json['late'], False, 'before its day: not late')
    house.sql(f"update quarter_report set due = '2025-01-01' where id = {last['id']}")
    desk.act(last['id'], 'return', {'remark': 'Ещё'}, who=desk.methodologist)
    tap.same(desk.act(last['id'], 'submission').json['late'], False, 'what was in time stays so when it was returned')


def of_department(house, plan, tap):
    desk = Desk(house, 'a-methodologist', plan)
    made = desk.open('2025-Q1')
    lines = desk.lines(made.json['id'])
    tap.same((made.status, sorted(lines)), (201, ['10']), 'the department opens a report on its own items')
    file = desk.who.send('POST', '/api/v1/files?name=b.txt', raw='Протокол'.encode(), headers={'Content-Type': 'text/plain'}).json['id']
    tap.same(desk.answer(lines['10'], state='done', text='Проведено').status, 200, 'and answers')
    tap.same(desk.who.api('POST', '/evidence', {'execution_id': lines['10']['id'], 'file_id': file, 'title': 'Протокол'}).status, 201, 'with a file')
    tap.same(desk.act(made.json['id'], 'submission').json['state'], 'submitted', 'and submits')
    tap.same(desk.act(made.json['id'], 'acceptance').json['state'], 'accepted', 'and accepts')
    tap.same(house.caller('a-school').get(f"/executions/{lines['10']['id']}").status, 404, 'no school sees it')


def own_plan(house, desk, tap):
    """Items of a school's own plan taken from the municipal one are answered there."""
    school = house.id('org_school1')
    house.sql(f"""do $$
      declare p bigint; s bigint; i bigint; o bigint;
      begin
        insert into plan (org_id, kind, title, period_from, period_until, state, act_kind, act_number, act_date, source_id)
          values ({school}, 'school-roadmap', 'План школы', '2025-01-01', '2025-12-31', 'approved', 'order', '3', '2025-02-01', {desk.plan}) returning id into p;
        insert into plan_section (org_id, plan_id, title) values ({school}, p, 'Свой раздел') returning id into s;
        insert into plan_item (org_id, plan_id, section_id, position, no, title, canon, audience, source_lineage)
          select {school}, p, s, 1, 'Ш1', title, canon, 'department', lineage from plan_item where plan_id = {desk.plan} and no = '2' returning id into i;
        insert into plan_item (org_id, plan_id, section_id, position, no, title, canon, audience) values ({school}, p, s, 2, 'Ш2', 'Своё', 'continuous', 'department') returning id into o;
        insert into reporter (org_id, lineage, plan_id, since) values ({school}, i, p, '2025-01-01'), ({school}, o, p, '2025-01-01');
        insert into test_id values ('a', 'own_plan', p::text);
      end $$;""")
    plan = int(house.rows("select id from test_id where name = 'own_plan'")[0][0])
    own = Desk(house, 'a-school', plan)
    tap.same(sorted(own.lines(own.open('2025-Q1').json['id'])), ['Ш2'], 'its own report asks for its own items alone')
    matrix = own.who.get(f'/matrix?plan_id={plan}&quarter=2025-Q1').json
    shown = {i['no']: row for i, row in zip(matrix['items'], matrix['cells'])}
    first = own.lines(desk.who.get(f'/quarter-reports?plan_id={desk.plan}&quarter=2025-Q1').json[0]['id'])['2']
    letter = {'done': 'd', 'done-late': 'l', 'in-progress': 'w', 'not-done': 'n', 'not-applicable': 'x'}[first['state']]
    tap.same(shown, {'Ш1': letter, 'Ш2': 'o'}, 'a linked item shows what was reported on the municipal one')
    lineage = next(i['lineage'] for i in matrix['items'] if i['no'] == 'Ш1')
    cell = own.who.get(f'/matrix/cell?plan_id={plan}&lineage={lineage}&org_id={school}&quarter=2025-Q1').json
    tap.same([x['id'] for x in cell], [first['id']], 'its cell leads to that answer')
    rows = own.who.get(f'/plan-completeness?plan_id={plan}&quarter=2025-Q1').json
    tap.same([(r['total'], r['answered'], r['done']) for r in rows], [(2, 1, 1 if letter == 'd' else 0)], 'and is counted as answered')
    tap.same(house.caller('a-school2').get(f'/matrix?plan_id={plan}').status, 404, 'another school sees nothing of the plan')


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w') as book:
        for name, data in parts.items():
            book.writestr(name, data)
    return out.getvalue()


def office(folder, main, extra=()):
    kind = {'word': 'wordprocessingml.document', 'xl': 'spreadsheetml.sheet'}[folder]
    rels = ('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="' + f'{folder}/{main}' + '"/></Relationships>')
    types = ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
             'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/' + f'{folder}/{main}" '
             f'ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>')
    parts = {'[Content_Types].xml': types, '_rels/.rels': rels, f'{folder}/{main}': '<x/>'}
    parts.update({name: b'x' for name in extra})
    return zipped(**parts)


def files(house, tap):
    who = house.caller('a-school')
    good = [('a.pdf', b'%PDF-1.7\n...', 'application/pdf'), ('a.png', b'\x89PNG\r\n\x1a\n....', 'image/png'), ('a.jpg', b'\xff\xd8\xff\xe0....', 'image/jpeg'),
            ('a.txt', 'Справка\n'.encode(), 'text/plain'), ('a.txt', 'Справка'.encode('cp1251'), 'text/plain'), ('a.csv', b'a;b\r\n1;2', 'text/plain'),
            ('a.docx', office('word', 'document.xml'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
            ('a.xlsx', office('xl', 'workbook.xml'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
            ('a.odt', zipped(mimetype='application/vnd.oasis.opendocument.text'), 'application/vnd.oasis.opendocument.text'),
            ('a.ods', zipped(mimetype='application/vnd.oasis.opendocument.spreadsheet'), 'application/vnd.oasis.opendocument.spreadsheet'),
            ('wrong.exe', b'%PDF-1.4', 'application/pdf')]
    for name, data, kind in good:
        answer = who.send('POST', '/api/v1/files?name=' + name, raw=data, headers={'Content-Type': 'application/x-msdownload'})
        tap.same((answer.status, answer.json.get('media_type')), (201, kind), f'{name} is known by its bytes')
        back = who.get('/files/' + answer.json['id'])
        tap.same((back.data, back.headers['Content-Type'], back.headers['X-Content-Type-Options']), (data, kind, 'nosniff'), f'{name} comes back as it was')
    bad = [('a.zip', zipped(a='x'), 'архив'), ('a.docx', zipped(**{'word/document.xml': '<x/>'}), 'архив'), ('m.docx', office('word', 'document.xml', ['word/vbaProject.bin']), 'макрос'),
           ('a.odp', zipped(mimetype='application/vnd.oasis.opendocument.presentation'), 'архив'), ('a.docx', office('word', 'document.xml')[:-30], ''), ('a.rar', b'Rar!\x1a\x07', 'RAR'),
           ('a.7z', b'7z\xbc\xaf\x27\x1c', '7z'), ('a.gz', b'\x1f\x8b\x08\x00', 'gzip'), ('a.pdf', b'MZ\x90\x00\x03', 'программа'), ('a.pdf', b'\x7fELF\x02', 'программа'),
           ('a.txt', b'#!/bin/sh\n', 'программа'), ('a.html', b'<!DOCTYPE html><p>', 'веб-страница'), ('a.svg', b'<svg onload=x>', 'SVG'), ('a.gif', b'GIF89a..', 'GIF'),
           ('a.rtf', b'{\\rtf1 }', 'RTF'), ('a.doc', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 600, 'Office'), ('a.bin', bytes(range(256)), 'не принимаются'), ('a.txt', b'', '')]
    for name, data, words in bad:
        answer = who.send('POST', '/api/v1/files?name=' + name, raw=data, headers={'Content-Type': 'application/pdf'})
        tap.ok(answer.status == 422 and words in answer.json['title'] + answer.json.get('detail', ''), f'{name} {data[:8]!r} is refused: {words}', answer)
    tap.same(who.send('POST', '/api/v1/files?name=a.txt', raw=b'a' * (20 * 1024 * 1024 + 1), headers={'Content-Type': 'text/plain'}).status, 413, 'past 20 MB')


def links(house, desk, tap):
    line = desk.lines(desk.open('2025-Q2').json['id'])['2']
    made = house.caller('a-methodologist').api('POST', '/recorded-events', {'event': 'federal-list', 'first': '2025-02-03'})
    closed, dealt = int(house.id('recheck/closed')), int(house.id('recheck/dealt'))
    for kind, target, want in (('procedure', int(house.id('procedure')), 201), ('recheck', closed, 201), ('act', int(house.id('act')), 201), ('event', made.json['id'], 201),
                               ('recheck', dealt, 422), ('recheck', int(house.id('recheck/closed', 'b')), 422), ('act', int(house.id('act/other')), 422),
                               ('act', int(house.id('act', 'b')), 422), ('event', 999999, 422), ('procedure', 999999, 422)):
        answer = desk.who.api('POST', '/execution-links', {'execution_id': line['id'], 'kind': kind, 'target_id': target})
        tap.same(answer.status, want, f'a link to {kind} {target}')
        if want == 201:
            tap.ok(len(answer.json['title']) > 3, f'{kind} is called by its own title', answer)
    tap.same(desk.who.api('POST', '/execution-links', {'execution_id': line['id'], 'kind': 'recheck', 'target_id': closed}).status, 409, 'no link twice')
    for field, value in (('kind', 'plan'), ('kind', None), ('target_id', 0), ('target_id', 'x'), ('target_id', None), ('execution_id', None), ('title', 'Своё')):
        body = {'execution_id': line['id'], 'kind': 'act', 'target_id': 1}
        body[field] = value
        answer = desk.who.api('POST', '/execution-links', body)
        tap.ok(answer.status in (400, 403, 422), f'a link with {field} {value!r}', answer)
    foreign = int(house.id('execution/draft/other'))
    answer = desk.who.api('POST', '/execution-links', {'execution_id': foreign, 'kind': 'procedure', 'target_id': int(house.id('procedure'))})
    tap.same(answer.status, 403, 'no link on a foreign line')
    mine = desk.who.get(f"/execution-links?execution_id={line['id']}").json[0]
    tap.same(desk.who.api('DELETE', f"/execution-links/{mine['id']}", version=mine['version']).status, 204, 'a link is taken while the report is open')


def conclusions(house, desk, tap):
    m = desk.methodologist
    lineage = int(house.rows(f"select lineage from plan_item where plan_id = {desk.plan} and no = '1'")[0][0])
    body = {'plan_id': desk.plan, 'lineage': lineage, 'year': 2025, 'conclusion': 'Выполнено не всеми', 'proposal': 'Перенести срок'}
    made = m.api('POST', '/item-conclusions', body)
    tap.same((made.status, made.json.get('conclusion')), (201, 'Выполнено не всеми'), 'a conclusion is written')
    tap.same(m.api('POST', '/item-conclusions', body).status, 409, 'one an item a year')
    for field, value in (('lineage', 999999), ('plan_id', int(house.id('plan/approved', 'b'))), ('year', 1999), ('year', 'x'), ('conclusion', 'я' * 4001), ('lineage', None)):
        answer = m.api('POST', '/item-conclusions', dict(body, year=2024, **{field: value}) if field != 'year' else dict(body, year=value))
        tap.ok(answer.status in (400, 422), f'a conclusion with {field} {str(value)[:12]}', answer)
    row = next(r for r in m.get(f'/plan-annual?plan_id={desk.plan}&year=2025').json if r['lineage'] == lineage)
    tap.same((row['conclusion'], row['proposal'], row['conclusion_id'], row['conclusion_version']), (body['conclusion'], body['proposal'], made.json['id'], made.json['version']),
             'the year shows it')
    house.sql(f"update plan_item set title = 'Пункт 1, иначе' where lineage = {lineage}")
    row = next(r for r in m.get(f'/plan-annual?plan_id={desk.plan}&year=2025').json if r['lineage'] == lineage)
    tap.same((row['title'], row['conclusion']), ('Пункт 1, иначе', body['conclusion']), 'and keeps it when the item is worded anew')
    tap.same(desk.who.get('/item-conclusions').status, 403, 'schools do not read them')


def strangers(house, desk, report, tap):
    """Each way by which one school might learn of another."""
    other = house.caller('a-school2')
    line = desk.lines(report)['11']
    secret = 'Тайное слово квартала'
    house.sql(f"update execution set text = '{secret}' where id = {line['id']}")
    same = b'%PDF-1.7 the very same bytes'
    one = desk.who.send('POST', '/api/v1/files?name=one.pdf', raw=same, headers={'Content-Type': 'application/pdf'}).json
    two = other.send('POST', '/api/v1/files?name=one.pdf', raw=same, headers={'Content-Type': 'application/pdf'}).json
    three = other.send('POST', '/api/v1/files?name=one.pdf', raw=same + b'!', headers={'Content-Type': 'application/pdf'}).json
    tap.ok(one['id'] != two['id'] and sorted(two) == sorted(three) and one['size'] == two['size'], 'the same bytes twice: each its own file, and no word of the other', (one, two))
    tap.same(int(house.rows(f"select count (*) from blob where sha256 = '{one['sha256']}'")[0][0]), 1, 'though kept once')
    tap.same((other.get('/files/' + one['id']).status, desk.who.get('/files/' + two['id']).status), (404, 404), 'nobody fetches the other one')
    answer = other.api('POST', '/evidence', {'execution_id': int(house.id('execution/draft/other')), 'file_id': one['id'], 'title': 'Чужое'})
    tap.ok(answer.status in (403, 404, 422), 'nor attaches it', answer)
    mine = int(house.id('execution/draft/other'))
    paper = other.api('POST', '/evidence', {'execution_id': mine, 'file_id': two['id'], 'title': 'Своё'}).json
    other.api('POST', f"/evidence/{paper['id']}/withdrawal", {'reason': 'Ошибка'}, version=paper['version'])
    tap.same((other.get('/files/' + two['id']).status, desk.who.get('/files/' + one['id']).data), (404, same), 'one withdraws, the other keeps')
    for path in (f'/quarter-reports/{report}', f"/executions/{line['id']}", f'/executions?report_id={report}', f"/executions?lineage={line['lineage']}",
                 f"/executions?item_id={line['item_id']}&quarter=2025-Q1", f"/history?resource=execution&id={line['id']}", f"/evidence?execution_id={line['id']}",
                 f"/execution-links?execution_id={line['id']}", f"/matrix/cell?plan_id={desk.plan}&lineage={line['lineage']}&org_id={line['org_id']}",
                 f'/plan-late?plan_id={desk.plan}', f'/plan-completeness?plan_id={desk.plan}&quarter=2025-Q1', f'/quarter-reports?org_id={line["org_id"]}',
                 '/tasks', f'/plan-calendar?from=2025-01-01&until=2025-12-31&org_id={line["org_id"]}', f'/matrix?plan_id={desk.plan}'):
        for accept in ('application/json', 'text/csv'):
            answer = other.get(path, Accept=accept)
            said = answer.data.decode('utf-8', 'replace')
            own = answer.status in (404, 403) or (secret not in said and 'СОШ № 1' not in said and f'"org_id":{line["org_id"]}' not in said)
            tap.ok(answer.status < 500 and own, f'{accept} {path} tells nothing of another school', answer)


tap = Tap()
house = House()
house.sql(WORLD % {'dept': house.id('org_department')})
plan = house.rows("select id from test_id where name = 'test_plan'")[0][0]
desk = Desk(house, 'a-school', plan)
desk.methodologist = house.caller('a-methodologist')
gathers(desk, tap)
due_days(house, desk, tap)
report = desk.open('2025-Q1').json['id']
needs(desk, report, tap)
late_by_itself(desk, report, tap)
desk.answer(desk.lines(report)['1'], state='done', text='Сделано', date_done='2025-03-10')
returns(house, desk, report, tap)
freezes(house, desk, report, tap)
desk.act(report, 'return', {'remark': 'Проверка замков'}, who=desk.methodologist)
desk.open('2025-Q1')
lateness(house, desk, report, tap)
locks(house, desk, report, tap)
prefills(house, desk, tap)
of_department(house, plan, tap)
own_plan(house, desk, tap)
links(house, desk, tap)
conclusions(house, desk, tap)
strangers(house, desk, report, tap)
files(house, tap)
house.check_log(tap)
tap.done()
