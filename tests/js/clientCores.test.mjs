// SPDX-License-Identifier: Apache-2.0
// The independent client's own pure parts, so that a finding of the suites is not a fault of the tester.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Lost, Refusal } from './Connection.mjs';
import { ConversationState } from './ConversationState.mjs';
import { directConversationId, idBytes, makeId } from './Ids.mjs';
import { Outbox } from './Outbox.mjs';

const message = (seq, rev = seq + 1, changeRev = 0) => ({ seq, rev, changeRev, content: { text: { body: `m${seq}.${changeRev}` } } });
const change = (rev, seq = rev - 1) => ({ rev, what: 'message', message: message(seq, rev) });
const page = (fields) => ({ rev: 0, changes: [], newest: [], holeFrom: 0, holeTo: 0, watermarks: [], firstSeq: 1, ...fields });

describe('ids', () => {
    test('are canonical base64url of 16 bytes, and sort by time', () => {
        const ids = Array.from({ length: 50 }, (_, i) => makeId(1764000000000 + i));
        for (const id of ids) assert.equal(idBytes(id).length, 16);
        assert.deepEqual([...ids].sort((a, b) => Buffer.compare(idBytes(a), idBytes(b))), ids);
        for (const bad of ['', 'A'.repeat(21), 'A'.repeat(23), `${'A'.repeat(21)}B`, `${'A'.repeat(21)}=`]) assert.equal(idBytes(bad), null, bad);
        const [server, one, two] = [makeId(), makeId(), makeId()];
        assert.equal(directConversationId(server, one, two), directConversationId(server, two, one));
    });
});

describe('ConversationState', () => {
    test('applies events in order of rev, holds early ones, ignores known ones', () => {
        const shown = [];
        const state = new ConversationState('c', (row) => shown.push(row.seq));
        state.syncPage(page({}));
        state.syncDone(1);
        assert.equal(state.event(change(2)), 'applied');
        assert.equal(state.event(change(4)), 'early');
        assert.equal(state.event(change(5)), 'early');
        assert.equal(state.event(change(2)), 'known');
        assert.ok(state.hasGap);
        assert.equal(state.event(change(3)), 'applied');
        assert.equal(state.rev, 5);
        assert.ok(!state.hasGap);
        assert.deepEqual(shown, [1, 2, 3, 4]);
        assert.equal(state.event({ rev: 6, what: null }), 'applied', 'an unknown change moves rev');
        assert.equal(state.rev, 6);
    });

    test('a row is applied only if it is newer', () => {
        const state = new ConversationState('c');
        assert.ok(state.applyRow(message(1), 'event'));
        assert.ok(!state.applyRow(message(1), 'history'));
        assert.ok(state.applyRow(message(1, 2, 9), 'event'));
        assert.ok(!state.applyRow(message(1, 2, 5), 'sync'));
        assert.equal(state.rows.get(1).content.text.body, 'm1.9');
    });

    test('Sync leaves a hole that history fills from either side', () => {
        const state = new ConversationState('c');
        state.syncPage(page({ newest: [message(9), message(10)], holeFrom: 1, holeTo: 8 }));
        state.syncDone(11);
        assert.equal(state.completeSeq, 0);
        state.historyPage({ messages: [message(5), message(6), message(7), message(8)], fromSeq: 5, toSeq: 8 });
        assert.deepEqual(state.holes, [[1, 4]]);
        state.historyPage({ messages: [message(2)], fromSeq: 2, toSeq: 2 });
        assert.deepEqual(state.holes, [[1, 1], [3, 4]]);
        state.historyPage({ messages: [], fromSeq: 1, toSeq: 4 });
        assert.deepEqual(state.holes, []);
        assert.equal(state.completeSeq, 10);
    });

    test('events that came during a Sync are applied after it', () => {
        const state = new ConversationState('c');
        state.event(change(12));
        state.event(change(11));
        state.syncPage(page({ newest: [message(8), message(9)] }));
        state.syncDone(10);
        assert.equal(state.rev, 12);
        assert.deepEqual([...state.rows.keys()], [8, 9, 10, 11]);
    });
});

