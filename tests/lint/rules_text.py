# SPDX-License-Identifier: Apache-2.0
"""Sizes, first lines, and what must not stand in a file."""
import ast
import os
import re
import subprocess

from functions import functions_of
from tree import without_comments_and_strings

CPP = ('.h', '.cpp')
SOFT_LINES, HARD_LINES, FUNCTION_LINES = 400, 800, 60


def file_size(tree):
    """At most 800 lines a file; from 400 on it is said, and passes."""
    for name in tree.code():
        lines = tree.text(name).count('\n')
        if name.endswith('.proto'):
            continue # the contract is one file, however much it says
        if lines > HARD_LINES:
            yield name, 1, f'{lines} lines, more than {HARD_LINES}'
        elif lines > SOFT_LINES:
            yield name, 1, f'warning: {lines} lines, more than {SOFT_LINES}'


def function_size(tree):
    """At most 60 lines a function, its head and its closing brace included."""
    for name in tree.under(ext=CPP):
        for line, length, head in functions_of(tree.text(name)):
            if length > FUNCTION_LINES:
                yield name, line, f'{length} lines, more than {FUNCTION_LINES}: {head[:80]}'
    for name in tree.under(ext='.py'):
        for node in ast.walk(ast.parse(tree.text(name))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = node.end_lineno - node.lineno + 1
                if length > FUNCTION_LINES:
                    yield name, node.lineno, f'{length} lines, more than {FUNCTION_LINES}: {node.name}'


_BARE_LOG = re.compile(r'\bq(Debug|Info|Warning|Critical)\s*\(|\bstd::(cerr|clog)\b')


def logging(tree):
    """Every log line has a category (banter.<folder>)."""
    for name in tree.under('shared/', 'server/', 'app/', ext=CPP):
        for line, text in enumerate(without_comments_and_strings(tree.text(name)).split('\n'), 1):
            match = _BARE_LOG.search(text)
            if match:
                yield name, line, f'{match.group(0)}: log with qC{match.group(1) or "Warning"} and a category'


def licence(tree):
    """The first line (after #!) names the licence."""
    for name in tree.code():
        lines = tree.lines(name)
        first = lines[1] if lines[0].startswith('#!') and len(lines) > 1 else lines[0]
        if 'SPDX-License-Identifier: Apache-2.0' not in first:
            yield name, 1, 'the first line is not the SPDX licence line'


def guards(tree):
    """Headers say #pragma once."""
    for name in tree.under(ext='.h'):
        if '#pragma once' not in tree.text(name):
            yield name, 1, 'no #pragma once'


# In two parts, so that this file does not report itself.
_MARKERS = re.compile(r'\b(TO' + r'DO|FIX' + r'ME|XX' + r'X|HA' + r'CK)\b')


def markers(tree):
    """What is not done is an issue, not a comment."""
    for name in tree.code() + tree.under(ext='.md'):
        for line, text in enumerate(tree.lines(name), 1):
            match = _MARKERS.search(text)
            if match:
                yield name, line, f'{match.group(0)} in a file'


def lock_files(tree):
    """Lock files name packages and hashes, no hosts: whoever installs decides where from."""
    for name in tree.under(ext=('package-lock.json', 'yarn.lock', 'requirements.txt', '.npmrc')):
        for line, text in enumerate(tree.lines(name), 1):
            if '"resolved"' in text or re.search(r'\bregistry[.=]', text):
                yield name, line, 'names where a package comes from (npm: omit-lockfile-registry-resolved=true)'


def golden(tree):
    """Golden files of a release are never edited, only added."""
    if not os.path.exists(os.path.join(tree.root, '.git')):
        return

    def git(*arguments):
        done = subprocess.run(['git', '-C', tree.root, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
        return done.stdout.decode().strip() if done.returncode == 0 else ''

    release = git('describe', '--tags', '--abbrev=0', '--match', 'v*')
    if release:
        for name in git('diff', '--name-only', '--diff-filter=MDR', release, '--', 'tests/golden').split('\n'):
            if name:
                yield name, 1, f'is not what it was in {release}'


RULES = {'file-size': file_size, 'function-size': function_size, 'logging': logging, 'licence': licence, 'guards': guards,
         'markers': markers, 'lock-files': lock_files, 'golden': golden}
