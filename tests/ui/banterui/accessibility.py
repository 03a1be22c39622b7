# SPDX-License-Identifier: Apache-2.0
"""Judges what the walker over a window saw: everything that can be used has a name and a role, for people who do not see it."""

USABLE_ROLES = {'Button', 'ButtonMenu', 'ButtonDropDown', 'CheckBox', 'RadioButton', 'MenuItem', 'Link', 'ListItem', 'EditableText',
                'Slider', 'SpinBox', 'ComboBox', 'PageTab', 'TreeItem', 'Cell', 'Dial', 'ScrollBar', 'Splitter', 'Grip', 'HotkeyField'}
PRESSED_ROLES = {'Button', 'ButtonMenu', 'MenuItem', 'Link', 'ListItem', 'PageTab', 'RadioButton', 'CheckBox'}
TOGGLED_ROLES = {'CheckBox', 'RadioButton'}
CONTAINERS = {'List', 'ScrollArea', 'Pane', 'Client', 'Window', 'Dialog', 'Grouping', 'LayeredPane', 'Document', 'PopupMenu', 'Table',
              'Tree', 'PageTabList', 'ToolBar', 'Section', 'Form'}


def complaints(seen):
    """One sentence for each control that assistive technology could not use. `seen`: App.accessibility()."""
    found = []
    for item in seen['items']:
        if item.get('ignored') or not item['uses']:
            continue
        holder = _speaker(item, seen['items'])
        what = f"{item['path']} ({item['class']}; {', '.join(item['uses'])})"
        if holder is None:
            found.append(f'{what} says nothing: it has no Accessible.role and no Accessible.name, and nothing around it has')
        else:
            found += _about(what, holder)
    return found + list(_about_tree(seen['tree']))


def _speaker(item, items):
    """Who speaks for an item: itself, or the nearest control around it (a MouseArea that fills a button, the input of a field).
    A list or a pane around it does not."""
    if 'role' in item:
        return item
    at = item['holder']
    while at >= 0:
        around = items[at]
        if around.get('ignored') or around['role'] in USABLE_ROLES:
            return around
        if around['role'] in CONTAINERS:
            return None
        at = around['holder']
    return None


def _about(what, holder):
    if holder.get('ignored'):
        return
    role, name = holder['role'], holder['name'].strip()
    by = '' if holder['path'] in what else f" (spoken for by {holder['path']})"
    if role == 'NoRole':
        yield f'{what}{by} has no role'
    elif role not in USABLE_ROLES | CONTAINERS | {'StaticText', 'Graphic', 'ProgressBar', 'AlertMessage'}:
        yield f'{what}{by} has the role {role}, which tells nobody how to use it'
    if not name and role not in CONTAINERS:
        yield f'{what}{by} has no name'
    handled = holder['pressHandled'] or (role in TOGGLED_ROLES and holder['toggleHandled'])
    if role in PRESSED_ROLES and not handled and holder['enabled']:
        yield f'{what}{by}: nothing happens when a screen reader presses it (no Accessible.onPressAction)'


def _about_tree(tree):
    """The same question to what really reaches assistive technology."""
    if len(tree) < 2:
        yield 'assistive technology is told nothing about this window'
    for node in tree:
        if node['role'] in USABLE_ROLES - {'ScrollBar'} and not node['name'].strip() and 'invisible' not in node['states']:
            yield f"{node.get('path', '?')}: assistive technology is told of a {node['role']} without a name"
