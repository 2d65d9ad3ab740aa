/** Builds the reference of a contract: one page that needs no network. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileOf, run, shown } from './cli.js';
import { readContract } from './contract/source.js';
import { HOME } from './home.js';
import { pageOf } from './reference/page.js';

const USAGE = `Usage: npm run reference -- [FILE [TARGET]]
Builds the reference of FILE, by default openapi.yaml, at TARGET, by default target/reference/index.html.`;

await run(USAGE, {}, (_, [name, to]) => {
  const { data } = readContract(fileOf(name, join(HOME, 'openapi.yaml')));
  const target = fileOf(to, join(HOME, 'target/reference/index.html'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, pageOf(data));
  console.log(shown(target));
  return 0;
}, 2);
