#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that every lint can fail: plants an offence in a small tree and expects exactly its rule to name it."""
import os
import sys
import tempfile

import lint
from functions import functions_of
from tree import Tree

HEAD = '// SPDX-License-Identifier: Apache-2.0\n'
GOOD = {
    'shared/core/Id.h': HEAD + '#pragma once\n#include <string>\nnamespace banter {\nclass Id {};\n}\n',
    'shared/protocol/Limits.h': HEAD + '#pragma once\n#include "shared/core/Id.h"\n',
    'shared/protocol/banter.proto': HEAD + 'message Hello {}\nenum ErrorCode { ZERO = 0;\n  BUSY = 2; }\n',
    'server/storage/Rows.h': HEAD + '#pragma once\n#include "shared/core/Id.h"\n',
    'server/storage/Store.cpp': HEAD + '#include <QSqlQuery>\nconst char *kText = "SELECT x FROM y";\n',
    'server/conversation/Core.cpp': HEAD + '#include "server/storage/Rows.h"\n// Clock::system() is for others\nint f(int now) { return now; }\n',
    'app/session/Outbox.h': HEAD + '#pragma once\n#include <vector>\n#include "shared/protocol/Limits.h"\n',
    'tests/unit/tst_X.cpp': HEAD + '#include "server/storage/Rows.h"\n#include "app/session/Outbox.h"\n#include "tst_X.moc"\n',
    'qml/controls/PlainText.qml': HEAD + 'import QtQuick\nText {\n    textFormat: Text.PlainText\n    color: Theme.ink\n}\n',
    'qml/pages/Page.qml': HEAD + 'import QtQuick.Templates as T\nT.Button {\n    contentItem: PlainText { text: "<img> #fff" }\n'
                          '    function f() {\n        g()\n    }\n}\n',
    'docs/protocol.md': '# Protocol\n\n## The first frame\nHello, or BUSY. See `shared/core/Id.h` and [above](#the-first-frame).\n',
    'README.md': '# Banter\n[protocol](docs/protocol.md#the-first-frame) [web](https://example.org)\n```\n[not a link](nowhere)\n```\n',
    'package-lock.json': '{"packages": {"node_modules/ws": {"version": "8", "integrity": "sha512-x"}}}\n',
}

# rule -> files that break it (each alone)
BAD = {
    'arrows': [
        ('server/net/A.cpp', HEAD + '#include "app/session/Outbox.h"\n'),
        ('app/session/A.cpp', HEAD + '#include "server/storage/Rows.h"\n'),
        ('shared/core/A.cpp', HEAD + '#include "shared/protocol/Limits.h"\n'),
        ('shared/core/B.cpp', HEAD + '#include "Id.h"\n'),
        ('shared/core/C.cpp', HEAD + '#include <shared/core/Id.h>\n'),
    ],
    'purity': [
        ('server/conversation/A.cpp', HEAD + '#include <QTimer>\n'),
        ('server/conversation/B.cpp', HEAD + 'auto now = banter::Clock::system().wall();\n'),
        ('app/session/Outbox.cpp', HEAD + '#include <QDateTime>\n'),
        ('app/session/SyncEngine.cpp', HEAD + 'auto id = makeId<ClientId>();\n'),
    ],
    'sql': [
        ('server/session/A.cpp', HEAD + 'const char *kText = "UPDATE message SET body = ?";\n'),
        ('server/session/B.cpp', HEAD + '#include <libpq-fe.h>\n'),
        ('app/chats/A.cpp', HEAD + 'auto text = R"(\n  INSERT INTO message VALUES (1))";\n'),
    ],
    'edge': [
        ('server/net/A.cpp', HEAD + '#include <shared.pb.h>\n'),
        ('server/net/B.cpp', HEAD + '#include <google/protobuf/message.h>\n'),
    ],
    'file-size': [('app/A.cpp', HEAD + 'int x;\n' * 801)],
    'function-size': [
        ('app/A.cpp', HEAD + 'void f() {\n' + '    g();\n' * 60 + '}\n'),
        ('app/B.cpp', HEAD + 'class B {\npublic:\n    B(int a) : m_a{a}, m_b(a) {\n' + '    g();\n' * 60 + '}\n};\n'),
        ('app/C.py', '# SPDX-License-Identifier: Apache-2.0\ndef f():\n' + '    g()\n' * 61),
    ],
    'logging': [('app/A.cpp', HEAD + 'void f() { qDebug() << 1; }\n'), ('app/B.cpp', HEAD + 'void f() { std::cerr << 1; }\n')],
    'licence': [('app/A.cpp', '\n' + HEAD), ('script/run', '#!/bin/sh\necho\n')],
    'guards': [('app/A.h', HEAD)],
    'markers': [('app/A.cpp', HEAD + '// TO' + 'DO: later\n'), ('docs/a.md', 'FIX' + 'ME\n')],
    'qml-text': [
        ('qml/pages/A.qml', HEAD + 'import QtQuick.Controls\n'),
        ('qml/pages/B.qml', HEAD + 'T.Button {\n    text: name\n}\n'),
        ('qml/pages/C.qml', HEAD + 'Item {\n    Text { text: name; textFormat: Text.PlainText }\n}\n'),
        ('qml/controls/PlainText.qml', HEAD + 'Text {\n    text: name\n}\n'),
        ('qml/pages/D.qml', HEAD + 'PlainText {\n    textFormat: Text.StyledText\n}\n'),
        ('qml/pages/E.qml', HEAD + 'TextEdit {\n    text: name\n}\n'),
        ('qml/pages/F.qml', HEAD + 'PlainText { textFormat: Text.AutoText }\n'),
    ],
    'qml-colours': [('qml/pages/A.qml', HEAD + 'Rectangle { color: "#FFF" }\n'), ('qml/pages/B.qml', HEAD + 'Rectangle { color: "red" }\n')],
    'qml-size': [
        ('qml/pages/A.qml', HEAD + 'Item {\n' + '    x: 1\n' * 250 + '}\n'),
        ('qml/pages/B.qml', HEAD + 'Item {\n    function f() {\n' + '        g()\n' * 11 + '    }\n}\n'),
    ],
    'qml-layers': [
        ('qml/controls/A.qml', HEAD + 'import Banter.Client\n'),
        ('qml/pages/A.qml', HEAD + 'Item { layer.enabled: true }\n'),
        ('app/window/A.cpp', HEAD + 'void f() { context->setContextProperty(x, y); }\n'),
    ],
    'lock-files': [
        ('tests/package-lock.json', '{"a": {"resolved": "https://packages.example/ws.tgz"}}\n'),
        ('.npmrc', 'registry=https://packages.example/\n'),
    ],
    'links': [
        ('docs/a.md', '[x](b.md)\n'),
        ('docs/a.md', '[x](protocol.md#no-such-heading)\n'),
        ('docs/a.md', '[x](../../outside.md)\n'),
    ],
    'paths': [('docs/a.md', 'see `server/none/Here.h`\n')],
    'protocol': [
        ('docs/protocol.md', '# Protocol\n## The first frame\nHello alone\n'),
        ('shared/protocol/banter.proto', HEAD + 'message Hello {}\nmessage NewOne {}\n'),
    ],
}
# Needs tags, so it is proved apart.
WITHOUT_PLANT = {'golden'}


