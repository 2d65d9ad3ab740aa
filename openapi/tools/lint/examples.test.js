import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Source } from '../contract/source.js';
import { validateExamples } from './examples.js';

const read = (path) => Source.of(new URL(path, import.meta.url));
const shown = (source) =>
  validateExamples(source.data)
    .findings.map(({ path, key, message }) => ({ line: source.placeOf(path).line, key, message }))
    .sort((one, other) => one.line - other.line)
    .map(({ line, key, message }) => `${line} ${key}: ${message}`);

describe('the examples of openapi.yaml', () => {
  const source = read('../../openapi.yaml');
  const { validated } = validateExamples(source.data);

  test('fit their schemas', (context) => {
    assert.deepEqual(shown(source), []);
    context.diagnostic(`${validated.total} examples validated`);
    assert.ok(validated.total > 0);
  });

  test('cover every operation', () => {
    assert.ok(Object.keys(validated.operations).length > 0);
    for (const [operation, count] of Object.entries(validated.operations)) {
      assert.ok(count > 0, `${operation} has no validated example`);
    }
  });
});

test('an example that does not fit its schema is reported by line and key', () => {
  const source = read('examples-broken.yaml');
  const expected = source.text.split('\n').flatMap((line, index) => {
    const [, wanted] = /# broken: (.*)$/.exec(line) ?? [];
    return wanted ? [`${index + 1} ${wanted}`] : [];
  });
  assert.ok(expected.length > 10);
  assert.deepEqual(shown(source), expected);
});
