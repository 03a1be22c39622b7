// SPDX-License-Identifier: Apache-2.0
// TLS with the certificate that the server makes for itself.
import assert from 'node:assert/strict';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { after, before, describe, test } from 'node:test';
import { Connection, Lost } from '../js/Connection.mjs';
import { World, say } from '../js/World.mjs';

function certificateOf(port) {
    return new Promise((resolve, reject) => {
        const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false, minVersion: 'TLSv1.2' }, () => {
            resolve({ fingerprint: socket.getPeerCertificate().fingerprint256, protocol: socket.getProtocol(), cipher: socket.getCipher().name });
            socket.destroy();
        });
        socket.on('error', reject);
    });
}

describe('TLS', () => {
    let world;
    before(async () => { world = await World.open({ tls: 'self' }); });
    after(() => world.close());

    test('two people talk over wss://', async () => {
        assert.match(world.url, /^wss:/);
        const { a, b, id } = await world.pair();
        await say(a, id, 'confidential');
        const event = await b.waitEvent((f) => f.body === 'conversationEvent');
        assert.equal(event.conversationEvent.change.message.content.text.body, 'confidential');
        await assert.rejects(Connection.open(world.url, { insecure: false }), Lost, 'a client that checks is not fooled by it');
    });

    test('modern TLS only, and the same certificate after a restart', async () => {
        const { port } = world.server;
        const before = await certificateOf(port);
        assert.match(before.protocol, /^TLSv1\.[23]$/);
        assert.match(before.cipher, /GCM|CHACHA20/);
        for (const maxVersion of ['TLSv1.1', 'TLSv1']) {
            await assert.rejects(new Promise((resolve, reject) => {
                const socket = connectTls({ host: '127.0.0.1', port, rejectUnauthorized: false, minVersion: 'TLSv1', maxVersion, ciphers: 'ALL:@SECLEVEL=0' }, resolve);
                socket.on('error', reject);
            }));
        }
        await world.server.terminate();
        await world.server.boot();
        assert.equal((await certificateOf(port)).fingerprint, before.fingerprint);
    });

    test('somebody who speaks no TLS is dropped, and nobody else notices', async () => {
        const person = await world.newcomer();
        const socket = connectTcp(world.server.port, '127.0.0.1');
        socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
        socket.on('error', () => {});
        await new Promise((resolve) => { socket.on('close', resolve); socket.resume(); });
        await person.request('ping');
    });
});
