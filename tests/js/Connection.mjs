// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import WebSocket from 'ws';
import { decodeServerFrame, encodeClientFrame } from './Wire.mjs';

export { WebSocket };

/** The server refused a request: code is the name in banter.proto's ErrorCode. */
export class Refusal extends Error {
    constructor(name, failure) {
        super(`${name}: ${failure.code} (${failure.hint})`);
        this.code = failure.code;
        this.retryAfterMs = failure.retryAfterMs;
        this.hint = failure.hint;
        this.failure = failure;
    }
}

/** The connection ended, or no answer came in time: the outcome of the request is unknown. */
export class Lost extends Error {}

/** The upgrade was answered with an HTTP status. */
export class UpgradeRefused extends Error {
    constructor(status) {
        super(`HTTP ${status} instead of an upgrade`);
        this.status = status;
    }
}

/**
 * One WebSocket connection and the requests on it; no memory beyond it. Events: 'frame' (every event frame), 'close'
 * ({code, reason}).
 */
export class Connection extends EventEmitter {
    #socket;
    #nextRequest = 1;
    #waiting = new Map();
    #format;

    /** Resolves when the upgrade is done. Options: format 'binary' | 'json', timeoutMs, protocol, insecure, headers. */
    static open(url, options = {}) {
        const { format = 'binary', timeoutMs = 10000, protocol = 'banter.v1', insecure = true, headers } = options;
        return new Promise((resolve, reject) => {
            const socket = new WebSocket(url, protocol ? [protocol] : [], {
                handshakeTimeout: timeoutMs,
                perMessageDeflate: false,
                rejectUnauthorized: !insecure,
                headers,
            });
            socket.once('unexpected-response', (request, response) => {
                response.resume();
                request.destroy();
                reject(new UpgradeRefused(response.statusCode));
            });
            socket.once('error', (error) => reject(new Lost(error.message)));
            socket.once('open', () => resolve(new Connection(socket, format, options.requestTimeoutMs)));
        });
    }

    constructor(socket, format, requestTimeoutMs = 20000) {
        super();
        this.setMaxListeners(0);
        this.#socket = socket;
        this.#format = format;
        this.requestTimeoutMs = requestTimeoutMs;
        this.lastTrafficMs = Date.now();
        /** Event frames that came, oldest first; only if keepEvents is set. */
        this.events = [];
        this.keepEvents = true;
        socket.on('error', () => {});
        socket.on('message', (data, isBinary) => this.#received(data, isBinary));
        this.closed = new Promise((resolve) => {
            socket.on('close', (code, reason) => {
                const ending = { code, reason: reason.toString() };
                this.isOpen = false;
                this.emit('close', ending);
                for (const pending of this.#waiting.values()) pending.lost(`closed with ${code}`);
                this.#waiting.clear();
                resolve(ending);
            });
        });
        this.isOpen = true;
    }

    get bufferedBytes() {
        return this.#socket.bufferedAmount;
    }

    /** Answers the body of the answer; throws Refusal or Lost. `name` as in JSON: 'sendMessage'. */
    async request(name, body = {}, options = {}) {
        const frame = await this.requestFrame(name, body, options);
        if (frame.type === 'FAILURE') throw new Refusal(name, frame.error);
        return frame.body ? frame[frame.body] : null;
    }

    /** The whole frame that answers, also a refusal. */
    requestFrame(name, body = {}, { timeoutMs = this.requestTimeoutMs } = {}) {
        const requestId = this.#nextRequest++;
        const data = encodeClientFrame({ requestId, [name]: body }, this.#format);
        return this.rawRequest(data, requestId, timeoutMs, name);
    }

    /** Sends bytes (or text) as they are, and waits for the answer to requestId. */
    rawRequest(data, requestId, timeoutMs = this.requestTimeoutMs, name = 'raw') {
        return new Promise((resolve, reject) => {
            if (!this.isOpen) {
                reject(new Lost(`${name}: not connected`));
                return;
            }
            const timer = setTimeout(() => {
                this.#waiting.delete(requestId);
                reject(new Lost(`${name}: no answer in ${timeoutMs} ms`));
            }, timeoutMs);
            this.#waiting.set(requestId, {
                answered: (frame) => {
                    clearTimeout(timer);
                    resolve(frame);
                },
                lost: (why) => {
                    clearTimeout(timer);
                    reject(new Lost(`${name}: ${why}`));
                },
            });
            this.sendRaw(data);
        });
    }

    /** Request id 0: no answer. */
    notify(name, body) {
        this.sendRaw(encodeClientFrame({ [name]: body }, this.#format));
    }

    sendRaw(data) {
        this.lastTrafficMs = Date.now();
        if (this.isOpen) this.#socket.send(data);
    }

    reserveRequestId() {
        return this.#nextRequest++;
    }

    /** The first event (also one that came already) for which `wanted` answers true. */
    waitEvent(wanted, timeoutMs = 10000, what = 'event') {
        const known = this.events.find(wanted);
        if (known) return Promise.resolve(known);
        return new Promise((resolve, reject) => {
            const end = () => {
                clearTimeout(timer);
                this.off('frame', look);
                this.off('close', lost);
            };
            const look = (frame) => {
                if (!wanted(frame)) return;
                end();
                resolve(frame);
            };
            const lost = ({ code }) => {
                end();
                reject(new Lost(`${what}: connection closed with ${code}`));
            };
            const timer = setTimeout(() => {
                end();
                reject(new Lost(`${what}: did not come in ${timeoutMs} ms`));
            }, timeoutMs);
            this.on('frame', look);
            this.on('close', lost);
        });
    }

    close(code = 1000) {
        this.#socket.close(code);
        return this.closed;
    }

    /** No close frame, no goodbye. */
    terminate() {
        this.#socket.terminate();
        return this.closed;
    }

    pause() {
        this.#socket.pause();
    }

    resume() {
        this.#socket.resume();
    }

    #received(data, isBinary) {
        this.lastTrafficMs = Date.now();
        const frame = decodeServerFrame(data, isBinary);
        if (frame.requestId !== 0) {
            // For tests that look at the bytes; not part of what is compared.
            Object.defineProperty(frame, 'raw', { value: { data, isBinary }, enumerable: false });
            const pending = this.#waiting.get(frame.requestId);
            if (pending) {
                this.#waiting.delete(frame.requestId);
                pending.answered(frame);
            } else {
                this.emit('unexpected', frame);
            }
            return;
        }
        if (this.keepEvents) this.events.push(frame);
        this.emit('frame', frame);
    }
}
