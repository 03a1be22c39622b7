// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FaultRun } from './FaultRun.mjs';
import { faults } from './faults.mjs';

const help = `Kills servers, databases and clients under load, and checks from the clients' logs that no message was lost, doubled or reordered.
  --build DIR      the build whose bin/ is tested (build/dev)
  --seconds N      how long each fault strikes (60)
  --fault NAME     only this one (may be repeated): ${Object.keys(faults).join(', ')}
  --store NAME     only this store (may be repeated): sqlite, postgresql
  --seed N         the same seed gives the same faults (random)
  --pairs N        pairs of clients that write to each other (52)
  --rate N         messages per second, in all (320)
  --results FILE   write the figures as JSON
  --list           say what each fault does
Exit code: 0 if nothing was found, 1 if something was, 2 if it could not run.`;

function parse(args) {
    const options = { seconds: 60, fault: [], store: [], seed: Math.floor(Math.random() * 2 ** 31), pairs: 52, rate: 320 };
    for (let i = 0; i < args.length; i += 1) {
        const name = args[i].replace(/^--/, '');
        if (name === 'help' || args[i] === '-h') {
            console.log(help);
            process.exit(0);
        }
        if (name === 'list') {
            for (const [fault, { what, stores }] of Object.entries(faults)) console.log(`${fault.padEnd(20)} ${what}${stores ? ` (${stores})` : ''}`);
            process.exit(0);
        }
        if (!args[i].startsWith('--') || !['seconds', 'fault', 'store', 'seed', 'pairs', 'rate', 'build', 'results'].includes(name) || i + 1 >= args.length) {
            throw new Error(`unknown or incomplete argument '${args[i]}' (see --help)`);
        }
        i += 1;
        if (['fault', 'store'].includes(name)) options[name].push(args[i]);
        else if (['build', 'results'].includes(name)) options[name] = args[i];
        else options[name] = Number(args[i]);
        if (Number.isNaN(options[name])) throw new Error(`--${name} needs a number`);
    }
    if (options.fault.length === 0) options.fault = Object.keys(faults);
    if (options.store.length === 0) options.store = ['sqlite', 'postgresql'];
    for (const fault of options.fault) if (!faults[fault]) throw new Error(`no fault is called '${fault}' (see --list)`);
    for (const store of options.store) if (!['sqlite', 'postgresql'].includes(store)) throw new Error(`no store is called '${store}'`);
    if (options.build) process.env.BANTER_BIN = resolve(join(options.build, 'bin'));
    return options;
}

const columns = [
    ['fault', 'fault', 20], ['store', 'store', 11], ['connections', 'conn', 5], ['ratePerSecond', 'msg/s', 6], ['hits', 'struck', 7],
    ['sent', 'sent', 7], ['acked', 'acked', 7], ['settledAfterUnknown', 'unknown', 8], ['reconnects', 'reconn', 7], ['outageMs', 'outage ms', 10],
    ['resumeMs', 'resume ms', 10], ['convergeMs', 'converge ms', 12],
];

function line(row) {
    const cells = columns.map(([key, , width], i) => (i < 2 ? String(row[key]).padEnd(width) : String(row[key]).padStart(width)));
    return `${cells.join(' ')} ${String(row.violations.length).padStart(10)}${row.note ? `  ${row.note}` : ''}`;
}

const header = `${columns.map(([, title, width], i) => (i < 2 ? title.padEnd(width) : title.padStart(width))).join(' ')} violations`;

async function main() {
    const options = parse(process.argv.slice(2));
    console.log(`seed ${options.seed}, ${options.seconds} s a fault; unknown = settled after a retry, outage = longest round, resume = first acknowledgement and converge = everything`
        + ' done, after the worst round\'s end');
    console.log(header);
    const rows = [];
    for (const store of options.store) {
        for (const name of options.fault) {
            if (faults[name].stores && !faults[name].stores.includes(store)) continue;
            const row = await new FaultRun({ ...options, name, store }).run();
            rows.push(row);
            console.log(line(row));
            for (const { rule, conversation, detail } of row.violations.slice(0, 20)) console.log(`    ${rule} ${conversation}: ${detail}`);
            if (row.violations.length > 20) console.log(`    … and ${row.violations.length - 20} more`);
        }
    }
    const found = rows.reduce((sum, row) => sum + row.violations.length, 0);
    console.log(found === 0 ? `${rows.length} runs, 0 violations` : `${rows.length} runs, ${found} VIOLATIONS; again with --seed ${options.seed}`);
    if (options.results) writeFileSync(options.results, `${JSON.stringify({ seed: options.seed, seconds: options.seconds, rows }, null, 1)}\n`);
    process.exit(found === 0 && rows.length > 0 ? 0 : 1);
}

main().catch((error) => {
    console.error(`error: ${error.stack ?? error}`);
    process.exit(2);
});
