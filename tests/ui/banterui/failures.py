# SPDX-License-Identifier: Apache-2.0
"""How a script fails."""


class Failed(Exception):
    """What was expected did not happen. The text says what was seen instead."""


class Refused(Failed):
    """The driver could not do what it was asked. `kind`: "absent", "ambiguous", "hidden" and "disabled" may pass by waiting;
    "script" is a mistake in the script."""

    def __init__(self, kind, text):
        super().__init__(text)
        self.kind = kind

    @property
    def may_pass(self):
        return self.kind in ('absent', 'ambiguous', 'hidden', 'disabled')


class Gone(Failed):
    """The program has ended, or does not answer."""
