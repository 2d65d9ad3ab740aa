/**
 * Opens the report in Chromium, narrow and wide, light and dark, looks into a cell of the matrix, and prints what is there as JSON.
 * What that has to be is said by PageTest.
 *
 * Usage: node look.mjs PAGE BROWSER PACKAGES SCREENSHOTS OPERATION STATUS
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [page, browser, packages, screenshots, operation, status] = process.argv.slice(2);
const { chromium } = createRequire(join(packages, 'package.json'))('playwright-core');
const address = pathToFileURL(page).href;

const running = await chromium.launch({
  executablePath: browser,
  args: ['--disable-gpu', '--disable-quic'],
});
try {
  const views = [];
  for (const width of [360, 1600]) {
    for (const colorScheme of ['light', 'dark']) {
      views.push(await look(width, colorScheme));
    }
  }
  console.log(JSON.stringify(views));
} finally {
  await running.close();
}

async function look(width, colorScheme) {
  const context = await running.newContext({ viewport: { width, height: 800 }, colorScheme, offline: true });
  const tab = await context.newPage();
  const complaints = [];
  const requests = [];
  tab.on('console', (message) => complaints.push(message.text()));
  tab.on('pageerror', (error) => complaints.push(error.message));
  tab.on('request', (request) => request.url().split('#')[0] === address || requests.push(request.url()));

  await tab.goto(address);
  await tab.screenshot({ path: join(screenshots, `${width}-${colorScheme}.png`) });
  const overhangs = [await overhang(tab)];
  await tab.getByRole('button', { name: `${operation} ${status}:` }).click();
  const items = tab.locator('#detail details');
  const drilled = {};
  for (const kind of ['PROVEN', 'BROKEN']) {
    const item = items.filter({ has: tab.locator(`summary .${kind}`) }).first();
    if (!(await item.evaluate((details) => details.open))) {
      await item.locator('summary').click();
    }
    await item.locator('dl').waitFor({ state: 'visible' });
    drilled[kind] = await item.evaluate((details) =>
      Object.fromEntries([...details.querySelectorAll('dt')].map((dt) => [dt.textContent, dt.nextElementSibling.innerText])),
    );
  }
  overhangs.push(await overhang(tab));
  await tab.screenshot({ path: join(screenshots, `${width}-${colorScheme}-detail.png`) });
  const colours = await tab.evaluate(() => {
    const rgb = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number);
    // The contrast of WCAG 2.2, definition of relative luminance.
    const luminance = (colour) =>
      rgb(colour)
        .map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
    const background = (node) => {
      const colour = getComputedStyle(node).backgroundColor;
      return colour === 'rgba(0, 0, 0, 0)' && node.parentElement ? background(node.parentElement) : colour;
    };
    const contrast = (node) => {
      const [darker, lighter] = [luminance(getComputedStyle(node).color), luminance(background(node))].sort((a, b) => a - b);
      return (lighter + 0.05) / (darker + 0.05);
    };
    const texts = [...document.querySelectorAll('h1, p, b, small, button, th, .tag, code, dt, pre')];
    return { background: luminance(background(document.body)), contrast: Math.min(...texts.map(contrast)) };
  });
  const hash = decodeURIComponent(new URL(tab.url()).hash);
  await context.close();
  return { width, dark: colorScheme === 'dark', complaints, requests, overhang: Math.max(...overhangs), drilled, ...colours, hash };
}

/** How many pixels of the page are beyond its right edge. */
function overhang(tab) {
  return tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
