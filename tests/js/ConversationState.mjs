// SPDX-License-Identifier: Apache-2.0

/** Of two states of a message's reactions, the one of the higher rev; either may be missing. */
function newest(held, news) {
    return news && news.rev > (held?.rev ?? 0) ? news : held ?? null;
}

/**
 * What a client holds of one conversation, and how news change it (docs/protocol.md, "Sync"). Pure: no sockets, no clock.
 * `onRow(row, how, isNew)` is told of every row that is applied.
 */
export class ConversationState {
    constructor(id, onRow = () => {}, userId = '') {
        this.id = id;
        this.userId = userId;
        this.onRow = onRow;
        this.clear();
        this.hidden = new Set();
        /** userId -> {deliveredSeq, readSeq}, the highest ever seen. */
        this.watermarks = new Map();
    }

    clear() {
        this.rev = 0; // everything up to here is applied
        this.firstSeq = 1;
        this.rows = new Map(); // seq -> Message
        this.topSeq = 0;
        this.holes = []; // [from, to] that GetHistory has to fill
        this.members = new Map();
        this.title = '';
        this.early = new Map(); // rev -> change, which waits for those before it
    }

    /** Messages that the own user has hidden: gone, and none of them is shown when it comes again. */
    hide(seqs) {
        for (const seq of seqs) {
            this.hidden.add(seq);
            this.rows.delete(seq);
        }
    }

    /** 'applied', 'known' or 'early'. */
    event(change) {
        if (change.rev <= this.rev) return 'known';
        if (change.rev > this.rev + 1) {
            this.early.set(change.rev, change);
            return 'early';
        }
        this.#apply(change, 'event');
        this.rev = change.rev;
        this.#drain();
        return 'applied';
    }

    get hasGap() {
        return this.early.size > 0;
    }

    /** A page of Sync. The rev of the first page counts: what later pages read after it comes again as events. */
    syncPage(page) {
        for (const change of page.changes) this.#apply(change, 'sync');
        for (const message of page.newest) this.applyRow(message, 'sync');
        if (page.holeTo > 0) this.holes.push([page.holeFrom, page.holeTo]);
        if (page.firstSeq > 0) this.firstSeq = page.firstSeq;
        for (const mark of page.watermarks) this.raiseWatermark(mark);
        this.#trimHoles();
    }

    syncDone(firstPageRev) {
        if (firstPageRev > this.rev) this.rev = firstPageRev;
        for (const rev of this.early.keys()) {
            // They are news only if Sync's snapshot is older; a row decides by its own rev.
            if (rev <= this.rev) {
                this.#apply(this.early.get(rev), 'event');
                this.early.delete(rev);
            }
        }
        this.#drain();
    }

    /** A page of GetHistory that was asked for to fill a hole. */
    historyPage(page) {
        for (const message of page.messages) this.applyRow(message, 'history');
        if (page.toSeq === 0) return;
        const left = [];
        for (const [from, to] of this.holes) {
            if (page.toSeq < from || page.fromSeq > to) {
                left.push([from, to]);
                continue;
            }
            if (from < page.fromSeq) left.push([from, page.fromSeq - 1]);
            if (to > page.toSeq) left.push([page.toSeq + 1, to]);
        }
        this.holes = left;
    }

    applyRow(message, how) {
        if (message.seq > this.topSeq) this.topSeq = message.seq;
        if (this.hidden.has(message.seq)) return false;
        const held = this.rows.get(message.seq);
        const version = (row) => Math.max(row.rev, row.changeRev);
        const reactions = newest(held?.reactions, message.reactions);
        if (held && version(held) >= version(message)) {
            held.reactions = held.deleted ? null : reactions;
            return false;
        }
        this.rows.set(message.seq, { ...message, reactions: message.deleted ? null : reactions });
        this.onRow(message, how, !held);
        return true;
    }

    raiseWatermark(mark) {
        const held = this.watermarks.get(mark.userId) ?? { deliveredSeq: 0, readSeq: 0 };
        this.watermarks.set(mark.userId, {
            deliveredSeq: Math.max(held.deliveredSeq, mark.deliveredSeq),
            readSeq: Math.max(held.readSeq, mark.readSeq),
        });
    }

    /** The highest seq below which nothing is missing: what may be acknowledged as delivered. */
    get completeSeq() {
        return this.holes.length > 0 ? Math.min(...this.holes.map(([from]) => from)) - 1 : this.topSeq;
    }

    #apply(change, how) {
        if (change.what === 'message') this.applyRow(change.message, how);
        else if (change.what === 'member') this.#applyMember(change.member);
        else if (change.what === 'members') for (const member of change.members.members) this.#applyMember(member);
        else if (change.what === 'reactions') this.#applyReactions(change.reactions);
        else if (change.what === 'title') this.title = change.title.title;
        // Anything else is of a later version: it moves rev and nothing more.
    }

    #applyReactions(reactions) {
        const held = this.rows.get(reactions.seq);
        if (!held || held.deleted) return;
        const own = reactions.by ? (reactions.by === this.userId ? reactions.emoji : held.reactions?.own ?? '') : reactions.own;
        held.reactions = newest(held.reactions, { ...reactions, own });
    }

    #applyMember(member) {
        const held = this.members.get(member.user?.userId);
        if (!held || held.rev < member.rev) this.members.set(member.user?.userId, member);
    }

    #drain() {
        while (this.early.has(this.rev + 1)) {
            const change = this.early.get(this.rev + 1);
            this.early.delete(change.rev);
            this.#apply(change, 'event');
            this.rev = change.rev;
        }
    }

    #trimHoles() {
        this.holes = this.holes
            .map(([from, to]) => [Math.max(from, this.firstSeq), to])
            .filter(([from, to]) => from <= to);
    }
}
