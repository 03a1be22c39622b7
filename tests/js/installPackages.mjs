// SPDX-License-Identifier: Apache-2.0
// npm ci for this folder, if it was not done since the lock changed: installPackages.mjs <npm>
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const done = `${here}/node_modules/.package-lock.json`;
if (existsSync(done) && statSync(done).mtimeMs >= statSync(`${here}/package-lock.json`).mtimeMs) process.exit(0);
const { status } = spawnSync(process.argv[2] ?? 'npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
process.exit(status ?? 1);
