import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { changesOf } from './contracts.js';
import { judge, versionFor } from './gate.js';
import { kinds } from './kinds.js';

const table = kinds();

describe('the verdict on a change:', () => {
  for (const { subject, verdict, name, before, after } of table) {
    test(`${subject}: ${name} is ${verdict}`, () => {
      const changes = changesOf(before, after);
      assert.equal(changes[0]?.verdict, verdict, JSON.stringify(changes, null, 2));
    });
  }

  test('a contract is compared with itself without a change', () => {
    assert.deepEqual(changesOf(table[0].before, structuredClone(table[0].before)), []);
  });
});

describe('the gate', () => {
  const breaking = { verdict: 'breaking', pointer: '/paths/~1items', message: 'is removed' };
  const additive = { verdict: 'additive', pointer: '/paths/~1shops', message: 'is added' };
  const waiver = { at: '/paths/~1items', reason: 'It never worked.', expires: '2026-12-31' };
  const files = { released: 'released/openapi.yaml', version: 'openapi.yaml' };
  const problems = (version, changes, waivers = [], released = '1.4.2') =>
    judge({ released, version, files, changes, waivers, today: '2026-06-01' }).problems;

  test('accepts a breaking change under the next major version only', () => {
    assert.match(problems('1.4.2', [breaking]).join(), /needs version 2\.0\.0/);
    assert.match(problems('1.5.0', [breaking]).join(), /needs version 2\.0\.0/);
    assert.deepEqual(problems('2.0.0', [breaking]), []);
  });

  test('rejects a version that falls, skips, or is none', () => {
    assert.match(problems('0.9.0', [breaking]).join(), /is lower than the released 1\.4\.2/);
    assert.match(problems('4.0.0', [breaking]).join(), /skips versions/);
    assert.match(problems('2.0.0-rc.1', [additive]).join(), /^openapi\.yaml: info\.version must be MAJOR\.MINOR\.PATCH.*; received 2\.0\.0-rc\.1\./);
  });

  test('names the contract without a version', () => {
    assert.match(problems(undefined, [additive]).join(), /^openapi\.yaml: info\.version must be MAJOR\.MINOR\.PATCH.*; it is missing\.$/);
    assert.match(judge({ version: '1.4.2', files, changes: [], waivers: [] }).problems.join(), /^released\/openapi\.yaml: .*; it is missing\.$/);
  });

  test('accepts additive changes before their release', () => {
    assert.deepEqual(problems('1.4.2', [additive]), []);
    assert.deepEqual(problems('1.5.0', [additive]), []);
  });

  test('rejects a version that rises too little for additive changes', () => {
    assert.match(problems('1.4.3', [additive]).join(), /An additive change needs version 1\.5\.0; info\.version is 1\.4\.3\. Set it to 1\.5\.0, or to 1\.4\.2/);
    assert.deepEqual(problems('2.0.0', [additive]), []);
    assert.deepEqual(problems('1.4.3', [{ ...additive, verdict: 'documentation' }]), []);
  });

  test('accepts a breaking change with a waiver until it expires', () => {
    assert.deepEqual(problems('1.4.2', [breaking], [waiver]), []);
    assert.match(problems('1.4.2', [breaking], [{ ...waiver, expires: '2026-05-31' }]).join(), /expired on 2026-05-31/);
    assert.match(problems('1.4.2', [breaking], [{ ...waiver, reason: ' ' }]).join(), /needs at \(a pointer\), reason/);
  });

  test('rejects a waiver that allows nothing', () => {
    assert.match(problems('1.4.2', [additive], [waiver]).join(), /allows no breaking change any more/);
  });

  test('asks for the version of the most severe change', () => {
    assert.equal(versionFor('1.4.2', 'breaking'), '2.0.0');
    assert.equal(versionFor('1.4.2', 'additive'), '1.5.0');
    assert.equal(versionFor('1.4.2', 'documentation'), '1.4.3');
    assert.equal(versionFor('0.3.1', 'breaking'), '0.4.0');
    assert.equal(versionFor('0.3.1', 'additive'), '0.3.2');
  });
});
