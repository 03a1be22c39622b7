# SPDX-License-Identifier: Apache-2.0
"""Paths to items: 'conversationList/row[2]/title', 'conversationList/row{Mira}', 'menu/entry{=Copy}'."""
import re

_STEP = re.compile(r'(?P<name>[\w.-]*)(?:\[(?P<index>\d+)\])?(?:\{(?P<whole>=?)(?P<text>[^{}]*)\})?$')


def item(name='', text=None, whole=False, index=None, kind=None, inside=None):
    """The item with this objectName that stands `inside` another path. `text`: what it, or something in it, shows (a part
    of it; all of it if `whole`). `index`: the row of its list. `kind`: part of its class's name. For texts with any
    characters; the short form as a string does for the rest."""
    step = {'name': name}
    if text is not None:
        step.update(text=text, whole=whole)
    if index is not None:
        step['index'] = index
    if kind:
        step['type'] = kind
    return (steps(inside) if inside else []) + [step]


def steps(path):
    """What the driver understands, of a path in either form."""
    if isinstance(path, list):
        return path
    return [_step(part, path) for part in path.split('/')]


def _step(part, path):
    match = _STEP.match(part)
    if not match or not part:
        raise ValueError(f"'{path}' is no path to an item: write name, name[row] or name{{text}}, or use item()")
    step = {'name': match['name']}
    if match['index'] is not None:
        step['index'] = int(match['index'])
    if match['text'] is not None:
        step.update(text=match['text'], whole=bool(match['whole']))
    return step


def shown(path):
    """A path for people."""
    if isinstance(path, str):
        return path
    return '/'.join(f"{s.get('name') or s.get('type') or '*'}"
                    + (f"[{s['index']}]" if 'index' in s else '')
                    + (f"{{{s['text'][:60]!r}}}" if 'text' in s else '') for s in path)
