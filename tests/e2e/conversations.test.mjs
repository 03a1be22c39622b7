// SPDX-License-Identifier: Apache-2.0
// Finding people, opening conversations, and the list of them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { directConversationId, makeId } from '../js/Ids.mjs';
import { World, refused, say, sayMany } from '../js/World.mjs';

describe('people and conversations', () => {
    let world;
    before(async () => { world = await World.open(); });
    after(() => world.close());

    test('a user is found by the exact name, without case', async () => {
        const a = await world.newcomer({ displayName: 'Ann' });
        const b = await world.newcomer({ username: 'Tom.Smith', displayName: 'Tom 🎈' });
        const { users } = await a.request('findUser', { username: 'TOM.smith' });
        assert.deepEqual(users, [{ userId: b.me.user.userId, username: 'tom.smith', displayName: 'Tom 🎈' }]);
        for (const username of ['tom', 'tom.smit', 'tom%', 'tom_smith', '', 'x'.repeat(300), "' OR 1=1 --"]) {
            await refused(a, 'findUser', { username }, 'NOT_FOUND');
        }
        assert.equal((await a.request('findUser', { username: a.account.username })).users[0].userId, a.me.user.userId);
    });

    test('users are told to who shares a conversation with them', async () => {
        const { a, b } = await world.pair();
        const stranger = await world.newcomer();
        const ids = [b, stranger, a].map((who) => who.me.user.userId);
        const { users } = await a.request('getUsers', { userIds: [...ids, makeId(), 'not an id', ''] });
        assert.deepEqual(users.map((user) => user.userId).sort(), [ids[0], ids[2]].sort());
        assert.equal(users.find((user) => user.userId === ids[0]).username, b.account.username);
        assert.deepEqual((await stranger.request('getUsers', { userIds: [ids[0]] })).users, []);
        await refused(a, 'getUsers', { userIds: Array.from({ length: 101 }, () => makeId()) }, 'TOO_LARGE');
    });

    test('a direct conversation is one, whoever opens it, also both at once', async () => {
        const [a, b] = [await world.newcomer(), await world.newcomer()];
        const opened = await Promise.all([
            ...Array.from({ length: 4 }, () => a.request('openDirect', { userId: b.me.user.userId })),
            ...Array.from({ length: 4 }, () => b.request('openDirect', { userId: a.me.user.userId })),
        ]);
        const inOrder = ({ members, watermarks, ...rest }) => ({
            ...rest, // the lists have no order that is promised
            members: [...members].sort((x, y) => (x.user.userId < y.user.userId ? -1 : 1)),
            watermarks: [...watermarks].sort((x, y) => (x.userId < y.userId ? -1 : 1)),
        });
        for (const conversation of opened) assert.deepEqual(inOrder(conversation), inOrder(opened[0]));
        const [conversation] = opened;
        assert.equal(conversation.conversationId, directConversationId(a.welcome.serverId, a.me.user.userId, b.me.user.userId));
        assert.equal(conversation.kind, 'DIRECT');
        assert.deepEqual(conversation.members.map((member) => member.user.userId).sort(), [a, b].map((who) => who.me.user.userId).sort());
        assert.equal(conversation.watermarks.length, 2);
        assert.equal(conversation.lastSeq, 0);
        assert.equal(conversation.firstSeq, 1);
        assert.equal(conversation.preview, null);
        for (const who of [a, b]) {
            await who.waitEvent((f) => f.accountEvent?.change.conversation?.conversationId === conversation.conversationId);
            await who.request('ping');
            assert.equal(who.events.filter((f) => f.accountEvent?.change.what === 'conversation').length, 1, 'told once');
            const page = await who.request('syncAccount', { rev: who.me.accountRev });
            assert.deepEqual(page.changes.map((change) => change.conversation?.conversationId), [conversation.conversationId]);
            assert.equal(page.more, false);
            assert.deepEqual((await who.request('syncAccount', { rev: page.rev })).changes, []);
            assert.equal((await who.request('listChanged')).conversations.length, 1);
        }
    });

    test('nobody is no partner, and neither is oneself', async () => {
        const a = await world.newcomer();
        await refused(a, 'openDirect', { userId: makeId() }, 'NOT_FOUND');
        await refused(a, 'openDirect', { userId: 'not an id' }, 'NOT_FOUND');
        await refused(a, 'openDirect', { userId: a.me.user.userId }, 'NOT_ALLOWED');
        assert.deepEqual((await a.request('listChanged')).conversations, []);
    });

    test('the list shows preview, unread and watermarks, newest first', async () => {
        const { a, b, id } = await world.pair();
        const c = await world.newcomer();
        const second = (await a.request('openDirect', { userId: c.me.user.userId })).conversationId;
        await sayMany(b, id, 3, 'from b');
        await say(c, second, 'from c');
        await say(a, id, 'from a');
        // Watermarks are stored, and then told, within a second; the list shows what is stored.
        const settled = (who, seq) => who.waitEvent((f) => f.watermarkEvent?.watermarks.some((m) => m.userId === who.me.user.userId && m.readSeq >= seq));
        await Promise.all([settled(a, 4), settled(b, 3)]);
        const before = (await b.request('listChanged')).conversations[0];
        assert.equal(before.unread, 1, 'own messages, and those before them, are read');
        await say(b, id, 'the last word');
        const { conversations, nextCursor } = await a.request('listChanged', { limit: 50 });
        assert.equal(nextCursor, '');
        assert.deepEqual(conversations.map((conversation) => conversation.conversationId), [id, second]);
        const [first] = conversations;
        assert.equal(first.unread, 1);
        assert.equal(first.lastSeq, 5);
        assert.equal(first.lastRev, 6);
        assert.equal(first.preview.seq, 5);
        assert.equal(first.preview.content.text.body, 'the last word');
        assert.equal(first.preview.senderId, b.me.user.userId);
        assert.equal(first.preview.clientId, '');
        assert.equal(first.lastMs, first.preview.sentAtMs);
        assert.equal(conversations[1].unread, 1);
        await a.request('acknowledge', { conversationId: id, deliveredSeq: 5, readSeq: 5 });
        await b.waitEvent((f) => f.watermarkEvent?.watermarks.some((m) => m.userId === a.me.user.userId && m.readSeq === 5));
        assert.equal((await a.request('getConversation', { conversationId: id })).unread, 0);
    });

    test('the list comes in pages that miss nothing', async () => {
        const a = await world.newcomer();
        const others = await Promise.all(Array.from({ length: 7 }, () => world.newcomer()));
        const ids = [];
        for (const other of others) ids.push((await other.request('openDirect', { userId: a.me.user.userId })).conversationId);
        for (const [i, other] of others.entries()) await say(other, ids[i], `hello ${i}`);
        for (const limit of [1, 2, 3, 7, 8]) {
            const seen = [];
            let cursor = '';
            do {
                const page = await a.request('listChanged', { cursor, limit });
                assert.ok(page.conversations.length <= limit);
                seen.push(...page.conversations.map((conversation) => conversation.conversationId));
                cursor = page.nextCursor;
            } while (cursor);
            assert.deepEqual(seen, [...ids].reverse(), `pages of ${limit}`);
        }
        await refused(a, 'listChanged', { cursor: 'made up' }, 'MALFORMED');
    });

    test('a page of long messages ends early, and the next one goes on behind it', async () => {
        const a = await world.newcomer();
        const others = await Promise.all(Array.from({ length: 12 }, () => world.newcomer()));
        const ids = [];
        for (const other of others) ids.push((await other.request('openDirect', { userId: a.me.user.userId })).conversationId);
        for (const [i, other] of others.entries()) await say(other, ids[i], 'x'.repeat(16000));
        const first = await a.request('listChanged', { limit: 100 });
        assert.ok(first.conversations.length > 0 && first.conversations.length < 12, `${first.conversations.length} of 12`);
        const rest = await a.request('listChanged', { cursor: first.nextCursor, limit: 100 });
        assert.equal(rest.nextCursor, '');
        assert.deepEqual([...first.conversations, ...rest.conversations].map((one) => one.conversationId), [...ids].reverse());
    });

    test('what changed since a listing is listed again, and nothing that did not', async () => {
        const { a, b, id } = await world.pair();
        const { asOfMs } = await a.request('listChanged');
        await say(b, id, 'news');
        const changed = await a.request('listChanged', { sinceMs: asOfMs });
        assert.ok(changed.conversations.some((conversation) => conversation.conversationId === id && conversation.unread === 1));
        assert.ok(changed.asOfMs >= asOfMs);
        assert.deepEqual((await a.request('listChanged', { sinceMs: changed.asOfMs + 3600000 })).conversations, []);
    });

    test('a moved watermark counts as a change of the list', async () => {
        const { a, b, id } = await world.pair();
        await say(b, id, 'old news');
        // The server may look some seconds further back than asked: the message must be older than that.
        const farMs = 12000;
        await new Promise((resolve) => setTimeout(resolve, farMs));
        const { timeMs } = await a.request('ping');
        assert.deepEqual((await a.request('listChanged', { sinceMs: timeMs })).conversations, []);
        await a.request('acknowledge', { conversationId: id, deliveredSeq: 1, readSeq: 1 });
        await b.waitEvent((f) => f.watermarkEvent?.watermarks.some((m) => m.userId === a.me.user.userId && m.readSeq === 1));
        for (const who of [a, b]) {
            const { conversations } = await who.request('listChanged', { sinceMs: timeMs });
            assert.deepEqual(conversations.map((conversation) => conversation.conversationId), [id]);
        }
    });
});
