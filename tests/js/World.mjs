// SPDX-License-Identifier: Apache-2.0
// What the e2e tests stand on: a server on the store that BANTER_STORE names, people, and their connections.
import assert from 'node:assert/strict';
import { Banterd } from './Banterd.mjs';
import { BanterClient } from './BanterClient.mjs';
import { Connection } from './Connection.mjs';
import { makeId } from './Ids.mjs';
import { Postgres } from './Postgres.mjs';

export const store = process.env.BANTER_STORE ?? 'sqlite';
let postgres = null;
let people = 0;

/** Options for Banterd that put it on a fresh database of the chosen store. */
export async function freshDatabase() {
    if (store === 'sqlite') return {};
    if (store !== 'postgresql') throw new Error(`BANTER_STORE is '${store}', not sqlite or postgresql`);
    postgres ??= await Postgres.start();
    return { database: postgres.address(postgres.createDatabase()) };
}

export class World {
    #toClose = [];

    static async open(options = {}) {
        const world = new World();
        world.server = await Banterd.start({ ...(await freshDatabase()), ...options });
        return world;
    }

    get url() {
        return this.server.url;
    }

    /** The PostgreSQL server, and the name of the world's database on it; null on SQLite. */
    get postgres() {
        return postgres;
    }

    get database() {
        return this.server.options.database?.split('/').at(-1) ?? null;
    }

    async close() {
        await Promise.all(this.#toClose.map((act) => act()));
        await this.server.stop();
        if (postgres) {
            await postgres.stop();
            postgres = null;
        }
    }

    /** A connection with its Welcome in `.welcome`. */
    async connect(options = {}) {
        const connection = await Connection.open(this.url, options);
        this.#toClose.push(() => connection.terminate());
        if (options.hello !== false) connection.welcome = await connection.request('hello', hello(options.token, options.listSinceMs));
        return connection;
    }

    /** A signed-in connection of a new user; .me is what SignedIn said, .account what opens it. */
    async newcomer(options = {}) {
        const connection = await this.connect(options);
        people += 1;
        const account = {
            username: options.username ?? `person${people}-${makeId().slice(-6).replace(/[-_]/g, 'x').toLowerCase()}`,
            password: options.password ?? `correct horse ${people} battery`,
            displayName: options.displayName ?? '',
        };
        connection.account = account;
        connection.me = await connection.request('register', { ...account, device: { name: 'first', platform: 'node' } });
        return connection;
    }

    /** Another device of the same user. */
    async secondDevice(of, options = {}) {
        const connection = await this.connect(options);
        const { username, password } = of.account;
        connection.account = of.account;
        connection.me = await connection.request('logIn', { username, password, device: { name: 'second', platform: 'node' } });
        return connection;
    }

    /** The same device on a new connection. */
    async resumed(of, options = {}) {
        const connection = await this.connect({ ...options, token: of.me.token });
        connection.account = of.account;
        assert.ok(connection.welcome.signedIn, 'the token was refused');
        connection.me = { ...connection.welcome.signedIn, token: of.me.token };
        return connection;
    }

    /** Two people in a conversation: {a, b, id}. */
    async pair(options = {}) {
        const [a, b] = await Promise.all([this.newcomer(options), this.newcomer(options)]);
        const conversation = await a.request('openDirect', { userId: b.me.user.userId });
        return { a, b, id: conversation.conversationId, conversation };
    }

    /** Waits until a condition holds; fails after the time. */
    async until(condition, timeoutMs = 15000) {
        const end = Date.now() + timeoutMs;
        while (!(await condition())) {
            assert.ok(Date.now() < end, `not so within ${timeoutMs} ms: ${condition}`);
            await new Promise((resolve) => { setTimeout(resolve, 20); });
        }
    }

    /** A whole BanterClient that ends with the world. */
    client(options) {
        const client = new BanterClient({ url: () => this.url, ...options });
        this.#toClose.push(() => client.stop());
        return client;
    }
}

export function hello(token = '', listSinceMs = 0) {
    return { minVersion: 1, maxVersion: 1, token, client: 'banter-independent 1', listSinceMs };
}

export function text(body) {
    return { text: { body } };
}

export function userIdOf(connection) {
    return connection.me.user.userId;
}

/** A group of `owner` with `others`; answers the Conversation. */
export function createGroup(owner, others = [], fields = {}) {
    return owner.request('createGroup', { clientId: makeId(), title: 'A group', userIds: others.map(userIdOf), ...fields });
}

/** Sends one message outside any outbox; answers Accepted with its clientId. */
export async function say(connection, conversationId, body, fields = {}) {
    const clientId = fields.clientId ?? makeId();
    const accepted = await connection.request('sendMessage', { conversationId, content: text(body), ...fields, clientId });
    return { ...accepted, clientId };
}

/** Says `count` messages quickly, in order; answers their Accepteds. */
export async function sayMany(connection, conversationId, count, label = 'message') {
    const all = [];
    for (let done = 0; done < count; ) {
        const batch = [];
        let after = '';
        for (; batch.length < 32 && done < count; done += 1) {
            const clientId = makeId();
            batch.push(say(connection, conversationId, `${label} ${done + 1}`, { clientId, after }));
            after = clientId;
        }
        all.push(...(await Promise.all(batch)));
    }
    return all;
}

/** The request must be refused with this code; answers the Failure. */
export async function refused(connection, name, body, code) {
    const frame = await connection.requestFrame(name, body);
    assert.equal(frame.type, 'FAILURE', `${name} should be refused with ${code}, answered ${frame.body}`);
    assert.equal(frame.error.code, code, `${name}: ${frame.error.hint}`);
    assert.equal(frame.body ?? null, null, 'a refusal has no body');
    return frame.error;
}
