// SPDX-License-Identifier: Apache-2.0
// Words that were deleted for everyone, or replaced by an edit, are in nothing that anybody can get from then on: no answer, page,
// event, log, and no file of the database. What "file" can mean is different on the two stores: docs/operations.md, "What is erased".
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { makeId } from '../js/Ids.mjs';
import { World, createGroup, say, store, text, userIdOf } from '../js/World.mjs';

/** A word that nothing else can hold; as short and plain as the index of search keeps it. */
const canary = (name) => `canary${name}${makeId().replace(/[^A-Za-z0-9]/g, '').toLowerCase()}`.slice(0, 32);

/** The files below a folder that hold one of the words, with the word. */
function filesWith(folder, words) {
    const found = [];
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
        const path = join(folder, name);
        if (statSync(path).isDirectory()) {
            found.push(...filesWith(path, words));
            continue;
        }
        const bytes = readFileSync(path);
        for (const word of words) if (bytes.includes(Buffer.from(word))) found.push(`${path}: ${word}`);
    }
    return found;
}

describe('canary', () => {
    let world;
    before(async () => { world = await World.open({ args: ['--log-level', 'debug'] }); });
    after(() => world.close());

    test('what was deleted or edited away is nowhere any more', async () => {
        const [owner, a, b] = await Promise.all(Array.from({ length: 3 }, () => world.newcomer()));
        const a2 = await world.secondDevice(a);
        const { conversationId: id } = await createGroup(owner, [a, b]);
        const words = { deleted: canary('deleted'), byAdmin: canary('admin'), edited: canary('edited'), long: canary('long'), quoted: canary('quoted') };
        const draft = canary('draft');
        const kept = canary('kept');
        const clientId = makeId();
        const deleted = await say(a, id, `please ${words.deleted} forget`, { clientId });
        const byAdmin = await say(b, id, words.byAdmin);
        const edited = await say(a, id, words.edited);
        const long = await say(a, id, `${words.long} `.repeat(200)); // spans pages, and is compressed by PostgreSQL
        const quoted = await say(b, id, words.quoted);
        await owner.request('sendMessage', { conversationId: id, clientId: makeId(), content: { ...text('indeed'), replyToSeq: quoted.seq } });
        await owner.request('setReaction', { conversationId: id, seq: deleted.seq, emoji: '👍' });
        await say(owner, id, kept);

        // All of them are in the index of search before they go.
        for (const word of [...Object.values(words), kept]) {
            await world.until(async () => (await owner.request('search', { words: word })).messages.length === 1);
        }
        await a2.request('setDraft', { conversationId: id, draft: { text: draft, changedMs: 1 } });
        await a2.request('setDraft', { conversationId: id, draft: { text: '', changedMs: 2 } });

        await a2.request('deleteMessages', { conversationId: id, seqs: [deleted.seq, long.seq] });
        await owner.request('deleteMessages', { conversationId: id, seqs: [byAdmin.seq] });
        await b.request('deleteMessages', { conversationId: id, seqs: [quoted.seq] });
        await a.request('editMessage', { conversationId: id, seq: edited.seq, content: text('something else') });

        // A late retry, and somebody new with all of the history: what they get is looked at below.
        await say(a, id, `please ${words.deleted} forget`, { clientId, retry: true });
        const late = await world.newcomer();
        await owner.request('addMembers', { conversationId: id, userIds: [userIdOf(late)] });
        await late.waitEvent((f) => f.accountEvent?.change.conversation);
        const fresh = await world.secondDevice(b);
        const answers = [];
        for (const who of [owner, a, a2, b, late, fresh]) {
            const seen = who.events.length;
            answers.push(await who.request('getHistory', { conversationId: id, limit: 100 }));
            answers.push(await who.request('sync', { conversationId: id }));
            answers.push(await who.request('sync', { conversationId: id, rev: 3, topSeq: 9 }));
            answers.push(await who.request('listChanged'));
            answers.push(await who.request('getConversation', { conversationId: id }));
            answers.push(await who.request('syncAccount', { rev: 0 }));
            for (const word of Object.values(words)) answers.push((await who.request('search', { words: word })).messages);
            answers.push(who.events.slice(seen));
        }
        answers.push(late.events, fresh.events);
        const told = JSON.stringify(answers);
        assert.ok(told.includes(kept), 'the answers would show what is there');
        for (const word of [...Object.values(words), draft]) assert.ok(!told.includes(word), word);

        const log = [...world.server.process.lines, ...world.server.process.errorLines].join('\n');
        for (const word of [...Object.values(words), kept]) assert.ok(!log.includes(word), 'the log holds no words of anybody');
        await lookIntoTheFiles(world, [...Object.values(words), draft], kept);
    });
});

async function lookIntoTheFiles(world, words, kept) {
    if (store === 'sqlite') {
        // While the server runs: the log of SQLite is emptied some seconds after something was erased.
        await world.until(() => filesWith(world.server.data, words).length === 0, 30000);
        assert.ok(filesWith(world.server.data, [kept]).length > 0, 'the files would show what is there');
        return;
    }
    const { postgres, database } = world;
    const dump = postgres.dump(database);
    assert.ok(dump.includes(kept) || dump.includes(Buffer.from(kept).toString('hex')), 'the dump would show what is there');
    for (const word of words) assert.ok(!dump.includes(word) && !dump.includes(Buffer.from(word).toString('hex')), `${word} in the dump`);
    // Old versions of rows stay in PostgreSQL's files until the table is written anew, and in its log until that is recycled.
    for (const table of ['message', 'message_words', 'list_state']) postgres.query(database, `VACUUM FULL ${table}`);
    postgres.query(database, 'CHECKPOINT');
    await postgres.process.kill('SIGINT');
    assert.deepEqual(filesWith(join(postgres.data, 'base'), words), []);
    assert.ok(filesWith(join(postgres.data, 'base'), [kept]).length > 0, 'the files would show what is there');
    await postgres.boot();
}
