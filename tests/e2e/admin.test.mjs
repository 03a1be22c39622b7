// SPDX-License-Identifier: Apache-2.0
// banterctl against a running server: what it does is felt by the clients, and --json is JSON.
import assert from 'node:assert/strict';
import { chmodSync, statSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { credentialsOf, run } from '../js/Processes.mjs';
import { program } from '../js/Banterd.mjs';
import { idBytes } from '../js/Ids.mjs';
import { World, hello, refused, say } from '../js/World.mjs';

const device = { name: 'test', platform: 'node' };

describe('banterctl', () => {
    let world;
    let ctl;
    before(async () => {
        world = await World.open({ registration: 'closed' });
        ctl = (...args) => world.server.ctl(args);
    });
    after(() => world.close());

    /** Refused with this exit code: the JSON error; standard error says why. */
    function fails(args, status, code) {
        const result = world.server.ctl(args, { mayFail: true });
        assert.equal(result.status, status, `${args.join(' ')}: ${result.stdout}${result.stderr}`);
        assert.ok(result.stderr.trim().length > 0);
        if (code) assert.equal(JSON.parse(result.stdout).error.code.toLowerCase().replaceAll('_', ''), code.toLowerCase());
        return result;
    }

    async function signedIn(name, password) {
        const connection = await world.connect();
        connection.me = await connection.request('logIn', { username: name, password, device });
        connection.account = { username: name, password };
        return connection;
    }

    test('status and stats', async () => {
        const status = ctl('status');
        assert.equal(status.database_up, true);
        assert.equal(typeof status.version, 'string');
        const stats = ctl('stats');
        assert.match(stats.store.engine, world.server.options.database ? /PostgreSQL/ : /SQLite/);
        assert.equal(stats.store.users, 0);
    });

    test('an account is made, signed in to, disabled and enabled', async () => {
        const made = ctl('user', 'add', 'Mira', '--display', 'Mira M.');
        assert.equal(made.name, 'mira');
        assert.equal(made.display, 'Mira M.');
        assert.ok(idBytes(made.id));
        assert.ok(made.password.length >= 20);
        fails(['user', 'add', 'mira'], 1, 'NameTaken');
        fails(['user', 'add', 'no name'], 1, 'NameInvalid');
        const mira = await signedIn('mira', made.password);
        assert.deepEqual([mira.me.user.userId, mira.me.user.displayName], [made.id, 'Mira M.']);

        assert.equal(ctl('user', 'disable', 'mira').disabled, true);
        assert.equal((await mira.closed).code, 4403);
        const connection = await world.connect();
        await refused(connection, 'logIn', { username: 'mira', password: made.password, device }, 'ACCOUNT_DISABLED');
        await refused(connection, 'logIn', { username: 'mira', password: 'a wrong password', device }, 'WRONG_CREDENTIALS');
        const resuming = await world.connect({ hello: false });
        await refused(resuming, 'hello', hello(mira.me.token), 'ACCOUNT_DISABLED');
        assert.equal((await resuming.closed).code, 4403);
        assert.equal(ctl('user', 'enable', 'mira').disabled, false);
        await world.resumed(mira);
    });

    test('a given password comes from standard input', () => {
        const made = world.server.ctl(['user', 'add', 'tom', '--password-stdin'], { input: 'the password of tom\n' });
        assert.equal(made.password, undefined, 'it is not repeated');
        const weak = world.server.ctl(['user', 'add', 'weak', '--password-stdin'], { input: 'short\n', mayFail: true });
        assert.equal(weak.status, 1);
    });

    test('users are listed', () => {
        const { users } = ctl('user', 'list');
        assert.deepEqual(users.map((user) => user.name), ['mira', 'tom']);
        assert.equal(users[0].disabled, false);
    });

    test('a new password signs everybody out', async () => {
        const tom = await signedIn('tom', 'the password of tom');
        const { password } = ctl('user', 'reset-password', 'tom');
        assert.equal((await tom.closed).code, 4401);
        const connection = await world.connect();
        await refused(connection, 'logIn', { username: 'tom', password: 'the password of tom', device }, 'WRONG_CREDENTIALS');
        await signedIn('tom', password);
        fails(['user', 'reset-password', 'nobody'], 1, 'NotFound');
    });

    test('devices are listed and revoked, one or all', async () => {
        const { password } = ctl('user', 'add', 'lea');
        const devices = [await signedIn('lea', password), await signedIn('lea', password), await signedIn('lea', password)];
        assert.deepEqual(ctl('device', 'list', 'lea').devices.map(({ id }) => id).sort(), devices.map(({ me }) => me.deviceId).sort());
        assert.deepEqual(ctl('device', 'revoke', 'lea', devices[0].me.deviceId).revoked, [devices[0].me.deviceId]);
        assert.equal((await devices[0].closed).code, 4401);
        await devices[1].request('ping');
        fails(['device', 'revoke', 'lea', devices[0].me.deviceId], 1, 'NotFound');
        fails(['device', 'revoke', 'tom', devices[1].me.deviceId], 1, 'NotFound');
        assert.equal(ctl('device', 'revoke', 'lea', '--all').revoked.length, 2);
        for (const revoked of devices) assert.equal((await revoked.closed).code, 4401);
        assert.deepEqual(ctl('device', 'list', 'lea').devices, []);
    });

    test('stats count what happens', async () => {
        const before = ctl('stats').store;
        const [one, two] = ['ann', 'ben'].map((name) => ctl('user', 'add', name));
        const ann = await signedIn('ann', one.password);
        const { conversationId } = await ann.request('openDirect', { userId: two.id });
        await say(ann, conversationId, 'hello');
        const now = ctl('stats').store;
        assert.equal(now.users, before.users + 2);
        assert.equal(now.conversations, before.conversations + 1);
        assert.equal(now.appended, before.appended + 1);
    });

    test('wrong use, and no server', () => {
        fails(['user', 'explode'], 2);
        fails(['user', 'add'], 2);
        const nobody = run(program('banterctl'), ['--socket', '/nonexistent/admin.sock', 'status', '--json'], { mayFail: true });
        assert.equal(nobody.status, 3);
    });

    test('the socket is for the server\'s user only', (context) => {
        assert.equal(statSync(world.server.adminSocket).mode & 0o007, 0, 'not for others');
        if (process.getuid() !== 0) return context.skip('needs root, to become somebody else');
        const { uid, gid } = credentialsOf('nobody');
        // Even if the file let them through, the peer's credentials do not.
        chmodSync(world.server.directory, 0o755);
        chmodSync(world.server.adminSocket, 0o777);
        const script = `const socket = require('net').connect(process.argv[1]);
            socket.on('connect', () => { console.log('connected'); socket.write('{"command":"status"}\\n'); });
            socket.on('data', (data) => { console.log(String(data)); socket.end(); });
            socket.on('close', () => process.exit(0));
            socket.on('error', (error) => console.log(error.code));`;
        const result = run('/usr/bin/setpriv', ['--reuid', String(uid), '--regid', String(gid), '--clear-groups',
            process.execPath, '-e', script, world.server.adminSocket], { mayFail: true, cwd: '/' });
        assert.match(result.stdout, /connected/, result.stderr);
        assert.doesNotMatch(result.stdout, /database_up|"ok": *true/);
        return undefined;
    });
});
