import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { HOME } from '../home.js';
import { watchContract } from './loop.js';

describe('the dev loop', () => {
  let folder;
  let file;
  let loop;
  const messages = [];
  let heard = () => {};
  const text = readFileSync(join(HOME, 'openapi.yaml'), 'utf8');

  /** Saves a text, and waits for the message about it. */
  async function save(edited) {
    const message = new Promise((done) => {
      heard = done;
    });
    writeFileSync(file, edited);
    return message;
  }
  const get = async (path) => (await fetch(loop.url + path, { headers: { Authorization: 'Bearer sk-sandbox-pro' } })).text();

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dev-'));
    file = join(folder, 'openapi.yaml');
    copyFileSync(join(HOME, 'openapi.yaml'), file);
    loop = await watchContract(file, {
      log: (message) => {
        messages.push(message);
        heard(message);
      },
    });
    await loop.checked();
  });
  after(async () => {
    await loop?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('reports the saved contract, its changes, and serves its pages', async () => {
    assert.match(messages[0], /No finding\./);
    assert.match(messages[0], /since 1\.\d\.\d: 0 breaking/);
    assert.match(await get('/'), /No finding\./);
    assert.match(await get('/reference/'), /<rapi-doc/);
    assert.equal(await get('/openapi.yaml'), text);
    assert.equal(JSON.parse(await get('/api/v1/credits')).success, true);
  });

  test('reports an edit at its save, and mocks it', async () => {
    const message = await save(text.replace('credits: 4250', 'credits: 4251'));
    assert.match(message, /No finding\./);
    await loop.checked();
    assert.equal(JSON.parse(await get('/api/v1/credits')).data.credits, 4251);
  });

  test('reports broken YAML as one finding, and goes on', async () => {
    const broken = await save(text.replace('  title:', '  title: ['));
    assert.equal(broken.match(/ yaml /g).length, 1);
    await loop.checked();
    assert.match(await get('/reference/'), /<rapi-doc/);
    assert.match(await save(text), /No finding\./);
  });
});
