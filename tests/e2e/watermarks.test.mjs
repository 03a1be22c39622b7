// SPDX-License-Identifier: Apache-2.0
// Delivered and read: who sees what, and that they only ever rise.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { World, say, sayMany } from '../js/World.mjs';

const mark = (who, test_) => (frame) => frame.watermarkEvent?.watermarks.some((m) => m.userId === who.me.user.userId && test_(m));
const of = (list, who) => {
    const { deliveredSeq, readSeq } = list.find((m) => m.userId === who.me.user.userId);
    return [deliveredSeq, readSeq];
};

describe('watermarks', () => {
    let world;
    before(async () => { world = await World.open(); });
    after(() => world.close());

    test('delivered, then read, are told to the sender and to the own other devices', async () => {
        const { a, b, id } = await world.pair();
        const b2 = await world.secondDevice(b, { format: 'json' });
        await sayMany(a, id, 4);
        await b.request('acknowledge', { conversationId: id, deliveredSeq: 4 });
        for (const who of [a, b2]) {
            const event = await who.waitEvent(mark(b, (m) => m.deliveredSeq === 4));
            assert.equal(event.watermarkEvent.conversationId, id);
            assert.deepEqual(of(event.watermarkEvent.watermarks, b), [4, 0]);
        }
        b2.notify('acknowledge', { conversationId: id, readSeq: 3 });
        for (const who of [a, b]) {
            const event = await who.waitEvent(mark(b, (m) => m.readSeq === 3));
            assert.deepEqual(of(event.watermarkEvent.watermarks, b), [4, 3]);
        }
        for (const who of [a, b]) {
            const { watermarks } = await who.request('sync', { conversationId: id });
            assert.deepEqual(of(watermarks, b), [4, 3]);
            assert.deepEqual(of(watermarks, a), [4, 4], 'sending moves the own ones');
            assert.deepEqual(of((await who.request('listChanged')).conversations[0].watermarks, b), [4, 3]);
        }
    });

    test('they never go back, and never past the last message', async () => {
        const { a, b, id } = await world.pair();
        await sayMany(a, id, 5);
        await b.request('acknowledge', { conversationId: id, deliveredSeq: 4, readSeq: 4 });
        await a.waitEvent(mark(b, (m) => m.readSeq === 4));
        await b.request('acknowledge', { conversationId: id, deliveredSeq: 2, readSeq: 1 });
        await b.request('acknowledge', { conversationId: id });
        await say(a, id, 'a marker');
        await a.waitEvent(mark(a, (m) => m.readSeq === 6));
        assert.deepEqual(of((await a.request('getConversation', { conversationId: id })).watermarks, b), [4, 4]);
        await b.request('acknowledge', { conversationId: id, deliveredSeq: Number.MAX_SAFE_INTEGER, readSeq: 1000 });
        await a.waitEvent(mark(b, (m) => m.readSeq === 6));
        assert.deepEqual(of((await a.request('getConversation', { conversationId: id })).watermarks, b), [6, 6]);
        await say(a, id, 'one more');
        await a.waitEvent(mark(a, (m) => m.readSeq === 7));
        assert.deepEqual(of((await a.request('getConversation', { conversationId: id })).watermarks, b), [6, 6], 'cut when it came, not later');
    });

    test('many acknowledgements are told in few events', async () => {
        const { a, b, id } = await world.pair();
        await sayMany(a, id, 60);
        const old = a.events.length;
        for (let seq = 1; seq <= 60; seq += 1) b.notify('acknowledge', { conversationId: id, deliveredSeq: seq, readSeq: seq });
        await a.waitEvent(mark(b, (m) => m.readSeq === 60));
        const told = a.events.slice(old).filter((frame) => frame.body === 'watermarkEvent').length;
        assert.ok(told < 15, `${told} events for 60 acknowledgements`);
    });

    test('a whole client acknowledges by itself, in messages and in time', async () => {
        const { a, b, id } = await world.pair();
        await b.close();
        await sayMany(a, id, 130);
        const client = world.client({ token: b.me.token });
        await client.start();
        await a.waitEvent(mark(b, (m) => m.readSeq === 130 && m.deliveredSeq === 130));
        assert.equal(client.conversations.get(id).rows.size, 130, 'the hole was filled before it said so');
    });

    test('they are there after a clean restart, and after kill -9 once told', async () => {
        const { a, b, id } = await world.pair();
        await sayMany(a, id, 3);
        await b.request('acknowledge', { conversationId: id, deliveredSeq: 3, readSeq: 2 });
        await world.server.terminate();
        await world.server.boot();
        let again = await world.resumed(a);
        assert.deepEqual(of((await again.request('getConversation', { conversationId: id })).watermarks, b), [3, 2]);
        const bAgain = await world.resumed(b);
        await bAgain.request('acknowledge', { conversationId: id, readSeq: 3 });
        await again.waitEvent(mark(b, (m) => m.readSeq === 3));
        await world.server.kill();
        await world.server.boot();
        again = await world.resumed(a);
        assert.deepEqual(of((await again.request('getConversation', { conversationId: id })).watermarks, b), [3, 3]);
    });
});
