-- SPDX-License-Identifier: Apache-2.0
-- Spreads the schema over the workers of a Citus cluster. Run once by an administrator, after the first start of banterd and
-- before there is data: psql -f distribute.sql. Every statement of banterd names the column given here.
SELECT create_distributed_table('conversation', 'conversation_id');
SELECT create_distributed_table('conversation_head', 'conversation_id', colocate_with => 'conversation');
SELECT create_distributed_table('message', 'conversation_id', colocate_with => 'conversation');
SELECT create_distributed_table('member', 'conversation_id', colocate_with => 'conversation');
SELECT create_distributed_table('receipt', 'conversation_id', colocate_with => 'conversation');
SELECT create_distributed_table('followup', 'conversation_id', colocate_with => 'conversation');
SELECT create_distributed_table('reaction', 'conversation_id', colocate_with => 'conversation');
SELECT create_distributed_table('search_head', 'conversation_id', colocate_with => 'conversation');
SELECT create_distributed_table('message_words', 'conversation_id', colocate_with => 'conversation');
SELECT create_distributed_table('invite', 'conversation_id', colocate_with => 'conversation');
SELECT create_distributed_table('user_account', 'user_id', colocate_with => 'none');
SELECT create_distributed_table('user_head', 'user_id', colocate_with => 'user_account');
SELECT create_distributed_table('user_conversation', 'user_id', colocate_with => 'user_account');
SELECT create_distributed_table('device', 'user_id', colocate_with => 'user_account');
SELECT create_distributed_table('user_block', 'user_id', colocate_with => 'user_account');
SELECT create_distributed_table('user_presence', 'user_id', colocate_with => 'user_account');
SELECT create_distributed_table('contact', 'user_id', colocate_with => 'user_account');
SELECT create_distributed_table('hidden_message', 'user_id', colocate_with => 'user_account');
SELECT create_distributed_table('list_state', 'user_id', colocate_with => 'user_account');
SELECT create_distributed_table('invite_code', 'code_hash', colocate_with => 'none');
SELECT create_distributed_table('user_name', 'name', colocate_with => 'none');
SELECT create_reference_table('meta');
