// SPDX-License-Identifier: Apache-2.0
// docs/coverage.md names tests that there are, and every file of tests.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';

const folder = new URL('.', import.meta.url);
const suffix = '.test.mjs';
const page = readFileSync(new URL('../../docs/coverage.md', folder), 'utf8');
const lines = page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| |') && !line.startsWith('| **'))
    .map((line) => line.slice(1, -1).split(' | ').map((cell) => cell.trim()));
const areas = readdirSync(folder).filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));

/** The names of the tests in a file, as they are written there. */
function testsOf(area) {
    const source = readFileSync(new URL(`${area}${suffix}`, folder), 'utf8');
    return [...source.matchAll(/^\s*test\('((?:[^'\\]|\\.)*)'/gm)].map(([, name]) => name.replaceAll('\\\'', '\''));
}

/** What is wrong with a cell of the table, or null. */
function wrong(cell, isOurs) {
    if (cell === '-') return null;
    const [, area, name] = /^(\w+): (.+)$/.exec(cell) ?? [];
    if (!areas.includes(area)) return `${cell}: there is no such file`;
    if (area.startsWith('headless') !== isOurs) return `${cell}: stands in the wrong column`;
    return testsOf(area).some((known) => known.startsWith(name)) ? null : `${cell}: there is no such test`;
}

test('every test that is named is there', () => {
    assert.ok(lines.length > 50);
    const mistakes = [];
    for (const cells of lines) {
        assert.equal(cells.length, 3, cells.join(' | '));
        const [what, independent, ours] = cells;
        mistakes.push(wrong(independent, false), wrong(ours, true));
        if (independent === '-' && ours === '-') mistakes.push(`${what}: has no test`);
    }
    assert.deepEqual(mistakes.filter((mistake) => mistake !== null), []);
});

test('a name that is none would be found', () => {
    assert.match(wrong('groups: this is no test', false), /no such test/);
    assert.match(wrong('nothing: a group is made', false), /no such file/);
    assert.match(wrong('groups: a group is made', true), /wrong column/);
});

test('every file of tests is named', () => {
    const named = new Set(lines.flat().map((cell) => cell.split(':')[0]));
    assert.deepEqual(areas.filter((area) => area !== 'coverage' && !named.has(area)), []);
});