/** A server side for an Outbox: every transmit waits until the test answers it. */
function harness() {
    const calls = [];
    const journal = [];
    const outbox = new Outbox('c', (body) => new Promise((resolve, reject) => { calls.push({ body, resolve, reject }); }),
        (kind, entry) => journal.push({ kind, ...entry }), 4);
    const settle = () => new Promise((resolve) => { setTimeout(resolve, 60); });
    return { outbox, calls, journal, settle };
}

const refusal = (code, retryAfterMs = 0) => new Refusal('sendMessage', { code, retryAfterMs, hint: '' });

describe('Outbox', () => {
    test('sends in order, each behind the unanswered one before it, within the window', async () => {
        const { outbox, calls, settle } = harness();
        const sent = ['a', 'b', 'c', 'd', 'e'].map((text) => outbox.send(text));
        assert.equal(calls.length, 0, 'offline');
        outbox.goOnline();
        assert.deepEqual(calls.map(({ body }) => body.content.text.body), ['a', 'b', 'c', 'd']);
        assert.deepEqual(calls.map(({ body }) => body.after), ['', ...calls.slice(0, 3).map(({ body }) => body.clientId)]);
        calls[0].resolve({ seq: 1, rev: 2, sentAtMs: 3 });
        assert.deepEqual(await sent[0], { seq: 1, rev: 2, sentAtMs: 3 });
        await settle();
        assert.equal(calls[4].body.after, calls[3].body.clientId);
        assert.equal(calls[4].body.retry, false);
    });

    test('after a passing refusal it waits for the rest, then begins again from the first', async () => {
        const { outbox, calls, settle } = harness();
        outbox.goOnline();
        for (const text of ['a', 'b', 'c']) outbox.send(text);
        calls[0].reject(refusal('BUSY', 30));
        await settle();
        assert.equal(calls.length, 3, 'b and c are still on their way');
        calls[1].reject(refusal('OUT_OF_ORDER'));
        calls[2].reject(refusal('OUT_OF_ORDER'));
        await settle();
        assert.deepEqual(calls.slice(3).map(({ body }) => [body.content.text.body, body.retry]), [['a', true], ['b', true], ['c', true]]);
        assert.equal(calls[3].body.after, '');
        assert.deepEqual(calls.slice(3).map(({ body }) => body.clientId), calls.slice(0, 3).map(({ body }) => body.clientId));
    });

    test('a refusal for good fails that one only', async () => {
        const { outbox, calls, settle, journal } = harness();
        outbox.goOnline();
        const first = outbox.send('a');
        outbox.send('b');
        calls[0].reject(refusal('TOO_LARGE'));
        await assert.rejects(first);
        calls[1].reject(refusal('OUT_OF_ORDER'));
        await settle();
        assert.deepEqual([calls[2].body.content.text.body, calls[2].body.after], ['b', '']);
        assert.deepEqual(journal.filter(({ kind }) => kind === 'failed').map(({ code }) => code), ['TOO_LARGE']);
    });

    test('what was lost comes again on the next connection, unless its row settles it', async () => {
        const { outbox, calls, settle, journal } = harness();
        outbox.goOnline();
        const [first, second] = [outbox.send('a'), outbox.send('b')];
        outbox.goOffline();
        calls[0].reject(new Lost('cut'));
        calls[1].reject(new Lost('cut'));
        await settle();
        assert.equal(calls.length, 2);
        outbox.settleByRow({ clientId: calls[0].body.clientId, seq: 7, rev: 8, sentAtMs: 9 });
        assert.equal((await first).seq, 7);
        outbox.goOnline();
        assert.deepEqual([calls[2].body.content.text.body, calls[2].body.after, calls[2].body.retry], ['b', '', true]);
        calls[2].resolve({ seq: 8, rev: 9, sentAtMs: 9 });
        assert.equal((await second).seq, 8);
        assert.equal(outbox.size, 0);
        assert.deepEqual(journal.filter(({ kind }) => kind === 'accepted').map(({ how, attempts }) => [how, attempts]), [['row', 1], ['answer', 2]]);
    });
});
