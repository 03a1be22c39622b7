-- SPDX-License-Identifier: Apache-2.0
-- compatible_from: 1
-- Settings, contacts, presence, search.

-- audience: of banter.v1.Audience. settings_rev 0: never changed.
ALTER TABLE user_account ADD COLUMN hides_read smallint NOT NULL DEFAULT 0;
ALTER TABLE user_account ADD COLUMN audience smallint NOT NULL DEFAULT 1;
ALTER TABLE user_account ADD COLUMN settings_rev bigint NOT NULL DEFAULT 0;

-- What somebody who hides it has read, if that is more than read_seq.
ALTER TABLE receipt ADD COLUMN own_read_seq bigint NOT NULL DEFAULT 0;

CREATE TABLE contact(
  rev bigint NOT NULL,
  user_id uuid NOT NULL,
  contact_id uuid NOT NULL,
  removed smallint NOT NULL,
  PRIMARY KEY (user_id, contact_id));
CREATE INDEX contact_rev ON contact(user_id, rev);

-- When the last device of a user went.
CREATE TABLE user_presence(
  last_seen_ms bigint NOT NULL,
  user_id uuid NOT NULL PRIMARY KEY)
  WITH (fillfactor = 70);

-- How far a conversation is in the index of search.
CREATE TABLE search_head(
  indexed_seq bigint NOT NULL,
  conversation_id uuid NOT NULL PRIMARY KEY);
CREATE TABLE message_words(
  seq bigint NOT NULL,
  conversation_id uuid NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (conversation_id, seq));
CREATE INDEX message_words_words ON message_words USING gin (words);
