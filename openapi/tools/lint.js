/**
 * Lints the contract by Spectral (its OpenAPI rules and those of this house) and by Redocly, validates its examples,
 * and fails on any finding. A finding has the form `file:line rule-id message`.
 * Usage: node tools/lint.js [FILE], where FILE is openapi.yaml unless given; or node tools/lint.js --rules, for a list
 * of the rules of this house.
 */
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rules } from '../rules/index.js';
import { exampleFindings, redoclyFindings, spectralFindings, syntaxErrors } from './findings.js';

if (process.argv[2] === '--rules') {
  console.log(
    Object.entries(rules)
      .map(([id, { description }]) => `${id}\n  ${description}`)
      .join('\n'),
  );
  process.exit();
}
const HOME = dirname(dirname(fileURLToPath(import.meta.url)));
const file = resolve(process.argv[2] ?? resolve(HOME, 'openapi.yaml'));
const name = relative(process.cwd(), file);
const started = performance.now();

const text = readText();
const found = (
  syntaxErrors(text) ?? (await Promise.all([redoclyFindings(file), spectralFindings(text, file), exampleFindings(text)])).flat()
).sort((one, other) => one.line - other.line);
for (const { line, rule, message } of found) {
  console.error(`${name}:${line} ${rule} ${message}`);
}
const reasons = Object.keys(rules).filter((id) => found.some(({ rule }) => rule === id));
if (reasons.length > 0) {
  console.error(`\nWhy:\n${reasons.map((id) => `  ${id}: ${rules[id].description}`).join('\n')}`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
if (found.length > 0) {
  console.error(`\n${name}: ${found.length} finding${found.length > 1 ? 's' : ''} in ${seconds} s`);
  process.exitCode = 1;
} else {
  console.log(
    `${name} is clean: ${Object.keys(rules).length} rules of the house, Spectral and Redocly, in ${seconds} s`,
  );
}

function readText() {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    console.error(`${name} cannot be read: ${error.message}`);
    return process.exit(2);
  }
}
