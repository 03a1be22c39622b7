// SPDX-License-Identifier: Apache-2.0
import { until } from './Processes.mjs';

/**
 * The `final` entry of a client's journal: waits until the client holds everything and both watermarks have arrived (or the
 * patience ends: the checker will say what is missing), then reads the whole history anew.
 */
export async function finalEntry(client, conversationId, { forwards = true, patienceMs = 15000 } = {}) {
    const state = client.conversations.get(conversationId);
    const rows = (await client.fetchAll(conversationId, forwards)).map((message) => ({
        seq: message.seq, rev: message.rev, sender: message.senderId, clientId: message.clientId,
        text: message.content?.text?.body ?? null, sentAtMs: message.sentAtMs,
    }));
    const read = async () => (await client.request('getConversation', { conversationId })).watermarks;
    const complete = async () => state.completeSeq >= rows.length
        && (await read()).every((mark) => mark.deliveredSeq >= rows.length && mark.readSeq >= rows.length);
    await until(complete, patienceMs, 'watermarks', 250).catch(() => {});
    const watermarks = (await read()).map((mark) => ({ user: mark.userId, delivered: mark.deliveredSeq, read: mark.readSeq }));
    return { t: Date.now(), kind: 'final', conversation: conversationId, rows, watermarks };
}
