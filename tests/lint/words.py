"""Words that must not appear, and the lengths worth a look."""
import re

import c_source
from tree import Problem

# written with brackets, so that the list does not find itself
FOREIGN = [
    (re.compile(r'/wor[k]/|/tmp/w[t]\b|/tmp/b-[a-z]+|/hom[e]/\w+/'), 'a path of one machine'),
    (re.compile(r'\bshared/(desig[n]|example[s]|hook[s]|referenc[e])\b'), 'a path outside the project'),
    (re.compile(r'\b(cl[a]ude|chatgp[t]|gpt-?[345]|copilo[t]|anthropi[c]|opena[i]|gemin[i]|language mode[l])\b',
                re.IGNORECASE), 'a tool'),
]
LEFT_OVER = re.compile(r'\b(TOD[O]|FIXM[E]|XX[X])\b(?!\w)')
CODE = ('.c', '.h', '.ui', '.sql', '.py', '.sh', '.build')
MANNERS = {'got' 'o': 'no goto', 'gchar': 'char', 'strcpy': 'g_strlcpy', 'strcat': 'GString',
           'sprintf': 'g_strdup_printf', 'gets': 'a bounded read'}


def check_foreign(tree):
    """The project speaks of itself alone."""
    for path in tree.texts():
        for number, line in enumerate(tree.text(path).split('\n'), 1):
            for pattern, what in FOREIGN:
                found = pattern.search(line)
                if found:
                    yield Problem(path, number, f'{what}: {found[0]}')


def check_left_over(tree):
    """Nothing is left for later in the code."""
    for path in tree.select(*CODE):
        for number, line in enumerate(tree.text(path).split('\n'), 1):
            found = LEFT_OVER.search(line)
            if found:
                yield Problem(path, number, found[0])


def check_manners(tree):
    """Names the house does not use."""
    for path in tree.select('.c', '.h'):
        for line, name in c_source.names(tree.text(path)):
            if name in MANNERS:
                yield Problem(path, line, f'{name}: rather {MANNERS[name]}')


ACCEPTANCE = 'tests/acceptance.md'


def is_named(name, tests):
    """Whether some test has the name, as one literal or as two joined at a dash."""
    halves = [(name[:at.end()], name[at.end():]) for at in re.finditer('-', name)]
    return re.search(rf'["\']{re.escape(name)}["\'/%]', tests) or any(
        re.search(rf'["\']{re.escape(first)}["\']', tests) and re.search(rf'["\']{re.escape(rest)}["\']', tests)
        for first, rest in halves)


def check_acceptance(tree):
    """Each check named in the table of promises is in the tree: a file, or a name that some test has."""
    tests = ''.join(tree.text(path) for path in tree.select('.c', '.py', '.sh', '.sql', '.build', under=('tests',)))
    for number, line in enumerate(tree.text(ACCEPTANCE).split('\n') if ACCEPTANCE in tree.paths else (), 1):
        cells = line.split('|')
        if len(cells) < 5 or not cells[1].strip().isdigit():
            continue
        for name in re.findall(r'`([^`]+)`', cells[3]):
            if name not in tree.paths and not is_named(name, tests):
                yield Problem(ACCEPTANCE, number, f'there is no check `{name}`')
        if not cells[3].strip():
            yield Problem(ACCEPTANCE, number, 'a promise without a check')


def report_lengths(tree, file_lines=700, function_lines=80):
    """Yields a Problem for each long file and function: places to look at, not faults."""
    for path in tree.select('.c', '.h', '.py'):
        text = tree.text(path)
        if text.count('\n') > file_lines:
            yield Problem(path, 1, f'{text.count(chr(10))} lines in the file')
        if path.endswith('.c'):
            for line, name, lines in c_source.functions(text):
                if lines > function_lines:
                    yield Problem(path, line, f'{lines} lines in {name}')
