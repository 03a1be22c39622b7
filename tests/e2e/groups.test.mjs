// SPDX-License-Identifier: Apache-2.0
// Groups: who may do what, what the others see of it, and what those who come and go may see. Each test ends in what others see.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeId } from '../js/Ids.mjs';
import { World, createGroup, refused, say, sayMany, text, userIdOf } from '../js/World.mjs';

const inGroup = (id, test_) => (frame) => frame.conversationEvent?.conversationId === id && test_(frame.conversationEvent.change);
const system = (change) => change.message?.content?.system;
const line = (id, what) => inGroup(id, (change) => system(change)?.what === what);
const listed = (id, removed = false) => (frame) => {
    const ref = frame.accountEvent?.change.conversation;
    return ref?.conversationId === id && ref.removed === removed;
};
const bodies = (messages) => messages.map((message) => message.content?.text?.body ?? message.content?.system?.what);
const historyOf = async (who, id) => bodies((await who.request('getHistory', { conversationId: id, afterSeq: 0, limit: 100 })).messages);

describe('groups', () => {
    let world;
    before(async () => { world = await World.open({ args: ['--max-group-members', '40'] }); });
    after(() => world.close());

    const people = (count) => Promise.all(Array.from({ length: count }, () => world.newcomer()));

    test('a group is made, all its members see it, and talk in it', async () => {
        const [owner, a, b] = await people(3);
        const a2 = await world.secondDevice(a, { format: 'json' });
        const group = await createGroup(owner, [a, b], { title: '  Summer \u202e house ', description: 'dates\nand keys' });
        assert.equal(group.kind, 'GROUP');
        assert.equal(group.title, 'Summer house');
        assert.equal(group.description, 'dates\nand keys');
        assert.equal(group.memberCount, 3);
        assert.equal(group.newMembersSee, 'ALL_HISTORY');
        assert.deepEqual(group.members.map((m) => [m.user.userId, m.role]), [[userIdOf(owner), 'OWNER']]);
        assert.equal(group.preview.content.system.what, 'CREATED');
        const id = group.conversationId;
        for (const who of [a, a2, b, owner]) await who.waitEvent(listed(id));
        await say(owner, id, 'welcome');
        for (const who of [a, a2, b]) {
            await who.waitEvent(inGroup(id, (change) => change.message?.content.text?.body === 'welcome'));
            const { conversations } = await who.request('listChanged');
            assert.deepEqual([conversations[0].conversationId, conversations[0].unread, conversations[0].title], [id, 1, 'Summer house']);
        }
        const answers = await Promise.all([say(a2, id, 'from a'), say(b, id, 'from b')]);
        assert.deepEqual(answers.map((answer) => answer.seq).sort(), [3, 4]);
        for (const who of [owner, a, a2, b]) {
            const { messages } = await who.request('getHistory', { conversationId: id, afterSeq: 0 });
            assert.equal(messages.length, 4);
            assert.equal(messages[0].senderId, '');
            assert.equal(messages[0].content.system.actorId, userIdOf(owner));
            assert.match(messages[0].content.fallback, /created the group "Summer house"$/);
        }
        const { users } = await a.request('getUsers', { userIds: [userIdOf(b)] });
        assert.equal(users.length, 1, 'members know each other');
    });

    test('a repeated CreateGroup makes one group', async () => {
        const [owner, a] = await people(2);
        const clientId = makeId();
        const first = await createGroup(owner, [a], { clientId });
        const again = await createGroup(owner, [a], { clientId, title: 'Another title' });
        assert.equal(again.conversationId, first.conversationId);
        assert.equal(again.title, first.title);
        const other = await createGroup(a, [owner], { clientId });
        assert.notEqual(other.conversationId, first.conversationId);
        await world.until(async () => (await owner.request('listChanged')).conversations.length === 2);
    });

    test('bad input is refused and makes nothing', async () => {
        const [owner, a] = await people(2);
        const good = { clientId: makeId(), title: 'x', userIds: [userIdOf(a)] };
        await refused(owner, 'createGroup', { ...good, title: '' }, 'MALFORMED');
        await refused(owner, 'createGroup', { ...good, title: '\u200b \n' }, 'MALFORMED');
        await refused(owner, 'createGroup', { ...good, title: 'x'.repeat(121) }, 'TOO_LARGE');
        await refused(owner, 'createGroup', { ...good, description: 'x'.repeat(2049) }, 'TOO_LARGE');
        await refused(owner, 'createGroup', { ...good, description: 'a\0b' }, 'MALFORMED');
        await refused(owner, 'createGroup', { ...good, clientId: '' }, 'MALFORMED');
        await refused(owner, 'createGroup', { ...good, userIds: [makeId()] }, 'NOT_FOUND');
        await refused(owner, 'createGroup', { ...good, userIds: ['nonsense'] }, 'NOT_FOUND');
        await refused(owner, 'createGroup', { ...good, userIds: Array.from({ length: 40 }, makeId) }, 'TOO_LARGE');
        assert.deepEqual((await owner.request('listChanged')).conversations, []);
        assert.equal(owner.welcome.limits.maxGroupMembers, 40);
        const { conversationId } = await createGroup(owner, [a]);
        await refused(owner, 'setRole', { conversationId, userId: userIdOf(a), role: 'ROLE_UNSPECIFIED' }, 'MALFORMED');
        await refused(owner, 'editGroup', { conversationId, title: ' ' }, 'MALFORMED');
        await refused(owner, 'addMembers', { conversationId, userIds: Array.from({ length: 101 }, makeId) }, 'TOO_LARGE');
    });

    test('members are added: all hear of it, and the new ones see all that was', async () => {
        const [owner, a, b, c] = await people(4);
        const { conversationId: id } = await createGroup(owner, [a]);
        await say(owner, id, 'before you came');
        const { rev } = await owner.request('addMembers', { conversationId: id, userIds: [b, c, a, owner].map(userIdOf) });
        const added = await a.waitEvent(inGroup(id, (change) => change.what === 'members'));
        assert.deepEqual(added.conversationEvent.change.members.members.map((m) => m.user.userId).sort(), [b, c].map(userIdOf).sort());
        const told = await a.waitEvent(line(id, 'MEMBERS_ADDED'));
        assert.equal(told.conversationEvent.change.rev, rev);
        assert.deepEqual([...system(told.conversationEvent.change).subjectIds].sort(), [b, c].map(userIdOf).sort());
        for (const who of [b, c]) {
            await who.waitEvent(listed(id));
            assert.deepEqual(await historyOf(who, id), ['CREATED', 'before you came', 'MEMBERS_ADDED']);
            const [entry] = (await who.request('listChanged')).conversations;
            assert.deepEqual([entry.unread, entry.memberCount], [0, 4], 'what was before is not unread');
        }
        await say(b, id, 'hello');
        await owner.waitEvent(inGroup(id, (change) => change.message?.content.text?.body === 'hello'));
        assert.equal((await c.request('getConversation', { conversationId: id })).unread, 1);
        assert.equal((await owner.request('addMembers', { conversationId: id, userIds: [userIdOf(b)] })).rev, rev + 1, 'nothing happened');
    });

    test('where the group says so, new ones see what comes after them', async () => {
        const [owner, a, b] = await people(3);
        const { conversationId: id } = await createGroup(owner, [a], { newMembersSee: 'FROM_JOINING' });
        await sayMany(owner, id, 5, 'secret');
        await owner.request('addMembers', { conversationId: id, userIds: [userIdOf(b)] });
        await b.waitEvent(listed(id));
        assert.deepEqual(await historyOf(b, id), ['MEMBERS_ADDED']);
        const { messages, atStart } = await b.request('getHistory', { conversationId: id, beforeSeq: 4 });
        assert.deepEqual([messages, atStart], [[], true]);
        const synced = await b.request('sync', { conversationId: id });
        assert.deepEqual(bodies(synced.newest), ['MEMBERS_ADDED']);
        assert.equal(synced.holeTo, 0, 'what one may not see is no hole');
        const [entry] = (await b.request('listChanged')).conversations;
        assert.equal(entry.preview.content.system.what, 'MEMBERS_ADDED');
        await refused(b, 'getReceipts', { conversationId: id, seq: 3 }, 'NOT_FOUND');
        await say(a, id, 'for all');
        assert.deepEqual(await historyOf(b, id), ['MEMBERS_ADDED', 'for all']);
        assert.equal((await b.request('getConversation', { conversationId: id })).unread, 1);
        await owner.request('editGroup', { conversationId: id, newMembersSee: 'ALL_HISTORY' });
        assert.deepEqual(await historyOf(b, id), ['MEMBERS_ADDED', 'for all'], 'who is there keeps what it was');
    });

    test('who is removed hears so, and then nothing more', async () => {
        const [owner, a, b] = await people(3);
        const a2 = await world.secondDevice(a, { format: 'json' });
        const { conversationId: id } = await createGroup(owner, [a, b]);
        await say(a, id, 'mine');
        await owner.request('removeMember', { conversationId: id, userId: userIdOf(a) });
        for (const who of [a, a2]) {
            const gone = await who.waitEvent(inGroup(id, (change) => change.member?.removed));
            assert.equal(gone.conversationEvent.change.member.user.userId, userIdOf(a));
            await who.waitEvent(listed(id, true));
        }
        const counts = [a, a2].map((who) => who.events.length);
        await say(b, id, 'among us');
        await b.request('acknowledge', { conversationId: id, readSeq: 4 });
        await owner.request('editGroup', { conversationId: id, title: 'Without a' });
        await owner.waitEvent((frame) => frame.watermarkEvent?.watermarks.some((m) => m.userId === userIdOf(b) && m.readSeq === 4));
        for (const [i, who] of [a, a2].entries()) {
            await refused(who, 'sendMessage', { conversationId: id, clientId: makeId(), content: text('still here?') }, 'NOT_FOUND');
            for (const name of ['getConversation', 'getHistory', 'sync', 'listMembers', 'leaveGroup', 'listInvites']) {
                await refused(who, name, { conversationId: id }, 'NOT_FOUND');
            }
            assert.deepEqual((await who.request('listChanged')).conversations, []);
            assert.deepEqual(who.events.slice(counts[i]).filter((f) => f.conversationEvent || f.watermarkEvent), []);
        }
        const told = await b.waitEvent(line(id, 'MEMBER_REMOVED'));
        assert.deepEqual(system(told.conversationEvent.change), {
            what: 'MEMBER_REMOVED', actorId: userIdOf(owner), subjectIds: [userIdOf(a)], title: '', role: 'ROLE_UNSPECIFIED',
        });
        assert.equal((await b.request('listMembers', { conversationId: id })).members.length, 2);
        // The account tells the same to a device that was away.
        const { changes } = await a.request('syncAccount', { rev: 0 });
        assert.deepEqual(changes.filter((c) => c.conversation).map((c) => [c.conversation.conversationId, c.conversation.removed]), [[id, true]]);
    });

    test('who was removed can be added again, and has missed nothing that they may see', async () => {
        const [owner, a] = await people(2);
        const { conversationId: id } = await createGroup(owner, [a]);
        const client = world.client({ token: a.me.token });
        await a.close();
        await client.start();
        await sayMany(owner, id, 3, 'early');
        await owner.request('removeMember', { conversationId: id, userId: userIdOf(a) });
        await sayMany(owner, id, 3, 'without a');
        await owner.request('addMembers', { conversationId: id, userIds: [userIdOf(a)] });
        await say(owner, id, 'again');
        await world.until(() => client.conversations.get(id)?.topSeq === 10);
        const rows = [...client.conversations.get(id).rows.values()].sort((x, y) => x.seq - y.seq);
        assert.deepEqual(bodies(rows), await historyOf(owner, id));
        await client.send(id, 'thanks');
        await owner.waitEvent(inGroup(id, (change) => change.message?.content.text?.body === 'thanks'));
    });

    test('sends that are under way when somebody is removed are refused or were before it', async () => {
        const [owner, a, b] = await people(3);
        const { conversationId: id } = await createGroup(owner, [a, b]);
        const sends = [];
        for (let i = 0; i < 40; i += 1) {
            for (const who of [a, b]) {
                sends.push(who.requestFrame('sendMessage', { conversationId: id, clientId: makeId(), content: text(`${i}`) }).then((frame) => [who, frame]));
            }
            if (i === 20) await owner.request('removeMember', { conversationId: id, userId: userIdOf(a) });
        }
        const answers = await Promise.all(sends);
        const { messages } = await owner.request('getHistory', { conversationId: id, afterSeq: 0, limit: 100 });
        const removal = messages.find((message) => message.content.system?.what === 'MEMBER_REMOVED').seq;
        for (const [who, frame] of answers) {
            if (who === b) assert.equal(frame.type, 'ANSWER');
            else if (frame.type === 'ANSWER') assert.ok(frame.accepted.seq < removal);
            else assert.equal(frame.error.code, 'NOT_FOUND');
        }
        assert.ok(messages.every((message) => message.senderId !== userIdOf(a) || message.seq < removal));
        assert.deepEqual(messages.map((message) => message.seq), messages.map((_, i) => i + 1), 'no gaps');
    });

    test('roles: given by the owner, handed over, and what each may do', async () => {
        const [owner, admin, member, other] = await people(4);
        const { conversationId: id } = await createGroup(owner, [admin, member]);
        const role = (who, r) => ({ conversationId: id, userId: userIdOf(who), role: r });
        await refused(member, 'setRole', role(member, 'ADMIN'), 'NOT_ALLOWED');
        await owner.request('setRole', role(admin, 'ADMIN'));
        const told = await member.waitEvent(inGroup(id, (change) => change.member?.role === 'ADMIN'));
        assert.equal(told.conversationEvent.change.member.user.userId, userIdOf(admin));
        await refused(admin, 'setRole', role(member, 'ADMIN'), 'NOT_ALLOWED');
        await refused(admin, 'removeMember', { conversationId: id, userId: userIdOf(owner) }, 'NOT_ALLOWED');
        await refused(admin, 'editGroup', { conversationId: id, newMembersSee: 'FROM_JOINING' }, 'NOT_ALLOWED');
        await refused(member, 'addMembers', { conversationId: id, userIds: [userIdOf(other)] }, 'NOT_ALLOWED');
        await refused(member, 'removeMember', { conversationId: id, userId: userIdOf(admin) }, 'NOT_ALLOWED');
        await refused(member, 'editGroup', { conversationId: id, title: 'mine' }, 'NOT_ALLOWED');
        await refused(owner, 'setRole', role(other, 'ADMIN'), 'NOT_FOUND');
        await refused(owner, 'setRole', role(owner, 'MEMBER'), 'NOT_ALLOWED');
        await refused(owner, 'leaveGroup', { conversationId: id }, 'NOT_ALLOWED');
        await admin.request('addMembers', { conversationId: id, userIds: [userIdOf(other)] });
        await admin.request('removeMember', { conversationId: id, userId: userIdOf(other) });
        await admin.request('editGroup', { conversationId: id, title: 'By an admin', description: 'new' });
        const renamed = await member.waitEvent(inGroup(id, (change) => change.title));
        assert.deepEqual(renamed.conversationEvent.change.title, { title: 'By an admin', description: 'new', newMembersSee: 'ALL_HISTORY' });
        assert.equal(system((await member.waitEvent(line(id, 'RENAMED'))).conversationEvent.change).title, 'By an admin');

        await owner.request('setRole', role(admin, 'OWNER'));
        const both = await member.waitEvent(inGroup(id, (change) => change.what === 'members'));
        assert.deepEqual(new Map(both.conversationEvent.change.members.members.map((m) => [m.user.userId, m.role])),
            new Map([[userIdOf(admin), 'OWNER'], [userIdOf(owner), 'ADMIN']]));
        await owner.request('setRole', role(owner, 'MEMBER'));
        await owner.request('leaveGroup', { conversationId: id });
        await member.waitEvent(line(id, 'MEMBER_LEFT'));
        await refused(owner, 'getConversation', { conversationId: id }, 'NOT_FOUND');
        const { members } = await member.request('listMembers', { conversationId: id });
        assert.deepEqual(new Map(members.map((m) => [m.user.username, m.role])),
            new Map([[admin.account.username, 'OWNER'], [member.account.username, 'MEMBER']]));
    });

    test('the last one to leave ends the group', async () => {
        const [owner, a] = await people(2);
        const { conversationId: id } = await createGroup(owner, [a]);
        const { code } = await owner.request('createInvite', { conversationId: id });
        await a.request('leaveGroup', { conversationId: id });
        await refused(a, 'leaveGroup', { conversationId: id }, 'NOT_FOUND');
        await owner.request('leaveGroup', { conversationId: id });
        await owner.waitEvent(listed(id, true));
        assert.deepEqual((await owner.request('listChanged')).conversations, []);
        await refused(a, 'joinByInvite', { code }, 'NOT_FOUND');
        await refused(a, 'lookInvite', { code }, 'NOT_FOUND');
    });

    test('members are listed in pages, each once', async () => {
        const [owner, ...others] = await people(12);
        const { conversationId: id } = await createGroup(owner, others);
        for (const limit of [1, 5, 11, 12, 100]) {
            const seen = [];
            let cursor = '';
            do {
                const page = await others[0].request('listMembers', { conversationId: id, cursor, limit });
                assert.ok(page.members.length <= limit && page.rev === 3);
                seen.push(...page.members.map((member) => member.user.username));
                cursor = page.nextCursor;
            } while (cursor);
            assert.deepEqual(seen.sort(), [owner, ...others].map((who) => who.account.username).sort(), `pages of ${limit}`);
        }
        await refused(owner, 'listMembers', { conversationId: id, cursor: 'made up' }, 'MALFORMED');
    });

    test('a full group takes nobody more', async () => {
        const others = await people(40);
        const [owner, last, ...rest] = others;
        const { conversationId: id, memberCount } = await createGroup(owner, rest);
        assert.equal(memberCount, 39);
        const late = await world.newcomer();
        await refused(owner, 'addMembers', { conversationId: id, userIds: [last, late].map(userIdOf) }, 'TOO_LARGE');
        await owner.request('addMembers', { conversationId: id, userIds: [userIdOf(last)] });
        await refused(owner, 'addMembers', { conversationId: id, userIds: [userIdOf(late)] }, 'TOO_LARGE');
        await rest[0].request('leaveGroup', { conversationId: id });
        await owner.request('addMembers', { conversationId: id, userIds: [userIdOf(late)] });
        await late.waitEvent(listed(id));
    });

    test('a client that was away catches up with members and title', async () => {
        const [owner, a, b] = await people(3);
        const { conversationId: id } = await createGroup(owner, [a]);
        const { rev } = await a.request('sync', { conversationId: id });
        await owner.request('addMembers', { conversationId: id, userIds: [userIdOf(b)] });
        await owner.request('editGroup', { conversationId: id, title: 'Later' });
        await owner.request('setRole', { conversationId: id, userId: userIdOf(b), role: 'ADMIN' });
        const page = await a.request('sync', { conversationId: id, rev, topSeq: 1 });
        assert.deepEqual(page.changes.map((change) => [change.what, change.member?.role ?? change.title.title]),
            [['title', 'Later'], ['member', 'ADMIN']]);
        assert.deepEqual(bodies(page.newest), ['MEMBERS_ADDED', 'RENAMED', 'ROLE_CHANGED']);
        const fresh = await b.request('sync', { conversationId: id });
        assert.deepEqual(fresh.changes.map((change) => change.what), ['title'], 'members are asked for apart');
    });

    test('groups and what they are survive a restart and kill -9', async () => {
        const [owner, a, b] = await people(3);
        const { conversationId: id } = await createGroup(owner, [a]);
        await owner.request('addMembers', { conversationId: id, userIds: [userIdOf(b)] });
        await owner.request('removeMember', { conversationId: id, userId: userIdOf(a) });
        await world.server.kill();
        await world.server.boot();
        const [o2, a2, b2] = [await world.resumed(owner), await world.resumed(a), await world.resumed(b)];
        await say(b2, id, 'after');
        await o2.waitEvent(inGroup(id, (change) => change.message?.content.text?.body === 'after'));
        await refused(a2, 'sync', { conversationId: id }, 'NOT_FOUND');
        await world.until(async () => (await a2.request('listChanged')).conversations.length === 0
            && (await b2.request('listChanged')).conversations.length === 1);
    });
});
