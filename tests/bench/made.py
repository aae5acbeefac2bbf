"""Made-up individual results (Ф1) of a municipality as a workbook, and their rows as COPY wants them. The same each time."""
import random
import zipfile
from xml.sax.saxutils import escape

SHEET = '<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
PARTS = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                           '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                           '<Override PartName="/xl/workbook.xml" '
                           'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
                           '<Override PartName="/xl/worksheets/sheet1.xml" '
                           'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
                   'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
                       'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
                       '<sheets><sheet name="Результаты" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
                                  'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
                                  'Target="worksheets/sheet1.xml"/></Relationships>',
}
HEADINGS = ['ОО', 'Муниципалитет', 'Название ОО', 'Код участника', 'Класс', 'Вариант']
LAST = ['Первичный балл', 'Отметка', 'Отметка по журналу']


class Results:
    """@rows works of a subject nobody has published tasks of, @per_school in a school from digits @first on."""

    def __init__(self, rows, per_school=250, items=21, year=2025, subject='Математика', grade=7, first=710001, seed=1):
        self.random = random.Random(seed)
        self.items = [1 + (n % 5 == 4) for n in range(items)]
        self.max = sum(self.items)
        self.year, self.subject, self.grade = year, subject, grade
        self.schools = [first + n for n in range((rows + per_school - 1) // per_school)]
        self.works = [self.make(self.schools[n // per_school], 10001 + n % per_school) for n in range(rows)]

    def make(self, school, code):
        draw = self.random.random
        level = 0.35 + 0.5 * draw()
        scores = [sum(draw() < level for _ in range(top)) if draw() > 0.03 else -1 for top in self.items]
        total = sum(score for score in scores if score > 0)
        mark = 2 + (total >= self.max * 0.3) + (total >= self.max * 0.55) + (total >= self.max * 0.8)
        journal = min(5, max(2, mark + (draw() < 0.2) - (draw() < 0.1)))
        return school, code, f"{self.grade}{'АБВГ'[code % 4]}", 1 + code % 2, scores, total, mark, journal

    def lines(self):
        """Of the sheet, from the first."""
        yield ['Индивидуальные результаты']
        yield []
        yield [f'ВПР {self.year} {self.subject} {self.grade} класс']
        yield [f'Предмет: {self.subject}']
        yield [f'Максимальный первичный балл: {self.max}']
        yield [f'Дата: 11.05.{self.year}']
        yield ['Уровень сложности задания'] + [''] * 5 + ['Б' if n % 3 else 'П' for n in range(len(self.items))]
        yield HEADINGS + [f'{n} ({top}б)' for n, top in enumerate(self.items, 1)] + LAST
        for school, code, name, variant, scores, total, mark, journal in self.works:
            yield [f'edu{school}', 'г. Учебный', f'МБОУ СОШ № {school}', code, name, variant, *('X' if s < 0 else s for s in scores), total, mark, journal]

    def write(self, path):
        """With texts in the cells, as ФИС ОКО gives its workbooks out; the number of rows and columns."""
        with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as book:
            for name, text in PARTS.items():
                book.writestr(name, text)
            with book.open('xl/worksheets/sheet1.xml', 'w') as sheet:
                sheet.write(SHEET.encode())
                for number, cells in enumerate(self.lines(), 1):
                    sheet.write(self.print_line(number, cells).encode())
                sheet.write(b'</sheetData></worksheet>')
        return number, len(cells)

    def print_line(self, number, cells):
        out = [f'<row r="{number}">']
        for column, value in enumerate(cells):
            at = (chr(64 + column // 26) if column >= 26 else '') + chr(65 + column % 26) + str(number)
            if isinstance(value, int):
                out.append(f'<c r="{at}" t="n"><v>{value}</v></c>')
            elif value:
                out.append(f'<c r="{at}" t="inlineStr"><is><t>{escape(value)}</t></is></c>')
        return ''.join(out) + '</row>'
