// SPDX-License-Identifier: Apache-2.0
// What a user does to the own list, and keeps: on all devices of theirs, and on nobody else's.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeId } from '../js/Ids.mjs';
import { World, createGroup, refused, say, userIdOf } from '../js/World.mjs';

const stateOf = (id, wanted) => (frame) => {
    const state = frame.accountEvent?.change.state;
    return state?.conversationId === id && wanted(state);
};
const accountChanges = async (who, kind) => (await who.request('syncAccount', { rev: 0 })).changes.filter((change) => change[kind]).map((change) => change[kind]);

describe('the own list', () => {
    let world;
    before(async () => { world = await World.open(); });
    after(() => world.close());

    test('pinned, muted, archived, marked unread: on all devices, in the list, and after kill -9', async () => {
        const { a, b, id } = await world.pair();
        const a2 = await world.secondDevice(a, { format: 'json' });
        const first = await a.request('setConversationState', { conversationId: id, pinned: true, mutedUntilMs: -1 });
        assert.ok(first.pinnedAtMs > 0);
        assert.deepEqual([first.mutedUntilMs, first.archived, first.markedUnread, first.draft], [-1, false, false, null]);
        await a2.waitEvent(stateOf(id, (state) => state.rev === first.rev && state.pinnedAtMs === first.pinnedAtMs));
        const second = await a2.request('setConversationState', { conversationId: id, archived: true, markedUnread: true });
        assert.deepEqual([second.pinnedAtMs, second.mutedUntilMs, second.archived, second.markedUnread], [first.pinnedAtMs, -1, true, true]);
        assert.equal(second.rev, first.rev + 1);
        await a.waitEvent(stateOf(id, (state) => state.archived));
        // What is so already takes no rev.
        assert.equal((await a.request('setConversationState', { conversationId: id, archived: true })).rev, second.rev);
        await world.server.kill();
        await world.server.boot();
        const back = await world.resumed(a, { listSinceMs: 1 });
        const list = back.welcome.conversations ?? (await back.request('listChanged'));
        const { state } = list.conversations.find((entry) => entry.conversationId === id);
        assert.deepEqual(state, { ...second, conversationId: '' });
        assert.deepEqual(await accountChanges(back, 'state'), [second]);
        const bBack = await world.resumed(b);
        assert.equal((await bBack.request('getConversation', { conversationId: id })).state, null);
        assert.deepEqual(await accountChanges(bBack, 'state'), []);
    });

    test('of two drafts the newer one stays, and a clock that is ahead does not win for ever', async () => {
        const { a, id } = await world.pair();
        const a2 = await world.secondDevice(a);
        const now = Date.now();
        const draft = (who, text, changedMs, replyToSeq = 0) => who.request('setDraft', { conversationId: id, draft: { text, changedMs, replyToSeq } });
        assert.deepEqual((await draft(a, 'first', now - 3000, 4)).draft, { text: 'first', changedMs: now - 3000, replyToSeq: 4 });
        await a2.waitEvent(stateOf(id, (state) => state.draft?.text === 'first'));
        assert.equal((await draft(a2, 'older', now - 4000)).draft.text, 'first');
        assert.equal((await draft(a2, 'newer', now - 2000)).draft.text, 'newer');
        const ahead = await draft(a, 'ahead', now + 3_600_000);
        assert.ok(ahead.draft.changedMs <= Date.now() + 1000, 'cut to the time of the server');
        await world.until(async () => (await draft(a2, 'after all', Date.now() + 3_600_000)).draft.text === 'after all');
        await world.until(async () => (await draft(a, '', Date.now() + 3_600_000)).draft === null);
        await a2.waitEvent(stateOf(id, (state) => state.draft === null && state.rev > ahead.rev));
        await refused(a, 'setDraft', { conversationId: id, draft: { text: 'x'.repeat(20_000), changedMs: now } }, 'TOO_LARGE');
        await refused(a, 'setDraft', { conversationId: id, draft: { text: 'x' } }, 'MALFORMED');
    });

    test('limits, and what is not in the list', async () => {
        const [a, b] = await Promise.all([world.newcomer(), world.newcomer()]);
        const ids = [];
        for (let i = 0; i < 21; i += 1) ids.push((await createGroup(a, i === 0 ? [b] : [])).conversationId);
        assert.equal(a.welcome.limits.maxPinned, 20);
        for (const id of ids.slice(0, 20)) await a.request('setConversationState', { conversationId: id, pinned: true });
        await refused(a, 'setConversationState', { conversationId: ids[20], pinned: true }, 'TOO_LARGE');
        await a.request('setConversationState', { conversationId: ids[3], pinned: false });
        await a.request('setConversationState', { conversationId: ids[20], pinned: true });
        await refused(a, 'setConversationState', { conversationId: ids[0], mutedUntilMs: -2 }, 'MALFORMED');
        await refused(a, 'setConversationState', { conversationId: makeId(), pinned: true }, 'NOT_FOUND');
        await world.until(async () => (await b.request('listChanged')).conversations.length === 1);
        await b.request('leaveGroup', { conversationId: ids[0] });
        await refused(b, 'setConversationState', { conversationId: ids[0], archived: true }, 'NOT_FOUND');
        await refused(b, 'setDraft', { conversationId: ids[0], draft: { text: 'x', changedMs: 1 } }, 'NOT_FOUND');
    });

    test('contacts: kept, told to the own devices alone, and known by name', async () => {
        const [a, b, c] = await Promise.all(Array.from({ length: 3 }, () => world.newcomer()));
        const a2 = await world.secondDevice(a);
        for (const who of [b, c, b]) await a.request('addContact', { userId: userIdOf(who) });
        await a2.waitEvent((f) => f.accountEvent?.change.contact?.userId === userIdOf(c));
        const listed = [];
        for (let cursor = '', more = true; more; more = cursor !== '') {
            const page = await a2.request('listContacts', { limit: 1, cursor });
            listed.push(...page.users.map((user) => user.username));
            cursor = page.nextCursor;
        }
        assert.deepEqual(listed.sort(), [b.account.username, c.account.username].sort());
        assert.deepEqual((await a.request('getUsers', { userIds: [userIdOf(b)] })).users.map((user) => user.username), [b.account.username]);
        assert.deepEqual((await b.request('getUsers', { userIds: [userIdOf(a)] })).users, [], 'it is one-sided');
        await a2.request('removeContact', { userId: userIdOf(b) });
        await a.waitEvent((f) => f.accountEvent?.change.contact?.removed);
        assert.deepEqual((await accountChanges(a, 'contact')).map((one) => one.removed).sort(), [false, true]);
        assert.deepEqual((await a.request('getUsers', { userIds: [userIdOf(b)] })).users, []);
        await refused(a, 'addContact', { userId: makeId() }, 'NOT_FOUND');
        await refused(a, 'addContact', { userId: userIdOf(a) }, 'NOT_ALLOWED');
        await b.request('ping');
        assert.deepEqual(b.events.filter((frame) => frame.accountEvent?.change.contact), []);
    });

    test('settings come to all devices', async () => {
        const a = await world.newcomer();
        const a2 = await world.secondDevice(a, { format: 'json' });
        assert.deepEqual(await accountChanges(a, 'settings'), []);
        assert.deepEqual(await a.request('editSettings', { presence: 'CONTACTS' }), { hidesRead: false, presence: 'CONTACTS' });
        assert.deepEqual(await a2.request('editSettings', { hidesRead: true }), { hidesRead: true, presence: 'CONTACTS' });
        await a.waitEvent((f) => f.accountEvent?.change.settings?.hidesRead && f.accountEvent.change.settings.presence === 'CONTACTS');
        assert.deepEqual(await accountChanges(a2, 'settings'), [{ hidesRead: true, presence: 'CONTACTS' }]);
    });
});

