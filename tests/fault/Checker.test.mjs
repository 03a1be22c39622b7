// SPDX-License-Identifier: Apache-2.0
// The checker finds nothing in a right run, and finds each kind of wrong that is planted into a copy of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, deadline, timing, totals } from './Checker.mjs';

const conversation = 'conversation-1';
const round = { name: 'test', startMs: 4000, endMs: 5000 };

/** Two people, 40 messages, a fault in the middle that costs each a reconnect and retries. */
function rightRun() {
    const anna = { name: 'anna', entries: [] };
    const bert = { name: 'bert', entries: [] };
    const note = (journal, t, kind, entry) => journal.entries.push({ t, kind, conversation, ...entry });
    const rows = [];
    note(anna, 10, 'online', {});
    note(bert, 10, 'online', {});
    for (let n = 1; n <= 40; n += 1) {
        const sender = n % 2 ? anna : bert;
        const text = `text ${n}`;
        const [sentT, seq] = [n * 200, n];
        const interrupted = n >= 21 && n <= 28;
        const storedT = interrupted ? 5600 + n : sentT + 5;
        const message = { seq, rev: seq + 1, sender: sender.name, text, sentAtMs: storedT };
        rows.push({ ...message, clientId: `id ${n}` });
        note(sender, sentT, 'send', { clientId: `id ${n}`, text });
        if (n === 22) {
            for (const journal of [anna, bert]) {
                note(journal, 4450, 'offline', { code: 1006 });
                note(journal, 5500, 'online', {});
            }
        }
        note(sender, storedT + 2, 'accepted', { clientId: `id ${n}`, seq, rev: seq + 1, sentAtMs: storedT, how: 'answer', attempts: interrupted ? 2 : 1 });
        for (const journal of [anna, bert]) note(journal, storedT + 3, 'shown', { ...message, how: 'event', isNew: true });
        if (n % 10 === 0) note(anna, storedT + 4, 'watermark', { user: 'bert', delivered: n, read: n - 1, how: 'event' });
    }
    const watermarks = [{ user: 'anna', delivered: 40, read: 40 }, { user: 'bert', delivered: 40, read: 40 }];
    for (const journal of [anna, bert]) note(journal, 9000, 'final', { rows: rows.map((row) => ({ ...row })), watermarks });
    for (const { entries } of [anna, bert]) entries.sort((one, two) => one.t - two.t);
    return structuredClone([anna, bert]);
}

function judge(journals) {
    return check(journals, { rounds: [round], mustSettle: true });
}

/** Plants something into a right run; the checker has to name the rule. */
function planted(name, rule, plant) {
    test(`finds ${name}`, () => {
        const journals = rightRun();
        const entries = (who, kind) => journals.find((journal) => journal.name === who).entries.filter((entry) => entry.kind === kind);
        const finals = ['anna', 'bert'].map((who) => entries(who, 'final')[0]);
        plant({ journals, entries, finals });
        const rules = new Set(judge(journals).map((violation) => violation.rule));
        assert.ok(rules.has(rule), `expected '${rule}', found: ${[...rules].join(', ') || 'nothing'}`);
    });
}

test('finds nothing in a right run', () => {
    assert.deepEqual(judge(rightRun()), []);
});

test('a message that was never accepted may be there once, or not at all', () => {
    const journals = rightRun();
    journals[0].entries.push({ t: 8500, kind: 'send', conversation, clientId: 'unknown 1', text: 'never answered' });
    const promises = () => check(journals, { rounds: [round] });
    assert.deepEqual(promises(), []);
    for (const journal of journals) {
        const row = { seq: 41, rev: 42, sender: 'anna', text: 'never answered', sentAtMs: 8600 };
        journal.entries.push({ t: 8700, kind: 'shown', conversation, ...row, isNew: true, how: 'event' });
        journal.entries.find((entry) => entry.kind === 'final').rows.push(row);
    }
    assert.deepEqual(promises(), []);
});

