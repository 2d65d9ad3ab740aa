/** The judges of a contract, each by itself. A finding has the line, the rule and the message. */
import { execFile } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import spectralCore from '@stoplight/spectral-core';
import spectralParsers from '@stoplight/spectral-parsers';
import ruleset from '../.spectral.mjs';
import { isObject } from '../rules/support/contract.js';
import { validateExamples } from './examples.js';

const HOME = dirname(dirname(fileURLToPath(import.meta.url)));

/** What keeps a text from being read at all; nothing else is told then. */
export function syntaxErrors(text) {
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

/** What Spectral finds in a text, by its own rules and by those of this house. */
export async function spectralFindings(text, file) {
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset(ruleset);
  const document = new spectralCore.Document(text, spectralParsers.Yaml, file);
  return (await spectral.run(document)).map(({ range, code, message }) => ({
    line: range.start.line + 1,
    rule: String(code),
    message: oneLine(message),
  }));
}

/** Which examples of a text do not fit. */
export function exampleFindings(text) {
  return validateExamples(text).findings.map(({ line, key, message }) => ({
    line,
    rule: 'example',
    message: `${key}: ${message}`,
  }));
}

/** What Redocly finds in a file. It is a process of its own, which runs while Spectral works. */
export function redoclyFindings(file) {
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
