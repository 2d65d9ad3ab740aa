import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { change, read } from '../contract/edit.js';
import { Source } from '../contract/source.js';
import { HOME } from '../home.js';
import { ordered } from './fix.js';
import { lint } from './judges.js';

const text = readFileSync(join(HOME, 'openapi.yaml'), 'utf8');
const contract = read(text);
const schemas = '/components/schemas';
const credits = '/paths/~1credits/get';

/** A slip, and the rule of the one finding that it makes. */
const SLIPS = [
  ['a reference to a schema that does not exist', 'reference', { set: `${schemas}/CreditBalanceResponse/allOf/1/properties/data/$ref`, to: '#/components/schemas/CreditBalanse' }],
  ['a reference to a response that does not exist', 'reference', { set: `${credits}/responses/429/$ref`, to: '#/components/responses/RateLimitd' }],
  ['a code without facts', 'vicsee-error-facts', { set: `${schemas}/ErrorCode/enum/${contract.getIn(['components', 'schemas', 'ErrorCode', 'enum']).items.length}`, to: 'BRAND_NEW' }],
  ['an operation without a summary', 'redocly/operation-summary', { remove: `${credits}/summary` }],
  ['an operation without a tag', 'operation-tags', { remove: `${credits}/tags` }],
  ['an operation without responses', 'vicsee-statuses-everywhere', { remove: `${credits}/responses` }],
  ['a misspelt keyword', 'redocly/struct', { set: `${credits}/sumary`, to: 'Credits' }],
  ['a misspelt type', 'redocly/struct', { set: `${schemas}/CreditBalance/properties/credits/type`, to: 'integr' }],
  ['a required property that does not exist', 'redocly/no-required-schema-properties-undefined', { set: `${schemas}/CreditBalance/required/1`, to: 'credit' }],
  ['a schema without a description', 'vicsee-described', { remove: `${schemas}/CreditBalance/description` }],
  ['a misspelt word', 'spelling', { set: `${schemas}/CreditBalance/description`, to: 'The balence of a user.' }],
  ['a doubled word', 'vicsee-prose-slips', { set: `${schemas}/CreditBalance/description`, to: 'The the balance of a user.' }],
  ['a limit below that of a model', 'catalogue', { set: `${schemas}/Prompt/maxLength`, to: 10 }],
  ['a limit that no plan has', 'vicsee-example-limits', { set: '/components/headers/X-RateLimit-Limit/example', to: 501 }],
  ['a key that no persona has', 'vicsee-error-example-sandbox', { set: '/components/responses/RateLimited/content/application~1json/examples/RATE_LIMITED/x-sandbox/key', to: 'sk-sandbox-nobody' }],
];

describe('one slip is one finding:', () => {
  let folder;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'lint-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [name, rule, edit] of SLIPS) {
    test(name, async () => {
      const file = join(folder, 'slip.yaml');
      const edited = change(contract, [edit]);
      writeFileSync(file, edited);
      const findings = await lint(new Source(edited, file));
      assert.deepEqual(findings.map((finding) => finding.rule), [rule], JSON.stringify(findings, null, 2));
    });
  }

  test('a dangling reference comes with a suggestion', async () => {
    const edited = text.replaceAll('responses/RateLimited', 'responses/RateLimitd');
    const [finding, ...others] = await lint(new Source(edited, 'unused.yaml'));
    assert.match(finding.message, /did you mean #\/components\/responses\/RateLimited\?/);
    assert.deepEqual(others, []);
  });

  test('broken YAML is one finding with its line and column', async () => {
    const [finding, ...others] = await lint(new Source(text.replace('  title:', '  title: ['), 'unused.yaml'));
    assert.equal(finding.rule, 'yaml');
    assert.ok(finding.line > 1 && finding.column > 0);
    assert.deepEqual(others, []);
  });
});

describe('the order of keys', () => {
  test('is restored without another change', () => {
    const lines = text.split('\n');
    const at = lines.findIndex((line) => line.trim() === 'operationId: getCredits');
    const swapped = [...lines.slice(0, at), lines[at + 1], lines[at], ...lines.slice(at + 2)].join('\n');
    assert.notEqual(swapped, text);
    assert.deepEqual(ordered(swapped), { text, moved: 1 });
  });

  test('is restored with comments, lists and nested objects', () => {
    const given = 'paths:\n  /a:\n    get:\n      # all of them\n      tags:\n      - A\n      summary: B\n      operationId: c\n      responses:\n        "404":\n          description: D\n        "200":\n          headers: {}\n          description: E\nopenapi: 3.1.0\n';
    const wanted = 'openapi: 3.1.0\npaths:\n  /a:\n    get:\n      operationId: c\n      summary: B\n      # all of them\n      tags:\n      - A\n      responses:\n        "200":\n          description: E\n          headers: {}\n        "404":\n          description: D\n';
    assert.equal(ordered(given).text, wanted);
  });

  test('of the contract is complete', () => {
    assert.equal(ordered(text).moved, 0);
  });
});

describe('each command', () => {
  const commands = ['lint', 'changes', 'reference', 'dev', 'new', 'workflows', 'release'];
  const call = (command, ...args) => spawnSync(process.execPath, [join(HOME, 'tools', `${command}.js`), ...args], { encoding: 'utf8', timeout: 120_000 });

  for (const command of commands) {
    test(`${command} explains itself`, () => {
      const { status, stdout } = call(command, '--help');
      assert.equal(status, 0);
      assert.match(stdout, /^Usage: /);
    });

    for (const args of ['new', 'workflows', 'release'].includes(command) ? [['--nonsense']] : [['--nonsense'], ['/no/such/file.yaml'], [HOME]]) {
      test(`${command} answers ${args} with a message, not a stack trace`, () => {
        const { status, stderr } = call(command, ...args);
        assert.equal(status, 2);
        assert.doesNotMatch(stderr, /^ {4}at /m);
      });
    }
  }

  test('lint writes SARIF, JSON and annotations of GitHub', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lint-'));
    try {
      const file = join(folder, 'broken.yaml');
      writeFileSync(file, 'openapi: [');
      const [{ rule, line }] = JSON.parse(call('lint', '--format=json', file).stdout);
      assert.deepEqual([rule, line], ['yaml', 1]);
      const { runs } = JSON.parse(call('lint', '--format=sarif', file).stdout);
      assert.equal(runs[0].results[0].ruleId, 'yaml');
      assert.match(call('lint', '--format=github', file).stdout, /^::error file=.*broken\.yaml,line=1,col=\d+,title=yaml::/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('lint shows paths from where it was called', () => {
    const stdout = execFileSync(process.execPath, [join(HOME, 'tools/lint.js')], { cwd: join(HOME, '..'), encoding: 'utf8', env: { ...process.env, INIT_CWD: join(HOME, '..') } });
    assert.match(stdout, /^openapi\/openapi\.yaml is clean/);
  });
});
