// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import { Acknowledger } from './Acknowledger.mjs';
import { Connection, Lost, Refusal, UpgradeRefused } from './Connection.mjs';
import { ConversationState } from './ConversationState.mjs';
import { Outbox } from './Outbox.mjs';

const gapPatienceMs = 2000;
/** Close codes after which a client must not come back by itself. */
const finalCodes = new Map([[4401, 'sign in again'], [4403, 'banned'], [4409, 'replaced'], [4426, 'too old']]);

/**
 * A whole client in memory: keeps a session alive over reconnects, holds every conversation in sync, sends through
 * outboxes, acknowledges. Independent of the C++ one: written from banter.proto and docs/protocol.md.
 *
 * Options: url (text or function), account {username, password, displayName, deviceName, register}, token, format,
 * journal(kind, entry), acknowledge (true), acknowledgeRead (true), fillHoles (true), longestBackoffMs (30 000), filterEvent(frame) -> how many times
 * an event is to be applied (1).
 * Events: 'online', 'offline' ({code}), 'ended' ({code, why}), 'row' (conversation, message).
 */
export class BanterClient extends EventEmitter {
    #connection = null;
    #stopped = true;
    #attempt = 0;
    #timers = new Set();
    #syncing = new Map(); // conversation id -> promise
    #gapTimers = new Map();
    #acknowledger;

