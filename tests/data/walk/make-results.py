#!/usr/bin/env python3
"""Writes the walk's own workbooks «Ф1 Индивидуальные результаты», Русский язык 4, 2023–2025.

Two invented schools of an invented town, about 30 participants each; the second one marks in its
journal more generously every year. One row of 2025 is dirty on purpose: its total is not the sum.
Run it in this folder after a change; the same input gives the same bytes.
"""
import random
import zipfile
from xml.sax.saxutils import escape

# code, maximum, level (Б unless said); in 2025 Русский язык 4 became another work
WORK_38 = [("1К1", 4), ("1К2", 3), ("2", 3), ("3.1", 1), ("3.2", 3), ("4", 2), ("5", 1), ("6", 2),
           ("7", 3), ("8", 2), ("9", 1), ("10", 1), ("11", 2), ("12.1", 1, "П"), ("12.2", 2, "П"),
           ("13.1", 1, "П"), ("13.2", 2, "П"), ("14", 1), ("15.1", 2), ("15.2", 1)]
WORK_24 = [("1", 2), ("2", 1), ("3", 2), ("4", 3), ("5", 2), ("6", 1), ("7", 1), ("8", 2),
           ("9.1", 1, "П"), ("9.2", 2, "П"), ("10.1", 1, "П"), ("10.2", 2, "П"), ("11", 1),
           ("12.1", 2), ("12.2", 1)]
YEARS = {
    2023: (WORK_38, (14, 24, 33), "18.04.2023"),
    2024: (WORK_38, (14, 24, 33), "16.04.2024"),
    2025: (WORK_24, (10, 16, 21), "15.04.2025"),
}
# login, name, mean skill, chance that the journal holds a mark more than the work, by year
SCHOOLS = [
    ("edu990001", "МБОУ Лицей № 1", 0.62, {2023: 0.10, 2024: 0.12, 2025: 0.10}),
    ("edu990002", "МБОУ СОШ № 2", 0.58, {2023: 0.20, 2024: 0.35, 2025: 0.50}),
]
TOWN = "г. Учебный"
DIRTY = (2025, 12)  # year and place among the participants
COLUMNS = ["ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант"]
LAST = ["Первичный балл", "Отметка", "Отметка по журналу"]


def participant(chance, work, bounds, skill, generous):
    ability = min(max(chance.gauss(skill, 0.18), 0.05), 0.98)
    scores = []
    for item in work:
        if chance.random() < 0.03 * (1 - ability):
            scores.append("X")
        else:
            scores.append(sum(chance.random() < ability for _ in range(item[1])))
    total = sum(score for score in scores if score != "X")
    mark = 2 + sum(total >= bound for bound in bounds)
    journal = mark
    draw = chance.random()
    if draw < generous:
        journal = min(mark + 1, 5)
    elif draw > 0.96:
        journal = max(mark - 1, 2)
    return scores, total, mark, journal


def table(year):
    work, bounds, date = YEARS[year]
    chance = random.Random(year)
    first = len(COLUMNS)
    rows = {
        1: ["Индивидуальные результаты"],
        3: [f"ВПР {year} Русский язык 4 класс"],
        4: ["Предмет: Русский язык"],
        5: [f"Максимальный первичный балл: {sum(item[1] for item in work)}"],
        6: [f"Дата: {date}"],
        7: ["Уровень сложности задания"] + [None] * (first - 1)
           + [item[2] if len(item) > 2 else "Б" for item in work],
        8: COLUMNS + [f"{item[0]} ({item[1]}б)" for item in work] + LAST,
    }
    number, place = 9, 0
    for login, name, skill, generous in SCHOOLS:
        count = 28 + chance.randrange(5)
        rows[number] = [f"{name}({login}) | Кол-во участников: {count}"]
        number += 1
        for i in range(count):
            scores, total, mark, journal = participant(chance, work, bounds, skill, generous[year])
            place += 1
            if (year, place) == DIRTY:
                total += 3
            if chance.random() < 0.03:
                journal = "нет отметки"
            rows[number] = ([login, TOWN, name, 40001 + i, "4А" if i % 2 == 0 else "4Б",
                             1 + i % 2] + scores + [total, mark, journal])
            number += 1
    return rows


def column_name(i):
    return chr(ord("A") + i) if i < 26 else chr(ord("A") + i // 26 - 1) + chr(ord("A") + i % 26)


def sheet(rows, strings):
    out = []
    for number, cells in rows.items():
        out.append(f'<row r="{number}">')
        for i, value in enumerate(cells):
            address = f"{column_name(i)}{number}"
            if isinstance(value, str):
                index = strings.setdefault(value, len(strings))
                out.append(f'<c r="{address}" t="s"><v>{index}</v></c>')
            elif value is not None:
                out.append(f'<c r="{address}"><v>{value}</v></c>')
        out.append("</row>")
    return ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            + "".join(out) + "</sheetData></worksheet>")


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FORMAT = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def parts(year):
    strings = {}
    worksheet = sheet(table(year), strings)
    texts = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    return {
        "[Content_Types].xml":
            f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{FORMAT}.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" '
            f'ContentType="{FORMAT}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" '
            f'ContentType="{FORMAT}.sharedStrings+xml"/></Types>',
        "_rels/.rels":
            f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml":
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>'
            '<sheet name="РУ 4 Индивидуальные результаты" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels":
            f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
            f'Type="{DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": HEAD + worksheet,
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{texts}</sst>',
    }


def main():
    for year in YEARS:
        name = f"Ф1 Индивидуальные результаты Русский язык 4 класс {year}.xlsx"
        with zipfile.ZipFile(name, "w") as package:
            for part, text in parts(year).items():
                entry = zipfile.ZipInfo(part, (year, 5, 20, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                package.writestr(entry, text.encode())


if __name__ == "__main__":
    main()
