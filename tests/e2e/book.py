"""The smallest workbook: one sheet, of which the cells are given as its XML."""
import zipfile

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/>'
         '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
         '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')


def point_to(kind, target):
    return ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>')


def write_book(path, name, cells):
    """@cells: what stands within <worksheet>."""
    with zipfile.ZipFile(path, 'w') as book:
        book.writestr('[Content_Types].xml', TYPES)
        book.writestr('_rels/.rels', point_to('officeDocument', 'xl/workbook.xml'))
        book.writestr('xl/workbook.xml', f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>')
        book.writestr('xl/_rels/workbook.xml.rels', point_to('worksheet', 'worksheets/sheet1.xml'))
        book.writestr('xl/worksheets/sheet1.xml', f'<worksheet xmlns="{MAIN}">{cells}</worksheet>')
