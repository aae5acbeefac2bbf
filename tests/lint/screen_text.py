"""What people read on the screen goes through gettext."""
import re
import xml.etree.ElementTree as xml

import c_source
from tree import Problem

CYRILLIC = re.compile(r'[А-Яа-яЁё]')
TRANSLATING = {'_', 'N_', 'C_', 'NC_', 'Q_', 'ngettext', 'gettext', 'dgettext', 'dngettext', 'g_dgettext',
               'g_dngettext', 'g_dpgettext', 'g_dpgettext2'}
NAME = 'Мерило'
# rooms that read Russian documents: their literals are the documents' words, except where a message is made
READING_ROOMS = ('common/schedule/', 'common/exchange/')
MESSAGE = re.compile(r'(set|take|new|prefix)_(literal_)?(error|problem|damaged|refused)|g_(set_error|error_new|prefix_error)'
                     r'|g_(print|printerr|warning|message|critical)$')
POTFILES = 'client/po/POTFILES'
PLURAL = {'ngettext', 'dngettext', 'g_dngettext'}
FORMS = re.compile(r'^msgid "(?P<one>.*)"\nmsgid_plural "(?P<many>.*)"\n(?P<forms>(?:msgstr\[\d\] ".+"\n?)*)', re.MULTILINE)
CATALOGUE = 'client/po/ru.po'
SIDES = ('common', 'server', 'client')


def check_literals(tree):
    """A Cyrillic literal stands inside _(), N_(), ngettext()…, or a comment says it is not for the screen."""
    for path in tree.select('.c', '.h', under=SIDES):
        for literal in c_source.literals(tree.text(path)):
            if not CYRILLIC.search(literal.text) or literal.text == NAME or literal.noted:
                continue
            if TRANSLATING.intersection(literal.calls):
                continue
            if path.startswith(READING_ROOMS) and not any(MESSAGE.search(call) for call in literal.calls):
                continue
            yield Problem(path, literal.line, f'not translated: «{literal.text[:50]}»')


def check_ui(tree):
    """Text in a .ui file is translatable."""
    for path in tree.select('.ui', under=SIDES):
        try:
            root = xml.fromstring(tree.text(path))
        except xml.ParseError as error:
            yield Problem(path, error.position[0], f'not XML: {error}')
            continue
        for element in root.iter():
            text = (element.text or '').strip()
            if CYRILLIC.search(text) and element.get('translatable') not in ('yes', 'true', '1') and text != NAME:
                yield Problem(path, 1, f'<{element.tag} name="{element.get("name", "")}"> «{text[:50]}»'
                                       ' is not translatable')


GUIDE = 'client/help/user.md'
BOLD = re.compile(r'\*\*([^*]+)\*\*')


def words_on_screen(tree):
    """Yields what the client shows: literals of C, texts of .ui."""
    for path in tree.select('.c', '.h', '.ui', under=SIDES):
        if not path.endswith('.ui'):
            yield from (literal.text for literal in c_source.literals(tree.text(path)))
            continue
        try:
            yield from ((element.text or '').strip() for element in xml.fromstring(tree.text(path)).iter())
        except xml.ParseError:
            pass  # check_ui says so


def check_guide(tree):
    """What the user's guide has in bold stands on the screen, to the letter."""
    if GUIDE not in tree.paths:
        return
    shown = set(words_on_screen(tree))
    text = tree.text(GUIDE)
    for found in BOLD.finditer(text):
        words = ' '.join(found[1].split())
        if words not in shown:
            yield Problem(GUIDE, 1 + text.count('\n', 0, found.start()), f'«{words}» is nowhere on the screen')


def wanted_potfiles(tree):
    """The files with something for gettext, in order."""
    for path in tree.select('.c', '.h', '.ui', under=SIDES):
        text = tree.text(path)
        if path.endswith('.ui'):
            if re.search(r'\btranslatable="(yes|true|1)"', text):
                yield path
        elif any(TRANSLATING.intersection(literal.calls) for literal in c_source.literals(text)):
            yield path


def check_potfiles(tree):
    """client/po/POTFILES names each file with something for gettext, and no other."""
    if POTFILES not in tree.paths:
        yield Problem(POTFILES, 1, 'is not there; make it: tests/lint/lint.py --potfiles')
        return
    lines = [line for line in tree.text(POTFILES).splitlines() if line and not line.startswith('#')]
    wanted = list(wanted_potfiles(tree))
    for path in sorted(set(wanted) - set(lines)):
        yield Problem(POTFILES, 1, f'{path} is not named; make the list: tests/lint/lint.py --potfiles')
    for path in sorted(set(lines) - set(wanted)):
        yield Problem(POTFILES, lines.index(path) + 1, f'{path} has nothing for gettext, or is not there')
    if len(lines) != len(set(lines)):
        yield Problem(POTFILES, 1, 'a file is named twice')


def plural_pairs(text):
    """Yields (line, one, many) for each ngettext() of a C file."""
    first = None
    for literal in c_source.literals(text):
        if not (literal.calls and literal.calls[-1] in PLURAL and CYRILLIC.search(literal.text)):
            continue
        if first is None:
            first = literal
        else:
            yield first.line, first.text, literal.text
            first = None


def check_plurals(tree):
    """Each ngettext() has its three Russian forms in the catalogue, with the same places for numbers, and no entry
    there is without its place in the source."""
    catalogue = tree.text(CATALOGUE) if CATALOGUE in tree.paths else ''
    known = {(entry['one'], entry['many']): entry['forms'] for entry in FORMS.finditer(catalogue)}
    used = set()
    for path in tree.select('.c', under=SIDES):
        for line, one, many in plural_pairs(tree.text(path)):
            used.add((one, many))
            forms = known.get((one, many), '')
            if forms.count('msgstr[') != 3:
                yield Problem(path, line, f'three forms of «{one[:40]}» are wanted in {CATALOGUE}')
            elif len({tuple(re.findall(r'%[^ %]*?[a-z]', form)) for form in forms.splitlines() if form}) != 1:
                yield Problem(path, line, f'the forms of «{one[:40]}» in {CATALOGUE} take different numbers')
    for one, _ in sorted(set(known) - used):
        yield Problem(CATALOGUE, 1, f'«{one[:40]}» is in no source')
