// SPDX-License-Identifier: Apache-2.0
// The own list, drafts, contacts, settings, presence and finding things again with the C++ client (banter --headless --json), on
// two devices of one person: each step ends in what the other device, or the other people, see.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CommandFailed, HeadlessClient } from '../js/HeadlessClient.mjs';
import { makeId } from '../js/Ids.mjs';
import { World } from '../js/World.mjs';

const code = (wanted) => (error) => error instanceof CommandFailed && error.code === wanted;

async function eventually(ask, holds, what, timeoutMs = 15000) {
    const end = Date.now() + timeoutMs;
    for (;;) {
        const answer = await ask();
        if (holds(answer)) return answer;
        if (Date.now() > end) assert.fail(`${what}: still ${JSON.stringify(answer)}`);
        await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
}

describe('banter --headless on two devices', () => {
    let world;
    const opened = [];
    before(async () => { world = await World.open(); });
    after(async () => {
        for (const client of opened) await client.close();
        await world.close();
    });

    let people = 0;
    function start(account) {
        const client = new HeadlessClient({ url: world.url });
        opened.push(client);
        client.start();
        client.account = account;
        return client;
    }
    async function person() {
        people += 1;
        const client = start({ username: `own${people}-${makeId().slice(-6).replace(/[-_]/g, 'x').toLowerCase()}`, password: `correct horse ${people} battery` });
        await client.register(client.account.username, client.account.password);
        await client.command('wait synced 20');
        return client;
    }
    async function secondDevice(of) {
        const client = start(of.account);
        await client.logIn(of.account.username, of.account.password);
        await client.command('wait synced 20');
        return client;
    }
    const nameOf = (client) => client.account.username;
    const entry = async (client, id) => (await client.command('list')).conversations.find((row) => row.conversation === id);
    const listed = (client, id, holds, what) => eventually(() => entry(client, id), (row) => row && holds(row), what);

    /** Two people, the first with two devices, and a message of the second. */
    async function conversation() {
        const [a, b] = [await person(), await person()];
        const a2 = await secondDevice(a);
        const { conversation: id } = await b.command(`open ${nameOf(a)}`);
        await b.command(`send ${id} hello`);
        for (const one of [a, a2]) await listed(one, id, (row) => row.unread === 1, 'the message');
        return { a, a2, b, id };
    }

    test('pinned, muted, archived and marked unread on one device is so on the other, and for nobody else', async () => {
        const { a, a2, b, id } = await conversation();
        await a.command(`pin ${id}`);
        await a.command(`mute ${id} ever`);
        await listed(a2, id, (row) => row.pinned && row.muted_until_ms === -1, 'pinned and muted for ever');
        await a2.command(`mute ${id} 2`);
        await a2.command(`archive ${id}`);
        await listed(a, id, (row) => row.archived && row.muted_until_ms > Date.now(), 'archived, muted until');
        await a2.command(`pin ${id} off`);
        await a2.command(`mute ${id} off`);
        await a2.command(`archive ${id} off`);
        await listed(a, id, (row) => !row.pinned && row.muted_until_ms === 0 && !row.archived, 'as before');
        await a.command(`read ${id}`);
        await a.command(`unread ${id}`);
        await listed(a2, id, (row) => row.marked_unread, 'marked unread');
        const a3 = await secondDevice(a);
        await listed(a3, id, (row) => row.marked_unread && !row.pinned, 'on a new device');
        const { pinned, muted_until_ms: muted, archived, marked_unread: marked } = await entry(b, id);
        assert.deepEqual([pinned, muted, archived, marked], [false, 0, false, false]);
    });

    test('reading on one device clears it on the other, and the sender sees read', async () => {
        const { a, a2, b, id } = await conversation();
        await b.command(`send ${id} and more`);
        for (const one of [a, a2]) await listed(one, id, (row) => row.unread === 2, 'two unread');
        await a2.command(`read ${id} 1`);
        for (const one of [a, a2]) await listed(one, id, (row) => row.unread === 1, 'one is left on both');
        await a.command(`read ${id}`);
        for (const one of [a, a2]) await listed(one, id, (row) => row.unread === 0, 'none is left on both');
        await b.command(`wait read ${id} 15`);
    });

    test('a draft goes to the other device, the newer one stays, and nobody else has it', async () => {
        const { a, a2, b, id } = await conversation();
        await a.command(`draft ${id} I was about to`);
        await listed(a2, id, (row) => row.draft === 'I was about to', 'the draft');
        await a2.command(`draft ${id} say something else`);
        await listed(a, id, (row) => row.draft === 'say something else', 'the newer draft');
        const b2 = await secondDevice(b);
        for (const one of [b, b2]) assert.equal((await entry(one, id)).draft, '', 'nobody else has it');
    });

    test('what was changed while the other device was away is there when it comes back', async () => {
        const { a, a2, id } = await conversation();
        await a2.kill();
        await a.command(`pin ${id}`);
        await a.command(`draft ${id} not yet`);
        await a.command(`read ${id}`);
        await eventually(() => a.command('operations'), (left) => left.operations.length === 0, 'carried out');
        a2.start();
        await a2.command('wait synced 20');
        await listed(a2, id, (row) => row.pinned && row.draft === 'not yet' && row.unread === 0, 'all of it');
    });

    test('contacts and settings are the same on both devices', async () => {
        const { a, a2, b } = await conversation();
        await a.command(`contact ${nameOf(b)}`);
        const kept = (list) => list.contacts.map((row) => row.user).join();
        await eventually(() => a2.command('contacts'), (list) => kept(list) === nameOf(b), 'kept');
        assert.equal(kept(await b.command('contacts')), '', 'it is one-sided');
        await a2.command(`contact ${nameOf(b)} off`);
        await eventually(() => a.command('contacts'), (list) => kept(list) === '', 'kept no more');
        await a2.command('settings read off presence contacts');
        await eventually(() => a.command('settings'), (now) => now.read === 'off' && now.presence === 'contacts', 'the settings');
    });

    test('who switches read receipts off is not seen reading, and sees nobody read', async () => {
        const { a, a2, b, id } = await conversation();
        await a.command('settings read off');
        await a.command(`read ${id}`);
        await listed(a2, id, (row) => row.unread === 0, 'the own devices know');
        await a.command(`send ${id} yes`);
        await b.command(`wait message ${id} 1 15`);
        await b.command(`read ${id}`);
        await a.command(`wait delivered ${id} 15`);
        await assert.rejects(a.command(`wait read ${id} 2`), code('timed_out'));
        await b.command(`wait delivered ${id} 15`);
        await assert.rejects(b.command(`wait read ${id} 1`), code('timed_out'));
        await a2.command('settings read on');
        await eventually(() => a.command('settings'), (now) => now.read === 'on', 'switched on');
        await b.command(`send ${id} and now`);
        await listed(a, id, (row) => row.unread === 1, 'the next message');
        await a.command(`read ${id}`);
        await b.command(`wait read ${id} 15`);
    });

    test('who is there and who writes is told to who looks, and not of who hides', async () => {
        const { a, b, id } = await conversation();
        await a.follow();
        await b.command(`watch ${id}`);
        await a.command(`watch ${id}`);
        const of = (event, what) => (one) => one.event === event && (one.activity ?? one.state) === what;
        await a.waitEvent(of('presence', 'online'));
        await eventually(async () => {
            await b.command(`typing ${id}`);
            return a.events;
        }, (events) => events.some(of('activity', 'typing')), 'typing');
        await b.command(`typing ${id} off`);
        await eventually(async () => a.events.filter((one) => one.event === 'activity'), (all) => all.at(-1).activity !== 'typing', 'no more');
        await b.command('settings presence nobody');
        await eventually(async () => a.events.filter((one) => one.event === 'presence'), (all) => !of('presence', 'online')(all.at(-1)), 'hidden');
    });

    test('words are found on every device, and a day leads to its first message', async () => {
        const { a, a2, b, id } = await conversation();
        const word = `w${makeId().replace(/[^A-Za-z0-9]/g, '').toLowerCase()}`;
        await b.command(`send ${id} where is ${word} now`);
        for (const one of [a, a2, b]) {
            await eventually(() => one.command(`search ${word}`), (found) => found.messages.map((row) => row.seq).join() === '2', 'found');
        }
        assert.equal((await a2.command(`jump ${id} 2020-01-01`)).seq, 1);
        assert.deepEqual((await b.command('search nothing like that')).messages, []);
    });

    test('who goes is online for a grace, then offline with the time', async () => {
        const { a, a2, b, id } = await conversation();
        await b.follow();
        await b.command(`watch ${id}`);
        const told = () => b.events.filter((one) => one.event === 'presence' && one.user === nameOf(a));
        await eventually(told, (all) => all.at(-1)?.state === 'online', 'online');
        await a.quit();
        const gone = Date.now();
        await a2.quit();
        const all = await eventually(told, (events) => events.at(-1).state === 'offline', 'offline', 45000);
        assert.ok(Date.now() - gone > 19_000, 'not before the grace was over');
        assert.ok(Math.abs(all.at(-1).last_seen_ms - gone) < 5000, 'the time is that of the going');
        a.start();
        await eventually(told, (events) => events.at(-1).state === 'online', 'online again');
    });
});
