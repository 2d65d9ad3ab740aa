import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import spectralCore from '@stoplight/spectral-core';
import spectralParsers from '@stoplight/spectral-parsers';
import { parse } from 'yaml';
import { change, read } from '../tools/contract/edit.js';
import { Contract, pointerOf } from '../tools/contract/model.js';
import { rules, spectralRules, subjects } from './index.js';

const HERE = new URL('.', import.meta.url);
const validText = readFileSync(new URL('fixtures/valid.yaml', HERE), 'utf8');
const valid = read(validText);

function findingsIn(text) {
  const contract = new Contract(spectralParsers.parseYaml(text).data);
  const findings = new Map();
  for (const [rule, { check }] of Object.entries(rules)) {
    check(contract, (path, message) => {
      const at = pointerOf(path);
      findings.set(`${rule} ${at} ${message}`, { rule, at, message });
    });
  }
  return [...findings.values()];
}

describe('the rules', () => {
  test('have a reason, a fixture in the folder of their subject, and an id of their own', () => {
    for (const [subject, its] of Object.entries(subjects)) {
      const fixtures = readdirSync(new URL(`fixtures/${subject}/`, HERE)).map((file) => file.replace('.yaml', ''));
      assert.deepEqual(fixtures.sort(), Object.keys(its).sort());
    }
    assert.equal(Object.values(subjects).flatMap((its) => Object.keys(its)).length, Object.keys(rules).length);
    for (const [id, { description }] of Object.entries(rules)) {
      assert.match(description, /^[A-Za-z].{30,140}\.$/, id);
    }
  });

  test('accept the smallest contract', () => {
    assert.deepEqual(findingsIn(validText), []);
  });

  test('accept any document without an exception', () => {
    for (const text of [
      '{}',
      '[]',
      'paths: 1',
      'paths: {/a: {get: {responses: {"200": {$ref: "#/nowhere"}}}}}',
      'components: {schemas: {A: 1, B: {allOf: 1, properties: [x]}, C: {$ref: "#/components/schemas/C"}}}',
    ]) {
      findingsIn(text);
    }
  });

  test('run in Spectral, which finds the line', async () => {
    const spectral = new spectralCore.Spectral();
    spectral.setRuleset({ rules: spectralRules });
    const text = validText.replace('operationId: getTask\n      summary', 'operationId: getTheTask\n      summary');
    const results = await spectral.run(new spectralCore.Document(text, spectralParsers.Yaml, 'fixture.yaml'));
    const lines = text.split('\n');
    assert.deepEqual(
      results.map(({ code, range }) => [code, lines[range.start.line].trim()]),
      [
        ['vicsee-links-resolve', 'operationId: getTask'],
        ['vicsee-operation-id', 'operationId: getTheTask'],
      ],
    );
  });
});

for (const [subject, its] of Object.entries(subjects)) {
  describe(`the fixture of ${subject},`, () => {
    for (const id of Object.keys(its)) {
      test(id, () => {
        const cases = parse(readFileSync(new URL(`fixtures/${subject}/${id}.yaml`, HERE), 'utf8'));
        assert.ok(cases.some(({ finds }) => finds.length > 0), 'no case is rejected');
        for (const { case: name, change: changes, finds } of cases) {
          const findings = findingsIn(change(valid, changes));
          const shown = `case "${name}" has the findings ${JSON.stringify(findings, null, 2)}`;
          assert.ok(findings.every(({ rule }) => rule === id), `${shown}, not of ${id} alone`);
          assert.deepEqual(findings.map(({ at }) => at).sort(), finds.map(({ at }) => at).sort(), shown);
          for (const { at, says } of finds) {
            assert.ok(
              findings.some((finding) => finding.at === at && finding.message.includes(says)),
              `${shown}, and none at ${at} says "${says}"`,
            );
          }
        }
      });
    }
  });
}
