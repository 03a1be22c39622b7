# SPDX-License-Identifier: Apache-2.0
"""The files under examination, and C++ text without comments and strings."""
import os
import re
import subprocess

CODE = ('.h', '.cpp', '.proto', '.py', '.js', '.mjs', '.qml', '.sh', '.cmake', '.sql')


class Tree:
    """The files of a folder that git knows or would take; without git, all of them."""

    def __init__(self, root):
        self.root = os.path.abspath(root)
        self._texts = {}
        self.files = sorted(self._list())

    def _list(self):
        command = ['git', '-C', self.root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard']
        if os.path.exists(os.path.join(self.root, '.git')):
            listed = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode()
            names = set(filter(None, listed.split('\0')))
        else:
            names = {os.path.relpath(os.path.join(folder, name), self.root)
                     for folder, _, found in os.walk(self.root) for name in found}
        return [name for name in names if os.path.isfile(os.path.join(self.root, name))]

    def under(self, *prefixes, ext=None):
        """Names that begin with one of the prefixes (a folder ends with '/') and have one of the extensions."""
        return [name for name in self.files
                if (not prefixes or name.startswith(prefixes)) and (ext is None or name.endswith(ext))]

    def text(self, name):
        if name not in self._texts:
            with open(os.path.join(self.root, name), encoding='utf-8', errors='replace') as file:
                self._texts[name] = file.read()
        return self._texts[name]

    def lines(self, name):
        return self.text(name).split('\n')

    def exists(self, name):
        return os.path.exists(os.path.join(self.root, name))

    def is_script(self, name):
        return '.' not in os.path.basename(name) and self.text(name).startswith('#!')

    def code(self, *prefixes):
        """Everything that people write by hand in a programming language."""
        return [name for name in self.under(*prefixes)
                if name.endswith(CODE) or name.endswith('CMakeLists.txt') or self.is_script(name)]


_TOKEN = re.compile(
    r'//(?:\\\n|[^\n])*'                                        # line comment
    r'|/\*.*?\*/'                                               # block comment
    r'|(?:u8|u|U|L)?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"'  # raw string
    r'|"(?:\\.|[^"\\\n])*"'                                     # string
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'",                    # character, but not 1'000
    re.DOTALL)


def blank(match):
    """Same number of lines, nothing else; a string stays a string, an empty one."""
    text = match.group(0)
    lines = '\n' * text.count('\n')
    return lines if text.startswith('/') else '""' + lines


def without_comments_and_strings(text):
    return _TOKEN.sub(blank, text)


def strings_of(text):
    """(line, content) of every string literal."""
    for match in _TOKEN.finditer(text):
        if match.group(0).startswith(('/', "'")):
            continue
        yield text.count('\n', 0, match.start()) + 1, match.group(0)


def includes_of(tree, name):
    """(line, quoted?, path) of every #include."""
    for number, line in enumerate(tree.lines(name), 1):
        match = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
        if match:
            yield number, match.group(1) == '"', match.group(2)
