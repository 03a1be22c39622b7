// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import { connect, createServer } from 'node:net';

/**
 * A proxy on a loopback port that can do what bad networks do. A subclass looks at what passes by overriding upstream() and
 * downstream(); each answers what to forward (null = nothing).
 */
export class TcpProxy extends EventEmitter {
    constructor(targetPort, targetHost = '127.0.0.1') {
        super();
        this.target = { port: targetPort, host: targetHost };
        this.links = new Set();
        this.refusing = false;
    }

    start() {
        this.listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.#accept(client));
        return new Promise((resolve, reject) => {
            this.listener.once('error', reject);
            this.listener.listen(0, '127.0.0.1', () => {
                this.port = this.listener.address().port;
                resolve(this);
            });
        });
    }

    stop() {
        this.cutAll();
        return new Promise((resolve) => { this.listener.close(resolve); });
    }

    /** Ends a link without a word to either side. */
    cut(link) {
        if (!this.links.delete(link)) return;
        link.client.destroy();
        link.server.destroy();
    }

    cutAll() {
        for (const link of [...this.links]) this.cut(link);
    }

    /** From now on (true) nothing passes any more, and nothing new is connected: as if the cable were out. */
    hold(held) {
        this.refusing = held;
        for (const link of this.links) {
            for (const socket of [link.client, link.server]) {
                if (held) socket.pause();
                else socket.resume();
            }
        }
    }

    upstream(link, data) {
        return data;
    }

    downstream(link, data) {
        return data;
    }

    #accept(client) {
        if (this.refusing) {
            client.destroy();
            return;
        }
        const server = connect({ ...this.target, noDelay: true, allowHalfOpen: true });
        const link = { client, server };
        this.links.add(link);
        const pass = (from, to, look) => {
            from.on('data', (data) => {
                const forward = look(data);
                if (forward && !to.destroyed) to.write(forward);
            });
            from.on('end', () => to.end());
            from.on('error', () => this.cut(link));
            from.on('close', () => {
                if (to.destroyed) this.links.delete(link);
                else if (from.errored || from.destroyed) to.end();
            });
        };
        pass(client, server, (data) => this.upstream(link, data));
        pass(server, client, (data) => this.downstream(link, data));
        this.emit('link', link);
    }
}
