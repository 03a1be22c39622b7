// SPDX-License-Identifier: Apache-2.0
// History both ways, Sync with holes and gaps, and whole clients that lose events.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from '../js/Processes.mjs';
import { World, say, sayMany } from '../js/World.mjs';

const seqs = (messages) => messages.map((message) => message.seq);
const range = (from, to) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

describe('history and sync', () => {
    let world;
    let a;
    let b;
    let id;
    const count = 230;
    before(async () => {
        world = await World.open();
        ({ a, b, id } = await world.pair());
        await Promise.all([sayMany(a, id, count / 2, 'a'), sayMany(b, id, count / 2, 'b')]);
    });
    after(() => world.close());

    test('forwards and backwards give the same, without gap or double', async () => {
        for (const limit of [7, 50, 100]) {
            const forwards = [];
            for (let page = { toSeq: 0 }; !page.atEnd; ) {
                page = await a.request('getHistory', { conversationId: id, afterSeq: page.toSeq, limit });
                assert.equal(page.fromSeq, forwards.length + 1);
                forwards.push(...seqs(page.messages));
                assert.equal(page.toSeq, forwards.length);
                assert.equal(page.atStart, page.fromSeq === 1);
            }
            assert.deepEqual(forwards, range(1, count));
            const backwards = [];
            for (let page = { fromSeq: count + 1 }; !page.atStart; ) {
                page = await b.request('getHistory', { conversationId: id, beforeSeq: page.fromSeq, limit });
                assert.deepEqual(seqs(page.messages), range(page.fromSeq, page.toSeq), 'ascending');
                backwards.unshift(...seqs(page.messages));
            }
            assert.deepEqual(backwards, range(1, count));
        }
    });

    test('the edges of history', async () => {
        const get = (fields) => a.request('getHistory', { conversationId: id, ...fields });
        assert.equal((await get({})).messages.length, 50, 'the default page');
        assert.deepEqual(seqs((await get({})).messages), range(1, 50));
        assert.deepEqual(seqs((await get({ limit: 5000 })).messages), range(1, 100), 'a larger limit is cut');
        const newest = await get({ beforeSeq: Number.MAX_SAFE_INTEGER, limit: 3 });
        assert.deepEqual(seqs(newest.messages), range(count - 2, count));
        assert.equal(newest.atEnd, true);
        assert.equal(newest.atStart, false);
        const both = await get({ beforeSeq: 10, afterSeq: 100, limit: 3 });
        assert.deepEqual(seqs(both.messages), [7, 8, 9], 'before_seq counts');
        for (const fields of [{ beforeSeq: 1 }, { afterSeq: count }, { afterSeq: Number.MAX_SAFE_INTEGER }]) {
            assert.deepEqual((await get(fields)).messages, [], JSON.stringify(fields));
        }
        assert.equal((await get({ beforeSeq: 1 })).atStart, true);
        assert.equal((await get({ afterSeq: count })).atEnd, true);
        const { messages } = await get({ beforeSeq: 51, limit: 50 });
        for (const message of messages) {
            assert.equal(message.clientId !== '', message.senderId === a.me.user.userId, 'client_id is for the sender only');
            assert.equal(message.rev, message.seq + 1);
        }
    });

    test('an empty conversation has an empty history', async () => {
        const pair = await world.pair();
        const page = await pair.a.request('getHistory', { conversationId: pair.id });
        assert.deepEqual([page.messages, page.fromSeq, page.toSeq, page.atStart, page.atEnd], [[], 0, 0, true, true]);
        const sync = await pair.b.request('sync', { conversationId: pair.id });
        assert.deepEqual([sync.rev, sync.newest, sync.holeTo, sync.lastSeq], [1, [], 0, 0]);
    });

    test('long messages make short pages, which say what they cover', async () => {
        const pair = await world.pair();
        const longOnes = 40;
        const body = (fill) => fill.repeat(16 * 1024);
        const get = (fields) => pair.b.request('getHistory', { conversationId: pair.id, limit: 100, ...fields });
        for (let i = 0; i < longOnes; i += 1) await say(pair.a, pair.id, body('x'));
        const covered = [];
        for (let page = { toSeq: 0 }; !page.atEnd; ) {
            page = await get({ afterSeq: page.toSeq });
            assert.ok(page.messages.length > 0 && page.messages.length < 15, `${page.messages.length} in a page`);
            assert.deepEqual(seqs(page.messages), range(page.fromSeq, page.toSeq));
            covered.push(...seqs(page.messages));
        }
        assert.deepEqual(covered, range(1, longOnes));
        covered.length = 0;
        for (let page = { fromSeq: longOnes + 1 }; !page.atStart; ) {
            page = await get({ beforeSeq: page.fromSeq });
            covered.unshift(...seqs(page.messages));
        }
        assert.deepEqual(covered, range(1, longOnes));

        const fresh = await pair.b.request('sync', { conversationId: pair.id });
        assert.deepEqual([fresh.holeFrom, fresh.holeTo], [1, fresh.newest[0].seq - 1]);
        assert.equal(fresh.newest.at(-1).seq, longOnes);

        for (let seq = 1; seq <= 20; seq += 1) {
            await pair.a.request('editMessage', { conversationId: pair.id, seq, content: { text: { body: body('y') } } });
        }
        const edited = [];
        for (let page = { nextRev: 0 }; ; ) {
            page = await pair.b.request('sync', { conversationId: pair.id, rev: fresh.rev, topSeq: longOnes, afterRev: page.nextRev });
            edited.push(...page.changes.filter((change) => change.message).map((change) => change.message.seq));
            if (page.nextRev === 0) break;
        }
        assert.deepEqual(edited, range(1, 20));
    });

    test('Sync from nothing: members, the newest page, and a hole', async () => {
        const page = await a.request('sync', { conversationId: id });
        assert.equal(page.rev, count + 1);
        assert.equal(page.lastSeq, count);
        assert.equal(page.firstSeq, 1);
        assert.equal(page.reset, false);
        assert.deepEqual(seqs(page.newest), range(count - 49, count));
        assert.deepEqual([page.holeFrom, page.holeTo], [1, count - 50]);
        assert.equal(page.nextRev, 0);
        assert.deepEqual(page.changes.map((change) => change.member.user.userId).sort(), [a, b].map((who) => who.me.user.userId).sort());
        assert.equal(page.watermarks.length, 2);
    });

    test('Sync from somewhere: only what is missing', async () => {
        const near = await a.request('sync', { conversationId: id, rev: count - 9, topSeq: count - 10 });
        assert.deepEqual(seqs(near.newest), range(count - 9, count));
        assert.deepEqual([near.holeFrom, near.holeTo, near.changes.length], [0, 0, 0]);
        const edge = await a.request('sync', { conversationId: id, rev: count - 49, topSeq: count - 50 });
        assert.deepEqual(seqs(edge.newest), range(count - 49, count));
        assert.deepEqual([edge.holeFrom, edge.holeTo], [0, 0]);
        const far = await a.request('sync', { conversationId: id, rev: count - 50, topSeq: count - 51 });
        assert.deepEqual([far.holeFrom, far.holeTo], [count - 50, count - 50]);
        const nothing = await a.request('sync', { conversationId: id, rev: count + 1, topSeq: count });
        assert.deepEqual([nothing.rev, nothing.newest, nothing.changes, nothing.reset], [count + 1, [], [], false]);
    });

    test('a client that is ahead of the server (a restored backup) is told to start again', async () => {
        const page = await a.request('sync', { conversationId: id, rev: 100000, topSeq: 99999 });
        assert.equal(page.reset, true);
    });

    test('a whole client comes to the same from nothing, from far behind and from near', async () => {
        const pair = await world.pair();
        await pair.b.close();
        const client = world.client({ token: pair.b.me.token });
        const expect = async (total) => {
            const state = client.conversations.get(pair.id);
            await until(() => state.rows.size === total && state.rev === total + 1, 10000, `${total} rows held, ${state.rows.size}`);
            assert.deepEqual([...state.rows.keys()].sort((x, y) => x - y), range(1, total));
            assert.deepEqual(state.holes, []);
        };
        await sayMany(pair.a, pair.id, 20);
        await client.start();
        await expect(20);
        await client.stop();
        await sayMany(pair.a, pair.id, 180);
        await client.start();
        await expect(200);
        await sayMany(pair.a, pair.id, 5);
        await expect(205);
        await client.stop();
        await sayMany(pair.a, pair.id, 3);
        await client.start();
        await expect(208);
    });

    test('a client that loses and doubles events repairs itself', async () => {
        const pair = await world.pair();
        await pair.b.close();
        let lost = 0;
        const journal = [];
        const client = world.client({
            token: pair.b.me.token,
            // Every third event is lost, every fourth comes twice.
            filterEvent: (frame) => {
                if (frame.body !== 'conversationEvent') return 1;
                const { rev } = frame.conversationEvent.change;
                if (rev % 3 === 0) lost += 1;
                return rev % 3 === 0 ? 0 : 1 + Number(rev % 4 === 0);
            },
            journal: (kind, entry) => journal.push({ kind, ...entry }),
        });
        await client.start();
        for (let i = 0; i < 5; i += 1) await sayMany(pair.a, pair.id, 6);
        const state = client.conversations.get(pair.id);
        await until(() => state.rows.size === 30, 15000, `30 rows held, ${state.rows.size}`);
        assert.ok(lost >= 8);
        assert.ok(journal.some((entry) => entry.kind === 'gap'), 'it noticed');
        const shown = journal.filter((entry) => entry.kind === 'shown');
        assert.equal(shown.length, 30, 'nothing was shown twice');
    });

    test('new conversations reach a client that is connected, and one that was away', async () => {
        const [c, d] = [await world.newcomer(), await world.newcomer()];
        await c.close();
        const client = world.client({ token: c.me.token });
        await client.start();
        const one = (await d.request('openDirect', { userId: c.me.user.userId })).conversationId;
        await say(d, one, 'surprise');
        await until(() => client.conversations.get(one)?.rows.size === 1, 10000, 'the first message of a new conversation');
        await client.stop();
        const e = await world.newcomer();
        const two = (await e.request('openDirect', { userId: c.me.user.userId })).conversationId;
        await say(e, two, 'while you were out');
        await client.start();
        assert.equal(client.conversations.get(two)?.rows.size, 1);
        assert.equal(client.accountRev, client.newestAccountRev);
    });
});
