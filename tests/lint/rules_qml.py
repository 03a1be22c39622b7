# SPDX-License-Identifier: Apache-2.0
"""What holds in QML files: foreign text, colours, sizes, layers."""
import re

# The only files that hold an item of Qt that shows text, and the formats that they may use.
_TEXT_FILES = {
    'qml/controls/PlainText.qml': ('PlainText',),
    'qml/controls/Avatar.qml': ('PlainText',),
}
_COLOUR_FILES = ('qml/controls/Theme.qml', 'qml/controls/AccentTable.qml')
_QML_LINES, _JS_LINES = 250, 10

_OPEN = re.compile(r'^\s*(?:[\w.]+\s*:\s*)?((?:[A-Z]\w*\.)?[A-Z]\w*)\s*(?:on\s+[\w.]+\s*)?\{')
_STRING = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'')


def _code(text):
    """Without comments and the contents of strings, same lines."""
    text = re.sub(r'/\*.*?\*/', lambda m: '\n' * m.group(0).count('\n'), text, flags=re.DOTALL)
    lines = []
    for line in text.split('\n'):
        line = _STRING.sub('""', line)
        lines.append(line.split('//')[0])
    return lines


def elements(text):
    """Yields (line, type, [(line, property)]) of every QML object, by its braces."""
    stack = []
    for number, line in enumerate(_code(text), 1):
        at = 0
        for match in re.finditer(r'[{}]|(?:^|[;{])\s*(?:readonly\s+|required\s+|default\s+)*(?:property\s+[\w<>.]+\s+)?([\w.]+)\s*:', line):
            if match.group(0) == '{':
                opened = _OPEN.match(line[at:match.end()].split(';')[-1])
                stack.append((number, opened.group(1) if opened else '', []))
                at = match.end()
            elif match.group(0) == '}':
                if stack:
                    yield stack.pop()
                at = match.end()
            elif '{' in match.group(0):
                opened = _OPEN.match(line[at:match.start() + 1].split(';')[-1])
                stack.append((number, opened.group(1) if opened else '', [(number, match.group(1))]))
                at = match.start() + 1
            elif stack:
                stack[-1][2].append((number, match.group(1)))


def qml_text(tree):
    """Foreign text meets no markup: only PlainText is Text; no control of Qt's has a text. (Messages are drawn in C++.)"""
    for name in tree.under('qml/', ext='.qml'):
        text = tree.text(name)
        for number, line in enumerate(_code(text), 1):
            if re.match(r'\s*import\s+QtQuick\.Controls(?!\.impl)', line):
                yield name, number, 'controls are our own, on QtQuick.Templates'
            if match := re.search(r'\b(RichText|MarkdownText|AutoText|StyledText)\b', line):
                yield name, number, f'{match.group(1)} reads markup'
        for number, kind, properties in elements(text):
            names = [prop for _, prop in properties]
            if kind in ('Text', 'Label'):
                if name not in _TEXT_FILES:
                    yield name, number, f'{kind}: use PlainText'
                elif 'textFormat' not in names:
                    yield name, number, f'{kind} without textFormat guesses at markup'
            if kind == 'TextEdit' and 'textFormat' not in names:
                yield name, number, 'TextEdit without textFormat'
            if kind.startswith('T.') and ('text' in names or 'title' in names):
                yield name, number, f'{kind} with a text of its own: Qt 6.4 reads markup in it and crashes on <img>'


def qml_colours(tree):
    """Colours have names, and Theme knows them."""
    for name in tree.under('qml/', ext='.qml'):
        if name in _COLOUR_FILES:
            continue
        for number, line in enumerate(tree.lines(name), 1):
            if re.search(r'"#[0-9A-Fa-f]{3,8}"', line) or re.search(r'color:\s*"[a-z]+"', line):
                yield name, number, 'a colour outside Theme'


def qml_size(tree):
    """A QML file has at most 250 lines, a function in one at most 10."""
    for name in tree.under('qml/', ext='.qml'):
        lines = _code(tree.text(name))
        if len(lines) - 1 > _QML_LINES:
            yield name, 1, f'{len(lines) - 1} lines, more than {_QML_LINES}'
        for number, line in enumerate(lines, 1):
            if re.match(r'\s*function\s+\w+\s*\(', line):
                length = _body_length(lines, number - 1)
                if length > _JS_LINES:
                    yield name, number, f'a function of {length} lines, more than {_JS_LINES}'


def _body_length(lines, start):
    """Lines between the braces."""
    depth = 0
    for at in range(start, len(lines)):
        depth += lines[at].count('{') - lines[at].count('}')
        if depth == 0:
            return max(0, at - start - 1)
    return len(lines) - start


def qml_layers(tree):
    """qml/controls knows no chat; nothing needs shaders or layers; C++ hands over no context properties."""
    for name in tree.under('qml/', ext='.qml'):
        for number, line in enumerate(_code(tree.text(name)), 1):
            if name.startswith('qml/controls/') and re.match(r'\s*import\s+Banter\.(Client|Ui)', line):
                yield name, number, 'controls know no chat'
            if re.search(r'\blayer\.|ShaderEffect|GraphicalEffects|MultiEffect', line):
                yield name, number, 'must hold with the software renderer: no layers, no shaders'
            if re.match(r'\s*import\s+QtQuick\.Dialogs|\s*import\s+"', line):
                yield name, number, 'imports modules by name, and no native dialogs'
    for name in tree.under('app/', ext=('.h', '.cpp')):
        for number, line in enumerate(tree.lines(name), 1):
            if 'setContextProperty' in line:
                yield name, number, 'objects go to QML as typed properties'


RULES = {'qml-text': qml_text, 'qml-colours': qml_colours, 'qml-size': qml_size, 'qml-layers': qml_layers}
