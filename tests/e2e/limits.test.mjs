// SPDX-License-Identifier: Apache-2.0
// Rate limits, with the server's defaults: they hold, they tell when to come back, and an honest client gets through.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sleep } from '../js/Processes.mjs';
import { makeId } from '../js/Ids.mjs';
import { World, say, text } from '../js/World.mjs';

const device = { name: 'test', platform: 'node' };

describe('rate limits', () => {
    let world;
    let a;
    let b;
    let id;
    before(async () => {
        world = await World.open({ rateLimits: true });
        ({ a, b, id } = await world.pair());
    });
    after(() => world.close());

    test('messages: a burst passes, then RATE_LIMITED tells when to come back', async () => {
        const send = (n) => a.requestFrame('sendMessage', { conversationId: id, clientId: makeId(), content: text(`m${n}`) });
        const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => send(n)));
        const passed = answers.filter((frame) => frame.type === 'ANSWER').length;
        const refused = answers.filter((frame) => frame.error?.code === 'RATE_LIMITED');
        assert.ok(passed >= 60 && passed < 90, `${passed} passed`);
        assert.equal(passed + refused.length, 100);
        assert.ok(refused.every((frame) => frame.error.retryAfterMs > 0 && frame.error.retryAfterMs <= 60000));
        const wait = refused.at(-1).error.retryAfterMs;
        await sleep(wait + 50);
        assert.equal((await send('later')).type, 'ANSWER', 'as promised');
        assert.equal((await say(b, id, 'the other one is not held up')).seq, passed + 2);
    });

    test('a whole client gets a large outbox through, in order', async () => {
        await a.close();
        const client = world.client({ token: a.me.token });
        await client.start();
        const accepted = await Promise.all(Array.from({ length: 90 }, (_, n) => client.send(id, `queued ${n}`)));
        accepted.reduce((one, two) => { assert.ok(one.seq < two.seq); return two; });
        await client.stop();
        a = await world.resumed(a);
    });

    test('log-ins to one account are limited, known or not, right or wrong', async () => {
        const { username, password } = b.account;
        const attempts = async (name) => {
            const connection = await world.connect();
            const codes = [];
            for (let i = 0; i < 7; i += 1) {
                codes.push((await connection.requestFrame('logIn', { username: name, password: 'wrong wrong wrong', device })).error.code);
            }
            return codes;
        };
        const known = await attempts(username);
        assert.deepEqual(known, [...Array(5).fill('WRONG_CREDENTIALS'), 'RATE_LIMITED', 'RATE_LIMITED']);
        assert.deepEqual(await attempts('nobody-of-this-name'), known);
        const connection = await world.connect();
        const right = await connection.requestFrame('logIn', { username: username.toUpperCase(), password, device });
        assert.equal(right.error?.code, 'RATE_LIMITED', 'the right password does not help');
        await b.request('ping');
    });

    test('looking up names is limited per user', async () => {
        const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => a.requestFrame('findUser', { username: `guess${n}` })));
        const codes = answers.map((frame) => frame.error.code);
        assert.ok(codes.slice(0, 30).every((code) => code === 'NOT_FOUND'));
        assert.ok(codes.filter((code) => code === 'RATE_LIMITED').length >= 8);
    });

    test('registrations from one address are limited', async () => {
        const connection = await world.connect();
        let code = null;
        for (let i = 0; i < 6 && code === null; i += 1) {
            const another = i === 0 ? connection : await world.connect();
            const frame = await another.requestFrame('register', { username: `flood${i}`, password: 'correct horse battery', device });
            code = frame.error?.code ?? null;
        }
        assert.equal(code, 'RATE_LIMITED');
    });

    test('who goes on and on with refused requests is closed with 4429', async () => {
        const connection = await world.connect();
        for (let i = 0; i < 400; i += 1) connection.notify('listDevices', {});
        assert.equal((await connection.closed).code, 4429);
        await a.request('ping');
    });
});
