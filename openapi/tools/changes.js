/** Compares the contract with the released one, and fails if its version does not allow the changes. */
import { join } from 'node:path';
import { FORMATS } from './changes/report.js';
import { verdictOn } from './changes/verdict.js';
import { fileOf, oneOf, run } from './cli.js';
import { readContract } from './contract/source.js';
import { HOME } from './home.js';

const USAGE = `Usage: npm run changes -- [--format text|markdown|json|github] [NEW [OLD]]
Compares NEW, by default openapi.yaml, with OLD, by default released/openapi.yaml. Waivers are read from waivers.yaml beside OLD.
Exit code: 0, or 1 if the version does not allow the changes, or 2 if a file cannot be read.`;

await run(USAGE, { format: { type: 'string', default: 'text' } }, ({ format }, [newer, older]) => {
  oneOf('format', format, Object.keys(FORMATS));
  const after = readContract(fileOf(newer, join(HOME, 'openapi.yaml')));
  const before = readContract(fileOf(older, join(HOME, 'released/openapi.yaml')));
  const verdict = verdictOn(before, after, new Date().toISOString().slice(0, 10));
  console.log(FORMATS[format](verdict, { before, after }));
  return verdict.problems.length > 0 ? 1 : 0;
}, 2);