describe('who hides what they have read', () => {
    let world;
    before(async () => { world = await World.open(); });
    after(() => world.close());

    const markOf = (marks, who) => marks.find((mark) => mark.userId === userIdOf(who));
    const readBy = (id, who, seq) => (f) => f.watermarkEvent?.conversationId === id && f.watermarkEvent.watermarks.some((m) => m.userId === userIdOf(who) && m.readSeq >= seq);
    const deliveredTo = (id, who, seq) => (f) => f.watermarkEvent?.conversationId === id && f.watermarkEvent.watermarks.some((m) => m.userId === userIdOf(who) && m.deliveredSeq >= seq);

    test('the others see what is delivered; the own devices see all; and it is mutual', async () => {
        const { a, b, id } = await world.pair();
        const b2 = await world.secondDevice(b);
        await b.request('editSettings', { hidesRead: true });
        const { seq } = await say(a, id, 'have you read it?');
        await b.request('acknowledge', { conversationId: id, readSeq: seq });
        await a.waitEvent(deliveredTo(id, b, seq));
        await b2.waitEvent(readBy(id, b, seq));
        const look = async (who) => (await who.request('getConversation', { conversationId: id }));
        assert.deepEqual([markOf((await look(a)).watermarks, b).deliveredSeq, markOf((await look(a)).watermarks, b).readSeq], [seq, 0]);
        assert.deepEqual([(await look(b2)).unread, markOf((await look(b2)).watermarks, b).readSeq], [0, seq]);
        assert.equal(markOf((await b2.request('sync', { conversationId: id })).watermarks, b).readSeq, seq);
        const receipts = await a.request('getReceipts', { conversationId: id, seq });
        assert.deepEqual(receipts.count, { seq, recipients: 1, delivered: 1, read: 0 });

        // Writing does not show it either.
        const answer = await b.request('sendMessage', { conversationId: id, clientId: makeId(), content: { text: { body: 'no' } } });
        await a.request('acknowledge', { conversationId: id, readSeq: answer.seq });
        await b.waitEvent(deliveredTo(id, a, answer.seq));
        assert.equal(markOf((await look(a)).watermarks, b).readSeq, 0);
        for (const who of [b, b2]) {
            assert.equal(markOf((await look(who)).watermarks, a).readSeq, 0, 'who hides does not see');
            assert.equal(markOf((await who.request('sync', { conversationId: id })).watermarks, a).readSeq, 0);
            assert.equal((await who.request('getReceipts', { conversationId: id, seq: answer.seq })).count.read, 0);
            assert.deepEqual(who.events.filter(readBy(id, a, 1)), []);
        }
        await a.request('ping');
        assert.deepEqual(a.events.filter(readBy(id, b, 1)), []);

        // A device that signs in anew goes by it as well.
        const b3 = await world.resumed(b2, { listSinceMs: 1 });
        const list = b3.welcome.conversations ?? (await b3.request('listChanged'));
        const entry = list.conversations.find((one) => one.conversationId === id);
        assert.deepEqual([markOf(entry.watermarks, a).readSeq, entry.unread], [0, 0]);

        await b.request('editSettings', { hidesRead: false });
        await b.request('acknowledge', { conversationId: id, readSeq: answer.seq });
        await a.waitEvent(readBy(id, b, answer.seq));
        assert.equal(markOf((await look(b)).watermarks, a).readSeq, answer.seq);
    });

    test('it survives kill -9, and what was read is read on all devices', async () => {
        const { a, b, id } = await world.pair();
        await b.request('editSettings', { hidesRead: true });
        const { seq } = await say(a, id, 'x');
        await b.request('acknowledge', { conversationId: id, readSeq: seq });
        await a.waitEvent(deliveredTo(id, b, seq));
        await world.server.kill();
        await world.server.boot();
        const b2 = await world.resumed(b);
        assert.equal((await b2.request('getConversation', { conversationId: id })).unread, 0);
        const next = await say(await world.resumed(a), id, 'y');
        await b2.request('acknowledge', { conversationId: id, readSeq: next.seq });
        const a2 = await world.secondDevice(a);
        await world.until(async () => markOf((await a2.request('getConversation', { conversationId: id })).watermarks, b).deliveredSeq === next.seq);
        assert.equal(markOf((await a2.request('getConversation', { conversationId: id })).watermarks, b).readSeq, 0);
    });
});
