// SPDX-License-Identifier: Apache-2.0
// What becomes of messages that were sent: edits, deletions, hiding, replies, reactions; seen by others and by other devices.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeId } from '../js/Ids.mjs';
import { World, createGroup, refused, say, sayMany, text, userIdOf } from '../js/World.mjs';

const changeOf = (id, test) => (frame) => frame.conversationEvent?.conversationId === id && test(frame.conversationEvent.change);
const edited = (id, seq) => changeOf(id, (change) => change.message?.seq === seq && change.message.editedAtMs > 0);
const erased = (id, seq) => changeOf(id, (change) => change.message?.seq === seq && change.message.deleted);
const reacted = (id, seq, by, emoji) => changeOf(id, ({ reactions: r }) => r?.seq === seq && r.by === userIdOf(by) && r.emoji === emoji);
const bodies = (messages) => messages.map((message) => message.content?.text?.body ?? null);
const history = async (who, conversationId) => (await who.request('getHistory', { conversationId })).messages;

describe('changes of messages', () => {
    let world;
    before(async () => { world = await World.open(); });
    after(() => world.close());

    test('an edit reaches everybody, live and by Sync', async () => {
        const { a, b, id } = await world.pair();
        const a2 = await world.secondDevice(a, { format: 'json' });
        const { seq } = await say(a, id, 'befoer');
        const { rev } = await a2.request('editMessage', { conversationId: id, seq, content: text('before') });
        for (const who of [a, a2, b]) {
            const { message } = (await who.waitEvent(edited(id, seq))).conversationEvent.change;
            assert.deepEqual([message.content.text.body, message.changeRev, message.seq], ['before', rev, seq]);
        }
        const page = await b.request('sync', { conversationId: id, rev: rev - 1, topSeq: seq });
        assert.deepEqual([page.rev, bodies(page.changes.map((change) => change.message))], [rev, ['before']]);
        const { conversations: [listed] } = await b.request('listChanged');
        assert.deepEqual([listed.preview.content.text.body, listed.unread], ['before', 1]);
        // Asked again, nothing happens.
        assert.equal((await a2.request('editMessage', { conversationId: id, seq, content: text('before') })).rev, rev);
        await refused(b, 'editMessage', { conversationId: id, seq, content: text('mine') }, 'NOT_ALLOWED');
        await refused(a, 'editMessage', { conversationId: id, seq, content: text(' ') }, 'MALFORMED');
        await refused(a, 'editMessage', { conversationId: id, seq: seq + 1, content: text('x') }, 'NOT_FOUND');
    });

    test('a deleted message is gone for everybody, and a late retry does not bring it back', async () => {
        const { a, b, id } = await world.pair();
        const a2 = await world.secondDevice(a);
        const first = await say(a, id, 'stays');
        const { seq, rev: sentRev, clientId } = await say(a, id, 'goes');
        await b.waitEvent(changeOf(id, (change) => change.message?.seq === seq));
        await a2.request('deleteMessages', { conversationId: id, seqs: [seq] });
        for (const who of [a, a2, b]) {
            const { message } = (await who.waitEvent(erased(id, seq))).conversationEvent.change;
            assert.deepEqual([message.content, message.senderId], [null, userIdOf(a)]);
        }
        assert.deepEqual(bodies(await history(b, id)), ['stays', null]);
        const again = await say(a, id, 'goes', { clientId, retry: true });
        assert.deepEqual([again.seq, again.rev], [seq, sentRev]);
        await b.request('ping');
        const told = b.events.filter(changeOf(id, (change) => change.message?.seq === seq));
        assert.equal(told.length, 2, 'once as it was, once as a tombstone');
        assert.deepEqual(bodies(await history(b, id)), ['stays', null]);
        const { conversations: [listed] } = await b.request('listChanged');
        assert.deepEqual([listed.preview.deleted, listed.preview.content, listed.unread], [true, null, 1]);
        // What is deleted already stays so, together with another.
        const { rev } = await a.request('deleteMessages', { conversationId: id, seqs: [first.seq, seq] });
        assert.deepEqual(bodies(await history(b, id)), [null, null]);
        assert.equal((await a.request('deleteMessages', { conversationId: id, seqs: [first.seq, seq] })).rev, rev);
    });

    test('a deletion is made up for by a device that was away, from Sync and from the list', async () => {
        const { a, b, id } = await world.pair();
        await sayMany(a, id, 3);
        const { asOfMs } = await b.request('listChanged');
        await b.close();
        await a.request('deleteMessages', { conversationId: id, seqs: [1, 3] });
        const back = await world.resumed(b, { listSinceMs: asOfMs });
        const list = back.welcome.conversations ?? (await back.request('listChanged', { sinceMs: asOfMs }));
        const listed = list.conversations.find((entry) => entry.conversationId === id);
        assert.deepEqual([listed.preview.deleted, listed.unread], [true, 1]);
        const page = await back.request('sync', { conversationId: id, rev: 4, topSeq: 3 });
        assert.deepEqual(page.changes.map((change) => [change.message.seq, change.message.deleted]), [[1, true], [3, true]]);
    });

    test('who may delete what in a group', async () => {
        const [owner, admin, member, other] = await Promise.all(Array.from({ length: 4 }, () => world.newcomer()));
        const { conversationId: id } = await createGroup(owner, [admin, member, other]);
        await owner.request('setRole', { conversationId: id, userId: userIdOf(admin), role: 'ADMIN' });
        const mine = await say(member, id, 'mine');
        const theirs = await say(other, id, 'theirs');
        await refused(member, 'deleteMessages', { conversationId: id, seqs: [mine.seq, theirs.seq] }, 'NOT_ALLOWED');
        assert.deepEqual(bodies(await history(other, id)).slice(-2), ['mine', 'theirs'], 'all or none');
        await admin.request('deleteMessages', { conversationId: id, seqs: [mine.seq, theirs.seq] });
        for (const who of [owner, member, other]) await who.waitEvent(erased(id, theirs.seq));
        const owners = await say(owner, id, 'of the owner');
        await admin.request('deleteMessages', { conversationId: id, seqs: [owners.seq] });
        await refused(owner, 'deleteMessages', { conversationId: id, seqs: [1] }, 'NOT_ALLOWED'); // a line of the server
        await owner.request('removeMember', { conversationId: id, userId: userIdOf(other) });
        await refused(other, 'deleteMessages', { conversationId: id, seqs: [theirs.seq] }, 'NOT_FOUND');
    });

    test('limits and mistakes', async () => {
        const { a, id } = await world.pair();
        await say(a, id, 'x');
        await refused(a, 'deleteMessages', { conversationId: id, seqs: [] }, 'MALFORMED');
        const many = Array.from({ length: 101 }, (_, i) => i + 1);
        await refused(a, 'deleteMessages', { conversationId: id, seqs: many }, 'TOO_LARGE');
        await refused(a, 'hideMessages', { conversationId: id, seqs: many }, 'TOO_LARGE');
        await refused(a, 'deleteMessages', { conversationId: id, seqs: [1, 2] }, 'NOT_FOUND');
        const { limits, features } = a.welcome;
        assert.deepEqual([limits.editWindowS, limits.deleteWindowS, limits.maxMessagesAtOnce], [172800, 172800, 100]);
        assert.ok(features.includes('message-changes'));
    });

    test('hiding concerns the own devices alone', async () => {
        const { a, b, id } = await world.pair();
        const b2 = await world.secondDevice(b);
        await sayMany(a, id, 3);
        await b.request('hideMessages', { conversationId: id, seqs: [3, 2] });
        const { hidden } = (await b2.waitEvent((f) => f.accountEvent?.change.hidden)).accountEvent.change;
        assert.deepEqual(hidden, { conversationId: id, seqs: [2, 3] });
        for (const who of [b, b2]) assert.deepEqual(bodies(await history(who, id)), ['message 1']);
        assert.deepEqual(bodies(await history(a, id)), ['message 1', 'message 2', 'message 3']);
        const { conversations: [listed] } = await b2.request('listChanged');
        assert.deepEqual([listed.preview.seq, listed.unread], [1, 1]);
        const b3 = await world.secondDevice(b);
        const { changes } = await b3.request('syncAccount', { rev: 0 });
        assert.deepEqual(changes.filter((change) => change.hidden).map((change) => change.hidden.seqs), [[2, 3]]);
        assert.deepEqual((await b3.request('sync', { conversationId: id })).newest.map((message) => message.seq), [1]);
        await a.request('ping');
        assert.deepEqual(a.events.filter((frame) => frame.accountEvent?.change.hidden), []);
    });

    test('a reply names what it answers, and keeps no copy of it', async () => {
        const { a, b, id } = await world.pair();
        const { seq } = await say(a, id, 'a question');
        const reply = await b.request('sendMessage', { conversationId: id, clientId: makeId(), content: { ...text('an answer'), replyToSeq: seq } });
        const { message } = (await a.waitEvent(changeOf(id, (change) => change.message?.seq === reply.seq))).conversationEvent.change;
        assert.equal(message.content.replyToSeq, seq);
        await a.request('deleteMessages', { conversationId: id, seqs: [seq] });
        const rows = await history(b, id);
        assert.ok(!JSON.stringify(rows).includes('a question'));
        assert.equal(rows.at(-1).content.replyToSeq, seq);
        // An edit does not change whom it answers.
        await b.request('editMessage', { conversationId: id, seq: reply.seq, content: { ...text('edited'), replyToSeq: reply.seq } });
        assert.deepEqual((await history(a, id)).at(-1).content, { fallback: '', text: { body: 'edited' }, kind: 'text', replyToSeq: seq });
        await refused(b, 'sendMessage', { conversationId: id, clientId: makeId(), content: { ...text('x'), replyToSeq: 99 } }, 'NOT_FOUND');
    });

    test('who joined later cannot answer, react to or delete what was before, and their revs have no gap', async () => {
        const [owner, member, later] = await Promise.all(Array.from({ length: 3 }, () => world.newcomer()));
        const { conversationId: id } = await createGroup(owner, [member], { newMembersSee: 'FROM_JOINING' });
        const { seq } = await say(member, id, 'between us');
        await owner.request('addMembers', { conversationId: id, userIds: [userIdOf(later)] });
        await later.waitEvent((f) => f.accountEvent?.change.conversation);
        const { rev } = await later.request('sync', { conversationId: id });
        await refused(later, 'sendMessage', { conversationId: id, clientId: makeId(), content: { ...text('x'), replyToSeq: seq } }, 'NOT_FOUND');
        await refused(later, 'setReaction', { conversationId: id, seq, emoji: '👍' }, 'NOT_FOUND');
        await refused(later, 'hideMessages', { conversationId: id, seqs: [seq] }, 'NOT_FOUND');
        await owner.request('setReaction', { conversationId: id, seq, emoji: '👍' });
        await member.request('editMessage', { conversationId: id, seq, content: text('still between us') });
        await owner.request('deleteMessages', { conversationId: id, seqs: [seq] });
        const last = await later.waitEvent(changeOf(id, (change) => change.rev === rev + 3));
        assert.equal(last.conversationEvent.change.what ?? null, null);
        const told = later.events.filter(changeOf(id, (change) => change.rev > rev)).map((frame) => frame.conversationEvent.change);
        assert.deepEqual(told.map((change) => [change.rev - rev, change.what ?? null]), [[1, null], [2, null], [3, null]]);
    });

    test('reactions: one each, counted, with who it was on demand', async () => {
        const [owner, a, b] = await Promise.all(Array.from({ length: 3 }, () => world.newcomer()));
        const a2 = await world.secondDevice(a);
        const { conversationId: id } = await createGroup(owner, [a, b]);
        const { seq } = await say(owner, id, 'a proposal');
        await a.request('setReaction', { conversationId: id, seq, emoji: '👍' });
        await b.request('setReaction', { conversationId: id, seq, emoji: '👍' });
        const { rev } = await a2.request('setReaction', { conversationId: id, seq, emoji: '🎉' });
        for (const who of [owner, a, a2, b]) {
            const { reactions } = (await who.waitEvent(reacted(id, seq, a, '🎉'))).conversationEvent.change;
            assert.deepEqual(reactions.counts, [{ emoji: '🎉', count: 1 }, { emoji: '👍', count: 1 }].sort((x, y) => (x.emoji < y.emoji ? -1 : 1)));
            assert.deepEqual([reactions.rev, reactions.own], [rev, '']);
        }
        const { reactions } = (await history(a, id)).at(-1);
        assert.deepEqual([reactions.own, reactions.rev, reactions.counts.length], ['🎉', rev, 2]);
        assert.equal((await history(owner, id)).at(-1).reactions.own, '');
        const page = await owner.request('sync', { conversationId: id, rev: rev - 1, topSeq: seq });
        assert.deepEqual(page.changes.map((change) => [change.rev, change.reactions.seq, change.reactions.counts.length]), [[rev, seq, 2]]);
        const who = [];
        for (let cursor = '', more = true; more; more = cursor !== '') {
            const asked = await b.request('getReactions', { conversationId: id, seq, cursor, limit: 1 });
            who.push(...asked.ofUsers.map((one) => [one.userId, one.emoji]));
            cursor = asked.nextCursor;
        }
        assert.deepEqual(who.sort(), [[userIdOf(a), '🎉'], [userIdOf(b), '👍']].sort());
        await a.request('setReaction', { conversationId: id, seq, emoji: '' });
        await b.waitEvent(reacted(id, seq, a, ''));
        for (const emoji of ['no', '👍👍', '<b>', 'x'.repeat(70)]) await refused(a, 'setReaction', { conversationId: id, seq, emoji }, 'MALFORMED');
        await refused(a, 'setReaction', { conversationId: id, seq: 1, emoji: '👍' }, 'NOT_ALLOWED');
    });

    test('a block ends edits and reactions, but not taking back what one wrote', async () => {
        const { a, b, id } = await world.pair();
        const { seq } = await say(b, id, 'mine');
        await a.request('blockUser', { userId: userIdOf(b) });
        for (const who of [a, b]) await refused(who, 'setReaction', { conversationId: id, seq, emoji: '👍' }, 'NOT_ALLOWED');
        await refused(b, 'editMessage', { conversationId: id, seq, content: text('x') }, 'NOT_ALLOWED');
        await b.request('deleteMessages', { conversationId: id, seqs: [seq] });
        await a.waitEvent(erased(id, seq));
    });

    test('the whole client holds the same as the store after all that', async () => {
        const { a, b, id } = await world.pair();
        const client = world.client({ account: b.account });
        await client.start();
        await world.until(() => client.conversations.has(id));
        await sayMany(a, id, 6);
        await world.until(() => client.conversations.get(id).topSeq === 6);
        client.cut();
        await a.request('editMessage', { conversationId: id, seq: 2, content: text('second') });
        await a.request('deleteMessages', { conversationId: id, seqs: [3, 4] });
        await a.request('setReaction', { conversationId: id, seq: 5, emoji: '👍' });
        await b.request('hideMessages', { conversationId: id, seqs: [6] });
        await client.whenOnline();
        const state = () => client.conversations.get(id);
        await world.until(() => state().rows.get(5)?.reactions?.counts[0]?.count === 1 && !state().rows.has(6) && state().rows.get(4).deleted);
        assert.deepEqual(bodies([...state().rows.values()]), ['message 1', 'second', null, null, 'message 5']);
    });
});

describe('without a window for changes', () => {
    let world;
    before(async () => { world = await World.open({ args: ['--edit-seconds', '0', '--delete-seconds', '0'] }); });
    after(() => world.close());

    test('nobody edits or deletes but who leads a group', async () => {
        const { a, b, id } = await world.pair();
        const { seq } = await say(a, id, 'x');
        assert.deepEqual([a.welcome.limits.editWindowS, a.welcome.limits.deleteWindowS], [0, 0]);
        await refused(a, 'editMessage', { conversationId: id, seq, content: text('y') }, 'NOT_ALLOWED');
        await refused(a, 'deleteMessages', { conversationId: id, seqs: [seq] }, 'NOT_ALLOWED');
        const { conversationId: group } = await createGroup(a, [b]);
        const theirs = await say(b, group, 'x');
        await a.request('deleteMessages', { conversationId: group, seqs: [theirs.seq] });
    });
});
