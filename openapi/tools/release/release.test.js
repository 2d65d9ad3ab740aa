import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { changesOf } from '../changes/contracts.js';
import { Source } from '../contract/source.js';
import { HOME } from '../home.js';
import { published, withEntry, withVersion } from './files.js';

const source = Source.of(join(HOME, 'openapi.yaml'));

describe('a release', () => {
  test('publishes the contract without what concerns the sandbox only', () => {
    const text = published(source);
    assert.doesNotMatch(text, /x-sandbox:|x-personas:|127\.0\.0\.1/);
    const changes = changesOf(source.data, parse(text));
    assert.deepEqual(changes.filter(({ verdict }) => verdict !== 'documentation'), []);
  });

  test('publishes the same bytes twice', () => {
    assert.equal(published(source), published(Source.of(source.file)));
  });

  test('changes the version and nothing else', () => {
    const text = withVersion(source.text, '9.8.7');
    assert.equal(parse(text).info.version, '9.8.7');
    assert.equal(withVersion(text, source.data.info.version), source.text);
  });

  test('adds its entry above the last one', () => {
    const log = '# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n\n- First.\n';
    assert.equal(withEntry(log, '## [1.1.0] - 2026-02-01'), '# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2026-02-01\n\n## [1.0.0] - 2026-01-01\n\n- First.\n');
  });

  test('can be looked at before it is made', () => {
    const folder = mkdtempSync(join(tmpdir(), 'release-'));
    try {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(HOME, 'tools/release.js'), '--dry-run', '--target', folder], { encoding: 'utf8', timeout: 120_000 });
      // Just after a release there is nothing to release.
      assert.ok(status === 0 || /Nothing has changed/.test(stderr), stdout + stderr);
      assert.equal(readFileSync(join(HOME, 'openapi.yaml'), 'utf8'), source.text);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('is not made with an argument that the command does not know', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(HOME, 'tools/release.js'), '--dry-run', 'dry-run'], { encoding: 'utf8', timeout: 120_000 });
    assert.equal(status, 2);
    assert.match(stderr, /^Unexpected argument: dry-run\n\nUsage/);
  });
});
