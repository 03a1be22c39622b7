# SPDX-License-Identifier: Apache-2.0
"""Who may know whom, and what the pure cores must not know."""
import re

from tree import includes_of, strings_of, without_comments_and_strings

CPP = ('.h', '.cpp')
SHARED = ('shared/core/', 'shared/protocol/')

# The folders, the longest prefix wins: what the files in them may include, besides their own folder.
ARROWS = {
    'shared/core/': (),
    'shared/protocol/': ('shared/core/',),
    'server/net/': ('shared/core/',),
    'server/conversation/': SHARED + ('server/storage/Rows.h', 'server/storage/GroupRows.h', 'server/storage/MessageRows.h',
                             'server/storage/PresenceRows.h'),
    'server/routing/': SHARED,
    'server/storage/': SHARED,
    'server/ops/': SHARED,
    'server/session/': SHARED + ('server/net/', 'server/conversation/', 'server/routing/', 'server/storage/', 'server/ops/'),
    'server/ctl/': SHARED + ('server/conversation/', 'server/net/', 'server/storage/', 'server/ops/', 'server/session/'),
    'server/': SHARED + ('server/',),
    'app/platform/': SHARED,
    'app/net/': SHARED + ('app/platform/',),
    'app/store/': SHARED + ('app/platform/',),
    'app/session/': SHARED + ('app/platform/', 'app/net/', 'app/store/'),
    'app/text/': SHARED,
    'app/models/': SHARED + ('app/text/', 'app/platform/', 'app/store/', 'app/session/'),
    'app/chats/': SHARED + ('app/text/', 'app/platform/', 'app/store/', 'app/session/', 'app/models/'),
    'app/timeline/': SHARED + ('app/text/', 'app/models/'),
    'app/': SHARED + ('app/',),
    'tests/': ('',),
}
GENERATED = re.compile(r'^(shared/protocol/banter\.pb\.h|.*\.moc|moc_.*\.cpp)$')


def arrows(tree):
    """Includes are written from the repository's root, and go one way: core <- protocol <- {server | app}."""
    for name in tree.under('shared/', 'server/', 'app/', 'tests/', ext=CPP):
        folder = max((f for f in ARROWS if name.startswith(f)), key=len, default=None)
        if folder is None:
            yield name, 1, 'in a folder that tests/lint/rules_architecture.py has no arrows for'
            continue
        allowed = ARROWS[folder] + ((folder,) if folder.count('/') > 1 or folder == 'tests/' else ())
        for line, quoted, path in includes_of(tree, name):
            if not quoted:
                if path.startswith(('shared/', 'server/', 'app/', 'tests/')):
                    yield name, line, f'our own <{path}> is included with quotes'
            elif path.endswith('.moc') or re.match(r'moc_.*\.cpp$', path):
                continue
            elif not GENERATED.match(path) and not tree.exists(path):
                yield name, line, f'"{path}" is not a file, seen from the repository\'s root'
            elif not path.startswith(allowed):
                yield name, line, f'{folder} must not know {path}'


_IMPURE_HEADER = re.compile(
    r'^(Q(Timer|BasicTimer|Object|EventLoop|AbstractEventDispatcher|CoreApplication|Thread|Mutex|SocketNotifier|'
    r'DateTime|ElapsedTimer|DeadlineTimer|File|Dir|Settings|Process|Sql\w*|Tcp\w*|Udp\w*|Local\w*|Ssl\w*|WebSocket\w*|'
    r'Network\w*|Abstract\w*Socket)|Qt(Sql|Network|WebSockets)/.*|sys/.*|unistd\.h|fcntl\.h|netinet/.*|thread|mutex|'
    r'condition_variable|fstream|filesystem|random|libpq-fe\.h|sqlite3\.h|shared/core/Random\.h)$')
_IMPURE_CALL = re.compile(
    r'\b(Clock::system\s*\(|(?:system|steady|high_resolution)_clock::now|currentDateTime\w*|currentMSecsSinceEpoch|'
    r'randomBytes|randomBelow|fillRandom|std::rand\b|time\s*\(\s*(?:nullptr|NULL|0)\s*\)|make(?:Id<[^>]*>|Uuid7)\s*\(\s*\)|'
    r'singleShot|startTimer)')


def purity(tree):
    """server/conversation and app/session/{Outbox,OperationQueue,SyncEngine} know no event loop, socket, SQL, file, clock or chance."""
    names = tree.under('server/conversation/', 'app/session/Outbox', 'app/session/OperationQueue', 'app/session/SyncEngine',
                       ext=CPP)
    for name in names:
        for line, _, path in includes_of(tree, name):
            if _IMPURE_HEADER.match(path):
                yield name, line, f'a pure core must not include {path}'
        code = without_comments_and_strings(tree.text(name))
        for line, text in enumerate(code.split('\n'), 1):
            match = _IMPURE_CALL.search(text)
            if match:
                yield name, line, f'a pure core is given the time and what comes by chance: {match.group(0)}…'


_SQL_TEXT = re.compile(
    r'\b(SELECT\s+[\w*(?]|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX|UNIQUE)\b|'
    r'ALTER\s+TABLE\s|PRAGMA\s+\w)')
_SQL_HEADER = re.compile(r'^(QSql\w*|QtSql.*|libpq-fe\.h|sqlite3\.h)$')


def sql(tree):
    """SQL and database drivers stay in server/storage and app/store."""
    for name in tree.under('shared/', 'server/', 'app/', 'qml/', ext=CPP):
        if name.startswith(('server/storage/', 'app/store/')):
            continue
        for line, _, path in includes_of(tree, name):
            if _SQL_HEADER.match(path):
                yield name, line, f'{path}: databases are the business of server/storage and app/store'
        for line, text in strings_of(tree.text(name)):
            if _SQL_TEXT.search(text):
                yield name, line, 'SQL text outside server/storage and app/store'


def edge(tree):
    """server/net carries frames; it does not know what is in them."""
    for name in tree.under('server/net/', ext=CPP):
        for line, _, path in includes_of(tree, name):
            if path.startswith('google/') or path.endswith('.pb.h') or path.startswith('shared/protocol/Codec'):
                yield name, line, f'server/net must not know {path}'


RULES = {'arrows': arrows, 'purity': purity, 'sql': sql, 'edge': edge}
