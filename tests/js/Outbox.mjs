// SPDX-License-Identifier: Apache-2.0
import { Refusal } from './Connection.mjs';
import { makeId } from './Ids.mjs';

const retryable = new Set(['INTERNAL', 'BUSY', 'RATE_LIMITED', 'OUT_OF_ORDER', 'SHUTTING_DOWN']);

/**
 * The messages of one conversation that have no answer yet, in order. Every message keeps its client_id until it is
 * settled: accepted (by an answer, or by its row seen in Sync or an event), or refused for good.
 *
 * `transmit(body)` answers a promise of Accepted; `journal(kind, entry)` records what happens.
 */
export class Outbox {
    #transmit;
    #journal;
    #items = [];
    #rewind = false;
    #timer = null;
    #failures = 0;
    #online = false;

    constructor(conversationId, transmit, journal, window = 16) {
        this.conversationId = conversationId;
        this.window = window;
        this.#transmit = transmit;
        this.#journal = journal;
    }

    get size() {
        return this.#items.length;
    }

    /** Answers a promise of {seq, rev, sentAtMs}. */
    send(text, clientId = makeId()) {
        return new Promise((resolve, reject) => {
            this.#journal('send', { conversation: this.conversationId, clientId, text });
            this.#items.push({ clientId, text, flying: false, attempts: 0, resolve, reject });
            this.#pump();
        });
    }

    goOnline() {
        this.#online = true;
        this.#failures = 0;
        this.#pump();
    }

    goOffline() {
        this.#online = false;
        clearTimeout(this.#timer);
        this.#timer = null;
    }

    /** A row with our client_id was seen: as good as the answer. */
    settleByRow(message) {
        const item = this.#items.find((candidate) => candidate.clientId === message.clientId);
        if (item) this.#accepted(item, { seq: message.seq, rev: message.rev, sentAtMs: message.sentAtMs }, 'row');
    }

    #pump() {
        if (!this.#online || this.#timer) return;
        if (this.#rewind) {
            if (this.#items.some((item) => item.flying)) return;
            this.#rewind = false;
        }
        for (const [index, item] of this.#items.slice(0, this.window).entries()) {
            if (!item.flying) this.#fly(item, index > 0 ? this.#items[index - 1].clientId : '');
        }
    }

    async #fly(item, after) {
        item.flying = true;
        item.attempts += 1;
        try {
            const accepted = await this.#transmit({
                conversationId: this.conversationId,
                clientId: item.clientId,
                after,
                retry: item.attempts > 1,
                content: { text: { body: item.text } },
            });
            item.flying = false;
            this.#accepted(item, accepted, 'answer');
        } catch (error) {
            item.flying = false;
            this.#refused(item, error);
        }
        this.#pump();
    }

    #accepted(item, { seq, rev, sentAtMs }, how) {
        // Also a second answer (row first, then answer) is journalled: the checker compares them.
        this.#journal('accepted', {
            conversation: this.conversationId, clientId: item.clientId, seq, rev, sentAtMs, how, attempts: item.attempts,
        });
        this.#failures = 0;
        this.#items = this.#items.filter((other) => other !== item);
        item.resolve({ seq, rev, sentAtMs });
    }

    #refused(item, error) {
        if (!this.#items.includes(item)) return; // settled by its row meanwhile
        if (!(error instanceof Refusal)) return; // lost: comes again when the connection is back
        this.#journal('refused', { conversation: this.conversationId, clientId: item.clientId, code: error.code });
        if (retryable.has(error.code)) {
            this.#rewind = true;
            if (this.#timer) return;
            let wait = 20;
            if (error.code !== 'OUT_OF_ORDER') {
                this.#failures += 1;
                wait = error.retryAfterMs || Math.min(100 * 2 ** this.#failures, 3000) * (0.5 + Math.random() / 2);
            }
            this.#timer = setTimeout(() => {
                this.#timer = null;
                this.#pump();
            }, wait);
            return;
        }
        this.#journal('failed', { conversation: this.conversationId, clientId: item.clientId, code: error.code });
        this.#items = this.#items.filter((other) => other !== item);
        item.reject(error);
    }
}
