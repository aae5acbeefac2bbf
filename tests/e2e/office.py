#!/usr/bin/env python3
"""Programs of others over our papers: LibreOffice opens every Word file and workbook, poppler finds every word and
every font in the PDFs.

Started with the tests that write papers; they leave their files in SHOT_DIR. Skipped where the programs are not."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

# words, or pairs of a word and how often it stands there
WORDS = {
    'hostile': [('ПОСЛЕДНЕЕСЛОВО', 4), ('W', 10000), 'КОНЕЦАБЗАЦА', '<script>alert'],
    'landscape': ['Раздел 7. Повышение', 'Выводы', 'УТВЕРЖДЁН', 'И. О. Петров'],
    'summary': ['Школа № 12', 'Кто опаздывает'],
    'annual': ['Перенести срок', 'Всего'],
    'report': ['Причина: болезнь'],
    'traps': ['второй, с малой буквы', 'Нет номера'],
    'tables': ['Слова под таблицей'],
}
n = failed = 0


def point(good, name, why=''):
    global n, failed
    n += 1
    failed += not good
    print(f"{'' if good else 'not '}ok {n} - {name}", flush=True)
    if not good and why:
        print('# ' + str(why).replace('\n', '\n# '), flush=True)


def run(*words, **named):
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=150, **named)


def text_of(pdf):
    return ' '.join(run('pdftotext', pdf, '-').stdout.decode('utf-8', 'replace').split())


def missing_words(pdf):
    stem = os.path.splitext(os.path.basename(pdf))[0].split('.')[0]
    text = text_of(pdf)
    wanted = [word if isinstance(word, tuple) else (word, 1) for word in WORDS.get(stem, [])]
    return [f'{word}: {text.count(word)} of {n}' for word, n in wanted if text.count(word) < n]


def check_pdf(path):
    name = os.path.basename(path)
    fonts = [line for line in run('pdffonts', path).stdout.decode().splitlines()[2:] if line.strip()]
    point(fonts and all(line.split()[-5] == 'yes' for line in fonts), f'{name}: fonts come along', '\n'.join(fonts))
    point(not missing_words(path), f'{name}: every word', missing_words(path))


def check_office(folder):
    files = sorted(glob.glob(os.path.join(folder, '*.docx')) + glob.glob(os.path.join(folder, '*.xlsx')))
    point(len(files) > 10, f'papers to open: {len(files)}')
    for ending in ('docx', 'xlsx'):
        out = os.path.join(folder, 'opened-' + ending)
        run('soffice', '--headless', f'-env:UserInstallation=file://{folder}/profile', '--convert-to', 'pdf', '--outdir', out,
            *(file for file in files if file.endswith(ending)), env=dict(os.environ, HOME=folder))
        for file in files:
            if not file.endswith(ending):
                continue
            made = os.path.join(out, os.path.basename(file).replace('.' + ending, '.pdf'))
            good = os.path.exists(made) and b'%PDF-' == open(made, 'rb').read(5)
            point(good, f'LibreOffice opens {os.path.basename(file)}')
            if good:
                # a sheet's row is no higher than 409 points: what is below is in the cell, not on paper
                if 'hostile.xlsx' in file:
                    continue
                point(not missing_words(made), f'… and has every word of {os.path.basename(file)}', missing_words(made))


def main():
    folder = tempfile.mkdtemp(prefix='merilo-office-')
    try:
        for program in sys.argv[1:]:
            made = run(program, env=dict(os.environ, SHOT_DIR=folder, ASAN_OPTIONS='detect_leaks=0'))
            point(made.returncode == 0, os.path.basename(program) + ' writes its papers', made.stdout.decode()[-500:])
        if shutil.which('pdftotext'):
            for path in sorted(glob.glob(os.path.join(folder, '*.pdf'))):
                check_pdf(path)
        else:
            point(True, 'PDFs # SKIP no poppler here')
        if shutil.which('soffice') and shutil.which('pdftotext'):
            check_office(folder)
        else:
            point(True, 'Word files and workbooks # SKIP no LibreOffice here')
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f'1..{n}')
    return 1 if failed else 0


sys.exit(main())
