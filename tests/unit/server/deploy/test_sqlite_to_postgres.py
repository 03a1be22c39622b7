#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""server/deploy/sqlite-to-postgres moves every row unchanged, or nothing: with the schema's own migrations, on a real PostgreSQL."""
import glob
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
sys.path.insert(0, str(ROOT / 'tests/bench'))
from runner.postgres import Postgres, find_programs  # noqa: E402
from runner.processes import BenchError  # noqa: E402

MIGRATIONS = ROOT / 'server/storage'
SMALL = ('kind', 'role', 'removed', 'blocked', 'what', 'disabled', 'shows_history', 'member_count', 'pending',
         'archived', 'marked_unread', 'hides_read', 'audience')
# Made anew by the server.
INDEX = ('search_head', 'search_word')
NASTY = ['', 'plain', 'tab\there', 'line\nbreak\r\n', 'back\\slash \\N \\.', "quote ' \"", 'caf\u00e9 \U0001f600']


def tables_of(database):
    rows = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'meta'").fetchall()
    return [name for (name,) in rows if name not in INDEX]


def migrations(engine):
    return [Path(path).read_text() for path in sorted(glob.glob(str(MIGRATIONS / engine / 'migrations/*.sql')))]


def fill(database, rows, seed=7):
    """Puts rows of random values into every table of the schema."""
    chance = random.Random(seed)
    for table in tables_of(database):
        columns = database.execute(f'PRAGMA table_info({table})').fetchall()
        for number in range(rows):
            values = []
            for _, name, kind, required, _, _ in columns:
                if not required and chance.random() < 0.4:
                    values.append(None)
                elif kind == 'BLOB':
                    values.append(chance.randbytes(chance.randrange(200) if name in ('body', 'secret_hash') else 32 if name == 'code_hash' else 16))
                elif kind == 'TEXT':
                    values.append(f'{number} ' + chance.choice(NASTY) if name in ('name', 'username') else chance.choice(NASTY))
                else:
                    values.append(number + chance.randrange(3) if name in SMALL
                                  else number * 1_000_000_007)
            database.execute(f'INSERT INTO {table} VALUES ({", ".join("?" * len(values))})', values)


class Move(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix='banter-move-')
        os.chmod(cls.folder.name, 0o755)
        cls.postgres = Postgres(Path(cls.folder.name) / 'pg')

    @classmethod
    def tearDownClass(cls):
        cls.postgres.close()
        cls.folder.cleanup()

    def setUp(self):
        self.postgres.sql('DROP DATABASE IF EXISTS banter', database='postgres')
        self.postgres.sql('CREATE DATABASE banter', database='postgres')
        for text in migrations('postgres'):
            self.postgres.sql(text)
        schema = max(int(path.stem) for path in (MIGRATIONS / 'sqlite/migrations').glob('0*.sql'))
        self.postgres.sql(f"INSERT INTO meta VALUES ('schema_version', {schema}, NULL), ('compatible_from', 1, NULL), ('server_id', NULL, '\\x00')")
        self.path = os.path.join(self.folder.name, f'{self.id().rsplit(".", 1)[-1]}.db')
        self.source = sqlite3.connect(self.path)
        for text in migrations('sqlite'):
            self.source.executescript(text)
        self.server_id = bytes(range(16))
        self.source.executemany('INSERT INTO meta VALUES (?, ?, ?)', [('schema_version', schema, None), ('compatible_from', 1, None),
                                                                      ('server_id', None, self.server_id)])
        fill(self.source, 200)
        self.source.commit()

    def move(self, part=1.0):
        """Runs it as the documentation says; only the first part of its output reaches psql."""
        made = subprocess.run([ROOT / 'server/deploy/sqlite-to-postgres', self.path], capture_output=True, timeout=60)
        fed = subprocess.run([find_programs() / 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', self.postgres.conninfo],
                             input=made.stdout[:int(len(made.stdout) * part)], capture_output=True, timeout=60)
        return made, fed

    def rows_there(self, table='user_account'):
        return int(self.postgres.sql(f'SELECT count(*) FROM {table}')[0][0])

    def test_every_row_arrives_unchanged(self):
        made, fed = self.move()
        self.assertEqual((made.returncode, fed.returncode, fed.stderr), (0, 0, b''), made.stderr)
        tables = tables_of(self.source)
        self.assertGreaterEqual(len(tables), 11)
        for table in tables:
            columns = sorted(row[1] for row in self.source.execute(f'PRAGMA table_info({table})'))
            shown = ', '.join(f"coalesce(encode(convert_to({c}::text, 'UTF8'), 'hex'), 'NULL')" for c in columns)
            there = sorted(tuple(row) for row in self.postgres.sql(f'SELECT {shown} FROM {table}'))
            here = sorted(tuple(self.shown(name, value) for name, value in zip(columns, row))
                          for row in self.source.execute(f'SELECT {", ".join(columns)} FROM {table}'))
            self.assertEqual(len(here), 200)
            self.assertEqual(there, here, table)
        self.assertEqual(self.postgres.sql("SELECT encode(bytes, 'hex') FROM meta WHERE name = 'server_id'"), [[self.server_id.hex()]])

    @staticmethod
    def shown(name, value):
        """The same value as PostgreSQL writes it as text, in hex."""
        if value is None:
            return 'NULL'
        if isinstance(value, bytes):
            digits = value.hex()
            text = '\\x' + digits if name in ('body', 'code_hash', 'secret_hash') else '-'.join(
                (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
        else:
            text = str(value)
        return text.encode().hex()

    def test_cut_off_in_the_middle_nothing_stays(self):
        for part in (0.5, 0.9):
            self.move(part)
            self.assertEqual((self.rows_there(), self.rows_there('conversation'), self.rows_there('message')), (0, 0, 0))
        self.move()
        self.assertEqual(self.rows_there(), 200)

    def test_a_database_in_use_is_left_alone(self):
        self.postgres.sql("INSERT INTO user_account(created_ms, profile_rev, user_id, disabled, username, display_name, password_hash) "
                          "VALUES (1, 1, '00000000-0000-0000-0000-000000000001', 0, 'mira', 'Mira', '')")
        _, fed = self.move()
        self.assertNotEqual(fed.returncode, 0)
        self.assertIn(b'nothing was moved', fed.stderr)
        self.assertEqual((self.rows_there(), self.rows_there('message')), (1, 0))

    def test_another_schema_is_refused_on_both_sides(self):
        self.postgres.sql("UPDATE meta SET number = number + 1 WHERE name = 'schema_version'")
        _, fed = self.move()
        self.assertIn(b'another schema version', fed.stderr)
        self.source.execute("UPDATE meta SET number = 99 WHERE name = 'schema_version'")
        self.source.commit()
        made, _ = self.move()
        self.assertEqual(made.returncode, 1)
        self.assertIn(b'version 99', made.stderr)

    def test_what_is_no_database_is_told(self):
        for path, what in ((self.path + '.missing', b'unable to open'), (__file__, b'not a database')):
            self.path = path
            made, _ = self.move()
            self.assertEqual(made.returncode, 1)
            self.assertIn(what, made.stderr)


if __name__ == '__main__':
    try:
        find_programs()
    except BenchError as error:
        print(f'skipped: {error}')
        sys.exit(77)
    unittest.main()
