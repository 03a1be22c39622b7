// SPDX-License-Identifier: Apache-2.0
// Invites: whoever holds the code may look and join, as long as it can be used; and codes are nowhere to be found.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { makeId } from '../js/Ids.mjs';
import { World, createGroup, refused, say, store, userIdOf } from '../js/World.mjs';

const line = (id, what) => (frame) => frame.conversationEvent?.conversationId === id
    && frame.conversationEvent.change.message?.content.system?.what === what;

describe('invites', () => {
    let world;
    before(async () => { world = await World.open(); });
    after(() => world.close());

    test('who holds the code looks, joins, and all see it', async () => {
        const [owner, a, b] = await Promise.all([world.newcomer(), world.newcomer(), world.newcomer()]);
        const b2 = await world.secondDevice(b, { format: 'json' });
        const { conversationId: id } = await createGroup(owner, [a], { description: 'about it' });
        const invite = await owner.request('createInvite', { conversationId: id, maxUses: 5 });
        assert.match(invite.code, /^[\w-]{32}$/);
        assert.equal(invite.creatorId, userIdOf(owner));
        assert.deepEqual(await b.request('lookInvite', { code: invite.code }),
            { title: 'A group', description: 'about it', memberCount: 2, conversationId: '' });
        await refused(b, 'getConversation', { conversationId: id }, 'NOT_FOUND');
        const joined = await b.request('joinByInvite', { code: invite.code });
        assert.deepEqual([joined.conversationId, joined.memberCount, joined.unread], [id, 3, 0]);
        await b2.waitEvent((frame) => frame.accountEvent?.change.conversation?.conversationId === id);
        for (const who of [owner, a]) {
            const told = await who.waitEvent(line(id, 'JOINED_BY_INVITE'));
            assert.equal(told.conversationEvent.change.message.content.system.actorId, userIdOf(b));
        }
        await say(b2, id, 'thanks');
        await a.waitEvent((frame) => frame.conversationEvent?.change.message?.content.text?.body === 'thanks');
        assert.equal((await b.request('lookInvite', { code: invite.code })).conversationId, id);
        assert.equal((await b.request('joinByInvite', { code: invite.code })).conversationId, id, 'again: the same');
        const { invites } = await owner.request('listInvites', { conversationId: id });
        assert.deepEqual(invites.map((one) => [one.inviteId, one.uses, one.code]), [[invite.inviteId, 1, '']]);
    });

    test('it ends by its uses, its time, or when it is revoked, and nobody can tell which', async () => {
        const owner = await world.newcomer();
        const { conversationId: id } = await createGroup(owner);
        const once = await owner.request('createInvite', { conversationId: id, maxUses: 1 });
        const { timeMs } = await owner.request('ping');
        const soon = await owner.request('createInvite', { conversationId: id, expiresAtMs: timeMs + 1500 });
        const revoked = await owner.request('createInvite', { conversationId: id });
        await owner.request('revokeInvite', { conversationId: id, inviteId: revoked.inviteId });
        await owner.request('revokeInvite', { conversationId: id, inviteId: revoked.inviteId });
        const guests = await Promise.all(Array.from({ length: 6 }, () => world.newcomer()));
        const answers = await Promise.all(guests.map((guest) => guest.requestFrame('joinByInvite', { code: once.code })));
        assert.equal(answers.filter((frame) => frame.type === 'ANSWER').length, 1, 'one use is one, however many come at once');
        const outside = guests[answers.findIndex((frame) => frame.type === 'FAILURE')];
        await world.until(async () => (await owner.request('ping')).timeMs > timeMs + 1500);
        const errors = [];
        for (const code of [once.code, soon.code, revoked.code, 'A'.repeat(32), '', 'x', 'A'.repeat(5000)]) {
            errors.push(await refused(outside, 'joinByInvite', { code }, 'NOT_FOUND'));
            errors.push(await refused(outside, 'lookInvite', { code }, 'NOT_FOUND'));
        }
        for (const error of errors) assert.deepEqual(error, errors[0]);
        assert.deepEqual((await owner.request('listInvites', { conversationId: id })).invites, []);
        await refused(owner, 'revokeInvite', { conversationId: id, inviteId: makeId() }, 'NOT_FOUND');
        await refused(owner, 'createInvite', { conversationId: id, expiresAtMs: 1 }, 'MALFORMED');
    });

    test('who was removed does not come back by it, who left does', async () => {
        const [owner, a] = await Promise.all([world.newcomer(), world.newcomer()]);
        const { conversationId: id } = await createGroup(owner, [a]);
        const { code } = await owner.request('createInvite', { conversationId: id });
        await a.request('leaveGroup', { conversationId: id });
        assert.equal((await a.request('joinByInvite', { code })).conversationId, id);
        await owner.request('removeMember', { conversationId: id, userId: userIdOf(a) });
        await refused(a, 'joinByInvite', { code }, 'NOT_ALLOWED');
        await owner.request('addMembers', { conversationId: id, userIds: [userIdOf(a)] });
        await say(a, id, 'back');
    });

    test('there is a bound', async () => {
        const owner = await world.newcomer();
        const { conversationId: id } = await createGroup(owner);
        const { maxInvites } = owner.welcome.limits;
        for (let i = 0; i < maxInvites; i += 1) await owner.request('createInvite', { conversationId: id });
        await refused(owner, 'createInvite', { conversationId: id }, 'TOO_LARGE');
    });

    test('the store and the log do not have the code', async (t) => {
        const owner = await world.newcomer();
        const { conversationId: id } = await createGroup(owner);
        const { code } = await owner.request('createInvite', { conversationId: id });
        const guest = await world.newcomer();
        await guest.request('joinByInvite', { code });
        assert.ok(!world.server.process.tail().includes(code));
        if (store !== 'sqlite') return t.skip('the files are PostgreSQL\'s own');
        const secret = [Buffer.from(code), Buffer.from(code, 'base64url')];
        for (const name of readdirSync(world.server.data)) {
            if (!name.startsWith('banter.db')) continue;
            const bytes = readFileSync(join(world.server.data, name));
            for (const words of secret) assert.equal(bytes.indexOf(words), -1, name);
        }
        return undefined;
    });
});
