/** The mock server, as a process of its own. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { HOME } from '../home.js';

const CLI = join(HOME, 'node_modules/@stoplight/prism-cli/dist/index.js');

/** Starts Prism on a free port. Resolves to its URL and a function that stops it; rejects if it cannot read the contract. */
export function startPrism(file) {
  const prism = spawn(process.execPath, [CLI, 'mock', file, '-p', '0', '-h', '127.0.0.1'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = () =>
    new Promise((done) => {
      prism.once('exit', done);
      if (prism.exitCode !== null || !prism.kill()) {
        done();
      }
    });
  return new Promise((found, fail) => {
    const output = [];
    for (const stream of [prism.stdout, prism.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line);
        const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(/listening on/.test(line) ? line : '') ?? [];
        if (url) {
          found({ url, stop });
        }
      });
    }
    prism.once('exit', (code) => fail(new Error(`Prism ended with ${code}: ${output.slice(-3).join(' ')}`)));
  });
}
