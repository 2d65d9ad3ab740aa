/**
 * Tells what notices a small change of the contract. Reads one change per line from standard input, as JSON: an `id` and a step as the
 * fixtures of the rules have it (`set … to`, `remove`, `rename … to`). Writes one line for each: its id, the first change that the report
 * of changes has, and with --lint which rules of the lint object. With --redocly Redocly is asked too, where no other rule objects.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { change, read } from '../rules/support/change.js';
import { changesOf } from './changes.js';
import { exampleFindings, redoclyFindings, spectralFindings, syntaxErrors } from './findings.js';

const text = readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8');
const document = read(text);
const before = document.toJS();
const folder = mkdtempSync(join(tmpdir(), 'contract-mutant-'));

try {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') {
      const { id, ...step } = JSON.parse(line);
      const mutant = change(document, [step]);
      const [first] = changesOf(before, JSON.parse(mutant));
      const rules = process.argv.includes('--lint') ? await lint(mutant) : [];
      console.log(JSON.stringify({ id, change: first?.kind ?? 'none', why: first?.why ?? '', operations: first?.operations ?? [], rules }));
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The cheapest judge first; the next is asked where it says nothing. */
async function lint(mutant) {
  const file = join(folder, 'openapi.json');
  const judges = [() => syntaxErrors(mutant) ?? [], () => exampleFindings(mutant), () => spectralFindings(mutant, file)];
  if (process.argv.includes('--redocly')) {
    judges.push(() => {
      writeFileSync(file, mutant);
      return redoclyFindings(file);
    });
  }
  for (const judge of judges) {
    let rules;
    try {
      rules = [...new Set((await judge()).map(({ rule }) => rule))];
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
