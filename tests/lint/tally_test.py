#!/usr/bin/env python3
"""Shows that the count of tests/run cannot be fooled: what programs say, and what must be counted."""
import os
import subprocess
import sys
import tempfile
import json

TALLY = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'tally.py')

# name, [(result, status, what the program said)], last line, exit status
CASES = [
    ('all well', [('OK', 0, '1..2\nok 1 a\nok 2 b\n')], '2 passed, 0 failed', 0),
    ('plan at the end', [('OK', 0, 'ok 1 a\nok 2 b\n1..2\n')], '2 passed, 0 failed', 0),
    ('one point fails', [('FAIL', 1, '1..2\nok 1 a\nnot ok 2 b\n')], '1 passed, 1 failed', 1),
    ('skips are no success', [('OK', 0, '1..2\nok 1 a # SKIP no data\nok 2 b\n')], '1 passed, 0 failed', 0),
    ('nothing but skips', [('SKIP', 0, '1..1\nok 1 a # SKIP\n')], '0 passed, 0 failed', 1),
    ('a whole program skipped', [('SKIP', 0, '1..0 # SKIP no screen\n'), ('OK', 0, '1..1\nok 1\n')],
     '1 passed, 0 failed', 0),
    ('a crash after good points', [('ERROR', -6, '1..2\nok 1 a\n')], '1 passed, 1 failed', 1),
    ('a crash after the last point', [('ERROR', -11, '1..1\nok 1 a\n')], '1 passed, 1 failed', 1),
    ('a leak found at the end', [('ERROR', 1, 'ok 1 a\n1..1\n')], '1 passed, 1 failed', 1),
    ('out of time', [('TIMEOUT', -15, '1..3\nok 1 a\n')], '1 passed, 1 failed', 1),
    ('not a word', [('OK', 0, '')], '0 passed, 1 failed', 1),
    ('fewer points than planned', [('OK', 0, '1..3\nok 1 a\nok 2 b\n')], '2 passed, 1 failed', 1),
    ('given up', [('ERROR', 1, '1..2\nok 1 a\nBail out! no database\n')], '1 passed, 1 failed', 1),
    ('a fault foreseen is no success', [('OK', 0, '1..1\nnot ok 1 a # TO' 'DO later\n')], '0 passed, 0 failed', 1),
    ('points of a point', [('OK', 0, '1..1\n    not ok 1 inner\nok 1 outer\n')], '1 passed, 0 failed', 0),
    ('two programs', [('OK', 0, '1..1\nok 1\n'), ('FAIL', 1, '1..1\nnot ok 1\n')], '1 passed, 1 failed', 1),
    ('no program at all', [], '0 passed, 0 failed', 1),
]


def run_case(programs, line, status):
    """Returns what is wrong with a case; nothing when all is well."""
    with tempfile.NamedTemporaryFile('w', suffix='.json') as log:
        for number, (result, code, text) in enumerate(programs):
            json.dump({'name': f'p{number}', 'result': result, 'returncode': code, 'stdout': text}, log)
            log.write('\n')
        log.flush()
        ran = subprocess.run([sys.executable, TALLY, log.name], capture_output=True, text=True, check=False)
    said = ran.stdout.splitlines()[-1:]
    good = said == [line] and ran.returncode == status
    return '' if good else f'expected {line!r}, status {status}; said {said}, status {ran.returncode} {ran.stderr}'


def run_causes():
    """Returns what is wrong with the reasons shown of a program that failed, and of one that did not."""
    said = [('ERROR', 1, '1..1\nok 1 a\n# ==7==ERROR: AddressSanitizer: SEGV\n#     #0 0x7f in read\n# idle talk\n'),
            ('OK', 0, '1..1\nok 1\n# ERROR that was asked for\n')]
    with tempfile.NamedTemporaryFile('w', suffix='.json') as log:
        for number, (result, code, text) in enumerate(said):
            log.write(json.dumps({'name': f'p{number}', 'result': result, 'returncode': code, 'stdout': text}) + '\n')
        log.flush()
        ran = subprocess.run([sys.executable, TALLY, log.name], capture_output=True, text=True, check=False)
    why = [line for line in ran.stdout.splitlines() if line.startswith('why: ')]
    good = why == ['why: p0: # ==7==ERROR: AddressSanitizer: SEGV', 'why: p0: #     #0 0x7f in read']
    return '' if good else f'said {why}'


def main():
    print(f'1..{len(CASES) + 1}')
    faults = 0
    for number, (name, programs, line, status) in enumerate(CASES, 1):
        fault = run_case(programs, line, status)
        faults += bool(fault)
        if fault:
            print(f'# {fault}')
        print(f'{"not ok" if fault else "ok"} {number} {name}')
    fault = run_causes()
    faults += bool(fault)
    print(f'{"not ok" if fault else "ok"} {len(CASES) + 1} what a failed program said of why{fault and " # " + fault}')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
