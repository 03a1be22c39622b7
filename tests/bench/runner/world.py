# SPDX-License-Identifier: Apache-2.0
"""Fills a migrated, stopped store with users, tokens, conversations and messages, by SQL: a password hash for each of 17 000 users
would take a quarter of an hour. Knows the schema of server/storage/*/migrations and the form of tokens (server/ops/Tokens.h)."""
import base64
import hashlib
import random
import sqlite3
import time

ACCOUNT_COLUMNS = {
    "user_name": ("name", "user_id"),
    "user_account": ("user_id", "username", "display_name", "password_hash", "created_ms", "disabled", "profile_rev"),
    "user_head": ("user_id", "last_rev"),
    "device": ("user_id", "device_id", "secret_hash", "name", "platform", "created_ms", "last_seen_ms", "revoked_ms", "rev"),
    "conversation": ("conversation_id", "kind", "title", "created_ms", "timer_ms", "first_seq", "member_count"),
    "conversation_head": ("conversation_id", "last_seq", "last_rev", "acl_rev", "last_ms", "kind"),
    "member": ("conversation_id", "user_id", "role", "joined_seq", "rev", "removed", "blocked"),
    "receipt": ("conversation_id", "user_id", "delivered_seq", "read_seq", "changed_ms"),
    "user_conversation": ("user_id", "conversation_id", "rev", "member_rev", "removed", "changed_ms"),
}
# A banter.v1.Content: field 2 (text), 203 bytes, of which field 1 (body), 200 bytes.
CONTENT_START = "12cb010ac801"
PASSWORD = "correct horse battery"
MONTH_MS = 30 * 24 * 3600 * 1000
GROUPS = (200, 500)
AWAY = 1000  # conversations of the device that was away


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class World:
    """Who is there. Rows by table, and the files that the generator reads."""

    def __init__(self, server_id, password_hash):
        self.rows = {table: [] for table in ACCOUNT_COLUMNS}
        self.server_id = server_id
        self.password_hash = password_hash
        self.random = random.Random(1)
        self.now = int(time.time() * 1000)
        self.created = self.now - 2 * MONTH_MS
        self.account_revs = {}
        self.users = 0

    def user(self):
        """Adds one with a device; answers (id, token, name)."""
        user, device, secret = self.random.randbytes(16), self.random.randbytes(16), self.random.randbytes(32)
        name = f"bench{self.users}"
        self.users += 1
        rows = self.rows
        rows["user_name"].append((name, user))
        rows["user_account"].append((user, name, name.capitalize(), self.password_hash, self.created, 0, 1))
        rows["device"].append((user, device, hashlib.sha256(secret).digest(), "bench", "linux", self.created, self.now, 0, 1))
        self.account_revs[user] = 1
        return user, f"bdt_{base64url(user)}.{base64url(secret)}", name

    def direct(self, one, other):
        """Adds the conversation of two users; answers its id."""
        smaller, larger = sorted((one, other))
        conversation = hashlib.sha256(b"banter direct" + self.server_id + smaller + larger).digest()[:16]
        rows = self.rows
        rows["conversation"].append((conversation, 1, "", self.created, 0, 1, 0))
        rows["conversation_head"].append((conversation, 0, 1, 1, self.created, 1))
        for user in (one, other):
            self._member(conversation, user, 1)
        return conversation

    def group(self, users):
        """Adds a group, the first one its owner; answers its id."""
        conversation = self.random.randbytes(16)
        self.rows["conversation"].append((conversation, 2, "Bench", self.created, 0, 1, len(users)))
        self.rows["conversation_head"].append((conversation, 0, 1, 1, self.created, 2))
        for user in users:
            self._member(conversation, user, 3 if user is users[0] else 1)
        return conversation

    def _member(self, conversation, user, role):
        rows = self.rows
        rows["member"].append((conversation, user, role, 0, 1, 0, 0))
        rows["receipt"].append((conversation, user, 0, 0, self.created))
        self.account_revs[user] += 1
        rows["user_conversation"].append((user, conversation, self.account_revs[user], 1, 0, self.created))

    def finish(self):
        self.rows["user_head"] = [(user, rev) for user, rev in self.account_revs.items()]


