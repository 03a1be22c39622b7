-- SPDX-License-Identifier: Apache-2.0
-- compatible_from: 1
-- Edits, reactions, what a user does to messages and conversations alone. None of the added columns rewrites a table.

-- The last change that was no message, as last_ms is of messages: a list since a moment has both.
ALTER TABLE conversation_head ADD COLUMN changed_ms bigint NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN edited_at bigint;

-- One a user and message. emoji '' = taken back.
CREATE TABLE reaction(
  seq bigint NOT NULL,
  rev bigint NOT NULL,
  conversation_id uuid NOT NULL,
  user_id uuid NOT NULL,
  emoji text COLLATE "C" NOT NULL,
  PRIMARY KEY (conversation_id, seq, user_id));
CREATE INDEX reaction_rev ON reaction(conversation_id, rev);

-- By user --------------------------------------------------------------------------------------------------------
CREATE TABLE hidden_message(
  seq bigint NOT NULL,
  rev bigint NOT NULL,
  user_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  PRIMARY KEY (user_id, conversation_id, seq));
CREATE INDEX hidden_message_rev ON hidden_message(user_id, rev);

-- rev 0: nothing of it was ever set. muted_until_ms -1 = for ever. hidden_seq: the highest that the user has hidden.
CREATE TABLE list_state(
  rev bigint NOT NULL,
  pinned_ms bigint NOT NULL,
  muted_until_ms bigint NOT NULL,
  draft_reply_seq bigint NOT NULL,
  draft_ms bigint NOT NULL,
  hidden_seq bigint NOT NULL,
  user_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  archived smallint NOT NULL,
  marked_unread smallint NOT NULL,
  draft text NOT NULL,
  PRIMARY KEY (user_id, conversation_id));
CREATE INDEX list_state_rev ON list_state(user_id, rev);
