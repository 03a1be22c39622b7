// SPDX-License-Identifier: Apache-2.0
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Process, credentialsOf, descendants, run, sleep, until } from './Processes.mjs';

function binaries() {
    if (process.env.BANTER_POSTGRESQL_BIN) return process.env.BANTER_POSTGRESQL_BIN;
    const base = '/usr/lib/postgresql';
    const versions = existsSync(base) ? readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
    const found = versions.map((version) => join(base, version, 'bin')).find((dir) => existsSync(join(dir, 'postgres')));
    if (!found) throw new Error('no PostgreSQL server found; set BANTER_POSTGRESQL_BIN to the folder of its programs');
    return found;
}

/** A port that was free a moment ago. */
export function freePort() {
    return new Promise((resolve, reject) => {
        const probe = createServer();
        probe.once('error', reject);
        probe.listen(0, '127.0.0.1', () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
}

/** A PostgreSQL of our own in a temporary directory, on a loopback port; durable as by default. */
export class Postgres {
    #databases = 0;

    /** Starts a new, empty one. Options: settings {name: value}. */
    static async start(options = {}) {
        const postgres = new Postgres();
        postgres.bin = binaries();
        postgres.user = process.getuid() === 0 ? 'postgres' : undefined;
        postgres.directory = mkdtempSync(join(tmpdir(), 'banter-pg-'));
        if (postgres.user) {
            const { uid, gid } = credentialsOf(postgres.user);
            chownSync(postgres.directory, uid, gid);
        }
        process.on('exit', () => rmSync(postgres.directory, { recursive: true, force: true }));
        postgres.data = join(postgres.directory, 'data');
        postgres.settings = { max_connections: 60, shared_buffers: '32MB', ...options.settings };
        run(join(postgres.bin, 'initdb'), ['-D', postgres.data, '-U', 'banter', '-A', 'trust', '-E', 'UTF8',
            '--locale', 'C', '--no-sync'], { user: postgres.user, cwd: postgres.directory });
        postgres.port = await freePort();
        await postgres.boot();
        return postgres;
    }

    /** Starts the server again on the same data and port. */
    async boot() {
        const settings = { listen_addresses: '127.0.0.1', port: this.port, unix_socket_directories: this.directory, ...this.settings };
        const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
        this.process = new Process(join(this.bin, 'postgres'), ['-D', this.data, ...flags],
            { user: this.user, cwd: this.directory });
        await until(() => {
            if (this.process.exit) throw new Error(`PostgreSQL ended at once:\n${this.process.tail()}`);
            return run(join(this.bin, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(this.port)], { mayFail: true }).status === 0;
        }, 60000, 'PostgreSQL takes connections');
    }

    createDatabase() {
        this.#databases += 1;
        const name = `banter_${this.#databases}`;
        run(join(this.bin, 'createdb'), ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'banter', name]);
        return name;
    }

    /** For banterd --database. */
    address(database, port = this.port) {
        return `postgresql://banter@127.0.0.1:${port}/${database}`;
    }

    /** Rows of a query as arrays of texts. */
    query(database, sql) {
        const { stdout } = run(join(this.bin, 'psql'), ['-X', '-A', '-t', '-F', '\t', '-h', '127.0.0.1',
            '-p', String(this.port), '-U', 'banter', '-d', database, '-c', sql]);
        return stdout.split('\n').filter(Boolean).map((line) => line.split('\t'));
    }

    /** All of a database as SQL text. */
    dump(database) {
        return run(join(this.bin, 'pg_dump'), ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'banter', database]).stdout;
    }

    /** kill -9 of the postmaster and of every process below it. */
    async killAll() {
        const all = [this.process.pid, ...descendants(this.process.pid)];
        for (const pid of all) {
            try {
                process.kill(pid, 'SIGKILL');
            } catch {
                // it ended meanwhile
            }
        }
        await this.process.exited;
        await until(() => all.every((pid) => !existsSync(`/proc/${pid}`)), 10000, 'all of PostgreSQL is gone');
        await sleep(50);
        return all.length;
    }

    async stop() {
        if (!this.process.exit) {
            this.process.kill('SIGQUIT'); // its data goes with it
            await this.process.exited;
        }
        rmSync(this.directory, { recursive: true, force: true });
    }
}
