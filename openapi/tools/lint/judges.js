/** The judges of a contract, each by itself. A finding has a line, a column, the id of its rule and a message. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { isObject } from '../contract/model.js';
import { HOME } from '../home.js';
import { catalogueProblems } from './catalogue.js';
import { validateExamples } from './examples.js';
import { danglingReferences } from './references.js';
import { misspellings } from './words.js';

/** All findings in a contract, by line. What only follows from an error is not asked for: syntax comes first, then references. */
export async function lint(source) {
  for (const judge of [syntaxFindings, referenceFindings]) {
    const findings = judge(source);
    if (findings.length > 0) {
      return findings;
    }
  }
  const judges = [exampleFindings, spectralFindings, catalogueFindings, spellingFindings, redoclyFindings];
  return withoutRepetition(await Promise.all(judges.map((judge) => judge(source))));
}

/** Rules whose findings have consequences. If one of them, in this order, finds something, the other findings may only follow from it. */
const CAUSES = ['redocly/struct', 'oas3-schema', 'path-params', 'redocly/no-required-schema-properties-undefined', 'catalogue'];

/** One finding for each slip: of a cause and its consequences the cause, and of several judges at the same line the first. */
function withoutRepetition(answers) {
  const all = answers.flat();
  const cause = CAUSES.find((id) => all.some(({ rule }) => rule === id));
  if (cause) {
    return byLine(all.filter(({ rule }) => rule === cause));
  }
  const kept = [];
  for (const findings of answers) {
    const lines = new Set(kept.filter(({ file }) => !file).map(({ line }) => line));
    kept.push(...findings.filter(({ file, line }) => file || !lines.has(line)));
  }
  // What another finding takes out of use is not unused by intent.
  const unused = ({ rule }) => rule === 'oas3-unused-component';
  return byLine(kept.every(unused) ? kept : kept.filter((finding) => !unused(finding)));
}

function byLine(findings) {
  const unique = new Map(findings.map((finding) => [[finding.file, finding.line, finding.rule, finding.message].join(' '), finding]));
  return [...unique.values()].sort((one, other) => one.line - other.line || one.column - other.column);
}

/** Errors of YAML, which make a text unreadable. No other judge runs then. */
export function syntaxFindings(source) {
  const [error] = source.document.errors;
  if (error) {
    return [{ ...source.at(error.pos[0]), rule: 'yaml', message: oneLine(error.message) }];
  }
  return isObject(source.data) ? [] : [{ line: 1, column: 1, rule: 'yaml', message: 'the document is not an object' }];
}

/** References that lead nowhere. */
const referenceFindings = (source) => placed(source, 'reference', danglingReferences(source.data));

/** Models of the sandbox that the contract does not accept. */
const catalogueFindings = (source) => placed(source, 'catalogue', catalogueProblems(source.data));

/** Misspelt words. */
const spellingFindings = async (source) => placed(source, 'spelling', await misspellings(source.data));

const placed = (source, rule, problems) =>
  problems.map(({ path, ...problem }) => ({ ...(path ? source.placeOf(path) : {}), ...problem, rule }));

/** What Spectral finds, by its own rules and by the rules of this project. */
export async function spectralFindings({ text, file }) {
  // Loading it takes longer than all that a command does without it.
  const [{ default: spectralCore }, { default: spectralParsers }, { default: ruleset }] = await Promise.all([
    import('@stoplight/spectral-core'),
    import('@stoplight/spectral-parsers'),
    import('../../.spectral.mjs'),
  ]);
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
export const exampleFindings = (source) =>
  placed(source, 'example', validateExamples(source.data).findings.map(({ path, key, message }) => ({ path, message: `${key}: ${message}` })));

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
