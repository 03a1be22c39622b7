-- SPDX-License-Identifier: Apache-2.0
-- Runs at every start, before the numbered ones: where the schema's version is kept.
CREATE TABLE IF NOT EXISTS meta(name text PRIMARY KEY, number bigint, bytes bytea);
