#!/usr/bin/env python3
"""Counts the TAP points of a `meson test` run.

    tally.py build/asan/meson-logs/testlog.json [more logs, or .tap files of one program each]

A program that crashed, ran out of time, said fewer points than it planned or said none at all is one
failure more, whatever its points were: silence is no success. Skipped points are named apart. Of a
program that failed the lines that say why (assertions, sanitizers, complaints) are shown.
The last line is `N passed, N failed`; the exit status is 0 only when nothing failed and something passed.
"""
import json
import re
import sys

POINT = re.compile(r'^(not )?ok\b(?P<rest>.*)$')
PLAN = re.compile(r'^1\.\.(?P<count>\d+)\s*(?P<skip>#\s*skip\b.*)?$', re.IGNORECASE)
SKIP = re.compile(r'#\s*skip\b', re.IGNORECASE)
CAUSE = re.compile(r'ERROR|assertion|runtime error|SUMMARY:|in vain|Traceback|Error:|CRITICAL|^\W*#\d+ 0x')
MAX_CAUSES = 16  # lines shown of one program
EXPECTED = re.compile(r'#\s*todo\b', re.IGNORECASE)


class Count:
    """What one program, or all of them, said."""

    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.skipped = 0
        self.remarks = []
        self.causes = []

    def add(self, other, name):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.remarks += [f'{name}: {remark}' for remark in other.remarks]
        self.causes += [f'{name}: {cause}' for cause in other.causes]


def count_points(text):
    """Counts the points of one TAP text; indented ones are a point's own sub-points."""
    count = Count()
    planned = None
    all_skipped = False
    for line in text.splitlines():
        plan = PLAN.match(line)
        if plan:
            planned = int(plan['count'])
            all_skipped = bool(plan['skip'])
            continue
        if line.startswith('Bail out!'):
            count.failed += 1
            count.remarks.append(line)
            continue
        point = POINT.match(line)
        if not point:
            continue
        if SKIP.search(point['rest']) or EXPECTED.search(point['rest']):
            count.skipped += 1
        elif point[1]:
            count.failed += 1
            count.remarks.append(line)
        else:
            count.passed += 1
    seen = count.passed + count.failed + count.skipped
    if all_skipped and seen == 0:
        count.skipped += 1
    elif planned is None or seen < planned:
        count.failed += 1
        count.remarks.append(f'planned {planned or "nothing"}, said {seen}')
    return count


def count_program(entry):
    """Counts one entry of meson's log: its points, and its end."""
    count = count_points(entry.get('stdout') or '')
    ended_well = entry.get('result') in ('OK', 'SKIP', 'EXPECTEDFAIL')
    if not ended_well and count.failed == 0:
        count.failed += 1
        count.remarks.append(f'{entry.get("result")}, status {entry.get("returncode")}')
    if count.failed:
        count.causes = find_causes(entry)
    return count


def find_causes(entry):
    """Lines of a failed program's output that say why; each once, the first ones."""
    lines = (entry.get('stdout') or '').splitlines() + (entry.get('stderr') or '').splitlines()
    return list(dict.fromkeys(line.strip() for line in lines if CAUSE.search(line)))[:MAX_CAUSES]


def read_log(path):
    """Yields (name, Count) for each program of a log."""
    with open(path, encoding='utf-8', errors='replace') as log:
        if path.endswith('.tap'):
            yield path, count_points(log.read())
            return
        for line in log:
            if line.strip():
                entry = json.loads(line)
                yield entry['name'], count_program(entry)


def main(paths):
    total = Count()
    programs = 0
    for path in paths:
        for name, count in read_log(path):
            programs += 1
            total.add(count, name)
    for cause in total.causes:
        print(f'why: {cause}')
    for remark in total.remarks:
        print(f'failed: {remark}')
    print(f'{programs} programs, {total.skipped} points skipped')
    print(f'{total.passed} passed, {total.failed} failed')
    return 0 if total.failed == 0 and total.passed > 0 else 1


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit('usage: tally.py LOG...')
    sys.exit(main(sys.argv[1:]))
