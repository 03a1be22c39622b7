#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the rules of the house that no compiler checks.

lint.py [--root DIR] [--list] [RULE …]     all rules if none is named; exit code 1 if one is broken
"""
import argparse
import os
import sys

import rules_architecture
import rules_docs
import rules_qml
import rules_text
from tree import Tree

RULES = {**rules_architecture.RULES, **rules_text.RULES, **rules_docs.RULES, **rules_qml.RULES}


def findings(tree, rule):
    """(errors, warnings), each as lines of text."""
    errors, warnings = [], []
    for name, line, message in RULES[rule](tree):
        text = f'{name}:{line}: {message}'
        (warnings if message.startswith('warning: ') else errors).append(text)
    return errors, warnings


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--root', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
    parser.add_argument('--list', action='store_true', help='print the rules')
    parser.add_argument('rules', nargs='*', metavar='RULE')
    options = parser.parse_args()
    unknown = [rule for rule in options.rules if rule not in RULES]
    if unknown:
        parser.error(f'no such rule: {", ".join(unknown)}')
    if options.list:
        for rule, check in RULES.items():
            print(f'{rule:14} {check.__doc__.strip()}')
        return 0
    tree = Tree(options.root)
    broken = 0
    for rule in options.rules or RULES:
        errors, warnings = findings(tree, rule)
        for text in warnings + errors:
            print(text)
        broken += len(errors)
        print(f'{rule}: {"ok" if not errors else f"{len(errors)} broken"}')
    return 1 if broken else 0


if __name__ == '__main__':
    sys.exit(main())
