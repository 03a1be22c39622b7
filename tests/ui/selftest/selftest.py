#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tries the driver and the library on a small window: what they do, and that they fail when they should."""
import argparse
import os
import signal
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
sys.dont_write_bytecode = True

from banterui import Failed, Stage, complaints, item, scenario  # noqa: E402: after the path is set
from banterui.canary import hostile_texts  # noqa: E402
from banterui.failures import Gone, Refused  # noqa: E402
from banterui.paths import steps  # noqa: E402
from banterui.stage import SCENARIOS, run_all  # noqa: E402

APP = ''


def must_fail(action, *parts):
    """The action fails, and says these things."""
    try:
        action()
    except Failed as failure:
        missing = [part for part in parts if part not in str(failure)]
        assert not missing, f'{failure!r} does not say {missing}'
        return failure
    raise AssertionError('it did not fail')


def equal(seen, wanted):
    if seen != wanted:
        raise Failed(f'{seen!r} instead of {wanted!r}')


@scenario
def it_clicks(stage):
    app = stage.app('playground', APP)
    app.click('countButton')
    app.click('countButton')
    app.expect_text('clickCount', '2')
    app.click('pad')
    app.expect_text('status', 'tap')
    app.right_click('pad', at=(5, 5))
    app.expect_text('status', 'right click')
    app.double_click('pad')
    app.expect_text('status', 'double')
    app.hold('pad')
    app.expect_text('status', 'long press')
    app.drag('pad', dx=80)
    app.expect_text('status', 'dragged 80')
    app.hover('countButton')
    app.hover('pad')
    app.expect_text('status', 'hovered')
    app.click('disabledButton', force=True)
    app.expect_text('status', 'hovered')
    app.quit()


@scenario
def it_types(stage):
    app = stage.app('playground', APP)
    app.type_into('nameField', 'héllo Wörld ✓')
    app.expect_text('nameField', 'héllo Wörld ✓')
    app.press('Return')
    app.expect_text('status', 'entered héllo Wörld ✓')
    mixed = 'Grüße 🎈👩\u200d👩\u200d👧 مرحبا بالعالم e\u0301 日本語 🇩🇪'
    app.type_into('composer', mixed)
    app.expect_text('composer', mixed)
    app.press('Return')
    app.type('second line')
    app.expect_text('composer', mixed + '\nsecond line')
    app.press('Backspace', times=4)
    app.press('Shift+Home')
    app.press('Ctrl+C')
    equal(app.clipboard(), 'second ')
    app.copy_to_clipboard('pasted 🎉')
    app.press('Ctrl+V')
    app.expect_text('composer', mixed + '\npasted 🎉')
    app.replace_text('composer', 'new')
    app.expect_text('composer', 'new')
    app.press('Ctrl+K')
    app.expect_text('status', 'shortcut')
    app.click('nameField')
    app.press('Tab')
    app.expect_focus('composer')
    must_fail(lambda: app.type('two\nlines'), 'a new line is a key')
    must_fail(lambda: app.press('Ctrl+Nonsense'), 'is no key')
    app.quit()


@scenario
def it_finds_rows(stage):
    app = stage.app('playground', APP)
    app.expect_rows('list', 1000)
    equal(app.text('list/row[3]/title'), 'Row 3')
    equal(app.text('list/title[2]'), 'Row 2')
    app.click(item('row', text='Row 4', whole=False, inside='list'))
    app.expect_text('status', 'row 4')
    app.show_row('list', 700)
    app.click('list/row[700]')
    app.expect_text('status', 'row 700')
    equal(app.sees('list/row[3]'), False)
    equal([found['text'] for found in app.find(item('title', text='Row 3', whole=True))], [])
    before = app.get('list', 'contentY')
    app.wheel('list', 3)
    app.wait_until(lambda: app.get('list', 'contentY') < before - 30, 'the list to move')
    app.show_row('list', 0)
    app.swipe('list', dy=-120, at=(150, 160))
    app.wait_until(lambda: app.get('list', 'contentY') > 60, 'the list to move')
    must_fail(lambda: app.ask('click', where=steps('row')), 'visible items are named', 'list/row[')
    app.quit()


@scenario
def popups_are_found_while_they_are_open(stage):
    app = stage.app('playground', APP)
    equal(app.sees('closePopupButton'), False)
    app.click('popupButton')
    app.expect('closePopupButton')
    refused = must_fail(lambda: app.ask('click', where=steps('countButton')), 'a popup is open above')
    assert refused.may_pass
    app.click('closePopupButton')
    app.expect_gone('closePopupButton')
    app.press_like_a_screen_reader('popupButton')
    app.expect('closePopupButton')
    app.press('Esc')
    app.expect_gone('closePopupButton')
    app.quit()


