import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { Source } from '../contract/source.js';
import { startPrism } from '../dev/prism.js';
import { serve } from '../dev/server.js';
import { HOME } from '../home.js';
import { pageOf } from './page.js';
import { anchorOf } from './tables.js';
import { Contract } from '../contract/model.js';

const MOST_SCRIPT = 1_000_000;
const file = join(HOME, 'openapi.yaml');
const { text, data } = Source.of(file);
const contract = Contract.of(data);
const page = pageOf(data);

describe('the reference page', () => {
  test('has every error code, path and sample', () => {
    for (const code of data.components.schemas.ErrorCode.enum) {
      assert.ok(page.includes(`<code id="error-${code}">`), code);
    }
    for (const path of Object.keys(data.paths)) {
      assert.ok(page.includes(`"${path}":`), path);
    }
    for (const label of ['curl', 'Java']) {
      assert.equal(page.match(new RegExp(`"label":"${label}"`, 'g')).length, contract.operations.length, label);
    }
  });

  test('needs no network, and little script', () => {
    const scripts = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script]) => script);
    const [library] = scripts;
    assert.ok(library.length < MOST_SCRIPT, `${library.length} bytes`);
    const markup = page.replace(/<script>.*?<\/script>/gs, '');
    assert.deepEqual(markup.match(/(?:src|href)="(?!#|data:)[^"]{0,80}|@import|url\(['"]?(?!['"]?(?:data:|#))[^)]{0,80}/g) ?? [], []);
  });

  test('is not changed by being shown', () => {
    assert.equal(pageOf(data), page);
  });
});

const browserFile = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'].map((name) => `/usr/bin/${name}`).find(existsSync);

// A server that has the page and the API, such as the sandbox. Without it they are served here, with Prism as the API.
const deployed = process.env.REFERENCE_SERVER;

describe('the reference page in a browser', { skip: !browserFile && !process.env.CI && 'no Chromium; .ci/install-browser installs it' }, () => {
  let browser;
  let tab;
  let problems;
  let prism;
  let server;

  before(async () => {
    if (deployed) {
      server = { url: deployed, stop: async () => {} };
    } else {
      prism = await startPrism(file);
      server = await serve({ page, contract: text, report: '', basePath: '/api/v1', mock: prism.url });
    }
    browser = await chromium.launch({ executablePath: browserFile, args: ['--no-sandbox'] });
    tab = await browser.newPage();
    tab.on('pageerror', ({ message }) => problems.push(message));
    tab.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await prism?.stop();
  });

  /** Opens the page at a fragment, in the tab that all tests share: a process for each costs as much as the page. */
  async function open(fragment = '', { colorScheme = 'light', width = 1400, height = 900 } = {}) {
    problems = [];
    await tab.emulateMedia({ colorScheme });
    await tab.setViewportSize({ width, height });
    await tab.goto('about:blank');
    await tab.goto(`${server.url}/reference/${fragment}`);
    await tab.locator('rapi-doc [part~="btn-try"]').first().waitFor({ state: 'attached' });
  }

  test('tries every operation at the first click, without anything optional', async () => {
    await open();
    for (const { path, method, operation } of contract.operations) {
      const id = anchorOf({ path, method });
      const answered = tab.waitForResponse((response) => response.url().startsWith(`${server.url}/api/v1/`));
      await tab.locator(`[id="${id}"] [part~="btn-try"]`).click();
      const response = await answered;
      assert.equal(response.status(), 200, operation.operationId);
      assert.equal(new URL(response.url()).search, '', operation.operationId);
      assert.equal(response.request().headers()['idempotency-key'], undefined);
    }
    assert.deepEqual(problems, []);
    assert.equal(await tab.locator('rapi-doc').getByText('{recursive').count(), 0);
  });

  test('lands at the operation and at the error code of a link', async () => {
    for (const id of [anchorOf({ method: 'get', path: '/credits' }), 'error-NO_RESULT']) {
      await open(`#${id}`);
      await tab.waitForFunction((wanted) => {
        const inside = document.getElementById('reference').shadowRoot.getElementById(wanted) ?? document.getElementById(wanted);
        const { top } = inside.getBoundingClientRect();
        return top >= -5 && top < innerHeight;
      }, id);
    }
  });

  test('leads from an operation to its error, and from there back', async () => {
    await open('#post-/generate');
    await tab.locator('[id="post-/generate"] a[href="#error-INSUFFICIENT_CREDITS"]').first().click();
    await tab.waitForURL(/#error-INSUFFICIENT_CREDITS$/);
    await tab.locator('tr:has(#error-INSUFFICIENT_CREDITS) a[href="#post-/generate"]').first().click();
    await tab.waitForURL(/#post-\/generate$/);
  });

  test('is light or dark as the reader wishes', async () => {
    await open('', { colorScheme: 'dark' });
    const theme = () => tab.locator('html').getAttribute('data-theme');
    assert.equal(await theme(), 'dark');
    await tab.locator('#theme').click();
    assert.equal(await theme(), 'light');
  });

  test('fits on a phone', async () => {
    await open('', { width: 390, height: 800 });
    await tab.locator('.menu summary').click();
    await tab.locator('.menu a', { hasText: 'Read the balance' }).click();
    await tab.waitForURL(/#get-\/credits$/);
    assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  });
});
