-- SPDX-License-Identifier: Apache-2.0
-- compatible_from: 1
-- Rowid tables: WITHOUT ROWID costs 50-60 % more CPU per message (measured). Ids are 16 bytes, times are ms.

-- By conversation ------------------------------------------------------------------------------------------------
CREATE TABLE conversation(
  conversation_id BLOB NOT NULL PRIMARY KEY,
  kind INTEGER NOT NULL,
  title TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  timer_ms INTEGER NOT NULL,
  first_seq INTEGER NOT NULL);

CREATE TABLE conversation_head(
  conversation_id BLOB NOT NULL PRIMARY KEY,
  last_seq INTEGER NOT NULL,
  last_rev INTEGER NOT NULL,
  acl_rev INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  kind INTEGER NOT NULL);

-- change_rev is NULL until the first edit or delete, expires_at NULL = never, body NULL = deleted.
CREATE TABLE message(
  conversation_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  change_rev INTEGER,
  sender_id BLOB NOT NULL,
  client_id BLOB NOT NULL,
  sent_at INTEGER NOT NULL,
  expires_at INTEGER,
  kind INTEGER NOT NULL,
  body BLOB,
  PRIMARY KEY (conversation_id, seq),
  UNIQUE (conversation_id, sender_id, client_id));
CREATE INDEX message_changed ON message(conversation_id, change_rev) WHERE change_rev IS NOT NULL;

CREATE TABLE member(
  conversation_id BLOB NOT NULL,
  user_id BLOB NOT NULL,
  role INTEGER NOT NULL,
  joined_seq INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  blocked INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, user_id));

CREATE TABLE receipt(
  conversation_id BLOB NOT NULL,
  user_id BLOB NOT NULL,
  delivered_seq INTEGER NOT NULL,
  read_seq INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, user_id));

CREATE TABLE followup(
  conversation_id BLOB NOT NULL,
  id BLOB NOT NULL,
  user_id BLOB NOT NULL,
  what INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, id));

-- By user --------------------------------------------------------------------------------------------------------
CREATE TABLE user_account(
  user_id BLOB NOT NULL PRIMARY KEY,
  username TEXT NOT NULL,
  display_name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  disabled INTEGER NOT NULL,
  profile_rev INTEGER NOT NULL);

CREATE TABLE user_head(
  user_id BLOB NOT NULL PRIMARY KEY,
  last_rev INTEGER NOT NULL);

-- member_rev: the conversation's rev that this row reflects.
CREATE TABLE user_conversation(
  user_id BLOB NOT NULL,
  conversation_id BLOB NOT NULL,
  rev INTEGER NOT NULL,
  member_rev INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL,
  PRIMARY KEY (user_id, conversation_id));
CREATE INDEX user_conversation_rev ON user_conversation(user_id, rev);

CREATE TABLE device(
  user_id BLOB NOT NULL,
  device_id BLOB NOT NULL,
  secret_hash BLOB NOT NULL,
  name TEXT NOT NULL,
  platform TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  last_seen_ms INTEGER NOT NULL,
  revoked_ms INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  PRIMARY KEY (user_id, device_id));
CREATE INDEX device_valid ON device(user_id, secret_hash) WHERE revoked_ms = 0;

-- By looked-up value ---------------------------------------------------------------------------------------------
CREATE TABLE user_name(
  name TEXT NOT NULL PRIMARY KEY,
  user_id BLOB NOT NULL);
