#!/usr/bin/env python3
"""Writes roadmap.docx and expected.json: the walk's own plan of an invented town.

Every sentence is invented. The difficulties are those of real documents: six columns, tables cut
by pages, continuation rows, repeated headings, a missing number, a table that goes on without its
heading, three windows in one deadline without separators, a blank deadline.
Run it in this folder after a change; the same input gives the same bytes.
"""
import hashlib
import json
import zipfile
from xml.sax.saxutils import escape

TITLE = [
    "План мероприятий («дорожная карта») по развитию муниципальной системы оценки качества",
    "образования города Учебного на 2024/2026 годы",
]
BEFORE = [
    "АДМИНИСТРАЦИЯ ГОРОДА УЧЕБНОГО",
    "ОТДЕЛ ОБРАЗОВАНИЯ",
    "ПРИКАЗ",
    "от 12.09.2024",
    "№ 77-ОД",
    "Во исполнение плана работы отдела на 2024 год ПРИКАЗЫВАЮ:",
    "1. Утвердить план мероприятий («дорожную карту») согласно приложению к настоящему приказу.",
    "2. Школам отчитываться об исполнении ежеквартально, до 5 числа следующего месяца.",
]
KEYS = ["no", "activity", "responsible", "document", "deadline", "result"]
HEADINGS = [
    "№ п/п",
    "Наименование мероприятия",
    "Ответственный исполнитель",
    "Вид документа",
    "Сроки выполнения",
    "Ожидаемый результат",
]
WINDOWS = "сентябрь – ноябрь 2024 сентябрь – ноябрь 2025 сентябрь – ноябрь 2026"
HEADING, SECTION, ITEM, REST, PAGE, BARE_PAGE = "heading", "section", "item", "rest", "page", "bare"

# the document from top to bottom; PAGE begins a table with its heading again, BARE_PAGE without
PLAN = [
    (PAGE,),
    (SECTION, "1. Документы и правила"),
    (ITEM, "1.1.", "Составление городского перечня проверочных работ и их дней",
     "отдел образования (далее – ОтО)", "перечень",
     "октябрь 2024 года – апрель 2025 года октябрь 2025 года – апрель 2026 года "
     "октябрь - ноябрь 2026 года", "перечень известен всем школам"),
    # 1.2 is missing on purpose
    (ITEM, "1.3.", "Назначение школьных координаторов проверочных работ",
     "общеобразовательная организация (далее – ОО)", "приказ", WINDOWS, "координатор есть в каждой ОО"),
    (ITEM, "1.4.", "Пересмотр порядка хранения работ и протоколов", "ОтО", "порядок", WINDOWS,
     "работы хранятся одинаково"),
    (ITEM, "1.5.", "Утверждение школьных мер по честному проведению и оцениванию ВПР",
     "ОО, в которых найдены расхождения", "приказ школы", WINDOWS, "меры утверждены и исполняются"),
    (SECTION, "2. Обучение и помощь"),
    (ITEM, "2.1.", "Сбор сведений о том, какие задания даются ученикам труднее прочих, и сравнение",
     "ОтО, ОО", "информационно-", "ежегодно август – декабрь", "собраны сведения по каждому"),
    (PAGE,),
    (REST, "", "их с прошлым годом по всем школам города", "", "аналитическая записка", "",
     "предмету, школы знают свои трудные места"),
    (ITEM, "2.2.", "Разбор работ с учителями начальных классов", "ОтО, ОО", "протокол разбора",
     "ежегодно апрель, октябрь, декабрь", "учителя оценивают по одним правилам"),
    (ITEM, "2.3.", "Встречи с родителями о том, зачем нужны проверочные работы", "ОО", "",
     "в соответствии с графиком школы", "родители знают цели работ"),
    (ITEM, "2.4.", "Наставничество для школ с низкими результатами", "ОтО", "договор о помощи",
     "ноябрь 2024 года, далее ежегодно февраль - апрель",
     "у каждой такой школы есть наставник"),
    (ITEM, "2.5.", "Занятия для будущих членов городской комиссии", "ОтО", "программа занятий",
     "I квартал ежегодно", "в комиссии работают подготовленные люди"),
    (SECTION, "3. Проведение проверочных работ и перепроверка"),
    (ITEM, "3.1.", "Проведение ВПР в сроки, названные Рособрнадзором", "ОО", "протоколы",
     "в соответствии с расписанием Рособрнадзора",
     "работы проведены во всех классах"),
    (ITEM, "3.2.", "Направление независимых наблюдателей в школы, где", "ОтО, ОО", "график",
     "ежегодно апрель", "наблюдатель есть в каждой"),
    (BARE_PAGE,),
    (REST, "", "в прошлом году отметки по журналу и за работу расходились больше чем у трети учеников",
     "", "выходов наблюдателей", "", "такой аудитории"),
    (ITEM, "3.3.", "Выборочная перепроверка работ городской комиссией", "ОтО", "акт перепроверки",
     "ежегодно до июня", "известна доля изменённых отметок"),
    (ITEM, "3.4.", "Видеонаблюдение в классах во время работы", "ОО", "журнал видеозаписей", "",
     "записи хранятся до конца учебного года"),
    (ITEM, "3.5.", "Загрузка форм сбора результатов в ФИС ОКО", "ОО", "формы сбора",
     "ежегодно апрель - май", "формы загружены без ошибок"),
    (PAGE,),
    (ITEM, "3.6.", "Сверка загруженных форм с бумажными протоколами в трёх школах по жребию", "ОтО",
     "справка", "ежегодно до 15 июня", "расхождения названы и исправлены"),
    (ITEM, "3.7.", "Разбор спорных случаев с председателями школьных комиссий", "ОтО, ОО",
     "протокол", "после получения результатов ВПР, но не позднее декабря", "спорные случаи разобраны"),
    (SECTION, "4. Выводы и решения"),
    (ITEM, "4.1.", "Отчёт школ об исполнении дорожной карты", "ОО", "отчёт",
     "ежеквартально, до 5 числа следующего месяца", "отчёты приняты отделом"),
    (ITEM, "4.2.", "Городской отчёт о качестве образования", "ОтО", "отчёт", "ежегодно до 30 ноября",
     "отчёт опубликован на сайте города"),
    (ITEM, "4.3.", "Предложения к дорожной карте следующего года", "ОтО, ОО", "предложения",
     "ежегодно до 30 ноября", "предложения вошли в новый план"),
    (ITEM, "4.4.", "Обсуждение итогов года с директорами школ", "ОтО", "протокол совещания",
     "ежегодно декабрь", "решения приняты и разосланы"),
]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text):
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{run}</w:p>"


