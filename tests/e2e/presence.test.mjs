// SPDX-License-Identifier: Apache-2.0
// Who is there, who was, and who is typing: told to who shows it on the screen, and may see it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeId } from '../js/Ids.mjs';
import { World, createGroup, refused, userIdOf } from '../js/World.mjs';

const presencesOf = (who, of) => who.events.flatMap((frame) => frame.presenceEvent?.presences ?? []).filter((p) => p.userId === userIdOf(of));
const lastOf = (who, of) => presencesOf(who, of).at(-1) ?? null;
const activities = (who) => who.events.filter((frame) => frame.activityEvent).map((frame) => frame.activityEvent);
const look = (who, users, conversations = []) => who.request('setPresenceInterest', { userIds: users.map(userIdOf), conversationIds: conversations });

describe('presence', () => {
    let world;
    before(async () => { world = await World.open(); });
    after(() => world.close());
    const state = (who, of, wanted) => world.until(() => lastOf(who, of)?.state === wanted, 40000);

    test('online, a grace of 20 s, offline with the time, and online again', async () => {
        const { a, b } = await world.pair();
        await look(a, [b]);
        await state(a, b, 'ONLINE');
        const b2 = await world.secondDevice(b, { format: 'json' });
        await b.close();
        await new Promise((resolve) => { setTimeout(resolve, 1000); });
        assert.equal(presencesOf(a, b).length, 1, 'another device is there');
        const before = Date.now();
        await b2.close();
        const after = Date.now();
        const back = await world.resumed(b);
        await back.close(); // within the grace nothing is told, and the time begins anew
        const gone = Date.now();
        await state(a, b, 'OFFLINE');
        assert.ok(Date.now() - after > 19_000, 'not before the grace was over');
        assert.ok(lastOf(a, b).lastSeenMs >= before && lastOf(a, b).lastSeenMs <= gone + 2000);
        assert.equal(presencesOf(a, b).length, 2);
        await world.resumed(b);
        await state(a, b, 'ONLINE');
        assert.equal(presencesOf(a, b).length, 3);
    });

    test('last seen is there after a clean stop, and only what is wanted is told', async () => {
        const { a, b } = await world.pair();
        await b.request('ping');
        await world.server.terminate();
        const stopped = Date.now();
        await world.server.boot();
        const a2 = await world.resumed(a);
        await look(a2, [b]);
        await state(a2, b, 'OFFLINE');
        assert.ok(Math.abs(lastOf(a2, b).lastSeenMs - stopped) < 30_000);
        await look(a2, []);
        const count = presencesOf(a2, b).length;
        const b2 = await world.resumed(b);
        await b2.request('ping');
        await a2.request('ping');
        assert.equal(presencesOf(a2, b).length, count, 'the screen shows somebody else now');
    });

    test('who may see whom is mutual', async () => {
        const { a, b } = await world.pair();
        const told = async (who, of) => {
            const count = presencesOf(who, of).length;
            await look(who, [of]);
            await who.request('ping');
            await new Promise((resolve) => { setTimeout(resolve, 100); });
            return presencesOf(who, of).length > count;
        };
        assert.deepEqual([await told(a, b), await told(b, a)], [true, true]);
        await b.request('editSettings', { presence: 'NOBODY' });
        await world.until(() => lastOf(a, b).state === 'PRESENCE_STATE_UNSPECIFIED' && lastOf(b, a).state === 'PRESENCE_STATE_UNSPECIFIED');
        assert.deepEqual([await told(a, b), await told(b, a)], [false, false]);
        await b.request('editSettings', { presence: 'CONTACTS' });
        assert.deepEqual([await told(a, b), await told(b, a)], [false, false]);
        await b.request('addContact', { userId: userIdOf(a) });
        await world.until(() => lastOf(a, b).state === 'ONLINE' && lastOf(b, a).state === 'ONLINE');
        await a.request('editSettings', { presence: 'CONTACTS' });
        await world.until(() => lastOf(a, b).state === 'PRESENCE_STATE_UNSPECIFIED');
        await a.request('addContact', { userId: userIdOf(b) });
        await world.until(() => lastOf(a, b).state === 'ONLINE');
        await b.request('blockUser', { userId: userIdOf(a) });
        await world.until(() => lastOf(a, b).state === 'PRESENCE_STATE_UNSPECIFIED' && lastOf(b, a).state === 'PRESENCE_STATE_UNSPECIFIED');
        await b.request('unblockUser', { userId: userIdOf(a) });
        await world.until(() => lastOf(a, b).state === 'ONLINE');
    });

    test('strangers see nothing, also of who does not exist', async () => {
        const [a, stranger] = await Promise.all([world.newcomer(), world.newcomer()]);
        await stranger.request('setPresenceInterest', { userIds: [userIdOf(a), makeId(), 'x'], conversationIds: [makeId()] });
        await stranger.request('ping');
        assert.deepEqual(stranger.events.filter((frame) => frame.presenceEvent), []);
        // Who is kept as a contact is no stranger to the one who keeps them.
        await a.request('addContact', { userId: userIdOf(stranger) });
        await state(stranger, a, 'ONLINE');
        await refused(a, 'setPresenceInterest', { userIds: Array.from({ length: 101 }, () => makeId()) }, 'TOO_LARGE');
        await refused(a, 'setPresenceInterest', { conversationIds: Array.from({ length: 5 }, () => makeId()) }, 'TOO_LARGE');
        assert.deepEqual([a.welcome.limits.maxPresenceInterest, a.welcome.limits.maxOpenConversations], [100, 4]);
    });

    test('activity goes to members that have the conversation open, and to nobody else', async () => {
        const [owner, a, b, away, stranger] = await Promise.all(Array.from({ length: 5 }, () => world.newcomer()));
        const { conversationId: id } = await createGroup(owner, [a, b, away]);
        for (const who of [owner, a, b, stranger]) await look(who, [], [id]);
        const typing = (who, activity) => who.request('setActivity', { conversationId: id, activity });
        await world.until(async () => { // the first hint may find nothing loaded
            await typing(a, 'TYPING');
            return activities(owner).length > 0 && activities(b).length > 0;
        });
        assert.deepEqual(activities(b)[0], { conversationId: id, userId: userIdOf(a), activity: 'TYPING' });
        a.notify('setActivity', { conversationId: id, activity: 'RECORDING' });
        await b.waitEvent((f) => f.activityEvent?.activity === 'RECORDING');
        await typing(a, 'ACTIVITY_UNSPECIFIED');
        await b.waitEvent((f) => f.activityEvent?.activity === 'ACTIVITY_UNSPECIFIED');
        await typing(stranger, 'TYPING');
        await owner.request('removeMember', { conversationId: id, userId: userIdOf(b) });
        const count = activities(b).length;
        await world.until(async () => {
            const before = activities(owner).length;
            await typing(a, 'TYPING');
            await new Promise((resolve) => { setTimeout(resolve, 50); });
            return activities(owner).length > before;
        });
        assert.equal(activities(b).length, count, 'not to who was removed');
        for (const who of [a, away, stranger]) assert.deepEqual(activities(who), []);
        assert.ok(activities(owner).every((one) => one.userId === userIdOf(a)));
        // Who hides is not seen at it, and who closes the conversation is not told.
        await a.request('editSettings', { presence: 'NOBODY' });
        const seen = activities(owner).length;
        await typing(a, 'TYPING');
        await owner.request('ping');
        await new Promise((resolve) => { setTimeout(resolve, 200); });
        assert.equal(activities(owner).length, seen);
    });
});
