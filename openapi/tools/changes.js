/** Compares the contract with the released one, and fails if its version does not allow the changes. */
import { join } from 'node:path';
import { changesOf } from './changes/contracts.js';
import { judge } from './changes/gate.js';
import { FORMATS } from './changes/report.js';
import { waiversOf } from './changes/waivers.js';
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
  const versions = { released: String(before.data.info?.version), version: String(after.data.info?.version) };
  const verdict = judge({
    ...versions,
    changes: changesOf(before.data, after.data),
    waivers: waiversOf(before.file),
    today: new Date().toISOString().slice(0, 10),
  });
  console.log(FORMATS[format]({ ...verdict, versions }, { before, after }));
  return verdict.problems.length > 0 ? 1 : 0;
});
