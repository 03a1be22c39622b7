// SPDX-License-Identifier: Apache-2.0
// Sending: order, idempotence, `after`, limits, and who gets what.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeId } from '../js/Ids.mjs';
import { World, refused, say, sayMany, text } from '../js/World.mjs';

const bodyOf = (frame) => frame.conversationEvent?.change.message?.content.text.body;

describe('messages', () => {
    let world;
    before(async () => { world = await World.open(); });
    after(() => world.close());

    test('a message is accepted, and comes to every device of both', async () => {
        const { a, b, id } = await world.pair();
        const [a2, b2] = [await world.secondDevice(a), await world.secondDevice(b, { format: 'json' })];
        const accepted = await say(a, id, 'hello');
        assert.equal(accepted.seq, 1);
        assert.equal(accepted.rev, 2);
        assert.ok(Math.abs(accepted.sentAtMs - Date.now()) < 60000);
        for (const who of [a, a2, b, b2]) {
            const { conversationEvent } = await who.waitEvent((f) => f.body === 'conversationEvent');
            assert.equal(conversationEvent.conversationId, id);
            assert.equal(conversationEvent.change.rev, 2);
            const { message } = conversationEvent.change;
            assert.equal(message.seq, 1);
            assert.equal(message.rev, 2);
            assert.equal(message.changeRev, 0);
            assert.equal(message.senderId, a.me.user.userId);
            assert.equal(message.sentAtMs, accepted.sentAtMs);
            assert.equal(message.content.text.body, 'hello');
            assert.equal(message.clientId, who === a || who === a2 ? accepted.clientId : '', 'client_id is for the sender only');
        }
        await a.request('ping');
        assert.equal(b.events.filter(bodyOf).length, 1);
    });

    test('both write at once: seq and rev without gaps, the same order for all', async () => {
        const { a, b, id } = await world.pair();
        const [fromA, fromB] = await Promise.all([sayMany(a, id, 120, 'a'), sayMany(b, id, 120, 'b')]);
        const all = [...fromA, ...fromB].sort((one, two) => one.seq - two.seq);
        assert.deepEqual(all.map((one) => one.seq), Array.from({ length: 240 }, (_, i) => i + 1));
        assert.deepEqual(all.map((one) => one.rev), Array.from({ length: 240 }, (_, i) => i + 2));
        for (const own of [fromA, fromB]) own.reduce((one, two) => { assert.ok(one.seq < two.seq); return two; });
        all.reduce((one, two) => { assert.ok(one.sentAtMs <= two.sentAtMs); return two; });
        const seen = [];
        for (const who of [a, b]) {
            await who.waitEvent((f) => f.conversationEvent?.change.rev === 241);
            const rows = who.events.filter(bodyOf).map((f) => f.conversationEvent.change);
            assert.deepEqual(rows.map((change) => change.rev), Array.from({ length: 240 }, (_, i) => i + 2), 'events come in order of rev');
            seen.push(rows.map((change) => change.message.content.text.body));
        }
        assert.deepEqual(seen[0], seen[1]);
    });

    test('a repeated request gets the same answer and is stored once', async () => {
        const { a, b, id } = await world.pair();
        await say(a, id, 'before');
        const first = await say(a, id, 'the real one');
        await say(a, id, 'after');
        const { clientId } = first;
        const a2 = await world.secondDevice(a);
        const repeated = [
            await say(a, id, 'the real one', { clientId, retry: true }),
            await say(a, id, 'the real one', { clientId }),
            await say(a, id, 'another text', { clientId, retry: true }),
            await say(a2, id, 'the real one', { clientId, retry: true }),
        ];
        for (const answer of repeated) assert.deepEqual(answer, first);
        const resumed = await world.resumed(a);
        assert.deepEqual(await say(resumed, id, 'the real one', { clientId, retry: true }), first);
        const { messages } = await b.request('getHistory', { conversationId: id });
        assert.deepEqual(messages.map((message) => message.content.text.body), ['before', 'the real one', 'after']);
        await b.request('ping');
        assert.equal(b.events.filter((f) => bodyOf(f) === 'the real one').length, 1, 'told once');
    });

    test('the same request many times at once is one message', async () => {
        const { a, b, id } = await world.pair();
        const a2 = await world.secondDevice(a);
        const clientId = makeId();
        const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => say(i % 2 ? a : a2, id, 'once', { clientId, retry: i % 3 === 0 })));
        for (const answer of answers) assert.deepEqual(answer, answers[0]);
        assert.equal((await b.request('getHistory', { conversationId: id })).messages.length, 1);
    });

    test('a client_id belongs to one sender in one conversation', async () => {
        const { a, b, id } = await world.pair();
        const c = await world.newcomer();
        const other = (await a.request('openDirect', { userId: c.me.user.userId })).conversationId;
        const clientId = makeId();
        const answers = [await say(a, id, 'one', { clientId }), await say(b, id, 'two', { clientId }), await say(a, other, 'three', { clientId })];
        assert.deepEqual(answers.map((answer) => answer.seq), [1, 2, 1]);
        assert.deepEqual((await b.request('getHistory', { conversationId: id })).messages.map((m) => m.content.text.body), ['one', 'two']);
    });

    test('`after` keeps the order of what is on its way', async () => {
        const { a, b, id } = await world.pair();
        const ids = Array.from({ length: 10 }, () => makeId());
        const answers = await Promise.all(ids.map((clientId, i) => say(a, id, `m${i}`, { clientId, after: i > 0 ? ids[i - 1] : '' })));
        assert.deepEqual(answers.map((answer) => answer.seq), ids.map((_, i) => i + 1));
        await refused(a, 'sendMessage', { conversationId: id, clientId: makeId(), after: makeId(), content: text('lost its leader') }, 'OUT_OF_ORDER');
        assert.equal((await b.request('getHistory', { conversationId: id })).messages.length, 10);
    });

    test('what stands behind a refused message does not overtake it', async () => {
        const { a, b, id } = await world.pair();
        await say(a, id, 'zero');
        const ids = [makeId(), makeId(), makeId()];
        const send = (clientId, after, content) => a.requestFrame('sendMessage', { conversationId: id, clientId, after, content });
        const [refusal, second, third] = await Promise.all([
            send(ids[0], '', text('x'.repeat(16385))), send(ids[1], ids[0], text('second')), send(ids[2], ids[1], text('third'))]);
        assert.equal(refusal.error?.code, 'TOO_LARGE');
        assert.equal(second.error?.code, 'OUT_OF_ORDER');
        assert.equal(third.error?.code, 'OUT_OF_ORDER');
        await Promise.all([say(a, id, 'second', { clientId: ids[1] }), say(a, id, 'third', { clientId: ids[2], after: ids[1] })]);
        const { messages } = await b.request('getHistory', { conversationId: id });
        assert.deepEqual(messages.map((message) => message.content.text.body), ['zero', 'second', 'third']);
    });

    test('text arrives as it was sent', async () => {
        const { a, b, id } = await world.pair();
        const b2 = await world.secondDevice(b, { format: 'json' });
        const texts = ['line\nbreak\ttab', '👩‍👩‍👧‍👦 e\u0301', 'שלום \u202eעולם', 'zero\u0000byte', '\\u0041 "quotes" %s \' ; --', ' kept ', 'noncharacter \u{10ffff}', 'ﬁ'];
        for (const body of texts) await say(a, id, body);
        for (const who of [b, b2]) {
            const { messages } = await who.request('getHistory', { conversationId: id });
            assert.deepEqual(messages.map((message) => message.content.text.body), texts);
        }
    });

    test('limits and kinds of content', async () => {
        const { a, b, id } = await world.pair();
        const send = (content) => ({ conversationId: id, clientId: makeId(), content });
        await say(a, id, 'x'.repeat(16384));
        await say(a, id, 'ü'.repeat(8192));
        await refused(a, 'sendMessage', send(text('x'.repeat(16385))), 'TOO_LARGE');
        await refused(a, 'sendMessage', send(text('ü'.repeat(8193))), 'TOO_LARGE');
        await refused(a, 'sendMessage', send({ ...text('fine'), fallback: 'x'.repeat(1025) }), 'TOO_LARGE');
        for (const body of ['', ' ', '\n\t ', '\u00a0\u2003', '\u200b']) await refused(a, 'sendMessage', send(text(body)), 'MALFORMED');
        await refused(a, 'sendMessage', send({}), 'UNSUPPORTED');
        await refused(a, 'sendMessage', { conversationId: id, clientId: makeId() }, 'UNSUPPORTED');
        await refused(a, 'sendMessage', send({ encrypted: Buffer.from('secret') }), 'UNSUPPORTED');
        await refused(a, 'sendMessage', send({ system: { what: 1, actorId: a.me.user.userId } }), 'UNSUPPORTED');
        for (const clientId of ['', 'short', 'A'.repeat(22), '!'.repeat(22), 'B'.repeat(23)]) {
            await refused(a, 'sendMessage', { ...send(text('x')), clientId }, 'MALFORMED');
        }
        assert.equal((await b.request('getHistory', { conversationId: id })).messages.length, 2);
    });

    test('who is away finds everything', async () => {
        const { a, b, id } = await world.pair();
        await b.close();
        await sayMany(a, id, 10);
        const back = await world.resumed(b);
        const page = await back.request('sync', { conversationId: id, rev: 1, topSeq: 0 });
        assert.deepEqual(page.newest.map((message) => message.seq), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });

    test('conversations do not wait for each other', async () => {
        const pairs = await Promise.all(Array.from({ length: 6 }, () => world.pair()));
        const counts = await Promise.all(pairs.flatMap(({ a, b, id }) => [sayMany(a, id, 40), sayMany(b, id, 40)]));
        assert.ok(counts.every((answers) => answers.length === 40));
        for (const { a, id } of pairs) assert.equal((await a.request('getConversation', { conversationId: id })).lastSeq, 80);
    });
});
