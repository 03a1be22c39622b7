// SPDX-License-Identifier: Apache-2.0
// The examples in docs/protocol.md are frames of banter.proto, every request has one, and every code is explained.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { errorCodes, requests, strictFrame } from '../js/Wire.mjs';

const page = readFileSync(new URL('../../docs/protocol.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```json (client|server)\n([\s\S]*?)```/g)].map(([, side, body]) => ({ side, body }));

test('every example is a valid frame', () => {
    assert.ok(examples.length > 30);
    for (const { side, body } of examples) {
        assert.doesNotThrow(() => strictFrame(side, JSON.parse(body)), undefined, body);
    }
});

test('a wrong example would be found', () => {
    assert.throws(() => strictFrame('client', { requestId: '1', helo: {} }));
    assert.throws(() => strictFrame('client', { requestId: '1', sync: { conversation: 'x' } }));
    assert.throws(() => strictFrame('server', { type: 'ANSWERED' }));
    assert.throws(() => strictFrame('server', { syncPage: { newest: [{ sec: '1' }] } }));
});

test('every request has an example and a description', () => {
    for (const { name, type } of requests) {
        assert.ok(examples.some(({ side, body }) => side === 'client' && JSON.parse(body)[name]), `no example for ${name}`);
        assert.ok(page.includes(`**${type}**`), `no description of ${type}`);
    }
});

test('every error code is explained', () => {
    for (const name of Object.keys(errorCodes)) {
        if (name !== 'ERROR_CODE_UNSPECIFIED') assert.ok(page.includes(`\`${name}\``), name);
    }
});
