import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { Contract } from './contract/model.js';
import { Source } from './contract/source.js';
import { HOME } from './home.js';

const file = join(HOME, 'workflows.arazzo.yaml');

test('the workflows are valid Arazzo', () => {
  const cli = join(HOME, 'node_modules/@redocly/cli/bin/cli.js');
  const { status, stderr } = spawnSync(process.execPath, [cli, 'lint', file, '--config', join(HOME, 'redocly.yaml')], { encoding: 'utf8', timeout: 120_000 });
  assert.equal(status, 0, stderr);
});

test('the steps of the workflows name operations of the contract, and together all that need a key but one', () => {
  const operations = new Contract(Source.of(join(HOME, 'openapi.yaml')).data).operations.map(({ operation }) => operation.operationId);
  const named = new Set(Source.of(file).data.workflows.flatMap(({ steps }) => steps.map(({ operationId }) => operationId)));
  assert.deepEqual([...named].filter((id) => !operations.includes(id)), []);
  assert.deepEqual(operations.filter((id) => !named.has(id)), ['listModels', 'upscaleVideo']);
});
