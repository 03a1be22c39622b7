-- SPDX-License-Identifier: Apache-2.0
-- compatible_from: 1
-- Settings, contacts, presence, search.

-- audience: of banter.v1.Audience. settings_rev 0: never changed.
ALTER TABLE user_account ADD COLUMN hides_read INTEGER NOT NULL DEFAULT 0;
ALTER TABLE user_account ADD COLUMN audience INTEGER NOT NULL DEFAULT 1;
ALTER TABLE user_account ADD COLUMN settings_rev INTEGER NOT NULL DEFAULT 0;

-- What somebody who hides it has read, if that is more than read_seq.
ALTER TABLE receipt ADD COLUMN own_read_seq INTEGER NOT NULL DEFAULT 0;

CREATE TABLE contact(
  user_id BLOB NOT NULL,
  contact_id BLOB NOT NULL,
  rev INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  PRIMARY KEY (user_id, contact_id));
CREATE INDEX contact_rev ON contact(user_id, rev);

-- When the last device of a user went.
CREATE TABLE user_presence(
  user_id BLOB NOT NULL PRIMARY KEY,
  last_seen_ms INTEGER NOT NULL);

-- How far a conversation is in the index of search.
CREATE TABLE search_head(
  conversation_id BLOB NOT NULL PRIMARY KEY,
  indexed_seq INTEGER NOT NULL);
CREATE TABLE search_word(
  conversation_id BLOB NOT NULL,
  word TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, word, seq)) WITHOUT ROWID;
