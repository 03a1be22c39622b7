// SPDX-License-Identifier: Apache-2.0
import { TcpProxy } from './TcpProxy.mjs';

const sslRequest = 80877103;
const gssRequest = 80877104;
const version3 = 196608;
const storesMessages = /\binto\s+message\b/i;

/**
 * Stands between banterd and PostgreSQL, and reads the frontend/backend protocol 3.0 (without TLS). When it is armed, the next
 * commit that stores messages is forwarded, its answer is read and thrown away, and the connection is cut: the rows are there, and
 * banterd does not know.
 */
export class PostgresProxy extends TcpProxy {
    armed = false;
    /** Commits whose answer was lost, and those that the server had in fact refused (no loss to speak of). */
    lostAnswers = 0;
    lostRefusals = 0;

    upstream(link, data) {
        link.front = link.front ? Buffer.concat([link.front, data]) : data;
        for (;;) {
            const message = readFrontend(link);
            if (!message) break;
            this.#frontend(link, message);
        }
        return data;
    }

    downstream(link, data) {
        link.back = link.back ? Buffer.concat([link.back, data]) : data;
        for (;;) {
            const message = readBackend(link);
            if (!message) break;
            this.#backend(link, message);
            if (link.done) break;
        }
        return link.swallowing ? null : data;
    }

    #frontend(link, { type, body }) {
        link.prepared ??= new Map();
        if (type === 'Q') {
            this.#statement(link, cString(body, 0).text);
            this.#ends(link);
        } else if (type === 'P') {
            const name = cString(body, 0);
            link.prepared.set(name.text, cString(body, name.next).text);
        } else if (type === 'B') {
            const portal = cString(body, 0);
            this.#statement(link, link.prepared.get(cString(body, portal.next).text) ?? '');
        } else if (type === 'S') {
            this.#ends(link);
        }
    }

    /** A statement is about to run in this connection. */
    #statement(link, sql) {
        const prepare = sql.match(/^\s*PREPARE\s+(\S+)\s+AS\s+([\s\S]*)/i);
        if (prepare) {
            link.prepared.set(prepare[1], prepare[2]);
            return;
        }
        const execute = sql.match(/^\s*EXECUTE\s+([^\s(]+)/i);
        const text = execute ? link.prepared.get(execute[1]) ?? '' : sql;
        if (storesMessages.test(text)) link.stores = true;
        if (/^\s*(COMMIT|END)\b/i.test(text)) link.commits = true;
        if (/^\s*(BEGIN|START)\b/i.test(text)) link.begins = true;
    }

    /** The frontend waits for ReadyForQuery now: does that end a transaction that stores messages? */
    #ends(link) {
        const alone = link.status !== 'T' && !link.begins; // autocommit
        const ends = link.stores && (link.commits || alone);
        if (ends && this.armed) {
            this.armed = false;
            link.swallowing = true;
        }
        if (link.commits || alone) link.stores = false;
        link.commits = false;
        link.begins = false;
    }

    #backend(link, { type, body }) {
        if (type === 'E' && link.swallowing) link.refused = true;
        if (type !== 'Z') return;
        link.status = String.fromCharCode(body[0]);
        if (!link.swallowing) return;
        if (link.refused) this.lostRefusals += 1;
        else this.lostAnswers += 1;
        link.done = true;
        this.cut(link);
        this.emit('lost');
    }
}

function cString(bytes, start) {
    const end = bytes.indexOf(0, start);
    return { text: bytes.toString('utf8', start, end), next: end + 1 };
}

function readFrontend(link) {
    const bytes = link.front;
    if (!link.started) {
        if (bytes.length < 8) return null;
        const length = bytes.readInt32BE(0);
        if (bytes.length < length) return null;
        const code = bytes.readInt32BE(4);
        link.front = bytes.subarray(length);
        if (code === sslRequest || code === gssRequest) link.loneBytes = (link.loneBytes ?? 0) + 1;
        if (code === version3) link.started = true;
        return { type: '', body: Buffer.alloc(0) };
    }
    return readTyped(bytes, (rest) => { link.front = rest; });
}

function readBackend(link) {
    if (link.loneBytes > 0 && link.back.length > 0) {
        link.loneBytes -= 1; // 'N': no TLS here
        link.back = link.back.subarray(1);
    }
    return readTyped(link.back, (rest) => { link.back = rest; });
}

function readTyped(bytes, keep) {
    if (bytes.length < 5) return null;
    const end = 1 + bytes.readInt32BE(1);
    if (bytes.length < end) return null;
    keep(bytes.subarray(end));
    return { type: String.fromCharCode(bytes[0]), body: bytes.subarray(5, end) };
}
