// SPDX-License-Identifier: Apache-2.0
// What is done to the system while it is under load. Each fault runs for `seconds` and answers its rounds, as the checker
// wants them: {name, startMs, endMs}, endMs when the cause was over; and `hits`, how often it really struck (0 makes the run void).
import { sleep } from '../js/Processes.mjs';
import { clientKill } from './clientKill.mjs';

/** Strikes again and again until the time is over; leaves room for recovery between and after. */
async function strikes(run, strike) {
    const { random, seconds } = run;
    const rounds = [];
    const end = Date.now() + seconds * 1000;
    const every = Math.max(3000, (seconds * 1000) / 4);
    while (Date.now() + every * 0.7 < end || rounds.length === 0) {
        await sleep(random.between(0.3, 0.7) * every);
        const startMs = Date.now();
        await strike();
        rounds.push({ name: run.name, startMs, endMs: Date.now() });
        await sleep(0.3 * every);
    }
    await sleep(end - Date.now());
    return { rounds, hits: rounds.length };
}

/** Does something small very often; the whole time is one round. */
async function pinpricks(run, everyMs, prick) {
    const end = Date.now() + run.seconds * 1000;
    const startMs = Date.now();
    while (Date.now() < end - 1000) {
        prick();
        await sleep(run.random.between(0.5, 1.5) * everyMs);
    }
    return { startMs, endMs: Date.now() };
}

export const faults = {
    'banterd-kill': {
        what: 'kill -9 of banterd, again and again',
        inject: (run) => strikes(run, async () => {
            await run.server.kill();
            await sleep(run.random.between(50, 1200));
            await run.server.boot(30000);
        }),
    },
    'banterd-restart': {
        what: 'SIGTERM and start of banterd',
        inject: async (run) => {
            const result = await strikes(run, async () => {
                await run.server.terminate().catch((error) => run.complain(error.message));
                await run.server.boot(30000);
            });
            const codes = run.load.journals.flatMap(({ entries }) => entries.filter((entry) => entry.kind === 'offline').map((entry) => entry.code));
            const untold = codes.filter((code) => code !== 1012).length;
            if (untold > 0) run.complain(`${untold} of ${codes.length} connections ended with another code than 1012`);
            return result;
        },
    },
    'answer-lost-client': {
        what: 'the answer to the client is lost, the connection cut, after the message was stored',
        viaCutter: true,
        inject: async (run) => {
            const round = await pinpricks(run, 120, () => {
                const free = [...run.cutter.links].filter((link) => link.upgraded && !link.armed);
                if (free.length > 0) run.cutter.arm(run.random.pick(free), run.random.between(0, 40));
            });
            await sleep(1000);
            return { rounds: [{ name: run.name, ...round }], hits: run.cutter.lostAnswers };
        },
    },
    'answer-lost-store': {
        what: 'the answer to a COMMIT is lost, PostgreSQL\'s connection cut, after the rows were stored',
        stores: ['postgresql'],
        inject: async (run) => {
            const round = await pinpricks(run, 300, () => { run.postgresProxy.armed = true; });
            run.postgresProxy.armed = false;
            await sleep(1000);
            return { rounds: [{ name: run.name, ...round }], hits: run.postgresProxy.lostAnswers };
        },
    },
    'postgresql-kill': {
        what: 'kill -9 of all processes of PostgreSQL, again and again',
        stores: ['postgresql'],
        inject: (run) => strikes(run, async () => {
            await run.postgres.killAll();
            await sleep(run.random.between(50, 1200));
            await run.postgres.boot();
        }),
    },
    'client-kill': {
        what: 'kill -9 of C++ clients with messages in their outboxes',
        inject: clientKill,
    },
};
