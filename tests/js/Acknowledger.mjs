// SPDX-License-Identifier: Apache-2.0
const everyMs = 1000;

/** Tells the server how far this device is: at most once per second, only what the server does not know. */
export class Acknowledger {
    #told = new Map(); // conversation id -> {deliveredSeq, readSeq} that the server knows, or was told
    #timer = null;
    #conversations;
    #notify;

    /** `notify(body)` sends an Acknowledge, or answers false if it cannot now. */
    constructor(conversations, notify, acknowledgeRead) {
        this.#conversations = conversations;
        this.#notify = notify;
        this.acknowledgeRead = acknowledgeRead;
    }

    /** The server's answer, not the highest ever seen: what a crash took from the server has to be told again. */
    known(conversationId, mark) {
        this.#told.set(conversationId, { deliveredSeq: mark.deliveredSeq, readSeq: mark.readSeq });
    }

    soon() {
        this.#timer ??= setTimeout(() => {
            this.#timer = null;
            this.#tell();
        }, everyMs * (0.5 + Math.random() / 2));
    }

    stop() {
        clearTimeout(this.#timer);
        this.#timer = null;
    }

    #tell() {
        for (const [conversationId, state] of this.#conversations) {
            const seq = state.completeSeq;
            const told = this.#told.get(conversationId) ?? { deliveredSeq: 0, readSeq: 0 };
            const wanted = { deliveredSeq: seq, readSeq: this.acknowledgeRead ? seq : 0 };
            if (told.deliveredSeq >= wanted.deliveredSeq && told.readSeq >= wanted.readSeq) continue;
            if (this.#notify({ conversationId, ...wanted }) !== false) this.#told.set(conversationId, wanted);
        }
    }
}