planted('a loss (in both histories)', 'lost', ({ finals }) => finals.forEach((final) => final.rows.pop()));
planted('a loss in one history', 'lost', ({ finals }) => finals[1].rows.splice(10, 1));
planted('a loss hidden by renumbering', 'lost', ({ finals }) => finals.forEach((final) => {
    final.rows.splice(10, 1);
    final.rows.forEach((row, position) => { row.seq = position + 1; });
}));
planted('a double', 'doubled', ({ finals }) => finals.forEach((final) => {
    final.rows.push({ ...final.rows[7], seq: 41, rev: 42, sentAtMs: 9000 });
}));
planted('a double of a message that was never accepted', 'doubled', ({ journals, finals }) => {
    journals[0].entries.push({ t: 8500, kind: 'send', conversation, clientId: 'unknown 1', text: 'never answered' });
    finals.forEach((final) => final.rows.push(
        { seq: 41, rev: 42, sender: 'anna', text: 'never answered', sentAtMs: 8600 },
        { seq: 42, rev: 43, sender: 'anna', text: 'never answered', sentAtMs: 8601 }));
});
planted('a swap (both histories agree)', 'sender-order', ({ finals }) => finals.forEach((final) => {
    [final.rows[10].text, final.rows[12].text] = [final.rows[12].text, final.rows[10].text];
}));
planted('a swap in one history', 'order', ({ finals }) => {
    [finals[1].rows[10].text, finals[1].rows[11].text] = [finals[1].rows[11].text, finals[1].rows[10].text];
});
planted('a gap', 'gap', ({ finals }) => finals.forEach((final) => final.rows.slice(20).forEach((row) => { row.seq += 1; })));
planted('a history that does not begin at 1', 'gap', ({ finals }) => finals.forEach((final) => final.rows.shift()));
planted('a second acknowledgement with another seq', 'answer', ({ entries, journals }) => {
    journals[0].entries.push({ ...entries('anna', 'accepted')[3], seq: 30 });
});
planted('a second acknowledgement with another time', 'answer', ({ entries, journals }) => {
    const first = entries('anna', 'accepted')[3];
    journals[0].entries.push({ ...first, sentAtMs: first.sentAtMs + 1 });
});
planted('an acknowledgement that the history contradicts', 'answer', ({ finals }) => finals.forEach((final) => {
    final.rows[4].sentAtMs += 1;
}));
planted('a message that nobody sent', 'foreign', ({ finals }) => finals.forEach((final) => { final.rows[3].text = 'who said this'; }));
planted('a message in the wrong conversation', 'foreign', ({ journals }) => {
    journals[0].entries.find((entry) => entry.kind === 'send').conversation = 'another';
});
planted('a refused message that was stored', 'refused-but-stored', ({ journals }) => {
    journals[0].entries.push({ t: 8000, kind: 'failed', conversation, clientId: 'id 5', code: 'TOO_LARGE' });
});
planted('time that runs backwards', 'time', ({ finals }) => finals.forEach((final) => { final.rows[30].sentAtMs -= 5000; }));
planted('a row shown twice', 'shown-twice', ({ entries, journals }) => journals[1].entries.push({ ...entries('bert', 'shown')[5] }));
planted('a row that changed under the reader', 'shown-other', ({ entries }) => { entries('bert', 'shown')[5].text = 'text 8'; });
planted('a row that was never shown', 'not-shown', ({ journals, entries }) => {
    const hidden = entries('bert', 'shown')[5];
    journals[1].entries = journals[1].entries.filter((entry) => entry !== hidden);
});
planted('a watermark that goes back', 'watermark', ({ entries }) => { entries('anna', 'watermark')[3].delivered = 25; });
planted('a watermark that was told and then forgotten', 'watermark', ({ finals }) => {
    finals.forEach((final) => { final.watermarks = [{ user: 'bert', delivered: 12, read: 12 }]; });
});
planted('a watermark past the last message', 'watermark', ({ entries }) => { entries('anna', 'watermark')[3].delivered = 41; });
planted('a client that comes back too late', 'late', ({ entries }) => { entries('bert', 'online')[1].t = 20001; });
planted('a client that never comes back', 'late', ({ journals, entries }) => {
    const back = entries('bert', 'online')[1];
    journals[1].entries = journals[1].entries.filter((entry) => entry !== back);
});
planted('a message that is settled too late', 'late', ({ entries }) => { entries('anna', 'accepted')[10].t = 20001; });
planted('a message that reaches the other one too late', 'late', ({ entries }) => { entries('bert', 'shown')[20].t = 20001; });
planted('acknowledgements that do not resume', 'late', ({ journals }) => journals.forEach((journal) => {
    journal.entries = journal.entries.filter((entry) => entry.kind !== 'accepted' || entry.t < 5000);
}));
planted('an accepted message without any history', 'lost', ({ journals }) => journals.forEach((journal) => {
    journal.entries = journal.entries.filter((entry) => entry.kind !== 'final');
}));

planted('a message that is never answered', 'unsettled', ({ journals }) => {
    journals[0].entries.push({ t: 8500, kind: 'send', conversation, clientId: 'unknown 1', text: 'never answered' });
});
planted('a message that was refused for good', 'refused', ({ journals }) => {
    journals[0].entries.push({ t: 8500, kind: 'send', conversation, clientId: 'unknown 1', text: 'never answered' });
    journals[0].entries.push({ t: 8600, kind: 'failed', conversation, clientId: 'unknown 1', code: 'NOT_FOUND' });
});
planted('a member who cannot read the history in the end', 'no-final', ({ journals }) => {
    journals[1].entries = journals[1].entries.filter((entry) => entry.kind !== 'final');
});
planted('a member who has not got everything in the end', 'unread', ({ finals }) => { finals[0].watermarks[1].read = 39; });

test('timing and totals of a right run', () => {
    assert.deepEqual(timing(rightRun(), round), { resumeMs: 623, convergeMs: 627 });
    assert.deepEqual(totals(rightRun()), { sent: 40, acked: 40, settledAfterUnknown: 2, reconnects: 2, gaps: 0 });
});

test('a round that begins before the deadline moves it', () => {
    const rounds = [{ startMs: 0, endMs: 10 }, { startMs: 100, endMs: 120 }, { startMs: 5000, endMs: 5001 }];
    assert.equal(deadline(rounds, rounds[0], 50), 60);
    assert.equal(deadline(rounds, rounds[0], 95), 215);
});
