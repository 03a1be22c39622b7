// SPDX-License-Identifier: Apache-2.0
import { AnswerCutter } from '../js/AnswerCutter.mjs';
import { Banterd } from '../js/Banterd.mjs';
import { Postgres } from '../js/Postgres.mjs';
import { PostgresProxy } from '../js/PostgresProxy.mjs';
import { sleep } from '../js/Processes.mjs';
import { check, timing, totals } from './Checker.mjs';
import { Load } from './Load.mjs';
import { Random } from './Random.mjs';
import { faults } from './faults.mjs';

/** One fault on one store: builds a world of its own, strikes it under load, and judges by the clients' journals. */
export class FaultRun {
    constructor({ name, store, seconds, seed, pairs, rate }) {
        Object.assign(this, { name, store, seconds, seed, pairs, rate });
        this.random = new Random(seed);
        this.complaints = [];
        this.extraJournals = [];
    }

    complain(what) {
        this.complaints.push({ rule: 'fault', conversation: '', detail: what });
    }

    /** Answers the row of the table; `violations` says what was found. */
    async run() {
        try {
            await this.#build();
            return await this.#strike();
        } finally {
            await this.#tearDown();
        }
    }

    async #build() {
        const options = { args: [] };
        if (this.store === 'postgresql') {
            this.postgres = await Postgres.start();
            this.postgresProxy = await new PostgresProxy(this.postgres.port).start();
            options.database = this.postgres.address(this.postgres.createDatabase(), this.postgresProxy.port);
        }
        this.server = await Banterd.start(options);
        this.cutter = await new AnswerCutter(this.server.port).start();
        const direct = this.server.url;
        const viaCutter = direct.replace(/:\d+/, `:${this.cutter.port}`);
        this.url = faults[this.name].viaCutter ? viaCutter : direct;
        this.load = new Load({ url: () => this.url, pairs: this.pairs, rate: this.rate, random: this.random });
        await this.load.prepare();
    }

    async #strike() {
        const { load } = this;
        const startMs = Date.now();
        load.run();
        await sleep(Math.min(2000, this.seconds * 100));
        const { rounds, hits, note } = await faults[this.name].inject(this);
        // The load goes on after the last strike: acknowledgements have to resume.
        await sleep(Math.min(3000, this.seconds * 100));
        load.stop();
        const loadMs = Date.now() - startMs;
        await load.finish(90000);
        const journals = [...load.journals, ...this.extraJournals];
        if (hits === 0) this.complain('the fault never struck: the run proves nothing');
        if (!this.server.isRunning) this.complain(`banterd is not running any more:\n${this.server.process.tail()}`);
        const violations = [...this.complaints, ...check(journals, { rounds, mustSettle: true })];
        const times = rounds.map((round) => timing(journals, round));
        const counts = totals(journals);
        return {
            fault: this.name, store: this.store, connections: load.connections, hits, ...counts,
            ratePerSecond: Math.round((counts.sent * 1000) / loadMs),
            outageMs: Math.max(...rounds.map((round) => round.endMs - round.startMs)),
            resumeMs: Math.max(...times.map((time) => time.resumeMs)),
            convergeMs: Math.max(...times.map((time) => time.convergeMs)),
            note: note ?? '', violations,
        };
    }

    async #tearDown() {
        await this.load?.close();
        for (const end of this.atEnd ?? []) await end();
        await this.cutter?.stop();
        await this.server?.stop();
        await this.postgresProxy?.stop();
        await this.postgres?.stop();
    }
}
