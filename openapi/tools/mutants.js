/**
 * Shows which tool notices a mutant of the contract. Reads one mutant per line from standard input, as JSON: an `id` and an edit in the
 * form of the rules' fixtures (`set … to`, `remove`, `rename … to`). Writes one line for each: its id, the first of its changes, and
 * with --lint the rules that find it. With --redocly, Redocly judges those that no other rule finds.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'yaml';
import { changesOf } from './changes/contracts.js';
import { change, read } from './contract/edit.js';
import { Source } from './contract/source.js';
import { exampleFindings, redoclyFindings, spectralFindings, syntaxFindings } from './lint/judges.js';

const text = readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8');
const document = read(text);
const before = document.toJS();
const folder = mkdtempSync(join(tmpdir(), 'contract-mutant-'));

try {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') {
      const { id, ...step } = JSON.parse(line);
      const mutant = change(document, [step]);
      const [first] = changesOf(before, parse(mutant));
      const rules = process.argv.includes('--lint') ? await lint(mutant) : [];
      console.log(JSON.stringify({ id, change: first?.verdict ?? 'none', why: first?.message ?? '', operations: first?.operations ?? [], rules }));
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The rules of the first judge, from the cheapest on, that finds something. */
async function lint(mutant) {
  const file = join(folder, 'openapi.yaml');
  const source = new Source(mutant, file);
  const judges = [syntaxFindings, exampleFindings, spectralFindings];
  if (process.argv.includes('--redocly')) {
    writeFileSync(file, mutant);
    judges.push(redoclyFindings);
  }
  for (const judge of judges) {
    let rules;
    try {
      rules = [...new Set((await judge(source)).map(({ rule }) => rule))];
    } catch (error) {
      // A contract that breaks a linter breaks the build.
      rules = [`crash: ${error.message.split('\n')[0]}`];
    }
    if (rules.length > 0) {
      return rules;
    }
  }
  return [];
}
