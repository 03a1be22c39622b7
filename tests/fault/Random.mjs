// SPDX-License-Identifier: Apache-2.0

/** Reproducible randomness (mulberry32): the same seed, the same faults in the same order. */
export class Random {
    constructor(seed) {
        this.state = seed >>> 0;
    }

    /** Uniform in [0, 1). */
    next() {
        this.state = (this.state + 0x6d2b79f5) >>> 0;
        let t = this.state;
        t = Math.imul(t ^ (t >>> 15), t | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    }

    between(low, high) {
        return low + this.next() * (high - low);
    }

    pick(list) {
        return list[Math.floor(this.next() * list.length)];
    }
}
