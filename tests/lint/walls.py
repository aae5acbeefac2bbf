"""The walls of the house: which room may include what; POSIX-only headers; who may touch PostgreSQL's results."""
import re

import c_source
from tree import Problem

# library of a header, by how its name begins; the longest beginning wins
LIBRARIES = {
    'glib': ('glib.h', 'glib/', 'glib-object.h', 'gobject/', 'gio/', 'gmodule.h'),
    'json-glib': ('json-glib/',),
    'cairo': ('cairo',),
    'pango': ('pango/',),
    'gsl': ('gsl/',),
    'libxml2': ('libxml/',),
    'libgsf': ('gsf/',),
    'libxlsxwriter': ('xlsxwriter',),
    'zlib': ('zlib.h',),
    'isa-l': ('isa-l/',),
    'gtk': ('gtk/', 'gdk/', 'gsk/', 'graphene', 'adwaita.h', 'gdk-pixbuf/'),
    'libsoup': ('libsoup/',),
    'sqlite': ('sqlite3.h',),
    'libsecret': ('libsecret/',),
    'libmicrohttpd': ('microhttpd.h',),
    'gnutls': ('gnutls/',),
    'libpq': ('libpq-fe.h', 'libpq/', 'postgres_ext.h', 'libpq-events.h'),
    'libsodium': ('sodium',),
    'windows': ('windows.h', 'wincred.h', 'shlobj.h', 'io.h', 'winsock2.h', 'ws2tcpip.h', 'winhttp.h', 'wincrypt.h', 'dbghelp.h', 'shellapi.h'),
    'posix': ('unistd.h', 'sys/', 'glib-unix.h', 'gio/gunix', 'poll.h', 'pwd.h', 'grp.h', 'netinet/', 'arpa/',
              'netdb.h', 'pthread.h', 'dirent.h', 'fcntl.h', 'dlfcn.h', 'syslog.h', 'termios.h', 'sched.h',
              'spawn.h', 'linux/', 'systemd/', 'langinfo.h', 'fnmatch.h', 'glob.h', 'regex.h', 'sysexits.h',
              'ftw.h', 'net/if.h', 'ifaddrs.h'),
    'c': ('assert.h', 'ctype.h', 'errno.h', 'fenv.h', 'float.h', 'inttypes.h', 'limits.h', 'locale.h', 'math.h',
          'setjmp.h', 'signal.h', 'stdarg.h', 'stdatomic.h', 'stdbool.h', 'stddef.h', 'stdint.h', 'stdio.h',
          'stdlib.h', 'string.h', 'time.h', 'wchar.h', 'wctype.h', 'libintl.h',
          'sanitizer/'),
}

BASE = {'c', 'glib', 'json-glib', 'cairo', 'pango', 'zlib', 'windows', 'posix'}
COMMON = {'common'}
SERVER = BASE | {'libsodium', 'gnutls', 'libxml2', 'libgsf', 'libxlsxwriter', 'gsl'}
CLIENT = BASE | {'gtk', 'libsecret'}
OWN_LIBRARIES = {'common/objectivity', 'common/exchange'}

