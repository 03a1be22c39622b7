// SPDX-License-Identifier: Apache-2.0
// Judges a run by what the clients wrote down, and by nothing else. Pure: journals in, violations out.
//
// A journal is {name, entries}; what the entries are: ../js/Journal.mjs. A fault's round is {name, startMs, endMs}: endMs is
// when its cause was over (the server listens again). Every message of a run has a text of its own, so that a member who
// may not see client_ids can still tell it.

/**
 * Answers [{rule, conversation, detail}], empty if every promise was kept. Options: rounds, convergeMs (15000), mustSettle: the run
 * ended in peace, so that everything that was sent has to be settled, and delivered and read by all.
 */
export function check(journals, options = {}) {
    const { rounds = [], convergeMs = 15000, mustSettle = false } = options;
    const run = index(journals);
    return [
        ...historyRules(run),
        ...answerRules(run),
        ...senderOrder(run),
        ...shownRules(run),
        ...watermarkRules(run),
        ...lateRules(run, rounds, convergeMs),
        ...(mustSettle ? endRules(run) : []),
    ];
}

function index(journals) {
    const run = { journals, sends: new Map(), byText: new Map(), accepted: new Map(), failed: new Map(), finals: new Map() };
    for (const journal of journals) {
        let order = 0;
        for (const entry of journal.entries) {
            if (entry.kind === 'send') {
                const send = { ...entry, journal: journal.name, order: order++ };
                run.sends.set(entry.clientId, send);
                run.byText.set(entry.text, send);
            } else if (entry.kind === 'accepted') {
                put(run.accepted, entry.clientId, entry);
            } else if (entry.kind === 'failed') {
                run.failed.set(entry.clientId, entry);
            } else if (entry.kind === 'final') {
                put(run.finals, entry.conversation, { journal: journal.name, ...entry });
            }
        }
    }
    return run;
}

function put(map, key, value) {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
}

function countBy(rows, key) {
    const counts = new Map();
    for (const row of rows) counts.set(row[key], (counts.get(row[key]) ?? 0) + 1);
    return counts;
}

/** Every member's final history: gapless, without doubles, the same for all, times in order, nothing that nobody sent. */
function historyRules(run) {
    const found = [];
    for (const [conversation, finals] of run.finals) {
        const note = (rule, detail) => found.push({ rule, conversation, detail });
        for (const { journal, rows } of finals) {
            rows.forEach((row, position) => {
                const before = rows[position - 1];
                if (row.seq !== (before?.seq ?? 0) + 1) {
                    note('gap', `${journal}: seq ${row.seq} follows ${before?.seq ?? 'the beginning'}`);
                }
                if (before && row.sentAtMs < before.sentAtMs) note('time', `${journal}: seq ${row.seq} is older than the one before`);
                if (row.text !== null && run.byText.get(row.text)?.conversation !== conversation) {
                    note('foreign', `${journal}: nobody sent seq ${row.seq} to this conversation`);
                }
            });
            for (const [text, count] of countBy(rows, 'text')) {
                if (text !== null && count > 1) note('doubled', `${journal}: ${count} times '${text}'`);
            }
        }
        const [first, ...others] = finals;
        for (const other of others) {
            const length = Math.max(first.rows.length, other.rows.length);
            for (let i = 0; i < length; i += 1) {
                const [a, b] = [first.rows[i], other.rows[i]];
                if (!a || !b || ['seq', 'rev', 'sender', 'text', 'sentAtMs'].some((field) => a[field] !== b[field])) {
                    note('order', `${first.journal} and ${other.journal} differ at position ${i + 1}`);
                    break;
                }
            }
        }
    }
    return found;
}

