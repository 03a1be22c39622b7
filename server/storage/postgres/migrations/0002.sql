-- SPDX-License-Identifier: Apache-2.0
-- compatible_from: 1
-- Groups, invites, blocks. None of the added columns rewrites a table.

-- What a group says of itself besides its title, and the rev of the last change of any of it.
ALTER TABLE conversation ADD COLUMN description text NOT NULL DEFAULT '';
ALTER TABLE conversation ADD COLUMN shows_history smallint NOT NULL DEFAULT 1;
ALTER TABLE conversation ADD COLUMN member_count integer NOT NULL DEFAULT 0;
ALTER TABLE conversation ADD COLUMN info_rev bigint NOT NULL DEFAULT 0;

-- The last seq when the member joined: is counted among those who got what is above. removed: 1 = left, 2 = by somebody else.
ALTER TABLE member ADD COLUMN since_seq bigint NOT NULL DEFAULT 0;

CREATE TABLE invite(
  created_ms bigint NOT NULL,
  expires_ms bigint NOT NULL,
  revoked_ms bigint NOT NULL,
  max_uses bigint NOT NULL,
  uses bigint NOT NULL,
  conversation_id uuid NOT NULL,
  invite_id uuid NOT NULL,
  creator_id uuid NOT NULL,
  PRIMARY KEY (conversation_id, invite_id));

-- By looked-up value: SHA-256 of the code. The row above is the truth.
CREATE TABLE invite_code(
  conversation_id uuid NOT NULL,
  invite_id uuid NOT NULL,
  code_hash bytea NOT NULL PRIMARY KEY);

-- By user. pending: the flag in the two's conversation does not say so yet.
CREATE TABLE user_block(
  rev bigint NOT NULL,
  user_id uuid NOT NULL,
  blocked_id uuid NOT NULL,
  removed smallint NOT NULL,
  pending smallint NOT NULL,
  PRIMARY KEY (user_id, blocked_id));
CREATE INDEX user_block_rev ON user_block(user_id, rev);
CREATE INDEX user_block_pending ON user_block(user_id) WHERE pending = 1;
