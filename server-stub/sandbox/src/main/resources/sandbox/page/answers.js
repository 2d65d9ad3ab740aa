/* The examples of the contract, with their requests and the responses of this server. */

import { badge, byId, copy, h, pretty, prose, withPlaceholders } from './dom.js';
import { send } from './requests.js';
import { refreshJournal } from './data.js';

const rows = [];

/** A response, and whether it is the declared one. */
export function answerBox(answer, scenario) {
  let verdict = null;
  if (scenario) {
    verdict = isDeclared(answer, scenario)
      ? h('span', { class: 'good' }, '✓ as declared')
      : h('span', { class: 'bad' }, `✗ declared: ${scenario.status} ${scenario.code ?? ''}`);
  }
  return h('div', { class: 'box' },
    h('p', {}, badge(answer.status), `${answer.milliseconds} ms`, verdict),
    h('div', { class: 'answer' },
      h('pre', { tabindex: 0, 'aria-label': 'Headers of the answer' }, answer.headers.map(([name, value]) => `${name}: ${value}`).join('\n')),
      h('pre', { tabindex: 0, 'aria-label': 'Body of the answer' }, pretty(answer.text))));
}

function isDeclared({ status, text }, scenario) {
  if (status !== scenario.status) {
    return false;
  }
  try {
    return (JSON.parse(text).error?.code ?? null) === scenario.code;
  } catch {
    return false;
  }
}

export function showOperations(scenarios) {
  const groups = new Map();
  for (const scenario of scenarios) {
    groups.set(scenario.operationId, [...(groups.get(scenario.operationId) ?? []), scenario]);
  }
  rows.length = 0;
  byId('operations').replaceChildren(...[...groups.values()].map((group) => {
    const [{ operationId, method, path, summary }] = group;
    const count = h('span', { class: 'count' });
    const details = h('details', { class: 'operation', id: `operation-${operationId}` },
      h('summary', {}, h('h3', {}, h('span', { class: 'verb' }, method), ` ${path}`), h('span', { class: 'does' }, summary), count),
      h('div', { class: 'heads', 'aria-hidden': 'true' },
        ['Status', 'Code and message', 'What to do', 'Retry', 'Origin', ''].map((head) => h('span', {}, head))),
      h('ul', { class: 'rows' }, group.map((scenario) => rowOf(scenario, () => details))));
    details.count = count;
    return details;
  }));
  filter();
}

function rowOf(scenario, group) {
  const more = h('div', { class: 'more' });
  const curlBox = h('div', { class: 'box', hidden: true },
    h('p', {}, 'curl'), h('pre', { tabindex: 0, 'aria-label': 'curl command' }, scenario.curl));
  const answer = h('div', { role: 'status' });
  const name = `${scenario.method} ${scenario.path} ${scenario.example}`;
  const show = h('button', { type: 'button', 'aria-expanded': 'false', 'aria-label': `Show curl of ${name}`, click: toggle }, 'curl');
  const tryIt = h('button', { type: 'button', class: 'try', 'aria-label': `Try ${name}`, click: () => attempt() }, 'Try it');
  const item = h('li', { id: `${scenario.operationId}-${scenario.status}-${scenario.example}` },
    h('div', { class: 'row' },
      h('div', {}, h('span', { class: 'unseen' }, 'Status '), badge(scenario.status)),
      h('div', { class: 'what' },
        h('code', {}, scenario.code ?? scenario.example), ' ', h('span', { class: 'title' }, scenario.title),
        scenario.message ? h('p', { class: 'message' }, withPlaceholders(scenario.message)) : null),
      h('p', { class: 'remedy' }, scenario.remedy ? prose(scenario.remedy) : null),
      h('div', { class: 'retry' }, scenario.code === null ? null : [h('span', { class: 'unseen' }, 'Retryable: '),
        scenario.retryable ? h('span', { class: 'yes' }, 'yes') : h('span', { class: 'no' }, 'no')]),
      h('div', { class: 'origin' }, scenario.origin),
      h('div', { class: 'does-it' },
        show,
        h('button', { type: 'button', class: 'copy', 'aria-label': `Copy curl of ${name}`, click: ({ currentTarget }) => copy(scenario.curl, currentTarget) }, 'Copy'),
        tryIt)),
    more);

  function toggle() {
    curlBox.hidden = !curlBox.hidden;
    show.setAttribute('aria-expanded', String(!curlBox.hidden));
    arrange();
  }

  function arrange() {
    more.replaceChildren(...(curlBox.hidden ? [] : [curlBox]), ...(answer.childElementCount === 0 ? [] : [answer]));
  }

  async function attempt(quietly = false) {
    tryIt.disabled = true;
    let good = false;
    try {
      const received = await send(scenario.request);
      good = isDeclared(received, scenario);
      answer.replaceChildren(answerBox(received, scenario));
    } catch (failure) {
      answer.replaceChildren(h('p', { class: 'bad' }, `No answer: ${failure.message}`));
    }
    tryIt.disabled = false;
    if (!quietly || !good) {
      arrange();
    }
    tryIt.replaceChildren(good ? h('span', { class: 'good' }, '✓ ') : h('span', { class: 'bad' }, '✗ '), 'Try it');
    if (!quietly) {
      refreshJournal();
    }
    return good;
  }

  const { curl, request, ...words } = scenario;
  rows.push({ item, scenario, group, attempt, text: Object.values(words).join(' ').toLowerCase() });
  return item;
}

export function filter() {
  const words = byId('search').value.toLowerCase().split(/\s+/).filter(Boolean);
  const origin = byId('origin').value;
  const retry = byId('retry').value;
  const isFiltered = words.length > 0 || origin !== '' || retry !== '';
  const shown = new Map();
  for (const { item, scenario, group, text } of rows) {
    const fits = words.every((word) => text.includes(word))
      && (origin === '' || scenario.origin === origin)
      && (retry === '' || String(scenario.retryable) === retry);
    item.hidden = !fits;
    shown.set(group(), (shown.get(group()) ?? 0) + (fits ? 1 : 0));
  }
  let sum = 0;
  for (const [details, count] of shown) {
    details.hidden = count === 0;
    details.open = isFiltered ? count > 0 : details.open;
    details.count.textContent = `${count} answers`.replace(/^1 answers/, '1 answer');
    sum += count;
  }
  byId('found').textContent = isFiltered ? `${sum} of ${rows.length} answers shown` : `${sum} answers of ${shown.size} operations`;
}

export async function runAll() {
  const button = byId('run-all');
  button.disabled = true;
  const shown = rows.filter(({ item }) => !item.hidden);
  let good = 0;
  for (const [i, { attempt, group }] of shown.entries()) {
    byId('found').textContent = `Trying ${i + 1} of ${shown.length} …`;
    if (await attempt(true)) {
      good++;
    } else {
      group().open = true;
    }
  }
  byId('found').replaceChildren(h('span', { class: good === shown.length ? 'good' : 'bad' }, `${good} of ${shown.length} answered as declared`));
  button.disabled = false;
  refreshJournal();
}

export function openAll() {
  const all = [...document.querySelectorAll('.operation')];
  const open = all.some((details) => !details.open);
  for (const details of all) {
    details.open = open;
  }
  showOpenAll();
}

export function showOpenAll() {
  byId('open-all').textContent = [...document.querySelectorAll('.operation')].every(({ open }) => open) ? 'Close all' : 'Open all';
}
