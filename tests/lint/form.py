"""The form of C: `.clang-format` decides, by the version that Debian 12 has; others set lines in ways of their own."""
import os
import re
import shutil
import subprocess

from tree import Problem

VERSION = 14
WARNING = re.compile(r'^(.+?):(\d+):\d+: warning: ', re.MULTILINE)


def find_formatter():
    """The program of VERSION, or None where there is none."""
    for name in (f'clang-format-{VERSION}', 'clang-format'):
        program = shutil.which(name)
        if program:
            told = subprocess.run([program, '--version'], capture_output=True, text=True, check=False).stdout
            if f'version {VERSION}.' in told:
                return program
    return None


def check_form(tree):
    """Yields the first line of each file that the formatter would write otherwise."""
    program = find_formatter()
    paths = list(tree.select('.c', '.h'))
    if not program or not paths or not os.path.exists(os.path.join(tree.root, '.clang-format')):
        return
    told = subprocess.run([program, '--dry-run', *paths], cwd=tree.root, capture_output=True, text=True,
                          errors='replace', check=False).stderr
    seen = set()
    for path, line in WARNING.findall(told):
        if path not in seen:
            seen.add(path)
            yield Problem(path, int(line), 'not as .clang-format has it: clang-format -i')
