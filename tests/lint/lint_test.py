#!/usr/bin/env python3
"""Shows that each check can fail: small trees with a fault, and the same without it."""
import os
import sys
import tempfile

import form
import lint
import screen_text
import sql_text
import walls
import words
from tree import Tree


def po_entry(*forms):
    """An entry of a catalogue for «%d день», «%d дней» with these forms."""
    return 'msgid "%d день"\nmsgid_plural "%d дней"\n' + ''.join(
        f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))


# name, check, files, the problems expected: parts of their texts, in order
CASES = [
    ('common may not use libpq', walls.check_walls,
     {'common/model/a.c': '#include <libpq-fe.h>\n'}, ['common may not use libpq']),
    ('common may not use GTK', walls.check_walls,
     {'common/chart/a.c': '#include <gtk/gtk.h>\n'}, ['common may not use gtk']),
    ('common may not use the server', walls.check_walls,
     {'common/model/a.c': '#include "db/b.h"\n', 'server/db/b.h': ''}, ['common may not use server/db/b.h']),
    ('only objectivity uses GSL', walls.check_walls,
     {'common/objectivity/a.c': '#include <gsl/gsl_cdf.h>\n', 'common/model/a.c': '#include <gsl/gsl_cdf.h>\n'},
     ['common may not use gsl']),
    ('only server/http uses microhttpd', walls.check_walls,
     {'server/http/a.c': '#include <microhttpd.h>\n', 'server/api/a.c': '#include <microhttpd.h>\n'},
     ['server/api may not use libmicrohttpd']),
    ('server/http may not use the database', walls.check_walls,
     {'server/http/a.c': '#include "db/b.h"\n#include <libpq-fe.h>\n', 'server/db/b.h': ''},
     ['may not use server/db/b.h', 'may not use libpq']),
    ('server/api may not use libpq', walls.check_walls,
     {'server/api/a.c': '#include "db/b.h"\n#include <libpq-fe.h>\n', 'server/db/b.h': ''}, ['may not use libpq']),
    ('the server may not use libsoup', walls.check_walls,
     {'server/main.c': '#include <libsoup/soup.h>\n'}, ['server may not use libsoup']),
    ('the client may not use the server', walls.check_walls,
     {'client/net/a.c': '#include "auth/b.h"\n', 'server/auth/b.h': ''}, ['client/net may not use server/auth/b.h']),
    ('the client may not use exchange', walls.check_walls,
     {'client/pages/a/a.c': '#include "exchange/b.h"\n', 'common/exchange/b.h': ''},
     ['client/pages may not use common/exchange/b.h']),
    ('pages may not use libsoup and SQLite', walls.check_walls,
     {'client/pages/a/a.c': '#include <libsoup/soup.h>\n#include <sqlite3.h>\n'},
     ['may not use libsoup', 'may not use sqlite']),
    ('widgets may not use net', walls.check_walls,
     {'client/widgets/a.c': '#include "net/b.h"\n', 'client/net/b.h': ''}, ['client/widgets may not use client/net/b.h']),
    ('an unknown library is named', walls.check_walls,
     {'client/net/a.c': '# include <curl/curl.h>\n'}, ['no library of the table']),
    ('what stands in a comment is no include', walls.check_walls,
     {'common/model/a.c': '/* see\n * #include <x> */\nint a;\n'}, []),

    ('unistd.h in common', walls.check_posix, {'common/model/a.c': '#include <unistd.h>\n'}, ['<unistd.h> outside']),
    ('sys/stat.h in the client', walls.check_posix, {'client/store/a.c': '#include <sys/stat.h>\n'}, ['<sys/stat.h>']),
    ('glib-unix.h in a header', walls.check_posix, {'client/store/a.h': '#include <glib-unix.h>\n'}, ['<glib-unix.h>']),
    ('windows.h in common', walls.check_posix, {'common/model/a.c': '#include <windows.h>\n'}, ['<windows.h>']),
    ('each system in its own file', walls.check_posix,
     {'client/a-linux.c': '#include <unistd.h>\n', 'client/a-windows.c': '#include <windows.h>\n',
      'server/a.c': '#include <unistd.h>\n'}, []),

    ('PGresult outside server/db', walls.check_results,
     {'server/api/a.c': 'static void f (PGresult *r);\n', 'server/db/a.c': 'PGresult *r;\n'}, ['PGresult outside']),
    ('PQexec outside server/db', walls.check_results,
     {'server/jobs/a.c': 'f (PQexec (c, x));\n/* PQclear */\n'}, ['PQexec outside']),
    ('an address in a page', walls.check_results,
     {'client/pages/a.c': 'f ("/api/v1/plans");\n', 'client/net/a.c': 'f ("/api/v1/plans");\n'}, ['/api/v1/plans']),

    ('a select in a handler', sql_text.check_place,
     {'server/api/a.c': 'f ("SELECT id"\n   " FROM plan");\n'}, ['SELECT id FROM plan']),
    ('an update in common', sql_text.check_place, {'common/model/a.c': 'f ("update plan set a = 1");\n'}, ['update plan']),
    ('a function called', sql_text.check_place, {'server/jobs/a.c': 'f ("select a.seal()");\n'}, ['select a.seal()']),
    ('a transaction begun', sql_text.check_place, {'server/jobs/a.c': 'f ("BEGIN");\n'}, ['BEGIN']),
    ('SQL where it belongs', sql_text.check_place,
     {'server/db/a.c': 'f ("select a from b");\n', 'client/store/a.c': 'f ("delete from draft");\n'}, []),
    ('words that only look like SQL', sql_text.check_place,
     {'client/pages/a.c': 'f ("select a file");\n/* "select a from b" */\ng ("update-all");\n'}, []),

    ('an immutable function over a setting', sql_text.check_immutable,
     {'sql/a.sql': "create function f() returns int immutable language sql as $$ select current_setting('a')::int $$;\n"},
     ['f reads a setting']),
    ('an immutable function over one that reads it', sql_text.check_immutable,
     {'sql/a.sql': "create function a.org() returns int stable language sql as $$ select current_setting('a')::int; $$;\n"
                   'create or replace function g() returns int language sql as $f$ select a.org() $f$ IMMUTABLE;\n'},
     ['g reads a setting']),
    ('a function made immutable afterwards', sql_text.check_immutable,
     {'sql/a.sql': 'alter function f() immutable;\n'}, ['afterwards']),
    ('a pure one beside one that reads', sql_text.check_immutable,
     {'sql/a.sql': '-- never immutable near current_setting\n'
                   'create function f(a int) returns int immutable language sql as $$ select a; $$;\n'
                   "create function g() returns int stable language sql as $$ select current_setting('a')::int $$;\n"}, []),

    ('a bare literal', screen_text.check_literals, {'client/pages/a.c': 'f ("Сохранить");\n'}, ['«Сохранить»']),
    ('the second of two', screen_text.check_literals,
     {'server/api/a.c': 'f (_ ("Да"), g ("Нет" " и нет"));\n'}, ['«Нет и нет»']),
    ('a message of a room that reads documents', screen_text.check_literals,
     {'common/exchange/a.c': 'g_set_error (e, D, 1, "файл пуст");\nmatch ("приказ");\n'}, ['«файл пуст»']),
    ('after a comment that spoke of another line', screen_text.check_literals,
     {'common/model/a.c': 'f ("да"); /* not for the screen */\n\ng ("нет");\n'}, ['«нет»']),
    ('translated ones', screen_text.check_literals,
     {'client/a.c': 'f (_ ("Да"));\nstatic T t[] = { { N_ ("Да " "и нет") } };\n'
                    'ngettext ("%d день",\n  "%d дня", n);\n/* "Нет" */\ng ("Мерило"); // "Нет"\n'}, []),
    ('noted ones', screen_text.check_literals,
     {'client/a.c': '/* words of a file, not for the screen */\nstatic T t[] = {\n  "да",\n  "нет",\n};\n'}, []),

    ('a label', screen_text.check_ui,
     {'client/a.ui': '<interface><property name="label">Сохранить</property></interface>'}, ['«Сохранить»']),
    ('a broken file', screen_text.check_ui, {'client/a.ui': '<interface><property>'}, ['not XML']),
    ('a translatable label', screen_text.check_ui,
     {'client/a.ui': '<interface><property name="label" translatable="yes">Да</property>'
                     '<property name="a">x</property></interface>'}, []),

    ('a file not named', screen_text.check_potfiles,
     {'client/a.c': 'f (_ ("Да"));\n', 'client/po/POTFILES': '# made\n'}, ['client/a.c is not named']),
    ('a .ui not named', screen_text.check_potfiles,
     {'client/a.ui': '<a translatable="yes">Да</a>\n', 'client/po/POTFILES': ''}, ['client/a.ui is not named']),
    ('a name without its file', screen_text.check_potfiles,
     {'client/po/POTFILES': 'client/b.c\n'}, ['client/b.c has nothing']),
    ('no list', screen_text.check_potfiles, {'client/a.c': ''}, ['is not there']),
    ('a whole list', screen_text.check_potfiles,
     {'client/a.c': 'f (_ ("Да"));\n', 'client/b.c': '/* _("Да") */\n', 'client/po/POTFILES': 'client/a.c\n'}, []),

    ('no forms', screen_text.check_plurals,
     {'client/a.c': 'ngettext ("%d день", "%d дней", n);\n'}, ['three forms of «%d день»']),
    ('one form short', screen_text.check_plurals,
     {'client/a.c': 'ngettext ("%d день", "%d дней", n);\n', 'client/po/ru.po': po_entry('%d день', '%d дня')},
     ['three forms of «%d день»']),
    ('a form without the number', screen_text.check_plurals,
     {'client/a.c': 'ngettext ("%d день", "%d дней", n);\n',
      'client/po/ru.po': po_entry('%d день', '%d дня', 'дней')}, ['take different numbers']),
    ('an entry without its source', screen_text.check_plurals,
     {'client/po/ru.po': po_entry('%d день', '%d дня', '%d дней')}, ['is in no source']),
    ('three forms', screen_text.check_plurals,
     {'client/a.c': 'g_dngettext ("merilo", "%d день",\n   "%d дней", n);\n',
      'client/po/ru.po': po_entry('%d день', '%d дня', '%d дней')}, []),

    ('a button that is called otherwise', screen_text.check_guide,
     {'client/help/user.md': 'Нажмите **Сдать…**\n', 'client/a.c': '_ ("Сдать");\n'}, ['«Сдать…» is nowhere']),
    ('buttons of C and of .ui', screen_text.check_guide,
     {'client/help/user.md': '**Сдать\nформу**, потом **Закрыть**; 2 ** 3\n', 'client/a.c': '_ ("Сдать форму");\n',
      'client/a.ui': '<a><property name="label" translatable="yes">Закрыть</property></a>\n'}, []),

    ('a check that is nowhere', words.check_acceptance,
     {'tests/acceptance.md': '| 1 | a | `/a/b`, `c` | |\n', 'tests/a.c': 'f ("/a/bc"); /* c */\n'},
     ['no check `/a/b`', 'no check `c`']),
    ('a promise without a check', words.check_acceptance,
     {'tests/acceptance.md': '| 1 | a | | |\n'}, ['without a check']),
    ('checks that are there', words.check_acceptance,
     {'tests/acceptance.md': '| line | |\n| 1 | `x` | `/a/b`, `c`, `tests/a.c` | `y` |\n',
      'tests/a.c': 'f ("/a/b");\n', 'tests/meson.build': "test('c')\n"}, []),

    ('a path of one machine', words.check_foreign, {'README.md': 'see /wor' 'k/main\n'}, ['a path of one machine']),
    ('a worktree', words.check_foreign, {'a.sh': 'cd /tmp/w' 't/a\n'}, ['a path of one machine']),
    ('a path outside', words.check_foreign, {'a.c': '/* ../shared/desi' 'gn/a.md */\n'}, ['a path outside']),
    ('a tool', words.check_foreign, {'a.md': 'by Cl' 'aude\n'}, ['a tool']),
    ('words of our own', words.check_foreign,
     {'a.md': 'OpenAPI; work/home; a shared folder; /tmp/merilo; framework/a\n'}, []),

    ('left for later', words.check_left_over, {'common/a.c': '/* TO' 'DO: all */\n'}, ['TO' 'DO']),
    ('nothing left', words.check_left_over, {'common/a.c': '/* to do */\n', 'a.md': 'TO' 'DO\n'}, []),

    ('a jump', words.check_manners, {'common/a.c': 'f ();\ngo' 'to end;\n/* go' 'to */\n'}, ['go' 'to']),
    ('C in another form', form.check_form,
     {'.clang-format': 'BasedOnStyle: GNU\n', 'common/a.c': 'int a;\n  int b;\nint  c;\n', 'common/b.c': 'int a;\n'},
     ['clang-format -i'] if form.find_formatter() else []),
    ('an unbounded copy', words.check_manners, {'tests/a.c': 'strcpy (a, b);\n'}, ['strcpy']),

    ('a long file', words.report_lengths, {'common/a.c': 'int a;\n' * 701}, ['701 lines in the file']),
    ('a long function', words.report_lengths,
     {'common/a.c': 'void\nf (int a,\n   int b)\n{\n' + '  g ();\n' * 79 + '}\n'}, ['81 lines in f']),
    ('short ones', words.report_lengths, {'common/a.c': 'void\nf (void)\n{\n' + '  g ();\n' * 60 + '}\n' * 1}, []),
]


def run_case(check, files, expected):
    """Returns what is wrong with a case; nothing when all is well."""
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), 'w', encoding='utf-8') as file:
                file.write(text)
        found = [problem.text for problem in check(Tree(root))]
    good = len(found) == len(expected) and all(part in text for part, text in zip(expected, found))
    return '' if good else f'expected {expected}, found {found}'


def main():
    shown = {check for _, check, _, expected in CASES if expected}
    silent = [name for name, check in lint.CHECKS if check not in shown]
    print(f'1..{len(CASES) + 1}')
    wrong = 0
    for number, (name, check, files, expected) in enumerate(CASES, 1):
        fault = run_case(check, files, expected)
        wrong += bool(fault)
        if fault:
            print(f'# {fault}')
        print(f'{"not ok" if fault else "ok"} {number} {check.__name__}: {name}')
    print(f'{"not ok" if silent else "ok"} {len(CASES) + 1} each check was seen to fail {silent or ""}')
    return 1 if wrong or silent else 0


if __name__ == '__main__':
    sys.exit(main())