def make_world(server_id, password_hash, folder, pairs, circles):
    """`pairs`: how many pairs. `circles`: {file name: (users, conversations each)}, each user knowing the next ones on the circle.
    Writes pairs.tsv, login.tsv and a file per circle into `folder`. Answers the world and the ids of pairs, as (conversation, one, other)."""
    world = World(server_id, password_hash)
    couples = []
    with open(folder / "pairs.tsv", "w") as file:
        for _ in range(pairs):
            one, other = world.user(), world.user()
            conversation = world.direct(one[0], other[0])
            couples.append((conversation, one[0], other[0]))
            file.write(f"{base64url(conversation)}\t{one[1]}\t{other[1]}\n")
    for name, (count, conversations) in circles.items():
        people = [world.user() for _ in range(count)]
        for i, person in enumerate(people):
            for step in range(1, conversations // 2 + 1):
                world.direct(person[0], people[(i + step) % count][0])
        (folder / name).write_text("".join(f"{person[1]}\n" for person in people))
    away = world.user()
    for _ in range(AWAY):
        world.direct(away[0], world.user()[0])
    (folder / "away.tsv").write_text(f"{away[1]}\n")
    for size in GROUPS:
        people = [world.user() for _ in range(size)]
        group = base64url(world.group([person[0] for person in people]))
        (folder / f"group{size}.tsv").write_text("".join(f"{group}\t{person[1]}\n" for person in people))
    (folder / "login.tsv").write_text("".join(f"{world.user()[2]}\t{PASSWORD}\n" for _ in range(16)))
    world.finish()
    return world, couples


class PostgresWorld:
    """Loads into PostgreSQL."""

    def __init__(self, postgres):
        self.postgres = postgres

    def server_id(self):
        return bytes.fromhex(self.postgres.sql("SELECT encode(bytes, 'hex') FROM meta WHERE name = 'server_id'")[0][0])

    def load(self, world, couples):
        for table, rows in world.rows.items():
            self._copy(table, ACCOUNT_COLUMNS[table], rows)
        self.postgres.sql("CREATE TABLE bench_pair(conversation_id uuid, one uuid, other uuid)")
        self._copy("bench_pair", ("conversation_id", "one", "other"), couples)
        self.fill_others()

    def _copy(self, table, columns, rows):
        byteas = {"secret_hash"}
        lines = ["\t".join(("\\\\x" if column in byteas else "") + value.hex() if isinstance(value, bytes) else str(value)
                           for column, value in zip(columns, row)) for row in rows]
        self.postgres.sql(f"COPY {table}({', '.join(columns)}) FROM STDIN;\n" + "\n".join(lines) + "\n\\.\n")

    def fill(self, total):
        """Messages into the pairs' conversations until there are about `total`, in the order in which time would have brought
        them: all conversations grow together. Everything is delivered and read. The server must be stopped."""
        have, couples = (int(value) for value in self.postgres.sql(
            "SELECT (SELECT count(*) FROM message), (SELECT count(*) FROM bench_pair)")[0])
        rounds = max(0, (total - have) // couples)
        self._rounds("bench_pair", rounds)
        return have + rounds * couples

    def fill_others(self, rounds=5):
        self._rounds("(SELECT c.conversation_id, min(m.user_id::text)::uuid AS one, max(m.user_id::text)::uuid AS other FROM "
                     "conversation c JOIN member m USING (conversation_id) WHERE c.conversation_id NOT IN (SELECT "
                     "conversation_id FROM bench_pair) GROUP BY 1)", rounds)

    def _rounds(self, source, rounds):
        self.postgres.sql(f"""
            CREATE TEMP TABLE base AS SELECT p.*, h.last_seq, row_number() OVER () AS place FROM {source} p
              JOIN conversation_head h USING (conversation_id);
            DO $$ DECLARE at bigint; BEGIN FOR r IN 1..{rounds} LOOP
              at := (extract(epoch from now()) * 1000)::bigint - {MONTH_MS} + {MONTH_MS - 60000}::bigint * r / {rounds + 1};
              INSERT INTO message(seq, rev, sent_at, conversation_id, sender_id, client_id, kind, body)
              SELECT b.last_seq + r, b.last_seq + r + 1, at, b.conversation_id,
                CASE WHEN r % 2 = 0 THEN b.one ELSE b.other END,
                (lpad(to_hex(at), 12, '0') || '7' || substr(x.hash, 1, 3) || '8' || substr(x.hash, 4, 15))::uuid, 1,
                '\\x{CONTENT_START}'::bytea || convert_to(left(repeat(x.hash, 7), 200), 'UTF8')
              FROM base b, LATERAL (SELECT md5(b.place::text || '/' || r::text) AS hash) x ORDER BY b.place;
            END LOOP; END $$;
            UPDATE conversation_head h SET last_seq = h.last_seq + {rounds}, last_rev = h.last_rev + {rounds},
              last_ms = greatest(h.last_ms, (SELECT max(sent_at) FROM message m WHERE m.conversation_id = h.conversation_id
                AND m.seq = h.last_seq + {rounds}))
              FROM base b WHERE b.conversation_id = h.conversation_id AND {rounds} > 0;
            UPDATE receipt r SET delivered_seq = h.last_seq, read_seq = h.last_seq FROM conversation_head h
              WHERE h.conversation_id = r.conversation_id;""")

    def count_messages(self):
        return int(self.postgres.sql("SELECT sum(last_seq) FROM conversation_head")[0][0])

    def undelivered(self):
        """Receipts that are behind the newest message of the other side: must be none after everybody acknowledged."""
        return int(self.postgres.sql(CHECK_RECEIPTS)[0][0])

    def uneven(self):
        """Conversations whose head is not the number of their rows."""
        return int(self.postgres.sql(CHECK_HEADS)[0][0])


# In groups not everybody acknowledges: some cases leave that out.
CHECK_RECEIPTS = """SELECT count(*) FROM receipt r WHERE r.conversation_id IN (SELECT conversation_id FROM conversation_head WHERE
  kind = 1) AND r.delivered_seq < coalesce((SELECT m.seq FROM message m WHERE
  m.conversation_id = r.conversation_id AND m.sender_id <> r.user_id ORDER BY m.conversation_id DESC, m.seq DESC LIMIT 1), 0)"""
CHECK_HEADS = """SELECT count(*) FROM conversation_head h WHERE h.last_seq <> coalesce((SELECT max(m.seq) FROM message m WHERE
  m.conversation_id = h.conversation_id), 0)"""


class SqliteWorld:
    """Loads into the embedded store; the server must be stopped."""

    def __init__(self, path):
        self.path = path

    def _connect(self):
        connection = sqlite3.connect(self.path, timeout=60)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    def server_id(self):
        with self._connect() as connection:
            return connection.execute("SELECT bytes FROM meta WHERE name = 'server_id'").fetchone()[0]

    def load(self, world, couples):
        self.couples = couples
        with self._connect() as connection:
            for table, rows in world.rows.items():
                columns = ACCOUNT_COLUMNS[table]
                connection.executemany(f"INSERT INTO {table}({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows)

    def fill(self, total):
        rounds = total // len(self.couples)
        start = bytes.fromhex(CONTENT_START)
        now = int(time.time() * 1000)
        generator = random.Random(2)
        with self._connect() as connection:
            for r in range(1, rounds + 1):
                at = now - MONTH_MS + (MONTH_MS - 60000) * r // (rounds + 1)
                head = at.to_bytes(6, "big") + b"\x70"
                connection.executemany(
                    "INSERT INTO message(conversation_id, seq, rev, sender_id, client_id, sent_at, kind, body) "
                    "VALUES (?, ?, ?, ?, ?, ?, 1, ?)",
                    ((conversation, r, r + 1, (one, other)[r % 2], head + generator.randbytes(9), at,
                      start + generator.randbytes(100).hex().encode()) for conversation, one, other in self.couples))
            connection.executemany("UPDATE conversation_head SET last_seq = ?, last_rev = ? + 1, last_ms = ? WHERE conversation_id = ?",
                                   ((rounds, rounds, now - 60000, couple[0]) for couple in self.couples))
            connection.executemany("UPDATE receipt SET delivered_seq = ?, read_seq = ? WHERE conversation_id = ?",
                                   ((rounds, rounds, couple[0]) for couple in self.couples))
        with self._connect() as connection:
            connection.execute("ANALYZE")
        return rounds * len(self.couples)

    def _one(self, text):
        with self._connect() as connection:
            return connection.execute(text).fetchone()[0]

    def count_messages(self):
        return self._one("SELECT sum(last_seq) FROM conversation_head")

    def undelivered(self):
        return self._one(CHECK_RECEIPTS)

    def uneven(self):
        return self._one(CHECK_HEADS)
