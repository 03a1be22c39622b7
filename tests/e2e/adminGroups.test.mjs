// SPDX-License-Identifier: Apache-2.0
// What an administrator does to groups: the members see it, and live sessions go by it at once.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeId } from '../js/Ids.mjs';
import { World, createGroup, refused, say, userIdOf } from '../js/World.mjs';

const line = (id, what) => (frame) => {
    const event = frame.conversationEvent;
    return event?.conversationId === id && event.change.message?.content?.system?.what === what;
};

describe('banterctl group', () => {
    let world;
    let ctl;
    before(async () => {
        world = await World.open({ args: ['--max-group-members', '4'] });
        ctl = (...args) => world.server.ctl(args);
    });
    after(() => world.close());

    /** The message for the administrator. */
    function fails(args, code) {
        const result = world.server.ctl(args, { mayFail: true });
        assert.equal(result.status, 1, `${args.join(' ')}: ${result.stdout}${result.stderr}`);
        const { error } = JSON.parse(result.stdout);
        assert.equal(error.code, code, error.message);
        return error.message;
    }
    const nameOf = (who) => who.account.username;
    const rolesIn = (id) => Object.fromEntries(ctl('group', 'show', id).members.map(({ name, role }) => [name, role]));

    async function groupOf(count, title) {
        const people = await Promise.all(Array.from({ length: count }, () => world.newcomer()));
        const group = await createGroup(people[0], people.slice(1), { title });
        return { people, id: group.conversationId };
    }

    test('groups are listed, all or of a user, and shown; conversations of two and what is said are not', async () => {
        const { people: [owner, a, b], id } = await groupOf(3, 'Climbing');
        const direct = await owner.request('openDirect', { userId: userIdOf(a) });
        await say(owner, id, 'a secret of ours');
        assert.ok(ctl('group', 'list').groups.some((group) => group.id === id));
        const { groups } = ctl('group', 'list', '--user', nameOf(b));
        assert.deepEqual(groups.map(({ id: one, title, members }) => [one, title, members]), [[id, 'Climbing', 3]]);
        const shown = ctl('group', 'show', id);
        assert.deepEqual([shown.title, shown.new_members_see_all], ['Climbing', true]);
        assert.deepEqual(shown.members.map(({ role }) => role), ['owner', 'member', 'member']);
        assert.equal(shown.members[0].name, nameOf(owner));
        assert.doesNotMatch(JSON.stringify([shown, groups]), /secret/);
        fails(['group', 'show', direct.conversationId], 'NOT_FOUND');
        fails(['group', 'show', makeId()], 'NOT_FOUND');
        fails(['group', 'show', 'nonsense'], 'MALFORMED');
        fails(['group', 'list', '--user', 'nobody'], 'NOT_FOUND');
    });

    test('who is removed gets nothing any more, who is added sees the group', async () => {
        const { people: [owner, a, b], id } = await groupOf(3, 'Comings and goings');
        const added = await world.newcomer();
        assert.equal(ctl('group', 'remove', id, nameOf(b)).changed, true);
        const gone = await owner.waitEvent(line(id, 'MEMBER_REMOVED'));
        const { actorId, subjectIds } = gone.conversationEvent.change.message.content.system;
        assert.deepEqual([actorId, subjectIds], ['', [userIdOf(b)]]);
        assert.match(gone.conversationEvent.change.message.content.fallback, /^An administrator removed /);
        await b.waitEvent((frame) => frame.accountEvent?.change.conversation?.removed === true);
        await refused(b, 'getHistory', { conversationId: id, afterSeq: 0 }, 'NOT_FOUND');
        await refused(b, 'sendMessage', { conversationId: id, clientId: makeId(), content: { text: { body: 'x' } } }, 'NOT_FOUND');
        assert.equal(ctl('group', 'remove', id, nameOf(b)).changed, false);

        assert.equal(ctl('group', 'add', id, nameOf(added)).changed, true);
        await a.waitEvent(line(id, 'MEMBERS_ADDED'));
        await added.waitEvent((frame) => frame.accountEvent?.change.conversation?.conversationId === id);
        await say(added, id, 'here I am');
        for (const who of [owner, a])
            await who.waitEvent((frame) => frame.conversationEvent?.change.message?.content?.text?.body === 'here I am');
        assert.match(fails(['group', 'add', id, 'nobody'], 'NOT_FOUND'), /user list/);
        ctl('group', 'add', id, nameOf(b));
        assert.match(fails(['group', 'add', id, nameOf(await world.newcomer())], 'TOO_LARGE'), /max-group-members/);
    });

    test('a group whose owner has gone gets another one', async () => {
        const { people: [owner, a, b], id } = await groupOf(3, 'An heir');
        ctl('user', 'disable', nameOf(owner));
        assert.equal(ctl('group', 'role', id, nameOf(a), 'owner').changed, true);
        await b.waitEvent(line(id, 'ROLE_CHANGED'));
        assert.deepEqual(rolesIn(id), { [nameOf(owner)]: 'admin', [nameOf(a)]: 'owner', [nameOf(b)]: 'member' });
        await a.request('setRole', { conversationId: id, userId: userIdOf(b), role: 'ADMIN' });
        assert.equal(ctl('group', 'role', id, nameOf(b), 'member').changed, true);
        assert.equal(rolesIn(id)[nameOf(b)], 'member');
        assert.match(fails(['group', 'remove', id, nameOf(a)], 'NOT_ALLOWED'), /another|somebody else/);
        assert.match(fails(['group', 'role', id, nameOf(a), 'member'], 'NOT_ALLOWED'), /somebody else/);
        fails(['group', 'role', id, nameOf(await world.newcomer()), 'owner'], 'NOT_FOUND');
        fails(['group', 'role', id, nameOf(b), 'king'], 'MALFORMED');
        assert.equal(ctl('group', 'remove', id, nameOf(owner)).changed, true);
    });

    test('a title that offends is replaced', async () => {
        const { people: [, a], id } = await groupOf(2, 'Something bad');
        assert.equal(ctl('group', 'rename', id, '  A better \u202e name ').changed, true);
        const { conversationEvent } = await a.waitEvent(line(id, 'RENAMED'));
        assert.equal(conversationEvent.change.message.content.system.title, 'A better name');
        assert.equal(ctl('group', 'show', id).title, 'A better name');
        fails(['group', 'rename', id, '\u200b'], 'MALFORMED');
        fails(['group', 'rename', id, 'x'.repeat(121)], 'MALFORMED');
    });
});
