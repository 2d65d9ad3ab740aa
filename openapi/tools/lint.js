/** Lints the contract: its syntax, references, examples and words, the rules of this project, Spectral and Redocly. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules, subjects } from '../rules/index.js';
import { fileOf, oneOf, run, shown } from './cli.js';
import { openSource, Source } from './contract/source.js';
import { HOME } from './home.js';
import { ordered } from './lint/fix.js';
import { lint } from './lint/judges.js';
import { FORMATS } from './lint/report.js';

const USAGE = `Usage: npm run lint -- [--format text|json|sarif|github] [--fix] [FILE]
       npm run lint -- --rules
Lints FILE, by default openapi.yaml. A finding is FILE:LINE:COLUMN rule-id message. --fix puts keys into their order first.
Exit code: 0, or 1 if there are findings, or 2 if FILE cannot be read.`;

const OPTIONS = { format: { type: 'string', default: 'text' }, fix: { type: 'boolean' }, rules: { type: 'boolean' } };

await run(USAGE, OPTIONS, async ({ format, fix, rules: listsRules }, [name]) => {
  if (listsRules) {
    console.log(list());
    return 0;
  }
  oneOf('format', format, Object.keys(FORMATS));
  const started = performance.now();
  const file = fileOf(name, join(HOME, 'openapi.yaml'));
  let source = openSource(file);
  if (fix) {
    source = fixed(source);
  }
  const findings = (await lint(source)).map((finding) => ({ file, ...finding }));
  const report = FORMATS[format](findings);
  if (report) {
    console.log(report);
  }
  if (format === 'text') {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const result = findings.length === 0 ? `is clean: ${Object.keys(rules).length} rules, Spectral and Redocly,` : `has ${findings.length} finding${findings.length > 1 ? 's' : ''},`;
    console.log(`${shown(file)} ${result} in ${seconds} s`);
  }
  return findings.length > 0 ? 1 : 0;
}, 1);

function fixed(source) {
  const { text, moved } = ordered(source.text);
  if (moved === 0) {
    return source;
  }
  writeFileSync(source.file, text);
  console.log(`${shown(source.file)}: put the keys of ${moved} object${moved > 1 ? 's' : ''} into their order`);
  return new Source(text, source.file);
}

const list = () =>
  Object.entries(subjects)
    .map(([subject, its]) => `rules/${subject}.js\n${Object.entries(its).map(([id, { description }]) => `  ${id}\n    ${description}`).join('\n')}`)
    .join('\n');
