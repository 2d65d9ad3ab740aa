import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { pageOf } from '../reference.js';

test('the reference page has every operation and code, and needs no network', () => {
  const document = parse(readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8'));
  const page = pageOf(document);
  for (const code of document.components.schemas.ErrorCode.enum) {
    assert.ok(page.includes(`<code id="error-${code}">`), code);
  }
  for (const path of Object.keys(document.paths)) {
    assert.ok(page.includes(`"${path}":`), path);
  }
  const markup = page.replace(/<script>.*?<\/script>/gs, '');
  const fetched = /(?:src|href)="(?!#|data:)[^"]{0,80}|@import|url\(['"]?(?!['"]?(?:data:|#))[^)]{0,80}/g;
  assert.deepEqual(markup.match(fetched) ?? [], []);
});