    constructor(options) {
        super();
        this.setMaxListeners(0);
        this.options = {
            format: 'binary', acknowledgeRead: true, fillHoles: true, requestTimeoutMs: 20000, longestBackoffMs: 30000, ...options,
        };
        this.journal = options.journal ?? (() => {});
        this.token = options.token ?? '';
        this.user = null;
        this.deviceId = '';
        this.accountRev = 0;
        this.welcome = null;
        this.conversations = new Map();
        this.outboxes = new Map();
        this.#acknowledger = new Acknowledger(this.conversations, (body) => {
            if (!this.isOnline) return false;
            this.#connection.notify('acknowledge', body);
            return true;
        }, this.options.acknowledgeRead);
        this.isOnline = false;
        this.ended = null;
        this.reconnects = 0;
    }

    start() {
        this.#stopped = false;
        this.ended = null;
        this.#connectSoon(0);
        return this.whenOnline();
    }

    /** Closes without a trace on the server but the close frame; the state stays. */
    async stop() {
        this.#stopped = true;
        for (const timer of this.#timers) clearTimeout(timer);
        this.#timers.clear();
        for (const timer of this.#gapTimers.values()) clearTimeout(timer);
        this.#gapTimers.clear();
        this.#acknowledger.stop();
        const connection = this.#connection;
        if (!connection) return;
        this.#offline(1000);
        const patience = setTimeout(() => connection.terminate(), 2000);
        await connection.close();
        clearTimeout(patience);
    }

    /** As if the cable were cut. */
    cut() {
        this.#connection?.terminate();
    }

    whenOnline(timeoutMs = 30000) {
        if (this.isOnline) return Promise.resolve(this);
        return new Promise((resolve, reject) => {
            const done = (act, value) => {
                clearTimeout(timer);
                this.off('online', online);
                this.off('ended', ended);
                act(value);
            };
            const online = () => done(resolve, this);
            const ended = ({ code, why }) => done(reject, new Error(`ended with ${code}: ${why}`));
            const timer = setTimeout(() => done(reject, new Error(`not online in ${timeoutMs} ms`)), timeoutMs);
            this.on('online', online);
            this.on('ended', ended);
        });
    }

    request(name, body) {
        if (!this.#connection) return Promise.reject(new Lost(`${name}: not connected`));
        return this.#connection.request(name, body);
    }

    async openDirect(userId) {
        const conversation = await this.request('openDirect', { userId });
        await this.#track(conversation.conversationId, true);
        return conversation.conversationId;
    }

    /** Answers when the message is accepted, whatever happens until then. */
    send(conversationId, text) {
        return this.#outbox(conversationId).send(text);
    }

    get unsettled() {
        let count = 0;
        for (const outbox of this.outboxes.values()) count += outbox.size;
        return count;
    }

    /** The whole history as the server gives it now, oldest first: for checks, past what this client holds. */
    async fetchAll(conversationId, forwards = true) {
        const rows = [];
        for (let edge = 0; ; ) {
            const request = forwards ? { afterSeq: edge } : { beforeSeq: edge || Number.MAX_SAFE_INTEGER };
            const page = await this.request('getHistory', { conversationId, limit: 100, ...request });
            if (forwards) rows.push(...page.messages);
            else rows.unshift(...page.messages);
            if (page.toSeq === 0 || (forwards ? page.atEnd : page.atStart)) return rows;
            edge = forwards ? page.toSeq : page.fromSeq;
        }
    }

    #later(ms, act) {
        const timer = setTimeout(() => {
            this.#timers.delete(timer);
            act();
        }, ms);
        this.#timers.add(timer);
        return timer;
    }

    #connectSoon(delayMs) {
        this.#later(delayMs, () => this.#connect());
    }

    #reconnectDelay() {
        const spread = this.welcome?.reconnectSpreadMs || 2000;
        const step = Math.min(this.options.longestBackoffMs, spread * 2 ** this.#attempt);
        const delay = this.#attempt === 0 ? Math.random() * spread : step * (0.5 + Math.random() / 2);
        this.#attempt += 1;
        return delay;
    }

    async #connect() {
        const url = typeof this.options.url === 'function' ? this.options.url() : this.options.url;
        let connection;
        try {
            connection = await Connection.open(url, {
                format: this.options.format, requestTimeoutMs: this.options.requestTimeoutMs,
            });
        } catch (error) {
            if (!(error instanceof Lost) && !(error instanceof UpgradeRefused)) throw error;
            if (!this.#stopped) this.#connectSoon(this.#reconnectDelay());
            return;
        }
        if (this.#stopped) {
            connection.terminate();
            return;
        }
        connection.keepEvents = false;
        this.#connection = connection;
        connection.on('frame', (frame) => {
            for (let times = this.options.filterEvent?.(frame) ?? 1; times > 0; times -= 1) this.#event(frame);
        });
        connection.on('close', ({ code }) => this.#closed(connection, code));
        try {
            await this.#signIn(connection);
            await this.#catchUp();
            if (this.#connection !== connection) return;
            this.#online();
        } catch (error) {
            this.#failedToGoOnline(connection, error);
        }
    }

    async #signIn(connection) {
        const welcome = await connection.request('hello', {
            minVersion: 1, maxVersion: 1, token: this.token, client: 'banter-independent 1',
        });
        this.welcome = welcome;
        let signedIn = welcome.signedIn;
        const account = this.options.account;
        if (!signedIn && account) {
            const device = { name: account.deviceName ?? 'Node', platform: 'node' };
            const { username, password, displayName = '' } = account;
            signedIn = account.register && !this.user
                ? await connection.request('register', { username, password, displayName, device })
                : await connection.request('logIn', { username, password, device });
        }
        if (!signedIn) throw new Lost('neither a token nor an account to sign in with');
        if (signedIn.token) this.token = signedIn.token;
        this.user = signedIn.user;
        this.deviceId = signedIn.deviceId;
        this.newestAccountRev = signedIn.accountRev;
    }

    async #catchUp() {
        if (this.newestAccountRev !== this.accountRev) await this.#syncAccount();
        const all = [...this.conversations.keys()];
        // A few at a time: a client with many conversations should not queue them all at once.
        const workers = Array.from({ length: Math.min(4, all.length) }, async () => {
            while (all.length > 0) await this.#sync(all.pop());
        });
        await Promise.all(workers);
    }

    #failedToGoOnline(connection, error) {
        if (error instanceof Refusal && ['WRONG_CREDENTIALS', 'ACCOUNT_DISABLED', 'NAME_TAKEN', 'REGISTRATION_CLOSED',
            'NAME_INVALID', 'PASSWORD_WEAK', 'TOO_MANY_DEVICES', 'VERSION'].includes(error.code)) {
            this.#end(error.code === 'WRONG_CREDENTIALS' ? 4401 : 0, error.message);
            connection.close();
            return;
        }
        if (!(error instanceof Lost) && !(error instanceof Refusal)) this.emit('error', error);
        connection.terminate(); // 'close' brings the next attempt
    }

    #online() {
        this.#attempt = 0;
        this.isOnline = true;
        this.journal('online', { user: this.user.userId });
        for (const outbox of this.outboxes.values()) outbox.goOnline();
        this.#acknowledgeSoon();
        this.#heartbeat(this.#connection);
        this.emit('online');
    }

    #offline(code) {
        this.#connection = null;
        this.isOnline = false;
        this.#syncing.clear();
        for (const outbox of this.outboxes.values()) outbox.goOffline();
        this.journal('offline', { code });
        this.emit('offline', { code });
    }

    #closed(connection, code) {
        if (this.#connection !== connection) return;
        this.#offline(code);
        if (this.#stopped) return;
        if (finalCodes.has(code)) {
            this.#end(code, finalCodes.get(code));
            return;
        }
        this.reconnects += 1;
        this.#connectSoon(this.#reconnectDelay());
    }

    #end(code, why) {
        this.#stopped = true;
        this.ended = { code, why };
        if (code === 4401) this.token = '';
        this.emit('ended', this.ended);
    }

    #heartbeat(connection) {
        const after = (this.welcome.heartbeatS || 45) * 1000 * (0.8 + Math.random() * 0.4);
        const look = () => {
            if (this.#connection !== connection) return;
            const idle = Date.now() - connection.lastTrafficMs;
            if (idle >= after) connection.request('ping').catch(() => connection.terminate());
            this.#later(Math.max(1000, after - idle), look);
        };
        this.#later(after, look);
    }

    #event(frame) {
        switch (frame.body) {
        case 'conversationEvent':
            this.#conversationEvent(frame.conversationEvent);
            break;
        case 'watermarkEvent':
            for (const mark of frame.watermarkEvent.watermarks) {
                this.#watermark(frame.watermarkEvent.conversationId, mark, 'event');
            }
            break;
        case 'accountEvent':
            this.#accountEvent(frame.accountEvent.change);
            break;
        default:
            break; // of a later version
        }
    }

    #conversationEvent({ conversationId, change }) {
        const state = this.conversations.get(conversationId);
        if (!state) {
            this.#track(conversationId, true).catch(() => this.cut());
            return;
        }
        state.event(change);
        if (state.hasGap && !this.#syncing.has(conversationId) && !this.#gapTimers.has(conversationId)) {
            this.#gapTimers.set(conversationId, setTimeout(() => {
                this.#gapTimers.delete(conversationId);
                if (!state.hasGap || !this.#connection) return;
                this.journal('gap', { conversation: conversationId, rev: state.rev });
                this.#sync(conversationId).catch(() => this.cut());
            }, gapPatienceMs));
        }
        this.#acknowledgeSoon();
    }

    #accountEvent(change) {
        if (change.rev <= this.accountRev) return;
        if (change.rev === this.accountRev + 1) {
            this.#applyAccountChange(change);
            this.accountRev = change.rev;
        } else {
            this.#syncAccount().catch(() => this.cut());
        }
    }

    async #syncAccount() {
        for (;;) {
            const page = await this.request('syncAccount', { rev: this.accountRev });
            for (const change of page.changes) this.#applyAccountChange(change);
            this.accountRev = page.rev;
            if (!page.more) return;
        }
    }

    #applyAccountChange(change) {
        if (change.what === 'profile') this.user = change.profile;
        if (change.what === 'hidden') {
            this.#track(change.hidden.conversationId, this.isOnline).catch(() => this.cut());
            this.conversations.get(change.hidden.conversationId).hide(change.hidden.seqs);
        }
        if (change.what !== 'conversation') return;
        if (change.conversation.removed) this.conversations.delete(change.conversation.conversationId);
        else this.#track(change.conversation.conversationId, this.isOnline).catch(() => this.cut());
    }

    async #track(conversationId, syncNow) {
        if (!this.conversations.has(conversationId)) {
            this.conversations.set(conversationId, new ConversationState(conversationId, (row, how, isNew) => {
                this.#row(conversationId, row, how, isNew);
            }, this.user?.userId));
        } else if (this.conversations.get(conversationId).rev > 0) {
            return;
        }
        if (syncNow) await this.#sync(conversationId);
    }

    #row(conversationId, message, how, isNew) {
        this.journal('shown', {
            conversation: conversationId, seq: message.seq, rev: message.rev, sender: message.senderId,
            text: message.content?.text?.body ?? null, sentAtMs: message.sentAtMs, how, isNew,
        });
        if (message.clientId) this.outboxes.get(conversationId)?.settleByRow(message);
        this.emit('row', conversationId, message);
    }

    #watermark(conversationId, mark, how) {
        this.journal('watermark', {
            conversation: conversationId, user: mark.userId, delivered: mark.deliveredSeq, read: mark.readSeq, how,
        });
        this.conversations.get(conversationId)?.raiseWatermark(mark);
        this.emit('watermark', conversationId, mark);
    }

    /** One Sync of a conversation at a time. */
    #sync(conversationId) {
        const running = this.#syncing.get(conversationId);
        if (running) return running;
        const connection = this.#connection;
        const sync = this.#runSync(conversationId).finally(() => {
            if (this.#connection === connection) this.#syncing.delete(conversationId);
        });
        this.#syncing.set(conversationId, sync);
        return sync;
    }

    async #runSync(conversationId) {
        const state = this.conversations.get(conversationId);
        let { rev, topSeq } = state;
        let firstPageRev = 0;
        for (let afterRev = 0; ; ) {
            const page = await this.request('sync', { conversationId, rev, topSeq, afterRev });
            if (page.reset) {
                this.journal('reset', { conversation: conversationId, rev });
                state.clear();
                ({ rev, topSeq } = state);
                afterRev = 0;
                firstPageRev = 0;
                continue;
            }
            firstPageRev ||= page.rev;
            for (const mark of page.watermarks) {
                this.#watermark(conversationId, mark, 'sync');
                // Not the highest ever seen: what a crash took from the server has to be told again.
                if (mark.userId === this.user.userId) this.#acknowledger.known(conversationId, mark);
            }
            state.syncPage(page);
            if (page.nextRev === 0) break;
            afterRev = page.nextRev;
        }
        state.syncDone(firstPageRev);
        while (this.options.fillHoles && state.holes.length > 0) {
            const [from, to] = state.holes.at(-1);
            state.historyPage(await this.request('getHistory', { conversationId, beforeSeq: to + 1, limit: 100 }));
            const rest = state.holes.at(-1);
            if (rest && rest[0] === from && rest[1] === to) state.holes.pop(); // nothing of it is there any more
        }
        this.#acknowledgeSoon();
    }

    #acknowledgeSoon() {
        if (this.options.acknowledge !== false) this.#acknowledger.soon();
    }

    #outbox(conversationId) {
        let outbox = this.outboxes.get(conversationId);
        if (!outbox) {
            outbox = new Outbox(conversationId, (body) => this.#transmit(body), this.journal);
            this.outboxes.set(conversationId, outbox);
            if (this.isOnline) outbox.goOnline();
        }
        return outbox;
    }

    async #transmit(body) {
        try {
            return await this.request('sendMessage', body);
        } catch (error) {
            if (error instanceof Lost && this.#connection) this.cut();
            throw error;
        }
    }
}
