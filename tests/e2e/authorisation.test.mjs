// SPDX-License-Identifier: Apache-2.0
// Nobody learns from an answer whether somebody else's object exists. Every request of the schema is asked by a member, a
// stranger, somebody who is signed out and a revoked device, for its own, another's and an absent object; and of a group by the
// owner, an admin, a member and one who was removed, and by who is blocked of the other.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeId } from '../js/Ids.mjs';
import { encodeClientFrame, requests } from '../js/Wire.mjs';
import { World, createGroup, hello, say, sayMany, userIdOf } from '../js/World.mjs';
import { naming, table } from './AuthorisationTable.mjs';

/** Objects that a block may concern; devices and cursors are nobody else's. */
const concernsOthers = ['conversation', 'group', 'user', 'username'];

describe('authorisation', () => {
    let world;
    let cast;
    before(async () => {
        world = await World.open();
        cast = await setTheScene(world);
    });
    after(() => world.close());

    test('every request of the schema has a row, and every row a request', () => {
        assert.deepEqual(Object.keys(table).sort(), requests.map((request) => request.name).sort());
        for (const { name, fields } of requests) {
            const row = table[name];
            assert.ok(row.own ? !row.build : row.build && row.objects, `${name}: a row has 'own' or 'build' and 'objects'`);
            const names = fields.filter((field) => naming.includes(field));
            const excused = ['hello', 'register', 'logIn', 'lookInvite', 'joinByInvite', 'listContacts'];
            // What each role gets, and who is blocked, is said by the row: a row that says nothing would be a test that is left out.
            if (['conversation', 'group'].includes(row.objects)) assert.equal(row.roles?.length, 4, `${name}: 'roles'`);
            if (concernsOthers.includes(row.objects)) assert.ok(row.blocked, `${name}: 'blocked'`);
            if (names.length > 0 && !excused.includes(name)) assert.ok(row.build, `${name} names an object (${names}) and has no 'build'`);
        }
    });

    for (const { name } of requests.filter((request) => table[request.name].build)) {
        const { objects, build, open } = table[name];
        test(`${name}: a stranger can't tell another's ${objects} from an absent one`, async () => {
            const ask = (id) => answerTo(cast.stranger, name, build(id, cast.scene), id);
            const [other, absent] = [await ask(cast.objects[objects].other), await ask(cast.objects[objects].absent)];
            if (open) assert.notEqual(other, absent, `it is open (${open}); then the row has to say so`);
            else assert.equal(other, absent);
        });

        test(`${name}: neither can a member, who gets the own one`, async () => {
            const ask = (id) => answerTo(cast.member, name, build(id, cast.scene), id);
            const { own, foreign, absent } = cast.objects[objects];
            const [other, none] = [await ask(foreign), await ask(absent)];
            if (!open) assert.equal(other, none);
            if (objects === 'group') return; // what each role gets of the own one is below
            const mine = await ask(own);
            assert.equal(JSON.parse(mine).type, 'ANSWER');
            if (!table[name].silent) assert.notEqual(mine, none);
        });

        test(`${name}: who is not signed in, or revoked, gets the same for all`, async () => {
            const signedOut = await world.connect({ format: 'json' });
            const { own, other, absent } = cast.objects[objects];
            const answers = [];
            for (const id of [own, other, absent]) answers.push(await answerTo(signedOut, name, build(id, cast.scene), id));
            for (const answer of answers) {
                assert.equal(JSON.parse(answer).error?.code, 'NOT_SIGNED_IN');
                assert.equal(answer, answers[0]);
            }
            const refusals = [];
            for (const id of [own, other, absent]) refusals.push(await askRevoked(world, cast.revokedToken, name, build(id, cast.scene)));
            const given = refusals.filter((refusal) => refusal !== null);
            for (const refusal of given) assert.deepEqual(refusal, given[0]);
        });
    }

    for (const { name } of requests.filter((request) => table[request.name].own)) {
        if (['hello', 'register', 'logIn', 'ping'].includes(name)) continue;
        test(`${name}: nobody who is not signed in, or revoked, is let in`, async () => {
            const signedOut = await world.connect();
            assert.equal((await signedOut.requestFrame(name, {})).error?.code, 'NOT_SIGNED_IN');
            await askRevoked(world, cast.revokedToken, name, {});
        });
    }

    for (const { name } of requests.filter((request) => table[request.name].roles)) {
        const { build, ask, roles } = table[name];
        for (const [i, role] of ['owner', 'admin', 'member', 'removed'].entries()) {
            test(`${name}: ${role} of a group gets ${roles[i]}`, async () => {
                const { id, scene } = await group(cast.roles);
                const frame = await cast.roles[role].requestFrame(name, ask ? ask(scene) : build(id, scene));
                assert.equal(frame.error?.code ?? frame.type, roles[i]);
                if (ask || role !== 'removed' || roles[i] === 'ANSWER') return;
                const absent = await cast.roles.removed.requestFrame(name, build(makeId(), scene));
                assert.deepEqual(frame.error, absent.error, 'to who was removed there is no such group');
            });
        }
    }

    for (const { name } of requests.filter((request) => concernsOthers.includes(table[request.name].objects))) {
        const { build, objects, blocked } = table[name];
        test(`${name}: who is blocked gets ${blocked}`, async () => {
            const { a, b, id } = await world.pair();
            const { seq } = await say(a, id, 'before');
            await a.request('blockUser', { userId: userIdOf(b) });
            const scene = { ...cast.scene, seq, doomed: seq, victim: userIdOf(a), outsider: userIdOf(cast.friend) };
            const object = { user: userIdOf(a), username: a.account.username }[objects] ?? id;
            const frame = await b.requestFrame(name, build(object, scene));
            assert.equal(frame.error?.code ?? frame.type, blocked);
        });
    }

    for (const { name } of requests.filter((request) => table[request.name].ask)) {
        const { ask, blocked } = table[name];
        test(`${name}: who is blocked gets ${blocked}, of a group of the other`, async () => {
            const { a, b } = await world.pair();
            await a.request('blockUser', { userId: userIdOf(b) });
            const { conversationId } = await createGroup(a);
            const { code } = await a.request('createInvite', { conversationId });
            const frame = await b.requestFrame(name, ask({ code }));
            assert.equal(frame.error?.code ?? frame.type, blocked);
        });
    }

    test('and nothing of all that had an effect', async () => {
        const { owner, partner, conversation, watched } = cast;
        const { messages } = await owner.request('getHistory', { conversationId: conversation });
        assert.deepEqual(messages.map((message) => message.content.text.body), watched);
        const { watermarks } = await owner.request('getConversation', { conversationId: conversation });
        const mark = watermarks.find((candidate) => candidate.userId === partner.me.user.userId);
        assert.deepEqual([mark.deliveredSeq, mark.readSeq], [0, 0]);
        for (const who of [owner, partner]) {
            await who.request('ping');
            assert.equal((await who.request('listDevices')).devices.length, who === owner ? 2 : 1);
            const told = who.events.filter((frame) => frame.conversationEvent?.change.message?.senderId === cast.stranger.me.user.userId
                && frame.conversationEvent.conversationId === conversation);
            assert.deepEqual(told, []);
        }
    });

    test('a stranger gets no events of others', async () => {
        const { owner, conversation, stranger } = cast;
        const before = stranger.events.length;
        await say(owner, conversation, 'between us');
        cast.watched.push('between us');
        await stranger.request('ping');
        const told = stranger.events.slice(before).filter((frame) => frame.conversationEvent?.conversationId === conversation
            || frame.watermarkEvent?.conversationId === conversation);
        assert.deepEqual(told, []);
    });
});

