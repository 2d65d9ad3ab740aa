/** The judges of a contract, each by itself. A finding has a line, a column, the id of its rule and a message. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import spectralCore from '@stoplight/spectral-core';
import spectralParsers from '@stoplight/spectral-parsers';
import ruleset from '../../.spectral.mjs';
import { isObject } from '../contract/model.js';
import { HOME } from '../home.js';
import { validateExamples } from './examples.js';

/** Errors of YAML, which make a text unreadable. No other judge runs then. */
export function syntaxFindings(source) {
  const [error] = source.document.errors;
  if (error) {
    return [{ ...source.at(error.pos[0]), rule: 'yaml', message: oneLine(error.message) }];
  }
  return isObject(source.data) ? [] : [{ line: 1, column: 1, rule: 'yaml', message: 'the document is not an object' }];
}

/** What Spectral finds, by its own rules and by the rules of this project. */
export async function spectralFindings({ text, file }) {
  const spectral = new spectralCore.Spectral();
  spectral.setRuleset(ruleset);
  const document = new spectralCore.Document(text, spectralParsers.Yaml, file);
  return (await spectral.run(document)).map(({ range: { start }, code, message }) => ({
    line: start.line + 1,
    column: start.character + 1,
    rule: String(code),
    message: oneLine(message),
  }));
}

/** The examples that do not fit their schemas. */
export function exampleFindings(source) {
  return validateExamples(source.data).findings.map(({ path, key, message }) => ({
    ...source.placeOf(path),
    rule: 'example',
    message: `${key}: ${message}`,
  }));
}

/** What Redocly finds. It is a process of its own, and runs while Spectral works. */
export function redoclyFindings({ file }) {
  const cli = resolve(HOME, 'node_modules/@redocly/cli/bin/cli.js');
  const args = [cli, 'lint', file, '--config', resolve(HOME, 'redocly.yaml'), '--format=json', '--max-problems=1000'];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  return new Promise((done, fail) => {
    execFile(process.execPath, args, { env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      try {
        done(
          JSON.parse(stdout).problems.map(({ location, ruleId, message }) => ({
            line: location[0]?.start?.line ?? 1,
            column: location[0]?.start?.col ?? 1,
            rule: `redocly/${ruleId}`,
            message: oneLine(message),
          })),
        );
      } catch {
        fail(new Error(`Redocly failed: ${error?.message ?? ''}\n${stderr}`));
      }
    });
  });
}

const oneLine = (message) => message.replace(/\s+/g, ' ').trim();
