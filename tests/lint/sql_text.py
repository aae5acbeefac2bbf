"""Where SQL may stand, and what its functions may promise."""
import re

import c_source
from tree import Problem

STATEMENT = re.compile(
    r'\b(select\b.+\bfrom\s+\w|select\s+(\w+\.)?\w+\s*\(|insert\s+into\s+\w|update\s+\w+\s+set\b|delete\s+from\s+\w'
    r'|(create|alter|drop)\s+(or\s+replace\s+)?(table|index|role|database|schema|function|view|policy|trigger)\b'
    r'|truncate\s+(table\s+)?\w+|grant\s+\w+.*\bto\b|set\s+(local\s+)?role\b|copy\s+\w+.*\b(from|to)\s+std'
    r'|listen\s+\w+\s*$|^\s*(begin|commit|rollback)\s*;?\s*$)',
    re.IGNORECASE | re.DOTALL)


def check_place(tree):
    """SQL stands in sql/ and server/db; the client's own store speaks SQLite."""
    for path in tree.select('.c', '.h', under=('common', 'server', 'client')):
        if path.startswith(('server/db/', 'client/store/')):
            continue
        for literal in c_source.literals(tree.text(path)):
            text = literal.text.replace('\\n', ' ')
            if STATEMENT.search(text) and re.search(r'[a-z]', text, re.IGNORECASE):
                yield Problem(path, literal.line, f'SQL outside sql/ and server/db: {text[:60]}')


def statements(text):
    """Yields (line, statement) with comments cut; bodies between dollars stay whole."""
    piece = re.compile(r'--[^\n]*|/\*.*?\*/|\'(?:\'\'|[^\'])*\'|(\$\w*\$).*?\1|;|.', re.DOTALL)
    now, line, start = [], 1, None
    for match in piece.finditer(text):
        part = match[0]
        if part == ';':
            yield start or line, ''.join(now)
            now, start = [], None
        elif part.startswith(('--', '/*')):
            now.append('\n' if part.startswith('--') else ' ')
        else:
            if start is None and part.strip():
                start = line
            now.append(re.sub(r'--[^\n]*', '', part) if part.startswith('$') else part)
        line += part.count('\n')
    if ''.join(now).strip():
        yield start or line, ''.join(now)


FUNCTION = re.compile(r'\bcreate\s+(?:or\s+replace\s+)?function\s+([\w.]+)', re.IGNORECASE)


def check_immutable(tree):
    """A function that reads a setting, by itself or through another, is never IMMUTABLE: a kept plan would keep
    one user's rows for the next."""
    functions = []
    for path in tree.select('.sql', under=('sql',)):
        for line, text in statements(tree.text(path)):
            named = FUNCTION.search(text)
            if named:
                functions.append((path, line, named[1].split('.')[-1].lower(), text.lower()))
    reading = {'current_setting'}
    grew = True
    while grew:
        more = {name for _, _, name, text in functions if name not in reading
                and any(re.search(rf'\b{other}\s*\(', text[text.find('('):]) for other in reading)}
        grew = bool(more)
        reading |= more
    for path, line, name, text in functions:
        if name in reading and re.search(r'\bimmutable\b', text):
            yield Problem(path, line, f'{name} reads a setting and says IMMUTABLE')
    for path in tree.select('.sql', under=('sql',)):
        for line, text in statements(tree.text(path)):
            if re.search(r'\balter\s+function\b.*\bimmutable\b', text, re.IGNORECASE | re.DOTALL):
                yield Problem(path, line, 'a function made IMMUTABLE afterwards')
