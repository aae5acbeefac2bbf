#!/usr/bin/env python3
"""Checks the points of the house that a compiler cannot see. TAP on standard output.

    lint.py [ROOT]              all checks
    lint.py --potfiles [ROOT]   writes client/po/POTFILES anew
"""
import os
import sys

import form
import screen_text
import sql_text
import walls
import words
from tree import Tree

CHECKS = [
    ('walls between rooms', walls.check_walls),
    ('POSIX-only headers', walls.check_posix),
    ('libpq and addresses in their rooms', walls.check_results),
    ('SQL in its rooms', sql_text.check_place),
    ('no IMMUTABLE over a setting', sql_text.check_immutable),
    ('literals for the screen', screen_text.check_literals),
    ('texts of .ui files', screen_text.check_ui),
    ("words of the user's guide", screen_text.check_guide),
    ('POTFILES', screen_text.check_potfiles),
    ('plural forms', screen_text.check_plurals),
    ('checks of the promises', words.check_acceptance),
    ('words of others', words.check_foreign),
    ('nothing left for later', words.check_left_over),
    ('manners', words.check_manners),
    ('the form of C', form.check_form),
]


def run_checks(tree):
    """Prints a point a check; returns whether all hold."""
    good = True
    print(f'1..{len(CHECKS)}')
    for number, (name, check) in enumerate(CHECKS, 1):
        problems = list(check(tree))
        good = good and not problems
        for problem in problems:
            print(f'# {problem.path}:{problem.line}: {problem.text}')
        print(f'{"not ok" if problems else "ok"} {number} {name}')
    for problem in words.report_lengths(tree):
        print(f'# long: {problem.path}:{problem.line}: {problem.text}')
    return good


def write_potfiles(tree):
    with open(os.path.join(tree.root, screen_text.POTFILES), 'w', encoding='utf-8') as file:
        file.write('# made by tests/lint/lint.py --potfiles\n')
        file.writelines(f'{path}\n' for path in screen_text.wanted_potfiles(tree))


def main(arguments):
    here = os.path.dirname(os.path.abspath(__file__))
    roots = [word for word in arguments if not word.startswith('--')]
    tree = Tree(roots[0] if roots else os.path.dirname(os.path.dirname(here)))
    if '--potfiles' in arguments:
        write_potfiles(tree)
        return 0
    return 0 if run_checks(tree) else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
