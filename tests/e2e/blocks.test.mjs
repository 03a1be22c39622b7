// SPDX-License-Identifier: Apache-2.0
// Blocks between two people: what the other can do no more, and that nobody is told by whom.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeId } from '../js/Ids.mjs';
import { World, createGroup, refused, say, text, userIdOf } from '../js/World.mjs';

const mail = (id) => ({ conversationId: id, clientId: makeId(), content: text('hello?') });
const blockOf = (userId, removed = false) => (frame) => {
    const block = frame.accountEvent?.change.block;
    return block?.userId === userId && block.removed === removed;
};

describe('blocks', () => {
    let world;
    before(async () => { world = await World.open(); });
    after(() => world.close());

    test('messages between the two are refused on both sides alike, until it is taken back', async () => {
        const { a, b, id } = await world.pair({ format: 'json' });
        const [a2, b2] = [await world.secondDevice(a), await world.secondDevice(b)];
        await say(b, id, 'before');
        await a.request('blockUser', { userId: userIdOf(b) });
        await a2.waitEvent(blockOf(userIdOf(b)));
        const errors = [];
        for (const who of [b, b2, a, a2]) errors.push(await refused(who, 'sendMessage', mail(id), 'NOT_ALLOWED'));
        for (const error of errors) assert.deepEqual(error, errors[0]);
        // Nothing that the blocked one gets or asks for says who it was.
        await b2.request('ping');
        const told = [...b.events, ...b2.events].filter((frame) => frame.accountEvent?.change.block || frame.conversationEvent?.change.member);
        assert.deepEqual(told, []);
        const page = await b.request('sync', { conversationId: id, rev: 2, topSeq: 1 });
        assert.deepEqual([page.changes, page.rev], [[], 3]);
        const { members } = await b.request('getConversation', { conversationId: id });
        assert.deepEqual(members.map((member) => member.rev), [1, 1]);
        assert.ok(!JSON.stringify(await b.request('syncAccount', { rev: 0 })).includes('"what":"block"'));

        await a2.request('unblockUser', { userId: userIdOf(b) });
        await a.waitEvent(blockOf(userIdOf(b), true));
        await say(b, id, 'after');
        await a.waitEvent((frame) => frame.conversationEvent?.change.message?.content.text?.body === 'after');
        const { messages } = await a.request('getHistory', { conversationId: id, afterSeq: 0 });
        assert.deepEqual(messages.map((message) => message.content.text.body), ['before', 'after']);
    });

    test('both may block, and each takes back the own one', async () => {
        const { a, b, id } = await world.pair();
        await a.request('blockUser', { userId: userIdOf(b) });
        await b.request('blockUser', { userId: userIdOf(a) });
        await a.request('unblockUser', { userId: userIdOf(b) });
        await refused(a, 'sendMessage', mail(id), 'NOT_ALLOWED');
        await b.request('unblockUser', { userId: userIdOf(a) });
        await say(a, id, 'well');
    });

    test('a new conversation is refused as if there were nobody', async () => {
        const [a, b] = await Promise.all([world.newcomer(), world.newcomer()]);
        await a.request('blockUser', { userId: userIdOf(b) });
        const blocked = await refused(b, 'openDirect', { userId: userIdOf(a) }, 'NOT_FOUND');
        assert.deepEqual(blocked, await refused(b, 'openDirect', { userId: makeId() }, 'NOT_FOUND'));
        assert.deepEqual((await a.request('listChanged')).conversations, []);
        // Who has blocked may open one: it is blocked from the beginning.
        const { conversationId: id } = await a.request('openDirect', { userId: userIdOf(b) });
        await refused(b, 'sendMessage', mail(id), 'NOT_ALLOWED');
        assert.equal((await b.request('openDirect', { userId: userIdOf(a) })).conversationId, id, 'it is there now');
        await a.request('unblockUser', { userId: userIdOf(b) });
        await say(b, id, 'hello');
    });

    test('the blocked one cannot bring the other into a group; shared groups go on', async () => {
        const [a, b, c] = await Promise.all([world.newcomer(), world.newcomer(), world.newcomer()]);
        const { conversationId: shared } = await createGroup(c, [a, b]);
        await a.request('blockUser', { userId: userIdOf(b) });
        const good = { clientId: makeId(), title: 'x' };
        const error = await refused(b, 'createGroup', { ...good, userIds: [userIdOf(c), userIdOf(a)] }, 'NOT_FOUND');
        assert.deepEqual(error, await refused(b, 'createGroup', { ...good, userIds: [userIdOf(c), makeId()] }, 'NOT_FOUND'));
        const { conversationId: own } = await createGroup(b, [c]);
        await refused(b, 'addMembers', { conversationId: own, userIds: [userIdOf(a)] }, 'NOT_FOUND');
        assert.equal((await b.request('listMembers', { conversationId: own })).members.length, 2);
        await say(b, shared, 'in the group');
        await a.waitEvent((frame) => frame.conversationEvent?.change.message?.content.text?.body === 'in the group');
        await createGroup(a, [b]);
    });

    test('a device that was away learns of it, and it survives kill -9', async () => {
        const { a, b, id } = await world.pair();
        await a.request('blockUser', { userId: userIdOf(b) });
        await a.request('blockUser', { userId: userIdOf(b) });
        await world.server.kill();
        await world.server.boot();
        const [a2, b2] = [await world.resumed(a), await world.resumed(b)];
        await refused(b2, 'sendMessage', mail(id), 'NOT_ALLOWED');
        const { changes } = await a2.request('syncAccount', { rev: 0 });
        assert.deepEqual(changes.filter((change) => change.block).map((change) => change.block), [{ userId: userIdOf(b), removed: false }]);
    });

    test('oneself and nobody cannot be blocked', async () => {
        const a = await world.newcomer();
        await refused(a, 'blockUser', { userId: userIdOf(a) }, 'NOT_ALLOWED');
        await refused(a, 'blockUser', { userId: makeId() }, 'NOT_FOUND');
        await refused(a, 'blockUser', { userId: 'x' }, 'NOT_FOUND');
        await a.request('unblockUser', { userId: makeId() });
    });
});
