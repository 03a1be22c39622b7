# SPDX-License-Identifier: Apache-2.0
"""Finds the functions of a C++ file and how many lines each takes, by its braces."""
import re

from tree import without_comments_and_strings

_CONTAINER = re.compile(r'\b(namespace|class|struct|union|enum|extern)\b')
_ACCESS = re.compile(r'\b(?:public|private|protected|Q_SIGNALS|Q_SLOTS)\s*$')
_TEMPLATE = re.compile(r'\btemplate\s*<')


def _strip_template_heads(head):
    """Removes `template <…>`, whose `class T` is not a class."""
    while True:
        match = _TEMPLATE.search(head)
        if not match:
            return head
        depth, at = 1, match.end()
        while at < len(head) and depth:
            depth += {'<': 1, '>': -1}.get(head[at], 0)
            at += 1
        head = head[:match.start()] + head[at:]


def _kind(head):
    """What the '{' after this text opens: 'container', 'function', 'member initialiser' or 'initialiser'."""
    head = _strip_template_heads(head).strip()
    head = re.sub(r'\balignas\s*\([^)]*\)|\[\[[^\]]*\]\]|__attribute__\s*\(\(.*?\)\)', '', head)
    head = re.sub(r'^(?:[A-Z][A-Z0-9_]+\s*(?:\([^()]*\)\s*)?)+(?=(?:namespace|class|struct|union|enum)\b)', '', head)
    container = _CONTAINER.search(head)
    if container and '(' not in head[container.end():] and '(' not in head[:container.start()]:
        return 'container'
    if '(' not in head:
        return 'initialiser'
    before = head[:head.index('(')]
    if '=' in before and 'operator' not in before:
        return 'initialiser'
    body = re.search(r'(\)|\}|\bconst|\bnoexcept|\boverride|\bfinal|\btry|&)$', head)
    if re.search(r'\)\s*(?:noexcept\s*)?:(?!:)', head) and not body:
        return 'member initialiser'
    return 'function'


def functions_of(text):
    """Yields (line of the head, number of lines, head) of each function that has a body, outermost ones only."""
    text = without_comments_and_strings(text)
    text = re.sub(r'^[ \t]*#(?:\\\n|[^\n])*', lambda m: '\n' * m.group(0).count('\n'), text, flags=re.MULTILINE)
    stack, head, head_line, line, at = [], '', 1, 1, 0
    while at < len(text):
        c = text[at]
        if c == '{':
            kind = _kind(head)
            if kind == 'container':
                stack.append(c)
                head = ''
            else:
                end, lines = _matching(text, at)
                if kind == 'function':
                    yield head_line, line + lines - head_line + 1, ' '.join(head.split())
                line += lines
                at = end
                head = head + '}' if kind == 'member initialiser' else ''
        elif c == '}':
            if stack:
                stack.pop()
            head = ''
        elif c == ';' or (c == ':' and _ACCESS.search(head)):
            head = ''
        else:
            if not head.strip() and not c.isspace():
                head_line = line
            head += c
        if at < len(text) and text[at] == '\n':
            line += 1
        at += 1


def _matching(text, start):
    """Index of the brace that closes the one at `start`, and the line ends between."""
    depth = 0
    for at in range(start, len(text)):
        if text[at] == '{':
            depth += 1
        elif text[at] == '}':
            depth -= 1
            if depth == 0:
                return at, text.count('\n', start, at)
    return len(text), text.count('\n', start)
