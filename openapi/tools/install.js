/**
 * Installs the npm tools that package-lock.json lists, unless they are installed already. It uses only Node, because it
 * runs before anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const HOME = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(HOME, 'node_modules', '.installed');
const node = process.versions.node;

if (Number(node.split('.')[0]) < OLDEST_NODE) {
  fail(`Node.js ${OLDEST_NODE} or newer is needed, and this is ${node}.`);
}
const wanted = createHash('sha256');
for (const file of ['package.json', 'package-lock.json']) {
  wanted.update(readFileSync(join(HOME, file)));
}
const state = `${wanted.digest('hex')} node ${node.split('.')[0]}\n`;
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== state) {
  // A shell finds npm.cmd on Windows.
  const { error, status } = spawnSync('npm', ['ci', '--loglevel=error'], {
    cwd: HOME,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error?.code === 'ENOENT') {
    fail('npm is needed, and is not on the PATH. It comes with Node.js.');
  }
  if (error || status !== 0) {
    fail(`npm ci failed: ${error?.message ?? `exit code ${status}`}`);
  }
  writeFileSync(stamp, state);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
