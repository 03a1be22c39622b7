// SPDX-License-Identifier: Apache-2.0
// The C++ client (banter --headless --json) against the server, with another one and with the independent client.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CommandFailed, HeadlessClient } from '../js/HeadlessClient.mjs';
import { idBytes, makeId } from '../js/Ids.mjs';
import { until } from '../js/Processes.mjs';
import { TcpProxy } from '../js/TcpProxy.mjs';
import { World, say, sayMany } from '../js/World.mjs';

describe('banter --headless', () => {
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
        client.account = { username: `cpp${people}-${makeId().slice(-6).replace(/[-_]/g, 'x').toLowerCase()}`, password: `correct horse ${people} battery` };
        await client.register(client.account.username, client.account.password);
        await client.command('wait synced 20');
        return client;
    }

    test('two of them talk, and see delivered and read', async () => {
        const [a, b] = [await person(), await person()];
        const { conversation } = await a.command(`open ${b.account.username}`);
        const sent = await a.command(`send ${b.account.username} hello  there, "you" \\ and 🎈`);
        assert.equal(sent.state, 'pending');
        assert.equal(sent.conversation, conversation);
        assert.ok(idBytes(sent.client_id));
        const received = await b.command(`wait message ${a.account.username} 1 15`);
        assert.equal(received.text, 'hello  there, "you" \\ and 🎈');
        assert.equal(received.sender, a.userId);
        assert.equal(received.seq, 1);
        await a.command(`wait delivered ${b.account.username} 15`);
        assert.equal((await b.command('list')).conversations[0].unread, 1);
        await b.command(`read ${a.account.username}`);
        await a.command(`wait read ${b.account.username} 15`);
        assert.equal((await b.command('list')).conversations[0].unread, 0);
        const [row] = await a.history(conversation);
        assert.deepEqual([row.client_id, row.state, row.mine], [sent.client_id, 'read', true]);
    });

    test('it talks with the independent client', async () => {
        const a = await person();
        const b = await world.newcomer();
        const { conversationId } = await b.request('openDirect', { userId: a.userId });
        await sayMany(b, conversationId, 5, 'from node');
        await a.command(`wait message ${b.account.username} 5 15`);
        await b.waitEvent((f) => f.watermarkEvent?.watermarks.some((m) => m.userId === a.userId && m.deliveredSeq === 5));
        for (let i = 1; i <= 5; i += 1) await a.command(`send ${conversationId} from c++ ${i}`);
        await b.waitEvent((f) => f.conversationEvent?.change.message?.seq === 10);
        const rows = b.events.filter((f) => f.conversationEvent).map((f) => f.conversationEvent.change.message);
        assert.deepEqual(rows.map((row) => row.content.text.body).slice(5), [1, 2, 3, 4, 5].map((i) => `from c++ ${i}`));
        await a.command(`read ${conversationId}`);
        await b.waitEvent((f) => f.watermarkEvent?.watermarks.some((m) => m.userId === a.userId && m.readSeq >= 5));
        await b.request('acknowledge', { conversationId, deliveredSeq: 10, readSeq: 10 });
        await a.command(`wait read ${b.account.username} 15`);
        const history = await a.history(conversationId);
        const { messages } = await b.request('getHistory', { conversationId });
        assert.deepEqual(history.map((row) => [row.seq, row.rev, row.sender, row.text, row.sent_at_ms]),
            messages.map((m) => [m.seq, m.rev, m.senderId, m.content.text.body, m.sentAtMs]));
    });

    test('what is sent offline goes out later, in order and once, also over kill -9', async () => {
        const cable = await new TcpProxy(world.server.port).start();
        const a = await person({ url: `ws://127.0.0.1:${cable.port}` });
        const b = await world.newcomer();
        const { conversation } = await a.command(`open ${b.account.username}`);
        cable.hold(true);
        cable.cutAll();
        await a.command('wait offline 30');
        for (let i = 1; i <= 8; i += 1) await a.command(`send ${conversation} offline ${i}`);
        assert.equal((await a.command('outbox')).outbox.length, 8);
        await a.kill();
        a.start();
        assert.deepEqual((await a.command('outbox')).outbox.map((row) => row.text), [1, 2, 3, 4, 5, 6, 7, 8].map((i) => `offline ${i}`));
        await a.command(`send ${conversation} offline 9`);
        cable.hold(false);
        await a.command('connect');
        await a.command(`wait sent ${b.account.username} 30`);
        const { messages } = await b.request('getHistory', { conversationId: conversation });
        assert.deepEqual(messages.map((message) => message.content.text.body), [1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => `offline ${i}`));
        assert.deepEqual((await a.command('outbox')).outbox, []);
        await cable.stop();
    });

    test('it comes back to a conversation that went on without it, with older messages on demand', async () => {
        const a = await person();
        const b = await world.newcomer();
        const { conversationId } = await b.request('openDirect', { userId: a.userId });
        await say(b, conversationId, 'first');
        await a.command(`wait message ${b.account.username} 1 15`);
        await a.quit();
        await sayMany(b, conversationId, 160, 'missed');
        a.start();
        await a.command('wait synced 20');
        await until(async () => (await a.history(conversationId)).length === 161, 20000, 'the hole is filled', 200);
        const history = await a.history(conversationId);
        assert.deepEqual(history.map((row) => row.seq), Array.from({ length: 161 }, (_, i) => i + 1));
        assert.equal((await a.command('list')).conversations[0].unread, 161);
        const fresh = new HeadlessClient({ url: world.url });
        opened.push(fresh);
        fresh.start();
        await fresh.logIn(a.account.username, a.account.password);
        await fresh.command('wait synced 20');
        for (let held = 0; held < 161; ) {
            await fresh.command(`older ${b.account.username}`);
            const now = (await fresh.history(conversationId)).length;
            assert.ok(now > held, 'each page brings something');
            held = now;
        }
        assert.deepEqual((await fresh.history(conversationId)).map((row) => row.text), history.map((row) => row.text));
    });

    test('signing out here and from elsewhere', async () => {
        const a = await person();
        const phone = new HeadlessClient({ url: world.url, device: 'phone' });
        opened.push(phone);
        phone.start();
        await phone.logIn(a.account.username, a.account.password);
        const { devices } = await a.command('devices');
        assert.equal(devices.length, 2);
        await a.command('revoke others');
        await phone.waitEvent((event) => event.event === 'signed_out');
        await assert.rejects(phone.command('whoami'), (error) => error instanceof CommandFailed && error.code === 'not_signed_in');
        await a.command('logout');
        await assert.rejects(a.command('whoami'), CommandFailed);
        await a.logIn(a.account.username, a.account.password);
        await a.command('wait online 15');
    });

    test('errors are told by their code, and the client goes on', async () => {
        const a = await person();
        const fails = (line, code) => assert.rejects(a.command(line), (error) => error instanceof CommandFailed && error.code === code);
        await fails('find nobody-of-this-name', 'not_found');
        await fails('open nobody-of-this-name', 'not_found');
        await fails('dance', 'unsupported');
        await fails('send', 'malformed');
        const b = await world.newcomer();
        await fails(`send ${b.account.username} ${'x'.repeat(16385)}`, 'too_large');
        await a.command(`send ${b.account.username} fine`);
        await a.command(`wait sent ${b.account.username} 15`);
        assert.equal((await a.command(`find ${b.account.username}`)).user_id, b.me.user.userId);
    });

    test('it survives a restart of the server', async () => {
        const [a, b] = [await person(), await person()];
        await a.command(`send ${b.account.username} before`);
        await b.command(`wait message ${a.account.username} 1 15`);
        await world.server.kill();
        await a.command(`send ${b.account.username} meanwhile`);
        await world.server.boot();
        const received = await b.command(`wait message ${a.account.username} 1 40`);
        assert.deepEqual([received.text, received.seq], ['meanwhile', 2]);
    });

    test('end of input ends it, cleanly', async () => {
        const a = await person();
        a.process.child.stdin.end();
        assert.deepEqual(await a.process.exited, { code: 0, signal: null });
    });
});
