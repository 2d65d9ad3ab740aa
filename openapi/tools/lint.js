/**
 * Lints the contract by Spectral (its OpenAPI rules and those of this house) and by Redocly, validates its examples,
 * and fails on any finding. A finding has the form `file:line rule-id message`.
 * Usage: node tools/lint.js [FILE], where FILE is openapi.yaml unless given; or node tools/lint.js --rules, for a list
 * of the rules of this house.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import spectralCore from '@stoplight/spectral-core';
import spectralParsers from '@stoplight/spectral-parsers';
import ruleset from '../.spectral.mjs';
import { rules } from '../rules/index.js';
import { isObject } from '../rules/support/contract.js';
import { validateExamples } from './examples.js';

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
const found = (syntaxErrors() ?? (await Promise.all([runRedocly(), runSpectral(), runExamples()])).flat()).sort(
  (one, other) => one.line - other.line,
);
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

/** What keeps the file from being read at all; nothing else is told then. */
function syntaxErrors() {
  const { data, diagnostics } = spectralParsers.parseYaml(text);
  if (diagnostics.length > 0) {
    return diagnostics.map(({ range, message }) => ({
      line: range.start.line + 1,
      rule: 'yaml',
      message: oneLine(message),
    }));
  }
  return isObject(data) ? undefined : [{ line: 1, rule: 'yaml', message: 'the document is no object' }];
}

async function runSpectral() {
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset(ruleset);
  const document = new spectralCore.Document(text, spectralParsers.Yaml, file);
  return (await spectral.run(document)).map(({ range, code, message }) => ({
    line: range.start.line + 1,
    rule: String(code),
    message: oneLine(message),
  }));
}

function runExamples() {
  return validateExamples(text).findings.map(({ line, key, message }) => ({
    line,
    rule: 'example',
    message: `${key}: ${message}`,
  }));
}

/** Redocly is a process of its own, which runs while Spectral works. */
function runRedocly() {
  const cli = resolve(HOME, 'node_modules/@redocly/cli/bin/cli.js');
  const args = [cli, 'lint', file, '--config', resolve(HOME, 'redocly.yaml'), '--format=json', '--max-problems=1000'];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  return new Promise((done, fail) => {
    execFile(process.execPath, args, { env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      try {
        done(
          JSON.parse(stdout).problems.map(({ location, ruleId, message }) => ({
            line: location[0]?.start?.line ?? 1,
            rule: `redocly/${ruleId}`,
            message: oneLine(message),
          })),
        );
      } catch {
        fail(new Error(`Redocly did not answer: ${error?.message ?? ''}\n${stderr}`));
      }
    });
  });
}

function oneLine(message) {
  return message.replace(/\s+/g, ' ').trim();
}
