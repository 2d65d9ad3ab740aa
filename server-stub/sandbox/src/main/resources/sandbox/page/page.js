'use strict';

/** The published back-off between two polls of a task (contract, x-polling). */
const POLL = { first: 1000, factor: 1.5, longest: 10000, deadline: 15 * 60 * 1000 };

const byId = (id) => document.getElementById(id);
const state = { overview: null, models: [], accounts: new Map(), clockAhead: 0 };

/** Makes an element. Attributes that are functions are listeners; a child that is null is left out. */
function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Turns what is between backticks into code. */
function prose(text) {
  return String(text).split('`').map((part, i) => (i % 2 === 1 ? h('code', {}, part) : part));
}

/** Marks the placeholders of a message. */
function withPlaceholders(text) {
  return text.split(/(\{\w+\})/).map((part, i) => (i % 2 === 1 ? h('var', {}, part) : part));
}

const number = (value) => Number(value).toLocaleString('en');
const spoken = (moment) => moment.slice(0, 19).replace('T', ' ');
const family = (status) => (status < 400 ? 'ok' : status < 500 ? 'client' : 'server');
const badge = (status) => h('span', { class: `status ${family(status)}` }, String(status));

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

async function copy(text, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    // Without a secure context there is no clipboard; the old way works from a click.
    const area = h('textarea', { class: 'unseen', readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    button.textContent = document.execCommand('copy') ? 'Copied' : 'Not allowed';
    area.remove();
    button.focus();
  }
  setTimeout(() => { button.textContent = before; }, 1500);
}

/* Requests. */

/** Sends a request of the contract to this server, and notes what the answer says about the caller's account. */
async function send({ method, url, headers, body = null, padding = 0 }) {
  const target = new URL(url, location.href);
  const begun = performance.now();
  const response = await fetch(target.pathname + target.search, {
    method,
    headers,
    body: body === null ? undefined : body + ' '.repeat(padding),
    cache: 'no-store',
    redirect: 'manual',
  });
  const type = response.headers.get('Content-Type') ?? '';
  const text = /json|text/.test(type) ? await response.text() : `(${(await response.arrayBuffer()).byteLength} bytes of ${type})`;
  note(headers?.Authorization, response, text);
  return { status: response.status, headers: [...response.headers], text, milliseconds: Math.round(performance.now() - begun) };
}

function note(authorization, response, text) {
  const key = /^Bearer (.+)$/.exec(authorization ?? '')?.[1];
  if (!key || response.status === 401 || !response.headers.has('X-RateLimit-Limit')) {
    return;
  }
  const account = state.accounts.get(key) ?? {};
  for (const [member, header] of [['limit', 'Limit'], ['remaining', 'Remaining'], ['resets', 'Reset']]) {
    account[member] = response.headers.get(`X-RateLimit-${header}`);
  }
  if (response.ok) {
    try {
      const { data } = JSON.parse(text);
      account.credits = data.creditsRemaining ?? data.credits ?? account.credits;
    } catch {
      // Not JSON, so nothing about credits.
    }
  }
  state.accounts.set(key, account);
  showAccount();
}

/** Asks what is beside the API: it needs no key and does not count. */
async function ask(path, options) {
  const response = await fetch(path, { cache: 'no-store', ...options });
  const answer = await response.json();
  if (!answer.success) {
    throw new Error(answer.error.message);
  }
  return answer.data;
}

function api(method, path, body) {
  const headers = { Authorization: `Bearer ${byId('key').value}` };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  return send({ method, url: state.overview.baseUrl + path, headers, body: body === undefined ? null : JSON.stringify(body) });
}

/* Account, clock, reset. */

function showAccount() {
  const account = state.accounts.get(byId('key').value) ?? {};
  byId('credits').textContent = account.credits === undefined ? '–' : number(account.credits);
  byId('remaining').textContent = account.remaining ? number(account.remaining) : '–';
  byId('limit').textContent = account.limit ? number(account.limit) : '–';
  byId('resets').textContent = account.resets ? `${account.resets.slice(5, 10)} ${account.resets.slice(11, 16)}` : '–';
}

async function askAccount() {
  await api('GET', '/credits');
  refreshJournal();
}

function setClock({ now }) {
  state.clockAhead = Date.parse(now) - Date.now();
  showClock();
}

function showClock() {
  const now = new Date(Date.now() + state.clockAhead).toISOString();
  byId('clock').textContent = spoken(now);
  byId('clock').setAttribute('datetime', now);
}

async function control(button, said, work) {
  button.disabled = true;
  try {
    setClock(await work());
    state.accounts.clear();
    byId('control-said').textContent = said;
    await askAccount();
  } catch (failure) {
    byId('control-said').textContent = `Failed: ${failure.message}`;
  } finally {
    button.disabled = false;
  }
}

/* Generation. */

const chosen = () => state.models.find(({ id }) => id === byId('model').value);

function fieldOf(name, label, control, hint) {
  control.id = `field-${name}`;
  control.name = name;
  return h('div', { class: 'field' }, h('label', { for: control.id }, label), control, hint ? h('p', { class: 'hint' }, hint) : null);
}

function optionField({ name, type, values, minimum, maximum, defaultValue: usual }) {
  const list = values ?? (type === 'boolean' ? ['true', 'false'] : null);
  const control = list
    ? h('select', {}, usual === undefined || usual === null ? h('option', { value: '' }, '–') : null,
        list.map((value) => h('option', { value, selected: value === usual }, value)))
    : h('input', { type: /integer|number/.test(type) ? 'number' : 'text', min: minimum, max: maximum, value: usual });
  control.dataset.type = type;
  const range = !list && minimum !== undefined && minimum !== null ? ` (${minimum}–${maximum})` : '';
  return fieldOf(name, name.replaceAll('_', ' ') + range, control);
}

function inputField({ name, mediaType, required, maxItems }) {
  const example = { image: 'image-1280x720.png', video: 'video-1280x720-8.5s.mp4', audio: 'audio-10s.mp3' }[mediaType];
  const control = h('input', { type: 'text', value: required ? `https://sandbox.vicsee.com/inputs/${example}` : '', required });
  control.dataset.list = maxItems > 1 || name.endsWith('urls');
  const many = maxItems > 1 ? `, up to ${maxItems}, separated by spaces` : '';
  return fieldOf(name, name.replaceAll('_', ' '), control, `URL of ${mediaType === 'video' ? 'a' : 'an'} ${mediaType}${many}${required ? '' : '; may stay empty'}`);
}

function showModel() {
  const model = chosen();
  byId('model-hint').textContent = model.description;
  byId('prompt-field').hidden = !model.prompt;
  byId('inputs').replaceChildren(...model.inputs.map(inputField));
  byId('options').replaceChildren(...model.options.map(optionField));
  showPrice();
}

/** The body in the published form with `input`; what has its default is sent too, so that the request shows it. */
function bodyOf() {
  const model = chosen();
  const input = {};
  if (model.prompt && byId('prompt').value !== '') {
    input.prompt = byId('prompt').value;
  }
  for (const control of byId('generate-form').querySelectorAll('#inputs [name], #options [name]')) {
    if (control.value === '') {
      continue;
    }
    if (control.dataset.list === 'true') {
      input[control.name] = control.value.trim().split(/\s+/);
    } else if (/integer|number/.test(control.dataset.type)) {
      input[control.name] = Number(control.value);
    } else {
      input[control.name] = control.dataset.type === 'boolean' ? control.value === 'true' : control.value;
    }
  }
  return { model: model.id, input };
}

function showPrice() {
  const { input } = bodyOf();
  const fits = ([name, value]) => (value === 'present' ? name in input : String(input[name]) === value);
  const price = chosen().prices.find(({ when }) => Object.entries(when ?? {}).every(fits));
  const seconds = price?.unit === 'output_second' ? input.duration : price?.unit === 'generation' ? 1 : null;
  byId('price').textContent = !price ? '' : seconds
    ? `${number(price.credits * seconds)} credits`
    : `${number(price.credits)} credits per ${price.unit.replaceAll('_', ' ')}`;
}

async function generate(event) {
  event.preventDefault();
  const button = byId('submit');
  button.disabled = true;
  byId('task').setAttribute('aria-busy', 'true');
  try {
    const answer = await api('POST', '/generate', bodyOf());
    const { data, error } = JSON.parse(answer.text);
    if (error) {
      byId('task').replaceChildren(answerBox(answer));
    } else {
      await follow(data);
      await askAccount();
    }
  } catch (failure) {
    byId('task').replaceChildren(h('p', { class: 'bad' }, `Failed: ${failure.message}`));
  } finally {
    button.disabled = false;
    byId('task').removeAttribute('aria-busy');
    refreshJournal();
  }
}

async function follow(submitted) {
  const meter = h('progress', { max: 100, value: 0, 'aria-label': 'Progress' });
  const word = h('strong', {}, submitted.status);
  byId('task').replaceChildren(
    h('p', { class: 'state' }, h('code', {}, submitted.id), word, meter),
    h('p', { class: 'note' }, `${number(submitted.creditsUsed)} credits taken.`));
  const begun = Date.now();
  for (let wait = POLL.first; Date.now() - begun < POLL.deadline; wait = Math.min(wait * POLL.factor, POLL.longest)) {
    await new Promise((resolve) => { setTimeout(resolve, wait); });
    const answer = await api('GET', `/tasks/${submitted.id}`);
    const { data, error } = JSON.parse(answer.text);
    if (error) {
      byId('task').append(answerBox(answer));
      return;
    }
    word.textContent = data.status;
    meter.value = data.progress ?? 0;
    if (['completed', 'success', 'failed'].includes(data.status)) {
      showTask(data, submitted, Date.now() - begun);
      return;
    }
  }
  byId('task').append(h('p', { class: 'bad' }, 'Given up waiting. The task is still at work on the server.'));
}

/** The path of a result on this server, under whatever name the page was opened. */
function own(url) {
  const { pathname, search } = new URL(url, location.href);
  return pathname + search;
}

function showTask(task, submitted, milliseconds) {
  const seconds = (milliseconds / 1000).toFixed(1);
  byId('task').replaceChildren(
    h('p', { class: 'state' }, h('code', {}, task.id), h('strong', { class: task.status === 'failed' ? 'bad' : 'good' }, task.status)),
    h('p', { class: 'note' }, task.status === 'failed'
      ? `Failed after ${seconds} s; the ${number(submitted.creditsUsed)} credits are back.`
      : `${number(submitted.creditsUsed)} credits, seen completed after ${seconds} s.`),
    ...resultOf(task),
    h('details', {}, h('summary', {}, 'The task as JSON'), h('div', { class: 'box' }, h('pre', { tabindex: 0 }, JSON.stringify(task, null, 2)))));
}

function resultOf({ status, result, error, prompt }) {
  if (error) {
    return [h('p', {}, h('code', {}, error.code), ` ${error.message}`)];
  }
  if (!result) {
    return [h('p', {}, status === 'completed' ? 'Completed, without a result.' : 'No result.')];
  }
  if (result.type === 'music') {
    return [h('ul', { class: 'songs' }, result.songs.map(({ title, audioUrl, imageUrl, duration }) => h('li', {},
      h('img', { src: own(imageUrl), alt: `Cover of ${title}` }),
      h('p', {}, h('strong', {}, title), ` ${Math.round(duration)} s`),
      h('audio', { controls: true, preload: 'metadata', src: own(audioUrl), 'aria-label': title }))))];
  }
  const medium = result.type === 'video'
    ? h('video', { controls: true, preload: 'auto', src: own(result.url), 'aria-label': prompt ?? 'The clip' })
    : h('img', { class: 'picture', src: own(result.url), alt: prompt ?? 'The picture' });
  return [medium, h('p', {}, h('a', { href: own(result.url) }, 'Open the file'))];
}

/* Answers. */

/** An answer as it came, and whether it is the declared one. */
function answerBox(answer, scenario) {
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

function showOperations(scenarios) {
  const groups = new Map();
  for (const scenario of scenarios) {
    groups.set(scenario.operationId, [...(groups.get(scenario.operationId) ?? []), scenario]);
  }
  state.rows = [];
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
  state.rows.push({ item, scenario, group, attempt, text: Object.values(words).join(' ').toLowerCase() });
  return item;
}

function filter() {
  const words = byId('search').value.toLowerCase().split(/\s+/).filter(Boolean);
  const origin = byId('origin').value;
  const retry = byId('retry').value;
  const isFiltered = words.length > 0 || origin !== '' || retry !== '';
  const shown = new Map();
  for (const { item, scenario, group, text } of state.rows) {
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
  byId('found').textContent = isFiltered ? `${sum} of ${state.rows.length} answers shown` : `${sum} answers of ${shown.size} operations`;
}

async function runAll() {
  const button = byId('run-all');
  button.disabled = true;
  const rows = state.rows.filter(({ item }) => !item.hidden);
  let good = 0;
  for (const [i, { attempt, group }] of rows.entries()) {
    byId('found').textContent = `Trying ${i + 1} of ${rows.length} …`;
    if (await attempt(true)) {
      good++;
    } else {
      group().open = true;
    }
  }
  byId('found').replaceChildren(h('span', { class: good === rows.length ? 'good' : 'bad' }, `${good} of ${rows.length} answered as declared`));
  button.disabled = false;
  refreshJournal();
}

function openAll() {
  const all = [...document.querySelectorAll('.operation')];
  const open = all.some((details) => !details.open);
  for (const details of all) {
    details.open = open;
  }
  showOpenAll();
}

function showOpenAll() {
  byId('open-all').textContent = [...document.querySelectorAll('.operation')].every(({ open }) => open) ? 'Close all' : 'Open all';
}

/* Data and journal. */

/* The roles are those that the elements have anyway, unless a narrow window stacks them. */
const row = (...cells) => h('tr', { role: 'row' }, ...cells);
const cell = (...children) => h('td', { role: 'cell' }, ...children);
const count = (label, value) => h('td', { role: 'cell', class: 'number', 'data-label': label }, number(value));

function showData({ personas, tasks, triggers }) {
  byId('persona-rows').replaceChildren(...personas.map(({ key, who, plan, credits, requestsPerDay, concurrentGenerations }) => row(
    cell(h('code', {}, key)), cell(who), h('td', { role: 'cell', 'data-label': 'Plan' }, plan), count('Opening credits', credits),
    count('Requests a day', requestsPerDay), count('At once', concurrentGenerations))));
  byId('task-rows').replaceChildren(...tasks.map(({ id, owner, what }) => row(cell(h('code', {}, id)), cell(h('code', {}, owner)), cell(what))));
  byId('trigger-rows').replaceChildren(...triggers.map(({ word, what }) => row(cell(h('code', {}, word)), cell(what))));
  byId('key').replaceChildren(...personas.map(({ key }) => h('option', { value: key }, key)));
  byId('key').value = personas.find(({ apiAccess, plan }) => apiAccess && plan === 'pro').key;
}

async function refreshJournal() {
  const entries = await ask('/sandbox/requests');
  if (entries.length > 0) {
    byId('journal-rows').replaceChildren(...entries.map(({ time, method, path, query, status, code, requestId }) => row(
      cell(h('code', {}, spoken(time))),
      h('td', { role: 'cell', class: 'breaks' }, h('code', {}, `${method} ${path}${query ? `?${query}` : ''}`)),
      cell(badge(status), ' ', code ? h('code', {}, code) : null),
      cell(h('code', {}, requestId ?? '')))));
  } else {
    byId('journal-rows').replaceChildren(row(h('td', { role: 'cell', colspan: 4, class: 'empty' }, 'No request yet.')));
  }
}

/* Start. */

function listen() {
  for (const button of document.querySelectorAll('[data-copy]')) {
    button.addEventListener('click', () => copy(byId(button.dataset.copy).textContent, button));
  }
  byId('advance').addEventListener('click', ({ currentTarget }) => control(currentTarget, 'The clock is 24 hours further.', () => ask('/sandbox/clock', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ advance: 'PT24H' }),
  })));
  byId('reset').addEventListener('click', ({ currentTarget }) => control(currentTarget, 'Everything is as at the start.', () => ask('/sandbox/reset', { method: 'POST' })));
  byId('refresh').addEventListener('click', refreshJournal);
  byId('ask').addEventListener('click', askAccount);
  byId('key').addEventListener('change', showAccount);
  byId('model').addEventListener('change', showModel);
  byId('generate-form').addEventListener('input', ({ target }) => target.id !== 'model' && showPrice());
  byId('generate-form').addEventListener('submit', generate);
  byId('filter').addEventListener('submit', (event) => event.preventDefault());
  byId('filter').addEventListener('input', filter);
  byId('open-all').addEventListener('click', openAll);
  byId('run-all').addEventListener('click', runAll);
  byId('operations').addEventListener('toggle', showOpenAll, true);
  setInterval(showClock, 1000);
}

async function start() {
  const [overview, scenarios, clock] = await Promise.all([ask('/sandbox/overview'), ask('/sandbox/scenarios'), ask('/sandbox/clock')]);
  state.overview = overview;
  setClock(clock);
  byId('base-url').textContent = overview.baseUrl;
  byId('reference-link').hidden = !overview.reference;
  showData(overview);
  showOperations(scenarios);
  const first = scenarios.find(({ method, code }) => method === 'POST' && code === null) ?? scenarios[0];
  byId('first-curl').textContent = first.curl.replaceAll(/ \\\n */g, ' ');
  document.querySelector('.operation').open = true;
  state.models = JSON.parse((await send({ method: 'GET', url: `${overview.baseUrl}/models`, headers: {} })).text).data;
  byId('model').replaceChildren(...[...new Set(state.models.map(({ type }) => type))].map((type) => h('optgroup', { label: type },
    state.models.filter((model) => model.type === type).map(({ id, name }) => h('option', { value: id }, `${name} · ${id}`)))));
  showModel();
  listen();
  await refreshJournal();
}

start().catch((failure) => {
  byId('main').prepend(h('p', { class: 'panel bad', role: 'alert' }, `The sandbox does not answer: ${failure.message}`));
});
