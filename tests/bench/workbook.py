#!/usr/bin/env python3
"""A workbook of 25 000 participants in 30 columns, read and judged as the job process has it done; beside it LibreOffice, which only converts,
and xlsx2csv. CPU and memory, rounds of all three; of each the fastest round counts: what a neighbour on the machine takes only adds. TAP.

workbook.py BUILD judge|show
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / 'e2e'))
import made  # noqa: E402
from points import check, end  # noqa: E402

ROWS, COLUMNS = 25000, 30
ROUNDS = 7
SECONDS, MEGABYTES = 0.4, 50
TIMES = {'soffice': 10, 'xlsx2csv': 7.5}


def run(words, **environment):
    """Seconds of CPU of a program with what it starts, and its peak of memory, MB."""
    with open(os.devnull, 'wb') as null:
        process = subprocess.Popen(words, stdout=null, stderr=null, env=dict(os.environ, **environment))
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f'{words[0]} ended with {process.returncode}')
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compare(build, folder, judged):
    book = folder / 'Ф1 Индивидуальные результаты.xlsx'
    size = made.Results(ROWS).write(book)
    check(size[0] >= ROWS and size[1] == COLUMNS, f'a workbook of {size[0]} rows and {size[1]} columns, {book.stat().st_size >> 10} KB')
    programs = {
        'ours': [build / 'server/merilo-reader', 'results', book],
        'soffice': ['soffice', '--headless', '--convert-to', 'csv', '--outdir', folder, book],
        'xlsx2csv': ['xlsx2csv', book, folder / 'made.csv'],
    }
    programs = {name: words for name, words in programs.items() if name == 'ours' or shutil.which(name)}
    rounds = [{name: run(words, HOME=str(folder)) for name, words in programs.items()} for _ in range(ROUNDS)]
    seconds, memory = min(one['ours'][0] for one in rounds), max(one['ours'][1] for one in rounds)
    check(seconds <= SECONDS or not judged, f'read and judged in {seconds:.2f} s of CPU, at most {SECONDS}')
    check(memory <= MEGABYTES or not judged, f'with {memory:.0f} MB, at most {MEGABYTES}')
    for name, least in TIMES.items():
        if name not in programs:
            print(f'# {name} is not installed (packaging/setup office)')
            continue
        taken = min(one[name][0] for one in rounds)
        times = taken / seconds
        check(times >= least or not judged, f'{name}: {taken:.2f} s of CPU, {times:.1f} times as much, at least {least}')


def main():
    with tempfile.TemporaryDirectory(prefix='merilo-book-') as folder:
        compare(pathlib.Path(sys.argv[1]), pathlib.Path(folder), sys.argv[2] == 'judge')
    sys.exit(end())


main()
