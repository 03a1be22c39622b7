// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from './Banterd.mjs';
import { Process } from './Processes.mjs';

/** The process ended before the command was answered. */
export class Killed extends Error {}

/** The command was answered with an error; code as in docs/headless.md. */
export class CommandFailed extends Error {
    constructor(line, answer) {
        super(`${line.split(' ').slice(0, 2).join(' ')}: ${answer.error} (${answer.text})`);
        this.code = answer.error;
    }
}

/**
 * A real `banter --headless --json`, on a data folder of its own; can be killed and started again on it. What it says is written into a
 * journal in the words of Journal.mjs. Foreign code under test: everything that it claims is taken from its output only.
 */
export class HeadlessClient {
    #waiting = [];
    #shown = new Map(); // conversation -> set of seq, over all lives

    constructor({ url, journal = () => {}, device = 'headless', args = [] }) {
        Object.assign(this, { url, journal, device, args });
        this.directory = mkdtempSync(join(tmpdir(), 'banter-app-'));
        this.process = null;
        this.events = [];
        this.userId = '';
        process.on('exit', () => rmSync(this.directory, { recursive: true, force: true }));
    }

    /** Starts the program; nobody need be signed in. */
    start() {
        this.process = new Process(program('banter'), ['--headless', '--json', '--server', this.url, '--data', this.directory,
            '--device', this.device, ...this.args], { env: { QT_QPA_PLATFORM: 'offscreen' } });
        this.process.on('line', (line) => this.#line(line));
        const { process: life } = this;
        life.on('exit', () => {
            if (this.process !== life) return;
            for (const { reject, line } of this.#waiting.splice(0)) reject(new Killed(line));
            this.journal('offline', { code: 0 });
        });
    }

    /** Answers the JSON object that answers the line; throws CommandFailed or Killed. `extra` lines follow it (a password). */
    command(line, ...extra) {
        return new Promise((resolve, reject) => {
            this.#waiting.push({ resolve, reject, line });
            this.process.write([line, ...extra].join('\n'));
        });
    }

    async register(name, password) {
        this.userId = (await this.command(`register ${name}`, password)).user_id;
        return this.userId;
    }

    async logIn(name, password) {
        this.userId = (await this.command(`login ${name}`, password)).user_id;
        return this.userId;
    }

    /** From now on everything is journalled, what is in the store first. */
    async follow() {
        await this.command('follow all');
    }

    /** The first event (also one that came already) that is `wanted`. */
    async waitEvent(wanted, timeoutMs = 15000) {
        const known = this.events.find(wanted);
        if (known) return known;
        return this.process.waitLine((line) => {
            const event = JSON.parse(line);
            return event.event && wanted(event) ? event : null;
        }, timeoutMs);
    }

    /** All messages that its store holds of a conversation. */
    async history(conversation) {
        return (await this.command(`history ${conversation} 100000`)).messages;
    }

    /** The same; none if it has not heard of the conversation yet. */
    async historySoFar(conversation) {
        const { conversations } = await this.command('list');
        return conversations.some((row) => row.conversation === conversation) ? this.history(conversation) : [];
    }

    /** kill -9. */
    async kill() {
        await this.process.kill('SIGKILL');
    }

    /** Ends by itself; answers {code, signal}. */
    async quit() {
        this.command('quit').catch(() => {});
        const end = await Promise.race([this.process.exited, new Promise((resolve) => { setTimeout(resolve, 10000, null).unref(); })]);
        return end ?? this.process.stop(2000);
    }

    async close() {
        if (this.process && !this.process.exit) await this.quit();
        rmSync(this.directory, { recursive: true, force: true });
    }

    #line(line) {
        const object = JSON.parse(line);
        if (!object.event) {
            const waiting = this.#waiting.shift();
            if (!waiting) throw new Error(`banter answered what nobody asked: ${line}`);
            if (object.ok) waiting.resolve(object);
            else waiting.reject(new CommandFailed(waiting.line, object));
            return;
        }
        this.events.push(object);
        if (object.event === 'message') this.#message(object);
        else if (object.event === 'synced') this.journal('online', { user: this.userId });
        else if (object.event === 'offline') this.journal('offline', { code: 0 });
        else if (object.event === 'store_failed') throw new Error(`banter: store failed: ${object.text}`);
    }

    #message(row) {
        const { conversation, seq, rev, sender, text, client_id: clientId, sent_at_ms: sentAtMs } = row;
        if (row.state === 'failed') this.journal('failed', { conversation, clientId, code: row.reason });
        if (seq === 0) return;
        if (row.mine && clientId) this.journal('accepted', { conversation, clientId, seq, rev, sentAtMs, how: 'row', attempts: 1 });
        if (!this.#shown.has(conversation)) this.#shown.set(conversation, new Set());
        const known = this.#shown.get(conversation);
        // The same row comes again when its state moves on, and after a restart; that is not showing it twice.
        this.journal('shown', { conversation, seq, rev, sender, text, sentAtMs, how: 'event', isNew: !known.has(seq) });
        known.add(seq);
    }
}
