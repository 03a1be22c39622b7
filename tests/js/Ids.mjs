// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';

/** 16 bytes as the 22 characters that travel. */
export function idText(bytes) {
    return Buffer.from(bytes).toString('base64url');
}

/** The 16 bytes of an id; null if the text is none. */
export function idBytes(text) {
    if (!/^[A-Za-z0-9_-]{22}$/.test(text)) return null;
    const bytes = Buffer.from(text, 'base64url');
    return bytes.length === 16 && idText(bytes) === text ? bytes : null;
}

let lastMs = 0;

/** A new UUIDv7 (RFC 9562 section 5.7) as an id text. */
export function makeId(nowMs = Date.now()) {
    lastMs = Math.max(lastMs, nowMs);
    const bytes = randomBytes(16);
    bytes.writeUIntBE(lastMs, 0, 6);
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    return idText(bytes);
}

/** A direct conversation's id, from docs/protocol.md: a client may compute it without asking. */
export function directConversationId(serverId, userOne, userTwo) {
    const [a, b] = [idBytes(userOne), idBytes(userTwo)].sort(Buffer.compare);
    const hash = createHash('sha256').update('banter direct').update(idBytes(serverId)).update(a).update(b);
    return idText(hash.digest().subarray(0, 16));
}