def plant(folder, files):
    for name, content in files.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(content)


def broken_rules(files):
    with tempfile.TemporaryDirectory() as folder:
        plant(folder, files)
        tree = Tree(folder)
        return {rule: errors for rule in lint.RULES if (errors := lint.findings(tree, rule)[0])}


def check_golden():
    """A golden file that a release had is changed."""
    with tempfile.TemporaryDirectory() as folder:
        git = f'git -C {folder} -c user.name=x -c user.email=x@example.org'
        plant(folder, {'tests/golden/A.golden': 'one\n'})
        os.system(f'{git} init -q && {git} add . && {git} commit -qm one && {git} tag v1')
        plant(folder, {'tests/golden/B.golden': 'new\n'})
        os.system(f'{git} add . && {git} commit -qm two')
        if lint.findings(Tree(folder), 'golden')[0]:
            return ['golden: complains about a file that was added']
        plant(folder, {'tests/golden/A.golden': 'two\n'})
        return [] if lint.findings(Tree(folder), 'golden')[0] else ['golden: does not see the change']


def check_functions():
    """The measurer on what is hard to read without a compiler."""
    source = '''
template <class T>
struct Box final : public Base<T> {
    explicit Box(T value) : m_value{value}, m_more(std::move(value)) {
        if (x) { y(); }
    }
    Box &operator=(const Box &) = default;
    int m_array[2]{1, 2};
};
namespace a::b {
const std::vector<int> kTable{f(1), 2};
enum class Kind { One, Two };
Q_DECLARE_METATYPE(x)
class Test : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void slot() { const char c = '{'; const auto s = R"({{{)"; } // {
};
auto later(int n)
    -> int
{
    return n; /* } */
}
}
'''
    found = [(head.split('(')[0].split()[-1], length) for _, length, head in functions_of(source)]
    expected = [('Box', 3), ('slot', 1), ('later', 5)]
    return [] if found == expected else [f'functions: {found} instead of {expected}']


def main():
    failures = check_golden() + check_functions()
    if clean := broken_rules(GOOD):
        failures.append(f'the good tree is said to break {clean}')
    failures += [f'{rule}: nothing is planted for it' for rule in lint.RULES if rule not in BAD and rule not in WITHOUT_PLANT]
    planted = 0
    for rule, files in BAD.items():
        for name, content in files:
            planted += 1
            broken = broken_rules({**GOOD, name: content})
            if rule not in broken:
                failures.append(f'{rule}: does not see {name}: {content[:120]!r}')
            if set(broken) - {rule}:
                failures.append(f'{rule}: {name} breaks others too: {broken}')
    print(*failures, sep='\n')
    print(f'{planted} offences planted, {len(failures)} failures')
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