def cell(text, span=1):
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="1600" w:type="dxa"/>{merged}</w:tcPr>{paragraph(text)}</w:tc>'


def table(rows):
    grid = '<w:gridCol w:w="1600"/>' * len(KEYS)
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def hashed(text):
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()


def joined(first, rest):
    if not first or not rest:
        return first + rest
    return first + ("" if first[-1] == "-" and first[-2].isalpha() else " ") + rest


class Builder:
    def __init__(self):
        self.tables, self.sections, self.dropped, self.shapes = [], [], [], []

    def source(self):
        return f"{len(self.tables) - 1}.{len(self.tables[-1])}"

    def page(self, heading):
        self.tables.append([])
        self.shapes.append(heading)
        if heading:
            if len(self.tables) > 1:
                self.dropped.append({"source": self.source(), "why": "repeated-heading"})
            self.tables[-1].append([cell(text) for text in HEADINGS])

    def section(self, title):
        self.sections.append({"title": title, "level": 1, "part": len(self.sections) + 1,
                              "source_rows": [self.source()], "state": "whole", "why": "",
                              "gaps": [], "items": []})
        self.tables[-1].append([cell(title, len(KEYS))])

    def item(self, texts):
        blank = texts[KEYS.index("deadline")] == ""
        self.sections[-1]["items"].append({
            "no": texts[0].rstrip("."), "cells": list(texts), "source_rows": [self.source()],
            "state": "doubtful" if blank else "whole", "why": "blank-deadline" if blank else ""})
        self.tables[-1].append([cell(text) for text in texts])

    def rest(self, texts):
        last = self.sections[-1]["items"][-1]
        last["cells"] = [joined(a, b) for a, b in zip(last["cells"], texts)]
        last["source_rows"].append(self.source())
        last["state"] = "joined"
        self.tables[-1].append([cell(text) for text in texts])

    def add(self, kind, *rest):
        if kind in (PAGE, BARE_PAGE):
            self.page(kind == PAGE)
        elif kind == SECTION:
            self.section(*rest)
        elif kind == ITEM:
            self.item(rest)
        else:
            self.rest(rest)

    def document(self):
        body = "".join(paragraph(text) for text in BEFORE + TITLE)
        body += paragraph("").join(table(rows) for rows in self.tables) + paragraph("")
        return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
                f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')

    def expected(self):
        for section in self.sections:
            section["count"] = len(section["items"])
            for item in section["items"]:
                texts = item["cells"]
                item["cells"] = {key: hashed(text) for key, text in zip(KEYS, texts)}
                item["empty"] = [key for key, text in zip(KEYS, texts) if text == ""]
        self.sections[0]["gaps"] = ["1.2"]
        return {"documents": {"roadmap.docx": {
            "act": {"kind": "приказ", "number": "77-ОД", "date": "2024-09-12"},
            "plans": [{
                "kind": "roadmap", "title": " ".join(TITLE), "period": "2024-01-01..2026-12-31",
                "tables": [{"table": i, "rows": len(rows), "columns": len(KEYS),
                            "heading": self.shapes[i]} for i, rows in enumerate(self.tables)],
                "columns": [{"key": key, "heading": text} for key, text in zip(KEYS, HEADINGS)],
                "count": sum(section["count"] for section in self.sections),
                "dropped": self.dropped, "sections": self.sections}],
        }}}


PACKAGE = {
    "[Content_Types].xml":
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels":
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}


def main():
    builder = Builder()
    for row in PLAN:
        builder.add(*row)
    parts = dict(PACKAGE, **{"word/document.xml": builder.document()})
    with zipfile.ZipFile("roadmap.docx", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (2024, 9, 12, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text.encode())
    with open("expected.json", "w", encoding="utf-8") as out:
        json.dump(builder.expected(), out, ensure_ascii=False, indent=1)
        out.write("\n")


if __name__ == "__main__":
    main()