/**
 * owner and partner share a conversation with three messages; the member has one of their own with a friend; the stranger has
 * none. For each kind of object: `own` is the member's, `foreign` is hidden from the member, `other` from the stranger.
 */
async function setTheScene(world) {
    const [groupOwner, admin, groupMember, removed, victim] = await Promise.all(Array.from({ length: 5 }, () => world.newcomer()));
    const { a: owner, b: partner, id: conversation } = await world.pair({ format: 'json' });
    const watched = (await sayMany(owner, conversation, 3, 'secret')).map((_, i) => `secret ${i + 1}`);
    const ownersPhone = await world.secondDevice(owner);
    const { a: member, b: friend, id: memberConversation } = await world.pair({ format: 'json' });
    await say(member, memberConversation, 'mine');
    const { seq: doomed } = await say(member, memberConversation, 'mine, to be deleted');
    const stranger = await world.newcomer({ format: 'json' });
    // Revoking the member's device in the table must not end the session that asks.
    const membersPhone = await world.secondDevice(member);
    const signedOut = await world.newcomer();
    await signedOut.request('logOut');
    const revokedToken = signedOut.me.token;

    const third = await world.newcomer();
    const ownersGroup = await createGroup(owner, [partner]);
    const cursorOf = async (who) => {
        await who.request('openDirect', { userId: third.me.user.userId });
        return (await who.request('listChanged', { limit: 1 })).nextCursor;
    };
    const cursors = { own: await cursorOf(member), other: await cursorOf(owner), absent: await cursorOf(partner) };
    return {
        owner, partner, conversation, watched, member, friend, stranger, revokedToken,
        roles: { owner: groupOwner, admin, member: groupMember, removed, victim, outsider: third },
        scene: { victim: userIdOf(partner), outsider: userIdOf(friend), inviteId: makeId(), seq: 1, doomed },
        objects: {
            group: {
                own: (await createGroup(member)).conversationId, absent: makeId(),
                other: ownersGroup.conversationId, foreign: ownersGroup.conversationId,
            },
            conversation: { own: memberConversation, other: conversation, foreign: conversation, absent: makeId() },
            user: { own: friend.me.user.userId, other: partner.me.user.userId, foreign: partner.me.user.userId, absent: makeId() },
            device: { own: membersPhone.me.deviceId, other: ownersPhone.me.deviceId, foreign: ownersPhone.me.deviceId, absent: makeId() },
            username: { own: friend.account.username, other: partner.account.username, foreign: partner.account.username, absent: 'nobody-at-all' },
            // A cursor is a place in a list: used by somebody else it shows what that one has there, which for the stranger is nothing.
            cursor: { own: cursors.own, other: cursors.other, foreign: cursors.other, absent: cursors.absent },
        },
    };
}

