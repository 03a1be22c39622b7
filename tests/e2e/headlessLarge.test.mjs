// SPDX-License-Identifier: Apache-2.0
// A group of 300 in which two people, one with two devices, use the C++ client (banter --headless --json); the rest are the
// independent client. And a server on which the time for changing messages is over at once.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HeadlessClient } from '../js/HeadlessClient.mjs';
import { makeId } from '../js/Ids.mjs';
import { until } from '../js/Processes.mjs';
import { World, createGroup, say, userIdOf } from '../js/World.mjs';

const members = 300;
const cheapPasswords = ['--password-memory-kib', '8192', '--password-ops', '1'];
const heard = (id, body) => (frame) => frame.conversationEvent?.conversationId === id && frame.conversationEvent.change.message?.content?.text?.body === body;

/** A world in which headless clients end before the server does. */
function stage(args) {
    const all = { opened: [] };
    before(async () => { all.world = await World.open({ args }); });
    after(async () => {
        for (const client of all.opened) await client.close();
        await all.world.close();
    });
    all.start = (account) => {
        const client = Object.assign(new HeadlessClient({ url: all.world.url }), { account });
        all.opened.push(client);
        client.start();
        return client;
    };
    all.person = async () => {
        const client = all.start({ username: `lrg-${makeId().slice(-8).replace(/[-_]/g, 'x').toLowerCase()}`, password: 'correct horse large battery' });
        await client.register(client.account.username, client.account.password);
        await client.command('wait synced 20');
        return client;
    };
    all.secondDevice = async (of) => {
        const client = all.start(of.account);
        await client.logIn(of.account.username, of.account.password);
        await client.command('wait synced 20');
        return client;
    };
    return all;
}
const text = (client, id, body) => until(async () => (await client.historySoFar(id)).find((row) => row.text === body), 20000, `${body} is there`);

describe('banter --headless in a group of 300', () => {
    const at = stage(cheapPasswords);

    test('three of 300 see and are seen: messages, receipts, deletion, and who comes and goes', async () => {
        const { world } = at;
        const [a, b] = [await at.person(), await at.person()];
        const a2 = await at.secondDevice(a);
        const owner = await world.newcomer();
        const others = [];
        while (others.length < members - 3) {
            const batch = Math.min(20, members - 3 - others.length);
            others.push(...(await Promise.all(Array.from({ length: batch }, () => world.newcomer()))));
        }
        const ours = [a, b].map(({ userId }) => ({ me: { user: { userId } } }));
        const { conversationId: id, memberCount } = await createGroup(owner, [...others, ...ours], { title: 'Everybody' });
        assert.equal(memberCount, members);
        await say(owner, id, 'good morning');
        for (const one of [a, a2, b]) await text(one, id, 'good morning');

        await a.command(`send ${id} from one of ours`);
        await Promise.all(others.map((who) => who.waitEvent(heard(id, 'from one of ours'), 30000)));
        for (const one of [a2, b]) await text(one, id, 'from one of ours');
        const { seq } = await text(a, id, 'from one of ours');
        for (const who of others) who.notify('acknowledge', { conversationId: id, readSeq: seq });
        await b.command(`read ${id}`);
        const counts = async (one) => (await one.history(id)).find((row) => row.seq === seq);
        for (const one of [a, a2]) await until(async () => (await counts(one)).read_by === members - 2, 20000, 'read by all but the owner');
        await until(async () => (await a2.command(`receipts ${id} ${seq}`)).read === members - 2, 20000, 'the receipts say so');

        await a2.command(`delete ${id} ${seq}`);
        for (const one of [a, b]) await until(async () => (await counts(one)).deleted, 20000, 'deleted');
        const erased = (frame) => frame.conversationEvent?.change.message?.seq === seq && frame.conversationEvent.change.message.deleted;
        await Promise.all(others.map((who) => who.waitEvent(erased, 30000)));

        await owner.request('removeMember', { conversationId: id, userId: userIdOf(others[0]) });
        for (const one of [a, a2, b]) {
            await until(async () => (await one.command(`members ${id}`)).members.length === members - 1, 20000, 'all are listed');
            await until(async () => (await one.command(`group info ${id}`)).member_count === members - 1, 20000, 'one less');
        }
    });
});

describe('banter --headless when the time for changes is over', () => {
    const at = stage([...cheapPasswords, '--edit-seconds', '0', '--delete-seconds', '0']);

    test('nobody edits or deletes, and all still see the message', async () => {
        const [a, b] = [await at.person(), await at.person()];
        const { conversation: id } = await a.command(`open ${b.account.username}`);
        await a.command(`send ${id} final`);
        await text(b, id, 'final');
        await a.follow();
        for (const wish of [`edit ${id} 1 other`, `delete ${id} 1`]) {
            const before = a.events.length;
            // What the client knows to be over it may refuse by itself; else the server does.
            const code = await a.command(wish).then(() => null, (error) => error.code);
            if (code) assert.equal(code, 'not_allowed');
            else await until(() => a.events.slice(before).some((event) => event.event === 'refused' && event.reason === 'not_allowed'), 15000, 'refused');
        }
        for (const one of [a, b]) assert.deepEqual((await one.history(id)).map((row) => [row.text, Boolean(row.edited), Boolean(row.changing)]), [['final', false, false]]);
    });
});
