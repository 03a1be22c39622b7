// SPDX-License-Identifier: Apache-2.0
import { TcpProxy } from './TcpProxy.mjs';
import { decodeServerFrame } from './Wire.mjs';

/**
 * Stands between clients and banterd. An armed link passes everything until the server answers Accepted: that answer and
 * all behind it are lost, and a moment later the link is cut. So the message is stored and the client does not know.
 */
export class AnswerCutter extends TcpProxy {
    lostAnswers = 0;

    /** `lingerMs`: how long requests still reach the server before the cut. */
    arm(link, lingerMs = 0) {
        link.armed = { lingerMs };
    }

    downstream(link, data) {
        if (link.swallowing) {
            this.#count(link, data);
            return null;
        }
        // Whole frames only: the cut must not leave half of one behind.
        let rest = link.rest ? Buffer.concat([link.rest, data]) : data;
        let passed = 0;
        if (!link.upgraded) {
            const end = rest.indexOf('\r\n\r\n');
            if (end < 0) {
                link.rest = rest;
                return null;
            }
            link.upgraded = true;
            passed = end + 4;
        }
        for (;;) {
            const frame = readFrame(rest, passed);
            if (!frame) break;
            if (link.armed && isAccepted(frame)) {
                link.swallowing = true;
                const tail = rest.subarray(passed);
                rest = rest.subarray(0, passed);
                this.#count(link, tail);
                setTimeout(() => this.cut(link), link.armed.lingerMs);
                return rest.length > 0 ? rest : null;
            }
            passed = frame.end;
        }
        link.rest = passed < rest.length ? rest.subarray(passed) : null;
        return passed > 0 ? rest.subarray(0, passed) : null;
    }

    #count(link, data) {
        let rest = link.swallowed ? Buffer.concat([link.swallowed, data]) : data;
        for (let frame = readFrame(rest, 0); frame; frame = readFrame(rest, 0)) {
            if (isAccepted(frame)) this.lostAnswers += 1;
            rest = rest.subarray(frame.end);
        }
        link.swallowed = rest;
    }
}

/** An unmasked WebSocket frame at `start`: {opcode, payload, end}; null if it is not complete. */
function readFrame(bytes, start) {
    if (bytes.length < start + 2) return null;
    let length = bytes[start + 1] & 0x7f;
    let header = 2;
    if (length === 126) {
        header = 4;
        if (bytes.length < start + header) return null;
        length = bytes.readUInt16BE(start + 2);
    } else if (length === 127) {
        header = 10;
        if (bytes.length < start + header) return null;
        length = Number(bytes.readBigUInt64BE(start + 2));
    }
    const end = start + header + length;
    if (bytes.length < end) return null;
    return { opcode: bytes[start] & 0x0f, payload: bytes.subarray(start + header, end), end };
}

function isAccepted({ opcode, payload }) {
    if (opcode !== 1 && opcode !== 2) return false;
    return decodeServerFrame(payload, opcode === 2).body === 'accepted';
}
