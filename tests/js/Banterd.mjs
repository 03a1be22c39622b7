// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Process, run } from './Processes.mjs';

const defaultBuild = fileURLToPath(new URL('../../build/dev', import.meta.url));

/** A program of this build: banterd, banterctl, banter. */
export function program(name) {
    const directory = process.env.BANTER_BIN ?? join(defaultBuild, 'bin');
    const path = join(directory, name);
    if (!existsSync(path)) throw new Error(`${path} is not there: build it, or set BANTER_BIN to the folder of the programs`);
    return path;
}

/** A real banterd on a data directory of its own; can be killed and started again on the same data and port. */
export class Banterd {
    /**
     * Options: database (PostgreSQL's address; none: SQLite), registration ('open'), rateLimits (false), tls ('off'),
     * args (more flags), listen.
     */
    constructor(options = {}) {
        this.options = { registration: 'open', rateLimits: false, tls: 'off', args: [], ...options };
        this.directory = mkdtempSync(join(tmpdir(), 'banterd-'));
        this.data = join(this.directory, 'data');
        this.adminSocket = join(this.directory, 'admin.sock');
        this.port = 0;
        this.process = null;
        process.on('exit', () => rmSync(this.directory, { recursive: true, force: true }));
    }

    static async start(options) {
        const server = new Banterd(options);
        await server.boot();
        return server;
    }

    get arguments() {
        const { database, registration, rateLimits, tls, args } = this.options;
        return ['--data', this.data, '--listen', `127.0.0.1:${this.port}`, '--registration', registration,
            '--tls', tls, '--admin-socket', this.adminSocket, '--log-format', 'json',
            ...(rateLimits ? [] : ['--rate-limits', 'off']), ...(database ? ['--database', database] : []), ...args];
    }

    /** Answers when it listens. */
    async boot(timeoutMs = 20000) {
        this.process = new Process(program('banterd'), this.arguments);
        this.url = await this.process.waitLine((line) => line.match(/listening on (wss?:\/\/\S+)/)?.[1], timeoutMs);
        this.port = Number(new URL(this.url).port);
    }

    get isRunning() {
        return this.process !== null && this.process.exit === null;
    }

    /** kill -9. */
    async kill() {
        await this.process.kill('SIGKILL');
    }

    /** SIGTERM; throws unless it ends by itself, cleanly. */
    async terminate(patienceMs = 20000) {
        const { code, signal } = await this.process.stop(patienceMs);
        if (code !== 0) throw new Error(`banterd ended with ${code ?? signal} on SIGTERM:\n${this.process.tail()}`);
    }

    /** banterctl; answers what it prints, parsed. Options: mayFail -> {status, stdout, stderr}; input. */
    ctl(args, options = {}) {
        const result = run(program('banterctl'), ['--socket', this.adminSocket, ...args, '--json'],
            { mayFail: options.mayFail, input: options.input });
        return options.mayFail ? result : JSON.parse(result.stdout);
    }

    async stop() {
        if (this.process) await this.process.stop();
        rmSync(this.directory, { recursive: true, force: true });
    }
}