/** What was accepted is in every history once, at the place and time that every answer named; what failed is in none. */
function answerRules(run) {
    const found = [];
    const places = new Map(); // final -> text -> row
    for (const finals of run.finals.values()) {
        for (const final of finals) places.set(final, new Map(final.rows.map((row) => [row.text, row])));
    }
    for (const [clientId, answers] of run.accepted) {
        const send = run.sends.get(clientId);
        const { conversation } = answers[0];
        const note = (rule, detail) => found.push({ rule, conversation, detail: `${clientId}: ${detail}` });
        if (!send) {
            note('foreign', 'accepted, but never sent');
            continue;
        }
        for (const answer of answers) {
            if (['seq', 'rev', 'sentAtMs'].some((field) => answer[field] !== answers[0][field])) {
                note('answer', `accepted as seq ${answers[0].seq} at ${answers[0].sentAtMs}, and as seq ${answer.seq} at ${answer.sentAtMs}`);
            }
        }
        const finals = run.finals.get(conversation) ?? [];
        if (finals.length === 0) note('lost', 'nobody has this conversation');
        for (const final of finals) {
            const row = places.get(final).get(send.text);
            if (!row) note('lost', `accepted as seq ${answers[0].seq}, not in the history of ${final.journal}`);
            else if (row.seq !== answers[0].seq || row.sentAtMs !== answers[0].sentAtMs) {
                note('answer', `accepted as seq ${answers[0].seq}, is seq ${row.seq} for ${final.journal}`);
            }
        }
    }
    for (const clientId of run.failed.keys()) {
        const send = run.sends.get(clientId);
        const conversation = send?.conversation;
        for (const final of run.finals.get(conversation) ?? []) {
            if (places.get(final).has(send.text)) {
                found.push({ rule: 'refused-but-stored', conversation, detail: `${clientId} is in the history of ${final.journal}` });
            }
        }
    }
    return found;
}

/** A device's messages stand in the order in which it sent them. */
function senderOrder(run) {
    const found = [];
    for (const [conversation, finals] of run.finals) {
        const last = new Map(); // journal -> order
        for (const row of finals[0].rows) {
            const send = run.byText.get(row.text);
            if (!send) continue;
            if (send.order < (last.get(send.journal) ?? -1)) {
                found.push({ rule: 'sender-order', conversation, detail: `${send.journal}: seq ${row.seq} was sent before the one above it` });
            }
            last.set(send.journal, send.order);
        }
    }
    return found;
}

/** What a client showed on its way: nothing twice, nothing that is not so in the end, and in the end everything. */
function shownRules(run) {
    const found = [];
    for (const journal of run.journals) {
        const shown = new Map(); // conversation -> seq -> text
        for (const entry of journal.entries) {
            if (entry.kind === 'reset') shown.delete(entry.conversation);
            if (entry.kind !== 'shown') continue;
            const { conversation, seq, text } = entry;
            if (!shown.has(conversation)) shown.set(conversation, new Map());
            const rows = shown.get(conversation);
            if (rows.has(seq) && entry.isNew) {
                found.push({ rule: 'shown-twice', conversation, detail: `${journal.name}: seq ${seq}` });
            }
            if (rows.has(seq) && rows.get(seq) !== text) {
                found.push({ rule: 'shown-other', conversation, detail: `${journal.name}: seq ${seq} was '${rows.get(seq)}', then '${text}'` });
            }
            rows.set(seq, text);
        }
        for (const [conversation, finals] of run.finals) {
            const final = finals.find((candidate) => candidate.journal === journal.name);
            if (!final || final.live === false) continue;
            const rows = shown.get(conversation) ?? new Map();
            for (const row of final.rows) {
                if (!rows.has(row.seq)) found.push({ rule: 'not-shown', conversation, detail: `${journal.name}: seq ${row.seq}` });
                else if (rows.get(row.seq) !== row.text) {
                    found.push({ rule: 'shown-other', conversation, detail: `${journal.name}: seq ${row.seq} was shown with another text` });
                }
            }
            for (const seq of rows.keys()) {
                if (seq > final.rows.length) found.push({ rule: 'lost', conversation, detail: `${journal.name}: seq ${seq} was shown, and is gone` });
            }
        }
    }
    return found;
}