# room: (libraries, our rooms); a room without a row of its own has that of the room around it
ROOMS = {
    'common': (BASE, COMMON, OWN_LIBRARIES),
    'common/objectivity': (BASE | {'gsl'}, COMMON, {'common/exchange'}),
    'common/exchange': (BASE | {'isa-l', 'libxml2', 'libgsf', 'libxlsxwriter'}, COMMON, {'common/objectivity'}),
    'server': (SERVER, {'common', 'server', 'sql'}, set()),
    'server/http': (SERVER | {'libmicrohttpd'}, {'common', 'server/http'}, set()),
    'server/auth': (SERVER, {'common', 'server/auth', 'server/http', 'server/db'}, set()),
    'server/db': (SERVER | {'libpq'}, {'common', 'server/db', 'sql'}, set()),
    'server/reading': (BASE, {'common', 'server/reading'}, set()),
    'server/documents': (SERVER, {'common', 'server/documents', 'server/db'}, set()),
    'server/api': (SERVER, {'common', 'server/api', 'server/http', 'server/auth', 'server/db', 'server/jobs',
                            'server/documents'}, set()),
    'client': (CLIENT | {'libsoup', 'sqlite'}, {'common', 'client'}, OWN_LIBRARIES),
    'client/net': (BASE | {'libsoup'}, {'common', 'client/net'}, OWN_LIBRARIES),
    'client/store': (BASE | {'sqlite', 'libsecret', 'libsoup'}, {'common', 'client/net', 'client/store'},
                     OWN_LIBRARIES),
    'client/widgets': (CLIENT - {'libsecret'}, {'common', 'client/widgets'}, OWN_LIBRARIES),
    'client/pages': (CLIENT - {'libsecret'}, {'common', 'client/widgets', 'client/net', 'client/store',
                                              'client/pages'}, OWN_LIBRARIES),
}


def library_of(header):
    best = max(((len(start), library) for library, starts in LIBRARIES.items() for start in starts
                if header.startswith(start)), default=None)
    return best[1] if best else None


def rules_of(path):
    """The rules of the innermost room that has some, with the room's name."""
    room = path.rsplit('/', 1)[0]
    while room:
        if room in ROOMS:
            return room, ROOMS[room]
        room = room.rpartition('/')[0]
    return None, None


def is_in(path, rooms):
    return any(path.startswith(f'{room}/') for room in rooms)


def resolve(tree, path, name):
    """The file of ours that an include names: in the same folder, in a side, or at the root."""
    folder = path.rsplit('/', 1)[0]
    for place in (f'{folder}/', 'common/', 'server/', 'client/', ''):
        if place + name in tree.paths_set:
            return place + name
    return None


def check_walls(tree):
    """A room includes only what the table of its walls allows."""
    tree.paths_set = set(tree.paths)
    for path in tree.select('.c', '.h', under=('common', 'server', 'client')):
        room, rules = rules_of(path)
        libraries, ours, but = rules
        for line, quote, name in c_source.includes(tree.text(path)):
            target = resolve(tree, path, name) if quote == '"' else None
            if target:
                if not is_in(target, ours) or (is_in(target, but) and not is_in(target, {room})):
                    yield Problem(path, line, f'{room} may not use {target}')
            elif quote == '<':
                library = library_of(name)
                if library is None:
                    yield Problem(path, line, f'<{name}>: no library of the table in tests/lint/walls.py')
                elif library not in libraries:
                    yield Problem(path, line, f'{room} may not use {library} (<{name}>)')


def check_posix(tree):
    """In common and client a POSIX-only header stands in …-linux.c files only."""
    for path in tree.select('.c', '.h', under=('common', 'client')):
        if path.endswith('-linux.c'):
            continue
        for line, quote, name in c_source.includes(tree.text(path)):
            if quote == '<' and library_of(name) == 'posix':
                yield Problem(path, line, f'<{name}> outside a …-linux.c file')
            elif quote == '<' and library_of(name) == 'windows' and not path.endswith('-windows.c'):
                yield Problem(path, line, f'<{name}> outside a …-windows.c file')


def check_results(tree):
    """PostgreSQL's types and calls stay in server/db; URLs of the API stay out of the client's pages."""
    for path in tree.select('.c', '.h', under=('common', 'server', 'client')):
        if not path.startswith('server/db/'):
            for line, name in c_source.names(tree.text(path)):
                if re.fullmatch(r'PG(result|conn|notify|cancel)|PQ[a-z]\w+', name):
                    yield Problem(path, line, f'{name} outside server/db')
        if path.startswith(('client/pages/', 'client/widgets/')):
            for literal in c_source.literals(tree.text(path)):
                if re.search(r'^/api/|https?://', literal.text) and not literal.noted:
                    yield Problem(path, literal.line, f'an address outside client/net: {literal.text}')
