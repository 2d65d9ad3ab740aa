/**
 * Lints the contract with Spectral (its OpenAPI rules and those of this project) and Redocly, validates the examples, and
 * fails on any finding. A finding has the form `FILE:LINE:COLUMN rule-id message`.
 * Usage: node tools/lint.js [FILE], by default openapi.yaml; or node tools/lint.js --rules, to list the rules.
 */
import { relative, resolve } from 'node:path';
import { rules, subjects } from '../rules/index.js';
import { Source } from './contract/source.js';
import { HOME } from './home.js';
import { exampleFindings, redoclyFindings, spectralFindings, syntaxFindings } from './lint/judges.js';

if (process.argv[2] === '--rules') {
  for (const [subject, its] of Object.entries(subjects)) {
    console.log(`rules/${subject}.js\n${Object.entries(its).map(([id, { description }]) => `  ${id}\n    ${description}`).join('\n')}`);
  }
  process.exit();
}
const file = resolve(process.argv[2] ?? resolve(HOME, 'openapi.yaml'));
const name = relative(process.cwd(), file);
const started = performance.now();

const source = read();
let findings = syntaxFindings(source);
if (findings.length === 0) {
  findings = (await Promise.all([redoclyFindings(source), spectralFindings(source), exampleFindings(source)])).flat();
}
for (const { line, column, rule, message } of findings.sort((one, other) => one.line - other.line)) {
  console.error(`${name}:${line}:${column} ${rule} ${message}`);
}
const reasons = Object.keys(rules).filter((id) => findings.some(({ rule }) => rule === id));
if (reasons.length > 0) {
  console.error(`\nWhy:\n${reasons.map((id) => `  ${id}: ${rules[id].description}`).join('\n')}`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(1);
if (findings.length > 0) {
  console.error(`\n${name}: ${findings.length} finding${findings.length > 1 ? 's' : ''} in ${seconds} s`);
  process.exitCode = 1;
} else {
  console.log(`${name} is clean: ${Object.keys(rules).length} rules of this project, Spectral and Redocly, in ${seconds} s`);
}

function read() {
  try {
    return Source.of(file);
  } catch (error) {
    console.error(`${name} cannot be read: ${error.message}`);
    return process.exit(2);
  }
}
