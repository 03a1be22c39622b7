-- SPDX-License-Identifier: Apache-2.0
-- compatible_from: 1
-- Ids are uuid, not bytea: 16 bytes without a length, so an entry of message's key takes 32 instead of 40 bytes, one of its
-- unique constraint 56 instead of 64, and comparing needs no detoasting; in libpq's binary format both are the same 16 bytes.
-- Any 16 bytes are a uuid to PostgreSQL. Times are ms. The first column of each key is the distribution column; no foreign
-- keys, sequences or triggers (see distribute.sql).

-- By conversation ------------------------------------------------------------------------------------------------
CREATE TABLE conversation(
  created_ms bigint NOT NULL,
  timer_ms bigint NOT NULL,
  first_seq bigint NOT NULL,
  conversation_id uuid NOT NULL PRIMARY KEY,
  kind smallint NOT NULL,
  title text NOT NULL);

-- Hot and narrow: each batch updates it in place (HOT), so no column but the key may ever be indexed.
CREATE TABLE conversation_head(
  last_seq bigint NOT NULL,
  last_rev bigint NOT NULL,
  acl_rev bigint NOT NULL,
  last_ms bigint NOT NULL,
  conversation_id uuid NOT NULL PRIMARY KEY,
  kind smallint NOT NULL)
  WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- change_rev is NULL until the first edit or delete, expires_at NULL = never, body NULL = deleted. The order of the columns
-- saves padding.
CREATE TABLE message(
  seq bigint NOT NULL,
  rev bigint NOT NULL,
  change_rev bigint,
  sent_at bigint NOT NULL,
  expires_at bigint,
  conversation_id uuid NOT NULL,
  sender_id uuid NOT NULL,
  client_id uuid NOT NULL,
  kind smallint NOT NULL,
  body bytea,
  PRIMARY KEY (conversation_id, seq),
  CONSTRAINT message_once UNIQUE (conversation_id, sender_id, client_id))
  WITH (autovacuum_vacuum_insert_scale_factor = 0.05);
CREATE INDEX message_changed ON message(conversation_id, change_rev) WHERE change_rev IS NOT NULL;
CREATE INDEX message_sent_at ON message USING brin (sent_at) WITH (pages_per_range = 64);

CREATE TABLE member(
  joined_seq bigint NOT NULL,
  rev bigint NOT NULL,
  conversation_id uuid NOT NULL,
  user_id uuid NOT NULL,
  role smallint NOT NULL,
  removed smallint NOT NULL,
  blocked smallint NOT NULL,
  PRIMARY KEY (conversation_id, user_id));

CREATE TABLE receipt(
  delivered_seq bigint NOT NULL,
  read_seq bigint NOT NULL,
  changed_ms bigint NOT NULL,
  conversation_id uuid NOT NULL,
  user_id uuid NOT NULL,
  PRIMARY KEY (conversation_id, user_id))
  WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

CREATE TABLE followup(
  rev bigint NOT NULL,
  conversation_id uuid NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  what smallint NOT NULL,
  PRIMARY KEY (conversation_id, id));

-- By user --------------------------------------------------------------------------------------------------------
CREATE TABLE user_account(
  created_ms bigint NOT NULL,
  profile_rev bigint NOT NULL,
  user_id uuid NOT NULL PRIMARY KEY,
  disabled smallint NOT NULL,
  username text COLLATE "C" NOT NULL,
  display_name text NOT NULL,
  password_hash text NOT NULL);

CREATE TABLE user_head(
  last_rev bigint NOT NULL,
  user_id uuid NOT NULL PRIMARY KEY)
  WITH (fillfactor = 70);

-- member_rev: the conversation's rev that this row reflects.
CREATE TABLE user_conversation(
  rev bigint NOT NULL,
  member_rev bigint NOT NULL,
  changed_ms bigint NOT NULL,
  user_id uuid NOT NULL,
  conversation_id uuid NOT NULL,
  removed smallint NOT NULL,
  PRIMARY KEY (user_id, conversation_id));
CREATE INDEX user_conversation_rev ON user_conversation(user_id, rev);

CREATE TABLE device(
  created_ms bigint NOT NULL,
  last_seen_ms bigint NOT NULL,
  revoked_ms bigint NOT NULL,
  rev bigint NOT NULL,
  user_id uuid NOT NULL,
  device_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  name text NOT NULL,
  platform text NOT NULL,
  PRIMARY KEY (user_id, device_id));
CREATE INDEX device_valid ON device(user_id, secret_hash) WHERE revoked_ms = 0;

-- By looked-up value ---------------------------------------------------------------------------------------------
CREATE TABLE user_name(
  name text COLLATE "C" NOT NULL PRIMARY KEY,
  user_id uuid NOT NULL);
