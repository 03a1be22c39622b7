// SPDX-License-Identifier: Apache-2.0
// Delivered and read in groups: single watermarks up to 32 members, numbers above, and who it is on demand.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { World, createGroup, refused, say, sayMany, userIdOf } from '../js/World.mjs';

describe('receipts in groups', () => {
    let world;
    before(async () => { world = await World.open(); });
    after(() => world.close());

    const people = (count, options) => Promise.all(Array.from({ length: count }, () => world.newcomer(options)));
    const allReceipts = async (who, conversationId, seq, limit = 100) => {
        const rows = [];
        let cursor = '';
        let count;
        do {
            const page = await who.request('getReceipts', { conversationId, seq, cursor, limit });
            count ??= page.count;
            rows.push(...page.watermarks);
            cursor = page.nextCursor;
        } while (cursor);
        return { count, rows };
    };

    test('up to 32 members each one\'s watermark is told', async () => {
        const [owner, a, b] = await people(3);
        const { conversationId: id } = await createGroup(owner, [a, b]);
        const { seq } = await say(owner, id, 'read me');
        await a.request('acknowledge', { conversationId: id, readSeq: seq });
        for (const who of [owner, b]) {
            await who.waitEvent((f) => f.watermarkEvent?.watermarks.some((m) => m.userId === userIdOf(a) && m.readSeq === seq));
        }
        const { watermarks } = await b.request('sync', { conversationId: id });
        assert.equal(watermarks.length, 3);
    });

    test('above, the sender is told numbers, everybody their own, and nobody more', async () => {
        const [owner, ...others] = await people(60);
        const id = (await createGroup(owner, others)).conversationId;
        const phone = await world.secondDevice(others[0], { format: 'json' });
        const [{ seq }] = await sayMany(owner, id, 1);
        const told = (who) => who.events.filter((frame) => frame.watermarkEvent?.conversationId === id).map((frame) => frame.watermarkEvent);
        await Promise.all(others.map((who) => who.request('acknowledge', { conversationId: id, deliveredSeq: seq })));
        for (const who of others.slice(0, 7)) who.notify('acknowledge', { conversationId: id, readSeq: seq });
        const last = await owner.waitEvent((f) => f.watermarkEvent?.counts.some((c) => c.delivered === 59 && c.read === 7));
        assert.deepEqual(last.watermarkEvent.counts, [{ seq, recipients: 59, delivered: 59, read: 7 }]);
        await phone.waitEvent((f) => f.watermarkEvent?.watermarks.some((m) => m.userId === userIdOf(others[0]) && m.readSeq === seq));
        for (const who of others) {
            assert.deepEqual(told(who), [], 'who moved it need not be told, and numbers are for the sender');
        }
        for (const event of told(phone)) assert.deepEqual([event.watermarks.length, event.counts], [1, []]);
        assert.ok(told(owner).length <= 8, `${told(owner).length} events for 66 acknowledgements`);
        const { watermarks } = await others[3].request('sync', { conversationId: id });
        assert.deepEqual(watermarks.map((mark) => mark.userId), [userIdOf(others[3])]);
    });

    test('who has a message is told on demand, in pages', async () => {
        const [owner, ...others] = await people(9);
        const id = (await createGroup(owner, others)).conversationId;
        const { seq } = await say(owner, id, 'who?');
        const [readers, getters] = [others.slice(0, 2), others.slice(0, 5)];
        for (const who of getters) await who.request('acknowledge', { conversationId: id, deliveredSeq: seq });
        for (const who of readers) await who.request('acknowledge', { conversationId: id, readSeq: seq });
        let answer;
        await world.until(async () => {
            answer = await allReceipts(owner, id, seq, 3);
            return answer.count.read === 2 && answer.count.delivered === 5;
        });
        assert.equal(answer.count.recipients, 8);
        assert.deepEqual(answer.rows.map((mark) => mark.userId).sort(), others.map(userIdOf).sort());
        const names = (test_) => answer.rows.filter(test_).map((mark) => mark.userId).sort();
        assert.deepEqual(names((mark) => mark.deliveredSeq >= seq), getters.map(userIdOf).sort());
        assert.deepEqual(names((mark) => mark.readSeq >= seq), readers.map(userIdOf).sort());

        // Who comes later, or goes, is not one of them.
        const late = await world.newcomer();
        await owner.request('addMembers', { conversationId: id, userIds: [userIdOf(late)] });
        await owner.request('removeMember', { conversationId: id, userId: userIdOf(others[8 - 1]) });
        await late.request('acknowledge', { conversationId: id, readSeq: seq });
        assert.deepEqual((await allReceipts(owner, id, seq)).count, { seq, recipients: 7, delivered: 5, read: 2 });
        assert.equal((await allReceipts(late, id, (await say(owner, id, 'now')).seq)).count.recipients, 8);
    });

    test('of a direct conversation too, and of nothing that one may not see', async () => {
        const { a, b, id } = await world.pair();
        const { seq } = await say(a, id, 'one');
        await b.request('acknowledge', { conversationId: id, readSeq: seq });
        await world.until(async () => (await allReceipts(a, id, seq)).count.read === 1);
        const stranger = await world.newcomer();
        await refused(a, 'getReceipts', { conversationId: id, seq: seq + 1 }, 'NOT_FOUND');
        await refused(a, 'getReceipts', { conversationId: id, seq: 0 }, 'NOT_FOUND');
        await refused(a, 'getReceipts', { conversationId: id, seq, cursor: 'x' }, 'MALFORMED');
        await refused(stranger, 'getReceipts', { conversationId: id, seq }, 'NOT_FOUND');
    });
});
