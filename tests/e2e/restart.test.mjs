// SPDX-License-Identifier: Apache-2.0
// The server goes away, gently and not: what was accepted is there afterwards, everybody is told, nobody is lost.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { check, totals } from '../fault/Checker.mjs';
import { Journal } from '../js/Journal.mjs';
import { sleep, until } from '../js/Processes.mjs';
import { finalEntry } from '../js/Finals.mjs';
import { World, say, sayMany } from '../js/World.mjs';

describe('restarts', () => {
    let world;
    before(async () => { world = await World.open(); });
    after(() => world.close());

    test('SIGTERM: everybody is told 1012, the exit is clean, what was accepted is there', async () => {
        const { a, b, id } = await world.pair();
        const stranger = await world.connect();
        const { serverId } = stranger.welcome;
        const accepted = await sayMany(a, id, 50);
        const ends = [a, b, stranger].map((connection) => connection.closed);
        await world.server.terminate();
        for (const { code } of await Promise.all(ends)) assert.equal(code, 1012);
        await world.server.boot();
        const again = await world.resumed(b);
        assert.equal(again.welcome.serverId, serverId);
        const { messages } = await again.request('getHistory', { conversationId: id });
        assert.deepEqual(messages.map(({ seq, rev, sentAtMs }) => ({ seq, rev, sentAtMs })),
            accepted.map(({ seq, rev, sentAtMs }) => ({ seq, rev, sentAtMs })));
        const more = await say(again, id, 'life goes on');
        assert.equal(more.seq, 51);
    });

    test('a retry over a restart gets the answer of before', async () => {
        const { a, id } = await world.pair();
        const first = await say(a, id, 'once');
        await world.server.kill();
        await world.server.boot();
        const again = await world.resumed(a);
        assert.deepEqual(await say(again, id, 'once', { clientId: first.clientId, retry: true }), first);
        assert.equal((await say(again, id, 'twice')).seq, 2);
    });

    test('clients under way live through SIGTERM and kill -9', async () => {
        const pairs = await Promise.all(Array.from({ length: 4 }, () => world.pair()));
        const people = [];
        for (const { a, b, id } of pairs) {
            for (const who of [a, b]) {
                await who.close();
                const journal = new Journal(`${who.account.username}`);
                const client = world.client({ token: who.me.token, journal: journal.record });
                people.push({ journal, client, id });
                await client.start();
            }
        }
        let number = 0;
        const sends = [];
        const timer = setInterval(() => {
            for (const { client, id, journal } of people) {
                number += 1;
                sends.push(client.send(id, `${journal.name} says ${number}`));
            }
        }, 50);
        const rounds = [];
        for (const end of ['terminate', 'kill', 'terminate']) {
            await sleep(1500);
            const startMs = Date.now();
            await world.server[end]();
            await sleep(200);
            await world.server.boot();
            rounds.push({ name: end, startMs, endMs: Date.now() });
        }
        await sleep(1500);
        clearInterval(timer);
        await Promise.all(sends);
        await until(() => people.every(({ client }) => client.isOnline && client.unsettled === 0), 15000, 'all settled');
        for (const person of people) person.journal.entries.push(await finalEntry(person.client, person.id));
        const journals = people.map(({ journal }) => journal);
        assert.deepEqual(check(journals, { rounds, mustSettle: true }), []);
        const { sent, acked, reconnects } = totals(journals);
        assert.equal(acked, sent);
        assert.ok(sent > 300 && reconnects >= 16, `${sent} sent, ${reconnects} reconnects`);
    });
});
