// SPDX-License-Identifier: Apache-2.0
// Groups with the C++ client (banter --headless --json): three people; each step ends in what the others see.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CommandFailed, HeadlessClient } from '../js/HeadlessClient.mjs';
import { makeId } from '../js/Ids.mjs';
import { World } from '../js/World.mjs';

const code = (wanted) => (error) => error instanceof CommandFailed && error.code === wanted;

/** Asks until what is answered holds; what comes late is not an error, what never comes is. */
async function eventually(ask, holds, what, timeoutMs = 15000) {
    const end = Date.now() + timeoutMs;
    for (;;) {
        const answer = await ask();
        if (holds(answer)) return answer;
        if (Date.now() > end) assert.fail(`${what}: still ${JSON.stringify(answer)}`);
        await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
}

describe('banter --headless in groups', () => {
    let world;
    const opened = [];
    before(async () => { world = await World.open(); });
    after(async () => {
        for (const client of opened) await client.close();
        await world.close();
    });

    let people = 0;
    async function person(options = {}) {
        people += 1;
        const client = new HeadlessClient({ url: world.url, ...options });
        opened.push(client);
        client.start();
        client.account = { username: `grp${people}-${makeId().slice(-6).replace(/[-_]/g, 'x').toLowerCase()}`, password: `correct horse ${people} battery` };
        await client.register(client.account.username, client.account.password);
        await client.command('wait synced 20');
        return client;
    }
    async function secondDevice(of) {
        const client = new HeadlessClient({ url: world.url });
        opened.push(client);
        client.start();
        client.account = of.account;
        await client.logIn(of.account.username, of.account.password);
        await client.command('wait synced 20');
        return client;
    }
    const nameOf = (client) => client.account.username;
    const entry = async (client, id) => (await client.command('list')).conversations.find((row) => row.conversation === id);
    const listed = (client, id, holds, what) => eventually(() => entry(client, id), (row) => row && holds(row), what);
    const roles = async (client, id) => Object.fromEntries((await client.command(`members ${id}`)).members.map((row) => [row.user, row.role]));
    const rolesBecome = (client, id, wanted) => eventually(() => roles(client, id),
        (now) => JSON.stringify(Object.entries(now).sort()) === JSON.stringify(Object.entries(wanted).sort()), 'the members');
    const lines = async (client, id) => (await client.history(id)).filter((row) => row.line);
    const lineOf = (client, id, what) => eventually(() => lines(client, id), (rows) => rows.some((row) => row.line.what === what), what);

    async function group(owner, others, title = 'Summer house') {
        const { conversation } = await owner.command(`group create ${others.map(nameOf).join(',') || '-'} ${title}`);
        for (const one of others) await listed(one, conversation, (row) => row.name === title, 'the group is listed');
        return conversation;
    }

    test('a group is made, talked in, and renamed, before the eyes of all', async () => {
        const [a, b, c] = [await person(), await person(), await person()];
        const id = await group(a, [b, c]);
        assert.deepEqual(await roles(b, id), { [nameOf(a)]: 'owner', [nameOf(b)]: 'member', [nameOf(c)]: 'member' });
        assert.deepEqual(await entry(c, id).then((row) => [row.group, row.left, row.member_count, row.unread]), [true, false, 3, 0]);
        await b.command(`send ${id} hello everybody`);
        for (const one of [a, c]) {
            const row = await one.command(`wait message ${id} 1 15`);
            assert.deepEqual([row.text, row.sender], ['hello everybody', b.userId]);
            // Names are asked for when they are needed, together.
            await eventually(() => one.history(id), (rows) => rows.at(-1).sender_name === nameOf(b), 'the name of who wrote it');
        }
        await a.command(`group rename ${id} Summer house 2026`);
        await a.command(`group describe ${id} Keys are at the baker's`);
        for (const one of [a, b, c]) {
            await listed(one, id, (row) => row.name === 'Summer house 2026', 'the new title');
            await eventually(() => one.command(`group info ${id}`), (info) => info.description === 'Keys are at the baker\'s', 'the description');
            const [renamed] = (await lineOf(one, id, 'RENAMED')).slice(-1);
            assert.equal(renamed.line.actor, a.userId);
        }
        await assert.rejects(b.command(`group rename ${id} Mine`), code('not_allowed'));
    });

    test('delivered to and read by: counted, and asked for', async () => {
        const [a, b, c] = [await person(), await person(), await person()];
        const id = await group(a, [b, c]);
        await a.command(`send ${id} who reads this`);
        await b.command(`wait message ${id} 1 15`);
        await c.command(`wait message ${id} 1 15`);
        const own = async () => (await a.history(id)).filter((row) => row.mine).at(-1);
        const all = await eventually(own, (row) => row.delivered_to === 2, 'delivered to both');
        assert.deepEqual([all.recipients, all.read_by, all.state], [2, 0, 'delivered']);
        await b.command(`read ${id}`);
        await eventually(own, (row) => row.read_by === 1 && row.state === 'delivered', 'read by one');
        const receipts = await eventually(() => a.command(`receipts ${id} ${all.seq}`), (answer) => answer.read === 1, 'the receipts');
        assert.deepEqual([receipts.recipients, receipts.delivered], [2, 2]);
        assert.deepEqual(Object.fromEntries(receipts.members.map((row) => [row.user, row.state])), { [nameOf(b)]: 'read', [nameOf(c)]: 'delivered' });
        await c.command(`read ${id}`);
        await a.command(`wait read ${id} 15`);
        await assert.rejects(a.command(`receipts ${id} 9999`), code('not_found'));
    });

    test('members come and go; who was removed keeps what was there and gets no more', async () => {
        const [a, b, c] = [await person(), await person(), await person()];
        const id = await group(a, [b]);
        await a.command(`send ${id} before`);
        await b.command(`wait message ${id} 1 15`);
        await a.command(`group add ${id} ${nameOf(c)}`);
        await listed(c, id, (row) => !row.left, 'the group is listed');
        await rolesBecome(b, id, { [nameOf(a)]: 'owner', [nameOf(b)]: 'member', [nameOf(c)]: 'member' });
        await eventually(() => c.history(id), (rows) => rows.some((row) => row.text === 'before'), 'all history is there');
        const [added] = (await lineOf(b, id, 'MEMBERS_ADDED')).slice(-1);
        assert.deepEqual([added.line.actor, added.line.subjects], [a.userId, [c.userId]]);

        await a.command(`group remove ${id} ${nameOf(b)}`);
        await listed(b, id, (row) => row.left, 'removed');
        await rolesBecome(c, id, { [nameOf(a)]: 'owner', [nameOf(c)]: 'member' });
        await a.command(`send ${id} only for us`);
        await c.command(`wait message ${id} 1 15`);
        assert.ok((await b.history(id)).some((row) => row.text === 'before'), 'what was there is kept');
        assert.ok(!(await b.history(id)).some((row) => row.text === 'only for us'));
        await b.command(`send ${id} let me in`);
        await eventually(() => b.command('outbox'), (box) => box.outbox.some((row) => row.state === 'failed' && row.reason === 'not_found'), 'not sent');
        assert.equal((await b.command(`group info ${id}`)).role, 'none');

        await a.command(`group add ${id} ${nameOf(b)}`);
        await listed(b, id, (row) => !row.left, 'added again');
        await eventually(() => b.history(id), (rows) => rows.some((row) => row.text === 'only for us'), 'what was missed');
        await a.command(`send ${id} welcome back`);
        await eventually(() => b.history(id), (rows) => rows.some((row) => row.text === 'welcome back'), 'new messages');
    });

    test('leaving, and deleting what is left; the owner hands over first', async () => {
        const [a, b] = [await person(), await person()];
        const id = await group(a, [b]);
        await assert.rejects(a.command(`group leave ${id}`), code('not_allowed'));
        await assert.rejects(b.command(`group forget ${id}`), code('not_allowed'));
        await a.command(`group role ${id} ${nameOf(b)} owner`);
        await rolesBecome(b, id, { [nameOf(a)]: 'admin', [nameOf(b)]: 'owner' });
        await a.command(`group leave ${id}`);
        await listed(a, id, (row) => row.left, 'gone');
        await rolesBecome(b, id, { [nameOf(b)]: 'owner' });
        const [left] = (await lineOf(b, id, 'MEMBER_LEFT')).slice(-1);
        assert.equal(left.line.actor, a.userId);
        await a.command(`group forget ${id}`);
        assert.equal(await entry(a, id), undefined);
        await a.quit();
        a.start();
        await a.command('wait synced 20');
        assert.equal(await entry(a, id), undefined, 'it does not come back');
    });

    test('new members see from joining on, where the group says so', async () => {
        const [a, b] = [await person(), await person()];
        const id = await group(a, []);
        await a.command(`send ${id} secret plans`);
        await a.command(`wait sent ${id} 15`);
        await a.command(`group history ${id} joining`);
        await a.command(`group add ${id} ${nameOf(b)}`);
        await listed(b, id, (row) => !row.left, 'listed');
        await a.command(`send ${id} welcome`);
        await b.command(`wait message ${id} 1 15`);
        await b.command(`older ${id}`);
        assert.ok(!(await b.history(id)).some((row) => row.text === 'secret plans'));
        assert.equal((await b.command(`group info ${id}`)).shows_history, false);
    });

    test('invite links: look, join, used up, revoked', async () => {
        const [a, b, c] = [await person(), await person(), await person()];
        const id = await group(a, []);
        const made = await a.command(`invite create ${id} 24 1`);
        assert.match(made.link, /^banter:\/\/127\.0\.0\.1:\d+\/join\/[A-Za-z0-9_-]{22,}$/);
        const seen = await b.command(`invite look ${made.link}`);
        assert.deepEqual([seen.title, seen.member_count, seen.conversation], ['Summer house', 1, '']);
        assert.equal((await b.command(`join ${made.link}`)).conversation, id);
        await listed(b, id, (row) => row.group, 'joined');
        await rolesBecome(a, id, { [nameOf(a)]: 'owner', [nameOf(b)]: 'member' });
        await lineOf(a, id, 'JOINED_BY_INVITE');
        await assert.rejects(c.command(`join ${made.link}`), code('not_found'));
        const other = await a.command(`invite create ${id}`);
        assert.deepEqual((await a.command(`invite list ${id}`)).invites.map((row) => [row.invite_id, row.max_uses, row.uses]), [[other.invite_id, 0, 0]]);
        await assert.rejects(b.command(`invite create ${id}`), code('not_allowed'));
        await a.command(`invite revoke ${id} ${other.invite_id}`);
        await assert.rejects(c.command(`invite look ${other.link}`), code('not_found'));
        await assert.rejects(c.command('join what'), code('malformed'));
    });

    test('two devices of one person agree on groups, and on who is blocked', async () => {
        const [a, b] = [await person(), await person()];
        const a2 = await secondDevice(a);
        const id = await group(a, [b]);
        await listed(a2, id, (row) => row.name === 'Summer house', 'the group on the other device');
        await a2.command(`group rename ${id} Winter house`);
        for (const one of [a, b]) await listed(one, id, (row) => row.name === 'Winter house', 'the title');
        await b.command(`send ${id} for both`);
        for (const one of [a, a2]) await one.command(`wait message ${id} 1 15`);
        await a.command(`read ${id}`);
        await listed(a2, id, (row) => row.unread === 0, 'read on the other device');

        await a.command(`open ${nameOf(b)}`);
        await a.command(`block ${nameOf(b)}`);
        const blocked = (list) => list.blocks.map((row) => row.user).join() === nameOf(b);
        for (const one of [a, a2]) await eventually(() => one.command('blocks'), blocked, 'blocked');
        await b.command(`send ${nameOf(a)} hello`);
        await eventually(() => b.command('outbox'), (box) => box.outbox.some((row) => row.state === 'failed' && row.reason === 'not_allowed'), 'refused');
        await a2.command(`unblock ${nameOf(b)}`);
        for (const one of [a, a2]) await eventually(() => one.command('blocks'), (list) => list.blocks.length === 0, 'not blocked');
        const refused = (await b.command('outbox')).outbox.find((row) => row.state === 'failed');
        await b.command(`retry ${refused.client_id}`);
        assert.equal((await a.command(`wait message ${nameOf(b)} 1 15`)).text, 'hello');
        await b.command(`send ${nameOf(a)} hello again`);
        assert.equal((await a.command(`wait message ${nameOf(b)} 1 15`)).text, 'hello again');
    });

    test('what happened in a group while a client was away is there when it comes back', async () => {
        const [a, b, c] = [await person(), await person(), await person()];
        const id = await group(a, [b]);
        assert.deepEqual(await roles(b, id), { [nameOf(a)]: 'owner', [nameOf(b)]: 'member' });
        await b.kill();
        await a.command(`group add ${id} ${nameOf(c)}`);
        await a.command(`group role ${id} ${nameOf(c)} admin`);
        await a.command(`group rename ${id} While you were away`);
        for (let i = 0; i < 5; i += 1) await a.command(`send ${id} message ${i}`);
        await a.command(`wait sent ${id} 15`);
        b.start();
        await b.command('wait synced 20');
        await listed(b, id, (row) => row.name === 'While you were away' && row.unread === 5, 'title and unread');
        await rolesBecome(b, id, { [nameOf(a)]: 'owner', [nameOf(b)]: 'member', [nameOf(c)]: 'admin' });
    });
});
