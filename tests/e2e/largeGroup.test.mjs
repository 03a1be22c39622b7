// SPDX-License-Identifier: Apache-2.0
// A group of 300, all of them connected: everybody hears, and what it costs in frames and rows is bounded per member.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { World, createGroup, say, userIdOf } from '../js/World.mjs';

const members = 300;
const inGroup = (id, test_) => (frame) => frame.conversationEvent?.conversationId === id && test_(frame.conversationEvent.change);

describe('a group of 300', () => {
    let world;
    let owner;
    let others;
    let id;
    before(async () => {
        // The cheapest passwords that there are: 300 of the others would take half a minute.
        world = await World.open({ args: ['--password-memory-kib', '8192', '--password-ops', '1'] });
        owner = await world.newcomer();
        others = [];
        while (others.length < members - 1) {
            const batch = Math.min(20, members - 1 - others.length);
            others.push(...(await Promise.all(Array.from({ length: batch }, () => world.newcomer({ format: others.length % 3 ? 'binary' : 'json' })))));
        }
    });
    after(() => world.close());

    test('is made at once, and everybody\'s list has it', async () => {
        const group = await createGroup(owner, others, { title: 'Everybody' });
        id = group.conversationId;
        assert.equal(group.memberCount, members);
        await Promise.all(others.map((who) => who.waitEvent((frame) => frame.accountEvent?.change.conversation?.conversationId === id)));
        for (const who of [others[0], others.at(-1)]) {
            assert.equal((await who.request('listChanged')).conversations[0].title, 'Everybody');
        }
    });

    test('a message reaches all of them, and is one frame for each', async () => {
        const old = others.map((who) => who.events.length);
        const { seq } = await say(owner, id, 'good morning');
        await Promise.all(others.map((who) => who.waitEvent(inGroup(id, (change) => change.message?.seq === seq))));
        for (const [i, who] of others.entries()) {
            assert.equal(who.events.slice(old[i]).filter((frame) => frame.conversationEvent).length, 1);
        }
    });

    test('acknowledging costs a row per member and second, and frames for the sender only', async () => {
        const { seq } = await say(owner, id, 'who is there?');
        const old = others.map((who) => who.events.length);
        const started = owner.events.length;
        for (const who of others) {
            for (const fields of [{ deliveredSeq: seq - 1 }, { deliveredSeq: seq }, { readSeq: seq }]) who.notify('acknowledge', { conversationId: id, ...fields });
        }
        await owner.waitEvent((frame) => frame.watermarkEvent?.counts.some((count) => count.seq === seq && count.read === members - 1));
        const events = owner.events.slice(started).filter((frame) => frame.watermarkEvent);
        assert.ok(events.length <= 10, `${events.length} events for ${3 * others.length} acknowledgements`);
        for (const [i, who] of others.entries()) {
            assert.deepEqual(who.events.slice(old[i]).filter((frame) => frame.watermarkEvent), []);
        }
        // What is asked for is what is stored, which follows what is told.
        const all = { seq, recipients: members - 1, delivered: members - 1, read: members - 1 };
        await world.until(async () => isDeepStrictEqual((await others[7].request('getReceipts', { conversationId: id, seq })).count, all));
    });

    test('people come and go while others write; all end with the same', async () => {
        const writers = others.slice(0, 10);
        const leavers = others.slice(20, 25);
        const removed = others.slice(30, 35);
        const writing = Promise.all(writers.map(async (who, i) => {
            for (let n = 0; n < 20; n += 1) await say(who, id, `${i}.${n}`);
        }));
        for (const who of leavers) await who.request('leaveGroup', { conversationId: id });
        for (const who of removed) await owner.request('removeMember', { conversationId: id, userId: userIdOf(who) });
        await owner.request('addMembers', { conversationId: id, userIds: [...leavers, ...removed].map(userIdOf) });
        await writing;
        const { lastRev, lastSeq, memberCount } = await owner.request('getConversation', { conversationId: id });
        assert.equal(memberCount, members);
        // 2 messages before, 10 x 20 now, and a line for each change; of changes: made (2 revs), 10 that went, 1 that brought them back.
        assert.deepEqual([lastSeq, lastRev], [1 + 2 + 200 + 11, 2 + 11 + lastSeq]);
        const marker = await say(owner, id, 'the end');
        await Promise.all(others.map((who) => who.waitEvent(inGroup(id, (change) => change.message?.seq === marker.seq))));
        // Who was there all the time has heard of each rev, once.
        for (const who of [others[50], others[298]]) {
            const revs = who.events.filter(inGroup(id, () => true)).map((frame) => frame.conversationEvent.change.rev);
            assert.deepEqual([...revs].sort((a, b) => a - b), Array.from({ length: marker.rev - 3 }, (_, i) => i + 4));
        }
    });
});
