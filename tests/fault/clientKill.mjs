// SPDX-License-Identifier: Apache-2.0
import { BanterClient } from '../js/BanterClient.mjs';
import { finalEntry } from '../js/Finals.mjs';
import { CommandFailed, HeadlessClient, Killed } from '../js/HeadlessClient.mjs';
import { Journal } from '../js/Journal.mjs';
import { makeId } from '../js/Ids.mjs';
import { sleep, until } from '../js/Processes.mjs';
import { TcpProxy } from '../js/TcpProxy.mjs';

/** A C++ client behind a cable that can be pulled out, and its partner, who is one of ours. */
class Victim {
    constructor(run, number) {
        this.random = run.random;
        this.number = number;
        this.sent = 0;
        this.survived = 0;
        this.unanswered = [];
        this.journal = new Journal(`victim-${number}`);
        this.partnerJournal = new Journal(`partner-${number}`);
    }

    async open(server) {
        this.cable = await new TcpProxy(server.port).start();
        this.client = new HeadlessClient({ url: `ws://127.0.0.1:${this.cable.port}`, journal: this.journal.record });
        const suffix = makeId().slice(-8).replace(/[-_]/g, 'x').toLowerCase();
        const account = (who) => ({ username: `${who}${this.number}-${suffix}`, password: `the password of ${who}`, register: true });
        this.partner = new BanterClient({ url: server.url, journal: this.partnerJournal.record, account: account('partner') });
        await this.partner.start();
        this.client.start();
        const { username, password } = account('victim');
        this.conversation = await this.partner.openDirect(await this.client.register(username, password));
        await this.client.follow();
        await this.client.command('wait synced 20');
    }

    /** Says something; resolves when it is in the store (or the process ended before it said so). */
    async say() {
        this.sent += 1;
        const text = `victim ${this.number} ${this.sent} ${makeId()}`;
        const order = { text, t: Date.now() };
        try {
            const { client_id: clientId } = await this.client.command(`send ${this.conversation} ${text}`);
            this.journal.entries.push({ t: order.t, kind: 'send', conversation: this.conversation, clientId, text });
        } catch (error) {
            if (!(error instanceof Killed)) throw error;
            this.unanswered.push(order);
        }
    }

    /** Fills the outbox (with the cable out, or not), kills, starts again; answers when. */
    async strike() {
        const pulled = this.random.next() < 0.6;
        if (pulled) this.cable.hold(true);
        await Promise.all(Array.from({ length: 4 }, () => this.say()));
        const late = Array.from({ length: 3 }, () => this.say());
        await sleep(this.random.between(0, 8));
        await this.client.kill();
        await Promise.all(late);
        this.cable.cutAll();
        this.cable.hold(false);
        await sleep(this.random.between(0, 500));
        this.client.start();
        return Date.now();
    }

    /** What the new life finds. */
    async recover() {
        const { outbox } = await this.client.command('outbox');
        this.survived += outbox.length;
        await this.client.follow();
        await this.#resolveUnanswered(outbox);
        await this.client.command('wait synced 20');
        this.journal.record('online', { user: this.client.userId });
    }

    /**
     * A command that was not answered may have made a message or not. If it did, the store has it; if the store has none, there must
     * be none anywhere (the checker calls it 'foreign').
     */
    async #resolveUnanswered(outbox) {
        const rows = [...outbox, ...(await this.client.history(this.conversation))];
        for (const { text, t } of this.unanswered.splice(0)) {
            const row = rows.find((candidate) => candidate.text === text);
            if (row) this.journal.entries.push({ t, kind: 'send', conversation: this.conversation, clientId: row.client_id, text });
        }
    }

    partnerSays() {
        this.partner.send(this.conversation, `partner ${this.number} ${makeId()}`).catch(() => {});
    }

    async finish(complain) {
        await until(() => this.partner.isOnline && this.partner.unsettled === 0, 20000, 'the partner has settled').catch(() => {});
        await until(async () => (await this.client.command('outbox')).outbox.length === 0, 20000, 'the outbox is empty', 200)
            .catch((error) => complain(`victim ${this.number}: ${error.message}`));
        await until(async () => {
            await this.client.command(`read ${this.conversation}`);
            const own = this.partner.conversations.get(this.conversation).watermarks.get(this.client.userId);
            return own && own.readSeq >= this.partner.conversations.get(this.conversation).topSeq;
        }, 15000, 'the partner knows that all is read', 500).catch((error) => complain(`victim ${this.number}: ${error.message}`));
        // Its journal is sorted by time: entries of unanswered commands were added late.
        this.journal.entries.sort((a, b) => a.t - b.t);
        const rows = (await this.client.history(this.conversation)).map((row) => ({
            seq: row.seq, rev: row.rev, sender: row.sender, clientId: row.client_id, text: row.text, sentAtMs: row.sent_at_ms,
        }));
        this.journal.record('final', { conversation: this.conversation, rows });
        this.partnerJournal.entries.push(await finalEntry(this.partner, this.conversation));
    }

    async close() {
        await this.partner?.stop();
        await this.client?.close();
        await this.cable?.stop();
    }
}

export async function clientKill(run) {
    const victims = Array.from({ length: 4 }, (_, i) => new Victim(run, i + 1));
    run.atEnd = victims.map((victim) => () => victim.close());
    for (const victim of victims) await victim.open(run.server);
    run.extraJournals.push(...victims.flatMap((victim) => [victim.journal, victim.partnerJournal]));
    const chatter = setInterval(() => run.random.pick(victims).partnerSays(), 120);
    const rounds = [];
    const end = Date.now() + run.seconds * 1000;
    try {
        while (Date.now() < end || rounds.length === 0) {
            const startMs = Date.now();
            const victim = run.random.pick(victims);
            rounds.push({ name: run.name, startMs, endMs: await victim.strike() });
            await victim.recover();
            await sleep(run.random.between(500, 2500));
        }
    } catch (error) {
        if (!(error instanceof CommandFailed)) throw error;
        run.complain(`a victim refused a command: ${error.message}`);
    }
    clearInterval(chatter);
    for (const victim of victims) await victim.finish((what) => run.complain(what));
    const survived = victims.reduce((sum, victim) => sum + victim.survived, 0);
    return { rounds, hits: rounds.length, note: `${survived} messages were in outboxes at the kill` };
}