/** A new group in which everybody has the role that they are called by. */
async function group({ owner, admin, member, removed, victim, outsider }) {
    const { conversationId: id } = await createGroup(owner, [admin, member, removed, victim]);
    await owner.request('setRole', { conversationId: id, userId: userIdOf(admin), role: 'ADMIN' });
    await owner.request('removeMember', { conversationId: id, userId: userIdOf(removed) });
    const { inviteId, code } = await owner.request('createInvite', { conversationId: id });
    const { seq } = await say(owner, id, 'in the group');
    return { id, scene: { victim: userIdOf(victim), outsider: userIdOf(outsider), inviteId, code, seq, doomed: seq } };
}

/** The answer as text, byte for byte as it came, but for the request's number, the object's own name, and the time. */
async function answerTo(connection, name, body, id) {
    const requestId = connection.reserveRequestId();
    const frame = await connection.rawRequest(encodeClientFrame({ requestId, [name]: body }, 'json'), requestId);
    return frame.raw.data.toString()
        .replace(`"requestId":"${requestId}"`, '"requestId":"N"')
        .replace(/"asOfMs":"\d+"/, '"asOfMs":"T"')
        .replaceAll(id, 'OBJECT');
}

/**
 * A request right behind a Hello with a revoked token, in the same breath: the refusal of the request, or null if the connection
 * was closed before it was looked at (which of the two depends on time, not on the object).
 */
async function askRevoked(world, token, name, body) {
    const connection = await world.connect({ hello: false, format: 'json' });
    const greeting = connection.requestFrame('hello', hello(token));
    const answer = connection.requestFrame(name, body).then((frame) => frame, () => null);
    assert.equal((await greeting).error.code, 'WRONG_CREDENTIALS');
    assert.equal((await connection.closed).code, 4401);
    const frame = await answer;
    if (frame) assert.equal(frame.error?.code, 'NOT_SIGNED_IN');
    return frame && frame.error;
}