/** Told watermarks only rise, never pass the last message, and in the end stand at least where anybody saw them. */
function watermarkRules(run) {
    const found = [];
    const highest = new Map(); // conversation -> user -> {delivered, read}
    for (const journal of run.journals) {
        let told = new Map(); // of this connection's events
        for (const entry of journal.entries) {
            if (entry.kind === 'offline') told = new Map();
            if (entry.kind !== 'watermark') continue;
            const { conversation, user, delivered, read } = entry;
            const key = `${conversation} ${user}`;
            const before = told.get(key);
            if (entry.how === 'event') {
                if (before && (delivered < before.delivered || read < before.read)) {
                    found.push({ rule: 'watermark', conversation, detail: `${journal.name}: ${user} went back from ${before.delivered}/${before.read} to ${delivered}/${read}` });
                }
                told.set(key, { delivered, read });
            }
            if (!highest.has(conversation)) highest.set(conversation, new Map());
            const users = highest.get(conversation);
            const top = users.get(user) ?? { delivered: 0, read: 0 };
            users.set(user, { delivered: Math.max(top.delivered, delivered), read: Math.max(top.read, read) });
        }
    }
    for (const [conversation, finals] of run.finals) {
        for (const { journal, rows, watermarks } of finals) {
            if (!watermarks) continue; // this client does not tell them
            const end = new Map(watermarks.map((mark) => [mark.user, mark]));
            for (const [user, top] of highest.get(conversation) ?? []) {
                const mark = end.get(user) ?? { delivered: 0, read: 0 };
                const note = (detail) => found.push({ rule: 'watermark', conversation, detail: `${journal}: ${user} ${detail}` });
                if (mark.delivered < top.delivered || mark.read < top.read) {
                    note(`ends at ${mark.delivered}/${mark.read}, was seen at ${top.delivered}/${top.read}`);
                }
                if (Math.max(mark.delivered, mark.read, top.delivered, top.read) > rows.length) note(`is past the last message, ${rows.length}`);
            }
        }
    }
    return found;
}

/** After a run that ended in peace nothing is open, and everybody has read everything. */
function endRules(run) {
    const found = [];
    for (const [clientId, { journal, conversation }] of run.sends) {
        if (!run.accepted.has(clientId) && !run.failed.has(clientId)) {
            found.push({ rule: 'unsettled', conversation, detail: `${journal}: ${clientId} was never answered` });
        }
    }
    for (const [clientId, { conversation, code }] of run.failed) {
        found.push({ rule: 'refused', conversation, detail: `${clientId}: ${code}` });
    }
    for (const { name, entries } of run.journals) {
        const used = new Set(entries.filter(({ kind }) => kind === 'send' || kind === 'shown').map(({ conversation }) => conversation));
        for (const conversation of used) {
            if (!(run.finals.get(conversation) ?? []).some(({ journal }) => journal === name)) {
                found.push({ rule: 'no-final', conversation, detail: `${name} could not read the history in the end` });
            }
        }
    }
    for (const [conversation, finals] of run.finals) {
        for (const { journal, rows, watermarks } of finals) {
            for (const { user, delivered, read } of watermarks ?? []) {
                if (delivered < rows.length || read < rows.length) {
                    found.push({ rule: 'unread', conversation, detail: `${journal}: ${user} stands at ${delivered}/${read} of ${rows.length}` });
                }
            }
        }
    }
    return found;
}

/** The moment by which what was open at the end of a round has to be done: later rounds that start before it move it. */
export function deadline(rounds, round, convergeMs) {
    let end = round.endMs + convergeMs;
    for (const later of [...rounds].sort((a, b) => a.startMs - b.startMs)) {
        if (later.endMs > round.endMs && later.startMs < end) end = later.endMs + convergeMs;
    }
    return end;
}

