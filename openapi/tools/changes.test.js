import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { change, read } from './contract/edit.js';
import { changesOf } from './changes.js';

const document = read(readFileSync(new URL('../openapi.yaml', import.meta.url), 'utf8'));
const before = document.toJS();
const kinds = (...steps) => changesOf(before, parse(change(document, steps))).map(({ kind }) => kind);

const schemas = '/components/schemas';
const CASES = [
  ['a call that is gone', 'breaking', { remove: '/paths/~1credits' }],
  ['a method that is called otherwise', 'breaking', { set: '/paths/~1credits/get/operationId', to: 'readCredits' }],
  ['a key that is needed now', 'breaking', { remove: '/paths/~1models/get/security/0' }],
  ['a bound of a request that is narrower', 'breaking', { set: `${schemas}/UpscaleFactor/enum/2`, to: '8' }],
  ['a field that callers have to send now', 'breaking', { set: `${schemas}/GenerateRequest/required/1`, to: 'prompt' }],
  ['a field that callers may leave out now', 'compatible', { remove: `${schemas}/UploadRequest/required/1` }],
  ['a field of an answer that is gone', 'breaking', { remove: `${schemas}/CreditBalance/properties/credits` }],
  ['a field of an answer that may be missing', 'breaking', { remove: `${schemas}/CreditBalance/required/0` }],
  ['a field of an answer that is new', 'compatible', { set: `${schemas}/CreditBalance/properties/held`, to: { type: 'integer' } }],
  ['a state that answers may have now', 'compatible', { set: `${schemas}/TaskStatus/enum/5`, to: 'paused' }],
  ['a text of another type', 'breaking', { set: `${schemas}/CreditBalance/properties/credits/type`, to: 'string' }],
  ['a header that is gone', 'breaking', { remove: '/paths/~1credits/get/responses/200/headers/X-Request-Id' }],
  ['a status that is gone', 'breaking', { remove: '/paths/~1credits/get/responses/429' }],
  ['an error that may be retried now', 'breaking', { set: `${schemas}/ErrorCode/x-error-codes/0/retryable`, to: true }],
  ['a plan that may do less', 'breaking', { set: '/x-plans/1/requestsPerDay', to: 99 }],
  ['a plan that may do more', 'compatible', { set: '/x-plans/1/requestsPerDay', to: 101 }],
  ['another remedy', 'documentation', { set: `${schemas}/ErrorCode/x-error-codes/0/remedy`, to: 'Try again.' }],
  ['another description', 'documentation', { set: '/paths/~1credits/get/description', to: 'What is left.' }],
  ['another example', 'documentation', { set: `${schemas}/CreditBalance/properties/credits/examples/0`, to: 1 }],
  ['a field that is called description', 'breaking', { remove: `${schemas}/Model/properties/description` }],
];

describe('the report of changes', () => {
  test('has nothing to say when nothing has changed', () => {
    assert.deepEqual(kinds(), []);
    assert.deepEqual(kinds({ last: '/paths/~1credits' }), []);
  });

  for (const [name, kind, ...steps] of CASES) {
    test(`${name} is ${kind}`, () => {
      assert.ok(kinds(...steps).includes(kind), JSON.stringify(kinds(...steps)));
      assert.notEqual(kinds(...steps)[0], kind === 'breaking' ? undefined : 'breaking');
    });
  }
});
