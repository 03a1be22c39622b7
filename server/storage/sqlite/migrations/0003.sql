-- SPDX-License-Identifier: Apache-2.0
-- compatible_from: 1
-- Edits, reactions, what a user does to messages and conversations alone.

-- The last change that was no message, as last_ms is of messages: a list since a moment has both.
ALTER TABLE conversation_head ADD COLUMN changed_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN edited_at INTEGER;

-- One a user and message. emoji '' = taken back.
CREATE TABLE reaction(
  conversation_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  user_id BLOB NOT NULL,
  rev INTEGER NOT NULL,
  emoji TEXT NOT NULL,
  PRIMARY KEY (conversation_id, seq, user_id));
CREATE INDEX reaction_rev ON reaction(conversation_id, rev);

-- By user --------------------------------------------------------------------------------------------------------
CREATE TABLE hidden_message(
  user_id BLOB NOT NULL,
  conversation_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  PRIMARY KEY (user_id, conversation_id, seq));
CREATE INDEX hidden_message_rev ON hidden_message(user_id, rev);

-- rev 0: nothing of it was ever set. muted_until_ms -1 = for ever. hidden_seq: the highest that the user has hidden.
CREATE TABLE list_state(
  user_id BLOB NOT NULL,
  conversation_id BLOB NOT NULL,
  rev INTEGER NOT NULL,
  pinned_ms INTEGER NOT NULL,
  muted_until_ms INTEGER NOT NULL,
  archived INTEGER NOT NULL,
  marked_unread INTEGER NOT NULL,
  draft TEXT NOT NULL,
  draft_reply_seq INTEGER NOT NULL,
  draft_ms INTEGER NOT NULL,
  hidden_seq INTEGER NOT NULL,
  PRIMARY KEY (user_id, conversation_id));
CREATE INDEX list_state_rev ON list_state(user_id, rev);
