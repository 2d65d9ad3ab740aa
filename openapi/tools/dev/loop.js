/** What happens at each save: lint, changes and the reference, within two seconds, and a mock that follows. */
import { watch, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { FORMATS as CHANGES } from '../changes/report.js';
import { verdictOn } from '../changes/verdict.js';
import { readContract, Source } from '../contract/source.js';
import { HOME } from '../home.js';
import { lint } from '../lint/judges.js';
import { FORMATS as FINDINGS } from '../lint/report.js';
import { pageOf } from '../reference/page.js';
import { escape } from '../reference/text.js';
import { startPrism } from './prism.js';
import { serve } from './server.js';

/** Editors write a file in several steps; what comes within this time is one save. */
const SETTLE_MILLIS = 60;

/**
 * Watches a contract until `stop` is called. `log` gets a message for each save. Resolves to the URL of the pages, `checked`, which
 * resolves when the current text has been checked and is mocked, and `stop`.
 */
export async function watchContract(file, { port = 0, log = console.log } = {}) {
  const released = readContract(join(HOME, 'released/openapi.yaml'));
  const folder = mkdtempSync(join(tmpdir(), 'vicsee-dev-'));
  const state = { page: '<p>The contract has not been readable yet.</p>', contract: '', report: '', basePath: '/api/v1', mock: undefined };
  const server = await serve(state, port);
  let prism;
  let current = Promise.resolve();
  let text;

  async function check() {
    const started = performance.now();
    const source = Source.of(file);
    if (source.text === text) {
      return;
    }
    text = source.text;
    const findings = (await lint(source)).map((finding) => ({ file, ...finding }));
    const isReadable = source.data !== undefined && !findings.some(({ rule }) => ['yaml', 'reference'].includes(rule));
    const report = [FINDINGS.text(findings) || `No finding.`, isReadable ? changes(released, source) : 'The pages and the mock stay as they were.'].join('\n\n');
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    log(`\n${new Date().toTimeString().slice(0, 8)}, ${seconds} s\n${report}`);
    state.report = reportPage(report, state.basePath);
    if (isReadable) {
      state.contract = source.text;
      state.page = pageOf(source.data);
      state.basePath = new URL(source.data.servers?.[0]?.url ?? '/', 'http://localhost').pathname.replace(/\/$/, '');
      server.reload();
      await mock(source.text);
    }
    server.reload();
  }

  /** Starts the mock of a text before the one before it stops, so that there always is one. */
  async function mock(contract) {
    const copy = join(folder, `openapi-${Date.now()}.yaml`);
    writeFileSync(copy, contract);
    try {
      const next = await startPrism(copy);
      [prism, state.mock] = [next, next.url, prism?.stop()];
    } catch (error) {
      log(`The mock cannot be started: ${error.message}`);
    }
  }

  const next = () => {
    current = current.then(check).catch((error) => log(error.message));
    return current;
  };
  let timer;
  const watcher = watch(dirname(file), (_, name) => {
    if (name === null || name === basename(file)) {
      clearTimeout(timer);
      timer = setTimeout(next, SETTLE_MILLIS);
    }
  });
  next();
  return {
    url: server.url,
    checked: () => next(),
    async stop() {
      watcher.close();
      clearTimeout(timer);
      await current;
      await Promise.all([server.stop(), prism?.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const changes = (released, source) =>
  CHANGES.text(verdictOn(released, source, new Date().toISOString().slice(0, 10)), { before: released, after: source });

const reportPage = (report, basePath) => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>openapi.yaml</title>
<style>:root { color-scheme: light dark; } body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; } pre { white-space: pre-wrap; }</style></head>
<body><p><a href="/reference/">Reference</a> · <a href="/openapi.yaml">openapi.yaml</a> · mock at <code>${escape(basePath)}</code></p><pre>${escape(report)}</pre></body></html>`;
