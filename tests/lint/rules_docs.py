# SPDX-License-Identifier: Apache-2.0
"""The documents say what is there."""
import os
import re

_LINK = re.compile(r'(?<!!)\[[^\]]*\]\(([^)\s]+)(?:\s+"[^"]*")?\)')
_PATH = re.compile(r'`((?:shared|server|app|qml|tests|script|docs|cmake)/[\w./-]*[\w-])`')


def _without_code(text):
    return re.sub(r'```.*?```', lambda m: '\n' * m.group(0).count('\n'), text, flags=re.DOTALL)


def _anchors(text):
    """The anchors that the headings of a page give, as the usual renderers make them."""
    for heading in re.findall(r'^#+\s+(.*)$', text, flags=re.MULTILINE):
        heading = re.sub(r'\[([^\]]*)\]\([^)]*\)', r'\1', heading).strip().lower()
        yield re.sub(r'[^\w\- ]', '', heading).replace(' ', '-')


def links(tree):
    """Every link between the documents leads somewhere."""
    for name in tree.under(ext='.md'):
        text = _without_code(tree.text(name))
        for match in _LINK.finditer(text):
            target, _, anchor = match.group(1).partition('#')
            line = text.count('\n', 0, match.start()) + 1
            if re.match(r'[a-z]+:', target):
                continue
            path = os.path.normpath(os.path.join(os.path.dirname(name), target)) if target else name
            if path.startswith('..') or not tree.exists(path):
                yield name, line, f'{match.group(1)} leads nowhere'
            elif anchor and path.endswith('.md') and anchor not in _anchors(tree.text(path)):
                yield name, line, f'{path} has no heading #{anchor}'


def paths(tree):
    """A `path/in/backticks` of a document is a file or folder, or the stem of one (`server/net/EventLoop`)."""
    for name in tree.under(ext='.md'):
        if name.startswith('docs/adr/') or name == 'CHANGELOG.md':
            continue # they tell of their day
        for number, line in enumerate(tree.lines(name), 1):
            for path in _PATH.findall(line):
                if not tree.exists(path) and not any(f.startswith(path + '.') for f in tree.files):
                    yield name, number, f'`{path}` does not exist'


def protocol(tree):
    """docs/protocol.md names every message and every error code of the schema."""
    schema, page = 'shared/protocol/banter.proto', 'docs/protocol.md'
    if not tree.exists(schema):
        return
    if not tree.exists(page):
        yield page, 1, 'does not exist'
        return
    text = tree.text(page)
    source = re.sub(r'//[^\n]*', '', tree.text(schema))
    names = re.findall(r'^\s*message\s+(\w+)', source, flags=re.MULTILINE)
    codes = re.search(r'enum\s+ErrorCode\s*{([^}]*)}', source)
    if codes:
        names += [code for code in re.findall(r'^\s*(\w+)\s*=\s*[1-9]', codes.group(1), flags=re.MULTILINE)]
    for missing in names:
        if not re.search(rf'\b{missing}\b', text):
            yield page, 1, f'does not name {missing}'


RULES = {'links': links, 'paths': paths, 'protocol': protocol}
