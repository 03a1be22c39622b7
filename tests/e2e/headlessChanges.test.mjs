// SPDX-License-Identifier: Apache-2.0
// Replies, edits, deletions and reactions with the C++ client (banter --headless --json); each step ends in what the others see.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { AnswerCutter } from '../js/AnswerCutter.mjs';
import { HeadlessClient } from '../js/HeadlessClient.mjs';
import { makeId } from '../js/Ids.mjs';
import { TcpProxy } from '../js/TcpProxy.mjs';
import { World } from '../js/World.mjs';

async function eventually(ask, holds, what, timeoutMs = 15000) {
    const end = Date.now() + timeoutMs;
    for (;;) {
        const answer = await ask();
        if (holds(answer)) return answer;
        if (Date.now() > end) assert.fail(`${what}: still ${JSON.stringify(answer)}`);
        await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
}

/** All files below a folder, as bytes. */
const filesBelow = (folder) => readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [[path, readFileSync(path)]];
});

/** The files of a client that hold a word. */
const holders = (client, word) => filesBelow(client.directory).filter(([, bytes]) => bytes.includes(word)).map(([path]) => path);

describe('banter --headless changes what exists', () => {
    let world;
    const opened = [];
    before(async () => { world = await World.open(); });
    after(async () => {
        for (const client of opened) await client.close();
        await world.close();
    });

    let people = 0;
    async function start(account, options) {
        const client = new HeadlessClient({ url: world.url, ...options });
        opened.push(client);
        client.start();
        client.account = account;
        return client;
    }
    async function person(options = {}) {
        people += 1;
        const client = await start({ username: `chg${people}-${makeId().slice(-6).replace(/[-_]/g, 'x').toLowerCase()}`, password: `correct horse ${people} battery` }, options);
        await client.register(client.account.username, client.account.password);
        await client.command('wait synced 20');
        return client;
    }
    async function secondDevice(of) {
        const client = await start(of.account, {});
        await client.logIn(of.account.username, of.account.password);
        await client.command('wait synced 20');
        return client;
    }
    const nameOf = (client) => client.account.username;
    const row = async (client, id, seq) => (await client.historySoFar(id)).find((one) => one.seq === seq);
    const becomes = (client, id, seq, holds, what) => eventually(() => row(client, id, seq), (one) => one && holds(one), what);

    /** Two people, the second with two devices, and three messages of the first. */
    async function conversation(options = {}) {
        const [a, b] = [await person(options), await person()];
        const b2 = await secondDevice(b);
        const { conversation: id } = await a.command(`open ${nameOf(b)}`);
        for (const word of ['apples', 'pears', 'plums']) await a.command(`send ${id} ${word}`);
        await a.command(`wait sent ${id} 20`);
        for (const one of [b, b2]) await becomes(one, id, 3, () => true, 'the messages');
        return { a, b, b2, id };
    }

    test('a reply quotes what the original says now', async () => {
        const { a, b, b2, id } = await conversation();
        await b.command(`reply ${id} 1 I like them`);
        for (const one of [a, b, b2]) await becomes(one, id, 4, (m) => m.reply_to === 1 && m.quote === 'apples', 'the reply');
        await a.command(`edit ${id} 1 cherries`);
        for (const one of [a, b, b2]) {
            await becomes(one, id, 1, (m) => m.text === 'cherries' && m.edited && !m.changing, 'the edit');
            await becomes(one, id, 4, (m) => m.quote === 'cherries', 'the quote');
        }
        await a.command(`delete ${id} 1`);
        for (const one of [a, b, b2]) {
            await becomes(one, id, 1, (m) => m.deleted && m.text === '' && !m.changing, 'the deletion');
            await becomes(one, id, 4, (m) => m.quote === '', 'the quote of what is gone');
        }
    });

    test('reactions are counted on all devices, one each', async () => {
        const { a, b, b2, id } = await conversation();
        await b.command(`react ${id} 2 👍`);
        await a.command(`react ${id} 2 👍`);
        for (const one of [a, b, b2]) await becomes(one, id, 2, (m) => m.reactions?.['👍'] === 2 && m.own_reaction === '👍' && !m.changing, 'two thumbs');
        await b2.command(`react ${id} 2 🎉`);
        for (const one of [a, b, b2]) await becomes(one, id, 2, (m) => m.reactions?.['👍'] === 1 && m.reactions['🎉'] === 1, 'another one');
        assert.equal((await becomes(b, id, 2, (m) => m.own_reaction === '🎉', 'the own one')).own_reaction, '🎉');
        await b.command(`react ${id} 2 -`);
        for (const one of [a, b, b2]) await becomes(one, id, 2, (m) => m.reactions?.['🎉'] === undefined, 'taken back');
    });

    test('what is hidden is hidden on the own devices only', async () => {
        const { a, b, b2, id } = await conversation();
        await b.command(`hide ${id} 1,3`);
        for (const one of [b, b2]) {
            await eventually(() => one.history(id), (rows) => rows.map((m) => m.seq).join() === '2', 'hidden');
        }
        assert.equal((await a.history(id)).length, 3);
        const b3 = await secondDevice(b);
        await eventually(() => b3.history(id), (rows) => rows.map((m) => m.seq).join() === '2', 'hidden on a new device');
    });

    test('what was wished offline is carried out later, also after kill -9', async () => {
        const cable = await new TcpProxy(world.server.port).start();
        const { a, b, id } = await conversation({ url: `ws://127.0.0.1:${cable.port}` });
        cable.hold(true);
        cable.cutAll();
        await a.command('wait offline 30');
        await a.command(`edit ${id} 1 oranges`);
        await a.command(`delete ${id} 2`);
        await a.command(`react ${id} 3 👍`);
        await a.command(`react ${id} 3 🎉`);
        const seen = await a.history(id);
        assert.deepEqual(seen.map((m) => [m.text, Boolean(m.deleted), m.changing]), [['oranges', false, true], ['', true, true], ['plums', false, true]]);
        await a.kill();
        a.start();
        assert.equal((await a.command('operations')).operations.length, 3, 'one for each, the later reaction for both');
        assert.equal((await row(a, id, 1)).text, 'oranges');
        cable.hold(false);
        await a.command('wait synced 30');
        await becomes(b, id, 1, (m) => m.text === 'oranges' && m.edited, 'the edit');
        await becomes(b, id, 2, (m) => m.deleted, 'the deletion');
        await becomes(b, id, 3, (m) => m.reactions?.['🎉'] === 1 && !m.reactions['👍'], 'the reaction');
        await eventually(() => a.command('operations'), (left) => left.operations.length === 0, 'nothing is left');
        await becomes(a, id, 1, (m) => m.text === 'oranges' && !m.changing, 'confirmed');
        await cable.stop();
    });

    test('what the server refuses shows no more, and is told', async () => {
        const { a, b, id } = await conversation();
        await b.follow();
        await b.command(`edit ${id} 1 not mine`);
        const refused = await b.waitEvent((event) => event.event === 'refused');
        assert.deepEqual([refused.conversation, refused.reason], [id, 'not_allowed']);
        await becomes(b, id, 1, (m) => m.text === 'apples' && !m.changing, 'as it was');
        assert.equal((await row(a, id, 1)).text, 'apples');
    });

    test('deleted words are on no device: not in search, a quote, what it says or a file', async () => {
        const { a, b, b2, id } = await conversation();
        const canary = `canary${makeId().replace(/[-_]/g, '').toLowerCase()}`;
        const kept = `kept${makeId().replace(/[-_]/g, '').toLowerCase()}`;
        await a.command(`send ${id} the word is ${canary} today`);
        await a.command(`send ${id} ${kept}`);
        for (const one of [b, b2]) await becomes(one, id, 5, (m) => m.text === kept, 'the words');
        assert.deepEqual((await b.command(`search ${canary}`)).messages.map((m) => m.seq), [4]);
        await b.command(`reply ${id} 4 what a word`);
        await b2.command(`react ${id} 4 👍`);
        for (const one of [a, b, b2]) await becomes(one, id, 6, (m) => m.quote.includes(canary), 'the quote');
        await b2.kill(); // away while it happens, with the words in its files
        assert.ok(holders(b2, canary).length > 0 && holders(b, canary).length > 0, 'the files would show what is there');
        await a.command(`delete ${id} 4`);
        for (const one of [a, b]) await becomes(one, id, 4, (m) => m.deleted && !m.changing, 'gone');
        const told = [a, b, b2].map((one) => one.events.length);
        b2.start();
        await b2.command('wait synced 20');
        const fresh = await secondDevice(b);
        for (const one of [a, b, b2, fresh]) {
            await becomes(one, id, 4, (m) => m.deleted && !m.changing, 'gone');
            await becomes(one, id, 6, (m) => m.quote === '', 'the quote');
            await one.command(`older ${id}`);
            assert.deepEqual((await one.command(`search ${canary}`)).messages, []);
            assert.equal((await one.command(`search ${kept}`)).messages.length, 1, 'the search would show what is there');
            const answers = JSON.stringify([await one.command('list'), await one.history(id), await one.command(`draft ${id}`), await one.command('outbox'), await one.command('operations')]);
            assert.ok(!answers.includes(canary) && answers.includes(kept));
            await eventually(() => holders(one, canary), (found) => found.length === 0, 'no file holds it');
            assert.ok(holders(one, kept).length > 0, 'the files would show what is there');
            // What it wrote to standard error is its log; nobody's words are in there, deleted or not.
            const log = one.process.errorLines.join('\n');
            for (const word of [canary, kept]) assert.ok(!log.includes(word), 'the log');
        }
        for (const [i, one] of [a, b].entries()) assert.ok(!JSON.stringify(one.events.slice(told[i])).includes(canary), 'events');
    });

    test('a message whose answer was lost and that was deleted meanwhile does not come back with the retry', async () => {
        const cable = await new AnswerCutter(world.server.port).start();
        const { a, b, b2, id } = await conversation({ url: `ws://127.0.0.1:${cable.port}` });
        const a2 = await secondDevice(a);
        const canary = `canary${makeId().replace(/[-_]/g, '').toLowerCase()}`;
        for (const link of cable.links) cable.arm(link);
        cable.refusing = true; // no new link until it is deleted
        await a.command(`send ${id} ${canary}`);
        for (const one of [b, b2, a2]) await becomes(one, id, 4, (m) => m.text === canary, 'stored');
        await a.command('wait offline 30');
        assert.equal(cable.lostAnswers, 1);
        assert.deepEqual((await a.command('outbox')).outbox.length, 1, 'it does not know');
        await a.kill();
        await a2.command(`delete ${id} 4`);
        for (const one of [b, b2, a2]) await becomes(one, id, 4, (m) => m.deleted && !m.changing, 'gone');
        cable.refusing = false;
        a.start();
        await a.command('wait synced 30');
        await eventually(() => a.command('outbox'), (box) => box.outbox.length === 0, 'settled');
        await b.command(`send ${id} afterwards`);
        for (const one of [a, a2, b, b2]) {
            await becomes(one, id, 5, (m) => m.text === 'afterwards', 'what came after');
            assert.deepEqual((await one.history(id)).slice(3).map((m) => [m.seq, m.text, Boolean(m.deleted)]), [[4, '', true], [5, 'afterwards', false]]);
            assert.deepEqual((await one.command(`search ${canary}`)).messages, []);
            await eventually(() => holders(one, canary), (found) => found.length === 0, 'no file holds it');
        }
        await cable.stop();
    });

    test('who leads a group deletes what others wrote, before the eyes of all', async () => {
        const [owner, member, other] = [await person(), await person(), await person()];
        const { conversation: id } = await owner.command(`group create ${nameOf(member)},${nameOf(other)} Strict`);
        await eventually(() => member.command('list'), (list) => list.conversations.some((one) => one.conversation === id), 'listed');
        await member.command(`send ${id} rude`);
        const { seq } = await eventually(async () => (await other.historySoFar(id)).find((one) => one.text === 'rude'), (found) => found, 'heard');
        await other.follow();
        await other.command(`delete ${id} ${seq}`);
        await other.waitEvent((event) => event.event === 'refused' && event.reason === 'not_allowed');
        await becomes(member, id, seq, (m) => m.text === 'rude', 'still there');
        await owner.command(`delete ${id} ${seq}`);
        for (const one of [member, other]) await becomes(one, id, seq, (m) => m.deleted && m.text === '', 'gone');
    });
});
