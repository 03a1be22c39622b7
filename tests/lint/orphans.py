#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every source file is compiled and every *.test.mjs is run: what is in the repository lives.

orphans.py ROOT BUILD CTEST
"""
import json
import os
import re
import subprocess
import sys

from tree import Tree


def sources_of(file):
    """The file itself, or what a batch (CMake's unity builds) includes."""
    if not os.path.basename(file).startswith('unity_'):
        return [file]
    with open(file, encoding='utf-8') as batch:
        return re.findall(r'^#include "(.+)"$', batch.read(), re.MULTILINE)


def compiled(root, build):
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        return {os.path.relpath(os.path.realpath(source), root)
                for entry in json.load(file) for source in sources_of(entry['file'])}


def run_by_ctest(root, build, ctest):
    listed = subprocess.run([ctest, '--test-dir', build, '--show-only=json-v1'], check=True, stdout=subprocess.PIPE).stdout
    return {os.path.relpath(os.path.realpath(word), root)
            for test in json.loads(listed)['tests'] for word in test.get('command', []) if word.endswith('.mjs')}


def main():
    root, build, ctest = os.path.realpath(sys.argv[1]), sys.argv[2], sys.argv[3]
    tree = Tree(root)
    orphans = [f'{name}: is not compiled' for name in sorted(set(tree.under(ext='.cpp')) - compiled(root, build))]
    orphans += [f'{name}: is not run by ctest'
                for name in sorted(set(tree.under('tests/', ext='.test.mjs')) - run_by_ctest(root, build, ctest))]
    print(*orphans, sep='\n')
    print(f'{len(orphans)} orphans')
    return 1 if orphans else 0


if __name__ == '__main__':
    sys.exit(main())
