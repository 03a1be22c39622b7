#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every language says everything: no word is missing, unfinished or without its placeholders.

translations.py <lupdate>      from the repository's root
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

LANGUAGES = ('en', 'de')


def messages(path):
    """(context, source, comment) -> message, of a .ts file."""
    return {(context.findtext('name'), message.findtext('source'), message.findtext('comment') or ''): message
            for context in xml.parse(path).getroot().iter('context') for message in context.iter('message')}


def collected(lupdate, path, folder):
    """The file as it would be with the words of today."""
    copy = os.path.join(folder, os.path.basename(path))
    shutil.copy(path, copy)
    subprocess.run([lupdate, '-no-obsolete', '-locations', 'none', '-I', '.', 'qml', 'app', '-ts', copy], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return messages(copy)


def wrong(source, message):
    """What is wrong with one translation; None if nothing is."""
    translation = message.find('translation')
    if translation.get('type'):
        return 'is ' + translation.get('type')
    forms = [form.text or '' for form in translation.iter('numerusform')] or [translation.text or '']
    for form in forms:
        if not form.strip():
            return 'is empty'
        if set(re.findall(r'%\d', form)) != set(re.findall(r'%\d', source)):
            return f'has other placeholders: {form}'
    return None


def main():
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for language in LANGUAGES:
            path = f'translations/banter_{language}.ts'
            held, wanted = messages(path), collected(sys.argv[1], path, folder)
            found += [f'{path}: {key[0]}: "{key[1]}" is missing' for key in wanted if key not in held]
            found += [f'{path}: {key[0]}: "{key[1]}" is used nowhere' for key in held if key not in wanted]
            found += [f'{path}: {key[0]}: "{key[1]}" {why}' for key, message in held.items() if (why := wrong(key[1], message))]
    print(*found, sep='\n')
    print(f'{len(found)} wrong; cmake --build … --target update_translations collects new words')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
