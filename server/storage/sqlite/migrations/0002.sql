-- SPDX-License-Identifier: Apache-2.0
-- compatible_from: 1
-- Groups, invites, blocks.

-- What a group says of itself besides its title, and the rev of the last change of any of it.
ALTER TABLE conversation ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE conversation ADD COLUMN shows_history INTEGER NOT NULL DEFAULT 1;
ALTER TABLE conversation ADD COLUMN member_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN info_rev INTEGER NOT NULL DEFAULT 0;

-- The last seq when the member joined: is counted among those who got what is above. removed: 1 = left, 2 = by somebody else.
ALTER TABLE member ADD COLUMN since_seq INTEGER NOT NULL DEFAULT 0;

CREATE TABLE invite(
  conversation_id BLOB NOT NULL,
  invite_id BLOB NOT NULL,
  creator_id BLOB NOT NULL,
  created_ms INTEGER NOT NULL,
  expires_ms INTEGER NOT NULL,
  revoked_ms INTEGER NOT NULL,
  max_uses INTEGER NOT NULL,
  uses INTEGER NOT NULL,
  PRIMARY KEY (conversation_id, invite_id));

-- By looked-up value: SHA-256 of the code. The row above is the truth.
CREATE TABLE invite_code(
  code_hash BLOB NOT NULL PRIMARY KEY,
  conversation_id BLOB NOT NULL,
  invite_id BLOB NOT NULL);

-- By user. pending: the flag in the two's conversation does not say so yet.
CREATE TABLE user_block(
  user_id BLOB NOT NULL,
  blocked_id BLOB NOT NULL,
  rev INTEGER NOT NULL,
  removed INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  PRIMARY KEY (user_id, blocked_id));
CREATE INDEX user_block_rev ON user_block(user_id, rev);
CREATE INDEX user_block_pending ON user_block(user_id) WHERE pending = 1;
