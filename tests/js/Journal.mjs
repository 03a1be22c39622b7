// SPDX-License-Identifier: Apache-2.0

/**
 * What one client did and saw, in order: {t (ms), kind, …}. The checker gets nothing else.
 *
 * kinds: send {conversation, clientId, text} · accepted {conversation, clientId, seq, rev, sentAtMs, how, attempts} ·
 * refused / failed {conversation, clientId, code} · shown {conversation, seq, rev, sender, text, sentAtMs, how, isNew} ·
 * watermark {conversation, user, delivered, read, how} · online {user} · offline {code} · gap, reset ·
 * final {conversation, rows: [{seq, rev, sender, clientId, text, sentAtMs}], watermarks: [{user, delivered, read}]}
 */
export class Journal {
    constructor(name, now = Date.now) {
        this.name = name;
        this.entries = [];
        this.now = now;
        this.record = (kind, entry) => {
            this.entries.push({ t: this.now(), kind, ...entry });
        };
    }
}
