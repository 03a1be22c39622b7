// SPDX-License-Identifier: Apache-2.0
// Search on the server: what one may see and holds the words, a moment after it was sent; and the way to a day.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeId } from '../js/Ids.mjs';
import { World, createGroup, refused, say, sayMany, text, userIdOf } from '../js/World.mjs';

describe('search', () => {
    let world;
    before(async () => { world = await World.open(); });
    after(() => world.close());

    const found = async (who, words, fields = {}) => {
        const all = [];
        for (let cursor = '', more = true; more; more = cursor !== '') {
            const page = await who.request('search', { words, cursor, ...fields });
            all.push(...page.messages);
            cursor = page.nextCursor;
        }
        return all;
    };
    const bodies = async (who, words, fields) => (await found(who, words, fields)).map((message) => message.content.text.body);
    const word = () => `w${makeId().replace(/[^A-Za-z0-9]/g, '').toLowerCase()}`;

    test('in a conversation and over all, newest first, in pages', async () => {
        const { a, b, id } = await world.pair();
        const { conversationId: group } = await createGroup(a, [b], { title: 'The group' });
        const key = word();
        await say(a, id, `${key} one`);
        await say(b, group, `${key} two`);
        await say(a, id, `${key} three`);
        await say(a, id, 'something else');
        await world.until(async () => (await found(b, key)).length === 3);
        assert.deepEqual(await bodies(b, key), [`${key} three`, `${key} two`, `${key} one`]);
        assert.deepEqual(await bodies(b, key, { limit: 1 }), [`${key} three`, `${key} two`, `${key} one`]);
        assert.deepEqual(await bodies(a, key, { conversationId: id }), [`${key} three`, `${key} one`]);
        const [first] = await found(b, key.slice(0, 12));
        assert.deepEqual([first.conversationId, first.seq, first.clientId], [id, 2, '']);
        assert.ok((await found(a, key))[0].clientId, 'the own one has its client_id');
    });

    test('who is no member finds nothing, nor what was before one joined, nor what one has hidden', async () => {
        const [owner, a, later, stranger] = await Promise.all(Array.from({ length: 4 }, () => world.newcomer()));
        const key = word();
        const { conversationId: id } = await createGroup(owner, [a], { newMembersSee: 'FROM_JOINING' });
        await say(owner, id, `${key} before`);
        await owner.request('addMembers', { conversationId: id, userIds: [userIdOf(later)] });
        await later.waitEvent((f) => f.accountEvent?.change.conversation);
        const { seq } = await say(owner, id, `${key} after`);
        await world.until(async () => (await found(a, key)).length === 2);
        assert.deepEqual(await bodies(later, key), [`${key} after`]);
        assert.deepEqual(await bodies(stranger, key), []);
        await refused(stranger, 'search', { conversationId: id, words: key }, 'NOT_FOUND');
        await a.request('hideMessages', { conversationId: id, seqs: [seq] });
        assert.deepEqual(await bodies(a, key), [`${key} before`]);
        await owner.request('removeMember', { conversationId: id, userId: userIdOf(a) });
        assert.deepEqual(await bodies(a, key), []);
        await refused(a, 'search', { conversationId: id, words: key }, 'NOT_FOUND');
    });

    test('deleted and edited messages follow at once, and kill -9 leaves no hole', async () => {
        const { a, b, id } = await world.pair();
        const [key, other] = [word(), word()];
        await say(a, id, `${key} one`);
        const two = await say(a, id, `${key} two`);
        const three = await say(a, id, `${key} three`);
        await world.until(async () => (await found(b, key)).length === 3);
        await a.request('deleteMessages', { conversationId: id, seqs: [two.seq] });
        await a.request('editMessage', { conversationId: id, seq: three.seq, content: text(other) });
        assert.deepEqual(await bodies(b, key), [`${key} one`]);
        assert.deepEqual(await bodies(b, other), [other]);
        await sayMany(a, id, 40, key);
        await world.server.kill();
        await world.server.boot();
        const back = await world.resumed(b);
        await world.until(async () => (await found(back, key)).length === 41);
    });

    test('mistakes, and the way to a time', async () => {
        const { a, id } = await world.pair();
        await refused(a, 'search', { words: ' ' }, 'MALFORMED');
        await refused(a, 'search', { words: 'x'.repeat(257) }, 'TOO_LARGE');
        await refused(a, 'search', { words: 'x', cursor: '1.2' }, 'MALFORMED');
        assert.deepEqual((await a.request('search', { words: '!?' })).messages, []);
        assert.equal(a.welcome.limits.maxSearchBytes, 256);
        const first = await say(a, id, 'one');
        await new Promise((resolve) => { setTimeout(resolve, 20); });
        const second = await say(a, id, 'two');
        const at = async (timeMs) => (await a.request('findByTime', { conversationId: id, timeMs })).seq;
        assert.deepEqual([await at(0), await at(first.sentAtMs), await at(first.sentAtMs + 1), await at(second.sentAtMs + 1)],
            [first.seq, first.seq, second.seq, 0]);
        await refused(a, 'findByTime', { conversationId: makeId(), timeMs: 0 }, 'NOT_FOUND');
    });
});
