import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { changesOf } from '../changes/contracts.js';
import { Source } from '../contract/source.js';
import { HOME } from '../home.js';
import { ordered } from '../lint/fix.js';
import { exampleFindings, spectralFindings } from '../lint/judges.js';
import { withError, withOperation } from './scaffolds.js';

const source = Source.of(join(HOME, 'openapi.yaml'));

/** The lines that an edit adds; it must remove none. */
function added(text) {
  const old = source.text.split('\n');
  let at = 0;
  const lines = text.split('\n').filter((line) => {
    const isOld = line === old[at];
    at += isOld ? 1 : 0;
    return !isOld;
  });
  assert.equal(at, old.length, 'lines of the contract are changed or lost');
  return lines;
}

describe('a scaffold', () => {
  test('of an operation is additive, and in order', async () => {
    const text = withOperation(source, 'get', '/tasks', 'listTasks', 'Tasks');
    added(text);
    const edited = new Source(text, source.file);
    assert.deepEqual(changesOf(source.data, edited.data).filter(({ verdict }) => verdict !== 'documentation').map(({ message }) => message), ['the operation GET /tasks is added']);
    assert.equal(ordered(text).moved, 0);
    assert.deepEqual(await spectralFindings(edited), []);
    assert.deepEqual(exampleFindings(edited), []);
  });

  test('of an operation may stand beside another', () => {
    const edited = new Source(withOperation(source, 'delete', '/tasks/{id}', 'deleteTask', 'Tasks'), source.file);
    assert.deepEqual(Object.keys(edited.data.paths['/tasks/{id}']), ['get', 'delete']);
  });

  test('of an error code leaves its example to write', async () => {
    const edited = new Source(withError(source, 'TASK_EXPIRED', '404', 'Task expired'), source.file);
    assert.deepEqual((await spectralFindings(edited)).map(({ rule }) => rule), ['vicsee-error-code-used']);
  });

  test('says what is wrong with its arguments', () => {
    assert.throws(() => withOperation(source, 'get', '/credits', 'getCredits', 'Credits'), /GET \/credits exists already/);
    assert.throws(() => withOperation(source, 'get', '/tasks', 'listTasks', 'Task'), /TAG must be one of Models/);
    assert.throws(() => withError(source, 'NO_RESULT', '404', 'x'), /NO_RESULT exists already/);
    assert.throws(() => withError(source, 'TEAPOT', '418', 'x'), /no operation answers with 418/);
  });
});