/** After each round, in time: everybody is back, what was sent before is settled, and the others have it. */
function lateRules(run, rounds, convergeMs) {
    const found = [];
    for (const round of rounds) {
        const state = convergence(run, round);
        const limit = deadline(rounds, round, convergeMs);
        const over = (at) => at === null || at > limit;
        const note = (rule, detail) => found.push({ rule, conversation: '', detail: `${round.name}: ${detail}` });
        for (const { journal, at } of state.back) if (over(at)) note('late', `${journal} came back ${since(at, round)}`);
        for (const { clientId, at } of state.settled) if (over(at)) note('late', `${clientId} was settled ${since(at, round)}`);
        for (const { clientId, journal, at } of state.shown) if (over(at)) note('late', `${journal} got ${clientId} ${since(at, round)}`);
        if (over(state.acknowledgedAgain)) note('late', `the first acknowledgement came ${since(state.acknowledgedAgain, round)}`);
    }
    return found;
}

function since(at, round) {
    return at === null ? 'never' : `${at - round.endMs} ms after the end of the fault`;
}

/** When each thing that was open at the end of a round was done (null = never): see lateRules(). */
function convergence(run, round) {
    const back = [];
    const shownAt = new Map(); // text -> journal -> t
    let acknowledgedAgain = null;
    for (const journal of run.journals) {
        let away = false;
        let returned = null;
        for (const entry of journal.entries) {
            if (entry.kind === 'shown') {
                if (!shownAt.has(entry.text)) shownAt.set(entry.text, new Map());
                const places = shownAt.get(entry.text);
                if (!places.has(journal.name)) places.set(journal.name, entry.t);
            } else if (entry.kind === 'accepted' && entry.t > round.endMs) {
                acknowledgedAgain = Math.min(acknowledgedAgain ?? Infinity, entry.t);
            } else if (entry.kind === 'offline' && entry.t <= round.endMs) {
                away = true;
            } else if (entry.kind === 'online') {
                if (entry.t <= round.endMs) away = false;
                else returned ??= entry.t;
            }
        }
        if (away) back.push({ journal: journal.name, at: returned });
    }
    const settled = [];
    const shown = [];
    for (const [clientId, send] of run.sends) {
        if (send.t >= round.endMs) continue;
        const answer = run.accepted.get(clientId)?.[0] ?? run.failed.get(clientId);
        if (!answer || answer.t > round.startMs) settled.push({ clientId, at: answer?.t ?? null });
        if (!run.accepted.has(clientId)) continue;
        for (const { journal, live } of run.finals.get(send.conversation) ?? []) {
            if (journal === send.journal || live === false) continue;
            const at = shownAt.get(send.text)?.get(journal) ?? null;
            if (at === null || at > round.startMs) shown.push({ clientId, journal, at });
        }
    }
    return { back, settled, shown, acknowledgedAgain };
}

/** Figures for the table: ms from the end of a round to the first acknowledgement, and until everything open was done. */
export function timing(journals, round) {
    const state = convergence(index(journals), round);
    const latest = [...state.back, ...state.settled, ...state.shown].map(({ at }) => at ?? Infinity);
    const done = latest.reduce((most, at) => Math.max(most, at), round.endMs);
    return { resumeMs: (state.acknowledgedAgain ?? Infinity) - round.endMs, convergeMs: done - round.endMs };
}

/** Counts for the table; settledAfterUnknown: a connection ended between the first attempt and the answer. */
export function totals(journals) {
    const counts = { sent: 0, acked: 0, settledAfterUnknown: 0, reconnects: 0, gaps: 0 };
    for (const { entries } of journals) {
        const open = new Map(); // clientId -> whether a connection ended since it was sent
        for (const { kind, clientId } of entries) {
            if (kind === 'send') {
                counts.sent += 1;
                open.set(clientId, false);
            } else if (kind === 'accepted' && open.has(clientId)) {
                counts.acked += 1;
                if (open.get(clientId)) counts.settledAfterUnknown += 1;
                open.delete(clientId);
            } else if (kind === 'offline') {
                counts.reconnects += 1;
                for (const id of open.keys()) open.set(id, true);
            } else if (kind === 'gap') {
                counts.gaps += 1;
            }
        }
    }
    return counts;
}
