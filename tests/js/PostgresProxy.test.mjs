// SPDX-License-Identifier: Apache-2.0
// The proxy loses exactly the answer of the commit that stored a message, and nothing else (with psql in banterd's place).
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Postgres } from './Postgres.mjs';
import { PostgresProxy } from './PostgresProxy.mjs';
import { Process } from './Processes.mjs';

describe('PostgresProxy', () => {
    let postgres;
    let proxy;
    let database;
    before(async () => {
        postgres = await Postgres.start();
        database = postgres.createDatabase();
        postgres.query(database, 'create table message(id int primary key); create table other(id int)');
        proxy = await new PostgresProxy(postgres.port).start();
    });
    after(async () => {
        await proxy.stop();
        await postgres.stop();
    });

    /** Runs SQL lines through the proxy in one psql; answers its exit code. */
    async function psql(lines) {
        const child = new Process(join(postgres.bin, 'psql'), ['-X', '-q', '-v', 'ON_ERROR_STOP=1', postgres.address(database, proxy.port)]);
        for (const line of lines) child.write(line);
        child.child.stdin.end();
        return (await child.exited).code;
    }
    const stored = () => postgres.query(database, 'select id from message order by id').map(([id]) => Number(id));

    test('passes everything while it is not armed', async () => {
        assert.equal(await psql(['insert into message values (1);', 'begin;', 'insert into message values (2);', 'commit;']), 0);
        assert.deepEqual(stored(), [1, 2]);
        assert.equal(proxy.lostAnswers, 0);
    });

    test('loses the answer of an explicit commit', async () => {
        proxy.armed = true;
        assert.notEqual(await psql(['begin;', 'insert into other values (3);', 'commit;', 'begin;', 'insert into message values (3);', 'commit;', 'insert into message values (33);']), 0);
        assert.deepEqual(stored(), [1, 2, 3]);
        assert.equal(proxy.lostAnswers, 1);
        assert.equal(proxy.armed, false);
    });

    test('loses the answer of a statement that commits by itself', async () => {
        proxy.armed = true;
        assert.notEqual(await psql(['insert into other values (4);', 'select 4;', 'with x as (insert into message values (4) returning id) select * from x;', 'select 5;']), 0);
        assert.deepEqual(stored(), [1, 2, 3, 4]);
        assert.equal(proxy.lostAnswers, 2);
    });

    test('loses the answer of a prepared statement', async () => {
        proxy.armed = true;
        assert.notEqual(await psql(['prepare put as insert into message values ($1);', 'execute put(5);', 'execute put(6);']), 0);
        assert.deepEqual(stored(), [1, 2, 3, 4, 5]);
        assert.equal(proxy.lostAnswers, 3);
    });

    test('does not count a refusal', async () => {
        proxy.armed = true;
        assert.notEqual(await psql(['insert into message values (5);']), 0);
        assert.equal(proxy.lostAnswers, 3);
        assert.equal(proxy.lostRefusals, 1);
    });
});
