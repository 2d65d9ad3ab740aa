import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import spectralCore from '@stoplight/spectral-core';
import spectralParsers from '@stoplight/spectral-parsers';
import { parse } from 'yaml';
import { rules, spectralRules } from './index.js';
import { change, read } from './support/change.js';
import { Contract, pointerOf } from './support/contract.js';

const HERE = new URL('.', import.meta.url);
const NUMBER_OF_RULES = 51;
const ids = Object.keys(rules);
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

const filesOf = (folder, suffix) =>
  readdirSync(new URL(folder, HERE))
    .filter((file) => file.startsWith('vicsee-') && file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .sort();

describe('the rules of the house', () => {
  test(`are ${NUMBER_OF_RULES}, each in a file of its name`, () => {
    assert.equal(ids.length, NUMBER_OF_RULES);
    assert.deepEqual(filesOf('.', '.js'), ids);
  });

  test('have each a reason and a fixture', () => {
    for (const id of ids) {
      assert.match(rules[id].description, /^[A-Za-z].{30,140}\.$/, id);
    }
    assert.deepEqual(filesOf('fixtures', '.yaml'), ids);
  });

  test('accept the least contract, all of them', () => {
    assert.deepEqual(findingsIn(validText), []);
  });

  test('survive a document that is no contract', () => {
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

  test('are rules of Spectral, which finds the line', async () => {
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

describe('the fixture of', () => {
  for (const id of ids) {
    test(id, () => {
      const cases = parse(readFileSync(new URL(`fixtures/${id}.yaml`, HERE), 'utf8'));
      assert.ok(
        cases.some(({ finds }) => finds.length > 0),
        'no case is rejected',
      );
      for (const { case: name, change: changes, finds } of cases) {
        const findings = findingsIn(change(valid, changes));
        const told = `case "${name}" has the findings ${JSON.stringify(findings, null, 2)}`;
        assert.ok(
          findings.every(({ rule }) => rule === id),
          `${told}, not of ${id} alone`,
        );
        assert.deepEqual(findings.map(({ at }) => at).sort(), finds.map(({ at }) => at).sort(), told);
        for (const { at, says } of finds) {
          assert.ok(
            findings.some((finding) => finding.at === at && finding.message.includes(says)),
            `${told}, and none at ${at} says "${says}"`,
          );
        }
      }
    });
  }
});