@scenario
def it_waits_and_tells_why_it_was_in_vain(stage):
    app = stage.app('playground', APP)
    app.patience_s = 0.3
    must_fail(lambda: app.click('sendButton'), "no visible item named 'sendButton'", 'countButton', 'composer')
    must_fail(lambda: app.click('closePopupButton'), 'no visible item')
    must_fail(lambda: app.click('disabledButton'), 'is disabled')
    must_fail(lambda: app.expect_text('clickCount', '7'), "to show '7'", "it is '0'")
    must_fail(lambda: app.expect_gone('composer'), 'composer to go')
    must_fail(lambda: app.text('pad'), 'shows no text of its own')
    must_fail(lambda: app.get('pad', 'nonsense'), "has no property 'nonsense'")
    must_fail(lambda: app.click('pad', at=(500, 5)), 'out of sight')
    assert must_fail(lambda: app.ask('dance'), "no command 'dance'").kind == 'script'
    app.resize(480, 300)
    must_fail(lambda: app.click('list/row[4]'), 'out of sight there: scroll to it first')
    app.quit()


@scenario
def it_grabs_pictures(stage):
    app = stage.app('playground', APP)
    app.resize(500, 600)
    for name, where, width in (('window', None, 500), ('pad', 'pad', 300)):
        path = stage.picture_path(name)
        app.grab(path, where)
        with open(path, 'rb') as file:
            head = file.read(24)
        equal(head[1:4], b'PNG')
        equal(struct.unpack('>I', head[16:20])[0], width)
    assert 'FOCUS' not in app.tree().split("'pad'")[1].split('\n')[0]
    assert "'composer'" in app.tree()
    app.quit()


@scenario
def the_walker_is_content_with_what_is_right(stage):
    app = stage.app('playground', APP)
    equal(complaints(app.accessibility()), [])
    app.press_like_a_screen_reader('pad')
    app.expect_text('status', 'pressed by a screen reader')
    app.quit()


@scenario
def the_walker_finds_what_is_wrong(stage):
    app = stage.app('faulty', APP, 'Faulty')
    app.expect_warning('a planted warning')
    found = complaints(app.accessibility())

    def about(name, text):
        assert any(name in line and text in line for line in found), f'nothing about {name}: {text} in {found}'
    about('namelessArea', 'says nothing')
    about('namelessButton', 'has no name')
    about('rolelessItem', 'has no role')
    about('deafButton', 'presses it')
    about('namelessField', 'has no name')
    assert not any('goodButton' in line for line in found), found
    formats = {text['path'].split('/')[-1]: (text['seen'], text['format']) for text in app.texts()}
    equal(formats['markup'], ('bold', 'auto'))
    app.quit()


@scenario
def crashes_and_warnings_fail_a_script(stage):
    def play(name, act):
        with Stage('inner', os.path.join(stage.reports, name)) as inner:
            act(inner.app('inner', APP, 'Faulty'))

    must_fail(lambda: play('warning', lambda app: app.quit()), 'a planted warning')

    def crash(app):
        app.expect_warning('a planted warning')
        os.kill(app.program.pid, signal.SIGSEGV)
        must_fail(lambda: [app.tree() for _ in range(100)], 'SIGSEGV')
    must_fail(lambda: play('crash', crash), 'SIGSEGV')

    def fail(app):
        app.expect_warning('a planted warning')
        app.patience_s = 0.1
        app.click('nowhere')
    must_fail(lambda: play('report', fail), 'nowhere')
    names = sorted(os.listdir(os.path.join(stage.reports, 'report', 'inner')))
    equal(names, ['0-inner.log', '0-inner.png', '0-inner.tree.txt', 'failure.txt'])


@scenario
def a_canary_that_was_asked_fails_a_script(stage):
    import urllib.error
    import urllib.request

    def play():
        with Stage('inner', stage.reports) as inner:
            try:
                urllib.request.build_opener(urllib.request.ProxyHandler({})).open(inner.canary().url + '/x')
            except urllib.error.HTTPError:
                pass
    must_fail(play, '/x')


@scenario
def killed_and_started_again(stage):
    app = stage.app('playground', APP)
    app.click('countButton')
    app.kill()
    try:
        app.tree()
        raise AssertionError('it answers after kill -9')
    except (Gone, OSError):
        pass
    app.start()
    app.expect_text('clickCount', '0')
    app.quit()


@scenario
def the_corpus_is_large_and_valid(_):
    texts = hostile_texts('http://127.0.0.1:1')
    assert len(set(texts)) == len(texts) >= 60, len(texts)
    for text in texts:
        text.encode()
    assert Refused('absent', '').may_pass and not Refused('script', '').may_pass


if __name__ == '__main__':
    parser = argparse.ArgumentParser()
    parser.add_argument('--app', required=True)
    parser.add_argument('--reports', required=True)
    parser.add_argument('--only', default='')
    options = parser.parse_args()
    APP = options.app
    sys.exit(1 if run_all(SCENARIOS, os.path.join(options.reports, 'selftest'), options.only) else 0)
