# SPDX-License-Identifier: Apache-2.0
"""What somebody wrote must be on the screen as it was written."""
from .failures import Failed

MAX_NAME = 120  # bytes of a display name or device name


def shown_literally(person, wanted, what):
    """All of these are on the screen, as they are, and nothing shows foreign text as markup."""
    seen = {text['seen'] for text in person.texts()}
    missing = [text for text in wanted if text not in seen]
    if missing:
        raise Failed(f'{what}: not shown as written: {missing[0]!r}; on the screen is {sorted(seen)}')
    for text in person.texts():
        if text['format'] not in ('plain', 'styled') and '<' in text['text']:
            raise Failed(f"{what}: {text['path']} ({text['class']}) shows text with the format {text['format']}")


def short_enough(texts):
    """For names: they fit, have something to see, and one line."""
    return [text for text in texts if len(text.encode()) <= MAX_NAME and '\n' not in text and text.strip(' \u200b\ufeff')]
