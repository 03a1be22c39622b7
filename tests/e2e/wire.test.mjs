// SPDX-License-Identifier: Apache-2.0
// Frames: binary and JSON say the same, what is not known is met as the protocol says, limits hold.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Connection, UpgradeRefused, WebSocket } from '../js/Connection.mjs';
import { makeId } from '../js/Ids.mjs';
import { encodeClientFrame, encodeUnknownRequest, withUnknownFields } from '../js/Wire.mjs';
import { World, hello, refused, say, sayMany, text } from '../js/World.mjs';

describe('frames', () => {
    let world;
    before(async () => { world = await World.open(); });
    after(() => world.close());

    test('binary and JSON get the same answers and events', async () => {
        const { a: binary, b, id } = await world.pair();
        const json = await world.secondDevice(binary, { format: 'json' });
        await sayMany(b, id, 5);
        await say(binary, id, 'mine');
        const from = (connection) => connection.waitEvent((f) => f.conversationEvent?.change.message?.content.text.body === 'mine');
        assert.deepEqual(await from(json), await from(binary));
        await b.request('acknowledge', { conversationId: id, deliveredSeq: 6, readSeq: 6 });
        const read = (connection) => connection.waitEvent((f) => f.watermarkEvent?.watermarks.some(
            (mark) => mark.userId === b.me.user.userId && mark.readSeq === 6));
        await Promise.all([read(json), read(binary)]);
        const requests = [
            ['getConversation', { conversationId: id }], ['getHistory', { conversationId: id, afterSeq: 1, limit: 3 }],
            ['sync', { conversationId: id }], ['sync', { conversationId: id, rev: 3, topSeq: 2 }], ['syncAccount', {}],
            ['findUser', { username: b.account.username }], ['getUsers', { userIds: [b.me.user.userId, makeId()] }],
        ];
        for (const [name, body] of requests) {
            const [one, two] = [await binary.requestFrame(name, body), await json.requestFrame(name, body)];
            assert.deepEqual({ ...two, requestId: 0 }, { ...one, requestId: 0 }, name);
            assert.equal(one.raw.isBinary, true);
            assert.equal(two.raw.isBinary, false);
        }
        const [one, two] = [await refused(binary, 'getConversation', { conversationId: makeId() }, 'NOT_FOUND'),
            await refused(json, 'getConversation', { conversationId: makeId() }, 'NOT_FOUND')];
        assert.deepEqual(one, two);
    });

    test('JSON is protobuf\'s mapping: camelCase, numbers of 64 bits as texts, enums by name', async () => {
        const { a, id } = await world.pair({ format: 'json' });
        await say(a, id, 'häßlich "quoted" \u2028');
        const page = JSON.parse((await a.requestFrame('sync', { conversationId: id })).raw.data.toString());
        assert.equal(typeof page.requestId, 'string');
        assert.equal(page.type, 'ANSWER');
        assert.equal(page.syncPage.newest[0].seq, '1');
        assert.equal(page.syncPage.newest[0].content.text.body, 'häßlich "quoted" \u2028');
        assert.equal(page.syncPage.changes[0].member.role, 'MEMBER');
        const raw = async (frame, requestId) => (await a.rawRequest(JSON.stringify(frame), requestId));
        const plain = await raw({ requestId: 70001, getHistory: { conversationId: id, beforeSeq: 9, limit: 10 } }, 70001);
        assert.equal(plain.historyPage.messages.length, 1);
        const snake = await raw({ request_id: '70002', get_history: { conversation_id: id } }, 70002);
        assert.equal(snake.historyPage.messages.length, 1);
    });

    test('an unknown request is UNSUPPORTED, with its request_id', async () => {
        const binary = await world.newcomer();
        const answer = await binary.rawRequest(encodeUnknownRequest(4711), 4711);
        assert.equal(answer.type, 'FAILURE');
        assert.equal(answer.error.code, 'UNSUPPORTED');
        await binary.request('ping');
        const json = await world.newcomer({ format: 'json' });
        const same = await json.rawRequest('{"requestId": "4711", "danceTango": {"steps": 3}}', 4711);
        assert.deepEqual(same.error, answer.error);
        await json.request('ping');
    });

    test('unknown fields are ignored, wherever they stand', async () => {
        const { a, id } = await world.pair();
        const frame = withUnknownFields(encodeClientFrame({ requestId: 8001, getConversation: { conversationId: id } }, 'binary'));
        assert.equal((await a.rawRequest(frame, 8001)).conversation.conversationId, id);
        const json = await world.secondDevice(a, { format: 'json' });
        const told = { requestId: '8002', mood: 'sunny', getConversation: { conversationId: id, colour: { r: 1 }, list: [1, null, 'x'] } };
        assert.equal((await json.rawRequest(JSON.stringify(told), 8002)).conversation.conversationId, id);
    });

    test('what a newer client says in a known kind of content survives the way', async () => {
        const { a, b, id } = await world.pair();
        await say(a, id, 'plain', { content: { ...text('plain'), fallback: 'plain, as a fallback' } });
        const event = await b.waitEvent((f) => f.body === 'conversationEvent');
        assert.equal(event.conversationEvent.change.message.content.fallback, 'plain, as a fallback');
        const { messages } = await b.request('getHistory', { conversationId: id });
        assert.equal(messages[0].content.fallback, 'plain, as a fallback');
    });

    test('what cannot be decoded is answered MALFORMED with request_id 0', async () => {
        const failure = (connection, count) => connection.waitEvent((f) => f.type === 'FAILURE' && connection.events.filter(
            (e) => e.type === 'FAILURE').length >= count);
        const binary = await world.newcomer();
        let count = 0;
        for (const bytes of [Buffer.from('ffffffffff', 'hex'), Buffer.from([0x52, 0x7f, 0x01]), Buffer.from([0x08])]) {
            binary.sendRaw(bytes);
            count += 1;
            await failure(binary, count);
        }
        const json = await world.newcomer({ format: 'json' });
        count = 0;
        for (const broken of ['', '{', 'null', '[]', '{"requestId": "x"}', '{"ping": 5}', `{"a":${'['.repeat(40)}${']'.repeat(40)}}`]) {
            json.sendRaw(broken);
            count += 1;
            await failure(json, count);
        }
        for (const connection of [binary, json]) {
            assert.ok(connection.events.filter((f) => f.type === 'FAILURE').every((f) => f.error.code === 'MALFORMED' && f.requestId === 0));
            await connection.request('ping');
        }
    });

    test('a request without an id is answered by an error event, but for Acknowledge', async () => {
        const { a, id } = await world.pair();
        a.notify('ping', {});
        const event = await a.waitEvent((f) => f.type === 'FAILURE');
        assert.equal(event.requestId, 0);
        assert.equal(event.error.code, 'MALFORMED');
        a.notify('acknowledge', { conversationId: id, deliveredSeq: 1 });
        a.notify('acknowledge', { conversationId: 'not an id', deliveredSeq: 1 });
        await a.request('ping');
        assert.equal(a.events.filter((f) => f.type === 'FAILURE').length, 1);
    });

    test('every request gets exactly one answer, whatever the order', async () => {
        const { a, id } = await world.pair();
        let unexpected = 0;
        a.on('unexpected', () => { unexpected += 1; });
        const names = [['ping', {}], ['getConversation', { conversationId: id }], ['getHistory', { conversationId: id }],
            ['sync', { conversationId: id }], ['syncAccount', {}], ['listChanged', {}], ['listDevices', {}]];
        const answers = await Promise.all(Array.from({ length: 140 }, (_, i) => a.requestFrame(...names[i % names.length])));
        assert.ok(answers.every((frame) => frame.type === 'ANSWER'));
        assert.equal(unexpected, 0);
        const far = Number.MAX_SAFE_INTEGER;
        assert.equal((await a.rawRequest(encodeClientFrame({ requestId: far, ping: {} }, 'binary'), far)).requestId, far);
    });

    test('a connection speaks what its first frame spoke', async () => {
        const binary = await world.connect();
        binary.sendRaw('{"requestId": "5", "ping": {}}');
        assert.equal((await binary.closed).code, 1003);
        const json = await world.connect({ format: 'json' });
        json.sendRaw(encodeClientFrame({ requestId: 5, ping: {} }, 'binary'));
        assert.equal((await json.closed).code, 1003);
    });

    test('frames and messages that are too large are closed with 1009', async () => {
        const person = await world.newcomer();
        person.sendRaw(Buffer.alloc(64 * 1024 + 1));
        assert.equal((await person.closed).code, 1009);
    });

    test('a message in fragments is one message, up to its limit', async () => {
        const { a, id } = await world.pair();
        await a.close();
        const socket = new WebSocket(world.url, ['banter.v1'], { perMessageDeflate: false });
        await new Promise((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject); });
        const connection = new Connection(socket, 'json');
        const sendInPieces = (string, size) => {
            const bytes = Buffer.from(string);
            for (let at = 0; at < bytes.length; at += size) {
                socket.send(bytes.subarray(at, at + size), { fin: at + size >= bytes.length, binary: false });
            }
        };
        await connection.request('hello', hello(a.me.token));
        // The cut goes through the middle of a character.
        const body = JSON.stringify({ requestId: '91', sendMessage: { conversationId: id, clientId: makeId(), content: text('ü'.repeat(40)) } });
        const accepted = new Promise((resolve) => { connection.on('unexpected', resolve); });
        sendInPieces(body, 5);
        assert.equal((await accepted).accepted.seq, 1);
        const { messages } = await connection.request('getHistory', { conversationId: id });
        assert.equal(messages[0].content.text.body, 'ü'.repeat(40));
        sendInPieces('x'.repeat(140 * 1024), 60 * 1024);
        assert.equal((await connection.closed).code, 1009);
    });

    test('the upgrade is for our path and subprotocol, and not for foreign pages', async () => {
        const status = async (url, options) => {
            try {
                const connection = await Connection.open(url, options);
                await connection.terminate();
                return 101;
            } catch (error) {
                if (error instanceof UpgradeRefused) return error.status;
                throw error;
            }
        };
        assert.equal(await status(`${world.url}/other`.replace(/([^:])\/\//, '$1/')), 404);
        assert.equal(await status(world.url, { headers: { Origin: 'https://evil.example' } }), 403);
        assert.equal(await status(world.url, { protocol: 'soap' }), 400);
        assert.equal(await status(world.url), 101);
    });
});
