// SPDX-License-Identifier: Apache-2.0
import { BanterClient } from '../js/BanterClient.mjs';
import { finalEntry } from '../js/Finals.mjs';
import { Journal } from '../js/Journal.mjs';
import { makeId } from '../js/Ids.mjs';
import { until } from '../js/Processes.mjs';

const padding = 'All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience.';

/** Pairs of clients that write to each other, each with its journal, at a total rate. */
export class Load {
    /** `url` is asked at every connect. */
    constructor({ url, pairs, rate, random }) {
        this.url = url;
        this.random = random;
        this.rate = rate;
        this.pairs = pairs;
        this.people = [];
        this.sent = 0;
        this.timer = null;
    }

    get connections() {
        return this.people.length;
    }

    get journals() {
        return this.people.map((person) => person.journal);
    }

    /** Registers everybody and opens the conversations. */
    async prepare() {
        const names = Array.from({ length: this.pairs * 2 }, (_, i) => `p${i}-${makeId().slice(-8).replace(/[-_]/g, 'x')}`.toLowerCase());
        this.people = names.map((username) => {
            const journal = new Journal(username);
            const client = new BanterClient({
                url: () => this.url(), journal: journal.record,
                // On a busy machine an outage may last longer than meant; then the usual 30 s would be what is measured.
                longestBackoffMs: 8000,
                account: { username, password: `the password of ${username}`, register: true },
            });
            client.on('error', (error) => { throw error; });
            return { username, journal, client, conversation: null, partner: null };
        });
        const waiting = [...this.people];
        const registrar = async () => {
            while (waiting.length > 0) await waiting.shift().client.start();
        };
        await Promise.all(Array.from({ length: 8 }, registrar));
        for (let i = 0; i < this.people.length; i += 2) {
            const [a, b] = [this.people[i], this.people[i + 1]];
            [a.partner, b.partner] = [b, a];
            a.conversation = await a.client.openDirect(b.client.user.userId);
            b.conversation = a.conversation;
        }
        await until(() => this.people.every(({ client, conversation }) => client.conversations.get(conversation)?.rev > 0), 20000, 'everybody has the conversation');
    }

    run() {
        let due = 0;
        let last = Date.now();
        this.timer = setInterval(() => {
            const now = Date.now();
            due += ((now - last) / 1000) * this.rate;
            last = now;
            for (; due >= 1; due -= 1) this.say(this.random.pick(this.people));
        }, 10);
    }

    say(person) {
        this.sent += 1;
        const text = `${person.username} ${this.sent} ${padding.slice(0, Math.floor(this.random.between(0, padding.length)))}`;
        person.client.send(person.conversation, text).catch(() => {}); // a refusal is in the journal
    }

    stop() {
        clearInterval(this.timer);
    }

    /**
     * Waits until everybody is back and nothing is unsettled (who is late, the checker finds by the journals; a history that is
     * read before the end would only hide it), then everybody reads the whole history.
     */
    async finish(patienceMs) {
        await until(() => this.people.every(({ client }) => client.isOnline && client.unsettled === 0), patienceMs, 'all settled').catch(() => {});
        const waiting = this.people.map((person, i) => ({ ...person, forwards: i % 2 === 0 }));
        const reader = async () => {
            while (waiting.length > 0) {
                const { client, conversation, journal, forwards } = waiting.shift();
                // No final entry is a finding of the checker; it must not hide behind an exception here.
                await finalEntry(client, conversation, { forwards }).then((entry) => journal.entries.push(entry), (error) => {
                    journal.record('no-final', { conversation, why: String(error) });
                });
            }
        };
        await Promise.all(Array.from({ length: 12 }, reader));
    }

    async close() {
        this.stop();
        await Promise.all(this.people.map(({ client }) => client.stop()));
    }
}
