# SPDX-License-Identifier: Apache-2.0
"""Uses a window as a person does, from a script that reads like one. docs/ui-tests.md shows how."""
from .accessibility import complaints
from .app import App
from .canary import Canary
from .failures import Failed
from .paths import item
from .person import Person
from .server import Server
from .stage import Stage, scenario

__all__ = ['App', 'Canary', 'Failed', 'Person', 'Server', 'Stage', 'complaints', 'item', 'scenario']
