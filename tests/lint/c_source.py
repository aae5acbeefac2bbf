"""A reader of C just good enough for the checks: literals with the calls around them, includes, functions."""
import re
from collections import namedtuple

# a run of adjacent literals as the compiler joins it; calls: names of the calls around, innermost last
Literal = namedtuple('Literal', 'text line calls noted')

TOKEN = re.compile(
    r'(?P<comment>/\*.*?\*/|//[^\n]*)'
    r'|(?P<string>"(?:\\.|[^"\\\n])*")'
    r"|(?P<char>'(?:\\.|[^'\\\n])*')"
    r'|(?P<name>[A-Za-z_]\w*)'
    r'|(?P<line>\n)'
    r'|(?P<space>[ \t\\]+)'
    r'|(?P<mark>.)', re.DOTALL)

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
NOTE = 'not for the screen'


def includes(text):
    """Yields (line, quote, name) for each include."""
    for match in INCLUDE.finditer(text):
        yield text.count('\n', 0, match.start()) + 1, match[1], match[2]


def literals(text):
    """Yields each Literal. `noted`: a comment on its line, or on the statement before it, says «not for the screen»."""
    line = 1
    calls = []
    before = ''
    run = None
    note_until = 0
    found = []
    for token in TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == 'comment':
            if NOTE in token[0]:
                # the comment's own line, and the statement below it
                note_until = line + token[0].count('\n')
                rest = text[token.end():]
                if text.rfind('\n', 0, token.start()) + 1 == len(text[:token.start()].rstrip(' ')):
                    note_until += 1 + rest[:max(rest.find(';'), 0)].count('\n')
                found = [item._replace(noted=True) if item.line == line else item for item in found]
                if run and run[1] == line:
                    run = (run[0], run[1], run[2], True)
        elif kind == 'string':
            if run is None:
                run = (token[0][1:-1], line, tuple(calls), line <= note_until)
            else:
                run = (run[0] + token[0][1:-1],) + run[1:]
        elif kind in ('name', 'mark', 'char'):
            if run is not None:
                found.append(Literal(*run))
                run = None
            if token[0] == '(':
                calls.append(before)
            elif token[0] == ')' and calls:
                calls.pop()
            elif token[0] == ';':
                calls = []
            before = token[0] if kind == 'name' else ''
        line += token[0].count('\n')
    if run is not None:
        found.append(Literal(*run))
    return found


def names(text):
    """Yields (line, name) for each name outside comments and literals."""
    line = 1
    for token in TOKEN.finditer(text):
        if token.lastgroup == 'name':
            yield line, token[0]
        line += token[0].count('\n')


def functions(text):
    """Yields (line, name, lines) for each function of the house's layout: braces in the first column."""
    start = None
    name = None
    for number, row in enumerate(text.split('\n'), 1):
        named = re.match(r'([A-Za-z_]\w*) \(', row)
        if named:
            name = named[1]
        if row.startswith('{') and name:
            start = number
        elif row.startswith('}') and start:
            if row.strip() == '}':
                yield start, name, number - start + 1
            start = name = None
