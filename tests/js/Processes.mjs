// SPDX-License-Identifier: Apache-2.0
// Child processes of a test: started, read line by line, ended by pid; none outlives the test.
import { spawn, spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';

const running = new Set();
process.setMaxListeners(0); // one 'exit' for each temporary folder
process.on('exit', () => {
    for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => process.exit(signal === 'SIGINT' ? 130 : 143));
}

/** The kernel ends the child when we die without a word (a timeout of CTest, kill -9). */
const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));

function credentials(user) {
    if (!user || process.getuid() !== 0) return {};
    const [, , uid, gid] = readFileSync('/etc/passwd', 'utf8').split('\n').find((line) => line.startsWith(`${user}:`))
        ?.split(':') ?? [];
    if (!uid) throw new Error(`there is no user '${user}'`);
    return { uid: Number(uid), gid: Number(gid) };
}

export function credentialsOf(user) {
    return credentials(user);
}

export class Process extends EventEmitter {
    /** Options: user (if we are root), env, cwd, keepLines (of stderr, for the report of a failure). */
    constructor(command, args, options = {}) {
        super();
        this.setMaxListeners(0);
        const ids = credentials(options.user);
        const viaSetpriv = setpriv && ids.uid === undefined;
        this.child = spawn(viaSetpriv ? setpriv : command, viaSetpriv ? ['--pdeathsig', 'KILL', command, ...args] : args, {
            stdio: ['pipe', 'pipe', 'pipe'], cwd: options.cwd, env: { ...process.env, ...options.env }, ...ids,
        });
        running.add(this.child);
        this.pid = this.child.pid;
        this.name = command.split('/').at(-1);
        this.lines = [];
        this.errorLines = [];
        this.exit = null;
        this.child.on('error', (error) => this.errorLines.push(String(error)));
        this.child.stdin.on('error', () => {});
        const keep = (lines, line) => {
            lines.push(line);
            if (lines.length > 5000) lines.splice(0, 1000);
        };
        createInterface({ input: this.child.stdout }).on('line', (line) => {
            keep(this.lines, line);
            this.emit('line', line);
        });
        createInterface({ input: this.child.stderr }).on('line', (line) => {
            keep(this.errorLines, line);
            this.emit('errorLine', line);
        });
        this.exited = new Promise((resolve) => {
            this.child.on('close', (code, signal) => {
                running.delete(this.child);
                this.exit = { code, signal };
                this.emit('exit', this.exit);
                resolve(this.exit);
            });
        });
    }

    write(line) {
        this.child.stdin.write(`${line}\n`);
    }

    kill(signal = 'SIGTERM') {
        if (!this.exit) process.kill(this.pid, signal);
        return this.exited;
    }

    /** SIGTERM, then SIGKILL after the patience. */
    async stop(patienceMs = 10000) {
        if (this.exit) return this.exit;
        this.child.kill('SIGTERM');
        const timer = setTimeout(() => this.child.kill('SIGKILL'), patienceMs);
        await this.exited;
        clearTimeout(timer);
        return this.exit;
    }

    /** The first line of stdout (also one that came already) for which `wanted` answers something true; answers that. */
    waitLine(wanted, timeoutMs = 15000) {
        for (const line of this.lines) {
            const found = wanted(line);
            if (found) return Promise.resolve(found);
        }
        return new Promise((resolve, reject) => {
            const end = (act, value) => {
                clearTimeout(timer);
                this.off('line', look);
                this.off('exit', gone);
                act(value);
            };
            const look = (line) => {
                const found = wanted(line);
                if (found) end(resolve, found);
            };
            const complain = (what) => end(reject, new Error(`${this.name}: ${what}\n${this.tail()}`));
            const gone = ({ code, signal }) => complain(`ended (${code ?? signal}) before the line came`);
            const timer = setTimeout(() => complain(`no such line in ${timeoutMs} ms`), timeoutMs);
            this.on('line', look);
            this.on('exit', gone);
        });
    }

    tail(count = 15) {
        return [...this.lines.slice(-count), ...this.errorLines.slice(-count)].join('\n');
    }
}

/** Runs to its end; throws with its output if it fails. */
export function run(command, args, options = {}) {
    const { user, ...rest } = options;
    const result = spawnSync(command, args, { encoding: 'utf8', timeout: 60000, ...rest, ...credentials(user) });
    if (result.error) throw result.error;
    if (result.status !== 0 && !options.mayFail) {
        throw new Error(`${command} ${args.join(' ')}: exit ${result.status ?? result.signal}\n${result.stdout}${result.stderr}`);
    }
    return result;
}

/** All living descendants of a process, by /proc. */
export function descendants(pid) {
    const parents = new Map();
    for (const entry of readdirSync('/proc')) {
        if (!/^\d+$/.test(entry)) continue;
        try {
            const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
            parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
        } catch {
            // it ended meanwhile
        }
    }
    const found = [];
    for (let layer = [pid]; layer.length > 0; ) {
        layer = [...parents].filter(([, parent]) => layer.includes(parent)).map(([child]) => child);
        found.push(...layer);
    }
    return found;
}

export function sleep(ms) {
    return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Asks again until `condition` answers something true; answers that. */
export async function until(condition, timeoutMs, what, everyMs = 20) {
    const end = Date.now() + timeoutMs;
    for (;;) {
        const value = await condition();
        if (value) return value;
        if (Date.now() > end) throw new Error(`not within ${timeoutMs} ms: ${what}`);
        await sleep(everyMs);
    }
}
