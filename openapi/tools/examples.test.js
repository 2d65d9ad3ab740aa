import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { validateExamples } from './examples.js';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const shown = ({ findings }, file) =>
  findings.map(({ line, key, message }) => `${file}:${line} example ${key}: ${message}`);

describe('the examples of openapi.yaml', () => {
  const answer = validateExamples(read('../openapi.yaml'));

  test('fit their schemas', (context) => {
    assert.deepEqual(shown(answer, 'openapi.yaml'), []);
    context.diagnostic(`${answer.validated.total} examples validated`);
    assert.ok(answer.validated.total > 0);
  });

  test('cover every operation', () => {
    assert.ok(Object.keys(answer.validated.operations).length > 0);
    for (const [operation, count] of Object.entries(answer.validated.operations)) {
      assert.ok(count > 0, `${operation} has no example that was validated`);
    }
  });
});

test('an example that does not fit its schema is told with its line and key', () => {
  const text = read('examples-broken.yaml');
  const lines = text.split('\n');
  const expected = lines.flatMap((line, index) => {
    const [, wanted] = /# broken: (.*)$/.exec(line) ?? [];
    return wanted ? [`examples-broken.yaml:${index + 1} example ${wanted}`] : [];
  });
  assert.ok(expected.length > 10);
  assert.deepEqual(shown(validateExamples(text), 'examples-broken.yaml'), expected);
});
