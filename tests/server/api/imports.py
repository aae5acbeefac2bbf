#!/usr/bin/env python3
"""Jobs that read plans: workbooks, CSV, copied tables and decisions; columns and tables that a person names."""
import io
import zipfile

from house import House, Tap

CSV = 'А;Б;В\n1;Собрать отчёты;до 1 марта 2026 года\n2;Разобрать их;май\n'
HTML = '<table><tr><td>№<td>Мероприятие<td>Срок<tr><td>1<td>Собрать отчёты<td>май</table>'
POINTS = ('РЕШЕНИЕ', 'от 05.02.2026 № 3', 'Об отчётах', '1. Школам:', '1.1. Собрать отчёты, срок – до 1 марта 2026 года.',
          '1.2. Разобрать их.', '2. ' + 'Довести до всех. ' * 90)


def pack(parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('[Content_Types].xml', '<Types/>')
        for name, text in parts.items():
            archive.writestr(name, text)
    return data.getvalue()


def relations(*targets):
    return '<Relationships>' + ''.join(
        f"<Relationship Id='r{i}' Type='x/{kind}' Target='{target}'/>" for i, (kind, target) in enumerate(targets)) + '</Relationships>'


def make_docx(paragraphs):
    body = ''.join(f'<w:p><w:r><w:t>{p}</w:t></w:r></w:p>' for p in paragraphs)
    return pack({'_rels/.rels': relations(('officeDocument', 'word/document.xml')),
                 'word/document.xml': f"<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"})


def make_xlsx(rows):
    cells = ''.join(f"<row r='{i}'>" + ''.join(f"<c r='{'ABCDEF'[k]}{i}' t='inlineStr'><is><t>{c}</t></is></c>"
                                                for k, c in enumerate(row)) + '</row>' for i, row in enumerate(rows, 1))
    return pack({'_rels/.rels': relations(('officeDocument', 'xl/workbook.xml')),
                 'xl/_rels/workbook.xml.rels': relations(('worksheet', 'worksheets/one.xml')),
                 'xl/workbook.xml': "<workbook xmlns:r='r'><sheets><sheet name='План' r:id='r0'/></sheets></workbook>",
                 'xl/worksheets/one.xml': f'<worksheet><sheetData>{cells}</sheetData></worksheet>'})


def run(who, file, **order):
    return who.job('read-roadmap', file, **order)


def first_item(document):
    return document['plans'][0]['sections'][0]['items'][0] if document else None


def check_kinds(tap, m):
    for name, data in (('plan.xlsx', make_xlsx([['№', 'Мероприятие', 'Срок'], ['1', 'Собрать отчёты', 'май']])),
                       ('plan.csv', 'Мероприятие;Срок;№\r\nСобрать отчёты;май;1\r\n'.encode('cp1251')),
                       ('plan.html', HTML.encode())):
        job, document = run(m, m.upload(name, data))
        item = first_item(document)
        tap.ok(item and item['cells']['activity'] == 'Собрать отчёты' and item['canon'] == 'yearly(months=5)', name, job)


def check_columns(tap, m):
    file = m.upload('plan.csv', CSV.encode())
    job, _ = run(m, file)
    tap.same(job['state'], 'failed', 'headings that tell nothing are no plan')
    job, document = run(m, file, columns='no,activity,deadline')
    item = first_item(document)
    tap.same(item and item['canon'], 'once(until=2026-03-01); warn=day-off', 'the same, columns named')
    tap.same(document and [(c['column'], c['heading'], c['role'], c['given']) for c in document['plans'][0]['columns']],
             [(1, 'А', 'no', True), (2, 'Б', 'activity', True), (3, 'В', 'deadline', True)], 'columns are shown')
    tap.same((job['columns'], job['only_table']), ('no,activity,deadline', None), 'the job says how it read')
    for name, order in (('no such role', {'columns': 'no,dance'}), ('too many', {'columns': 'no,activity,-,-,-,-'}),
                        ('an option for a role', {'columns': '--table=0'}), ('a table that is not there', {'only_table': 7})):
        job, document = run(m, file, **order)
        tap.ok(job['state'] == 'failed' and job['message'] and document is None, name, job)
    for name, order, status in (('too long', {'columns': 'no,' * 200}, 422), ('below zero', {'only_table': -1}, 422),
                                ('a word', {'only_table': 'x'}, 400)):
        answer = m.api('POST', '/jobs', {'kind': 'read-roadmap', 'file_id': file, **order})
        tap.same(answer.status, status, name)


def check_decision(tap, house, m):
    job, document = run(m, m.upload('decision.docx', make_docx(POINTS)))
    tap.same(document and [(t['table'], t['kind'], t['count']) for t in document['tables']], [(-1, 'decision', 3)], 'a decision')
    plan = m.api('POST', '/plans/from-job', {'job_id': job['id'], 'table': 0, 'kind': 'decision', 'title': 'Решение',
                                             'period_from': '2026-01-01', 'period_until': '2026-12-31'})
    tap.same(plan.status, 201, 'its plan')
    rows = house.rows(f"select no, deadline, canon from plan_item where plan_id = {plan.json['id']} order by position")
    tap.same(rows, [['1.1', 'срок – до 1 марта 2026 года', 'once(until=2026-03-01); warn=day-off'], ['1.2', '', 'empty'],
                    ['2', '', 'empty']], 'terms inside the text became deadlines')
    tap.same(house.rows(f"select max (length (title)) from plan_section where plan_id = {plan.json['id']}"), [['1000']],
             'a point longer than a title is cut in the title alone')


def main():
    tap, house = Tap(), House()
    m = house.caller('a-methodologist')
    check_kinds(tap, m)
    check_columns(tap, m)
    check_decision(tap, house, m)
    house.check_log(tap)
    tap.done()


main()
