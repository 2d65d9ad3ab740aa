/* Starts the page. */

import { byId, copy, h } from './dom.js';
import { ask, send, showAccount, state } from './requests.js';
import { askAccount, control, setClock, showClock } from './control.js';
import { generate, showModel, showPrice } from './generate.js';
import { filter, openAll, runAll, showOpenAll, showOperations } from './answers.js';
import { refreshJournal, showData } from './data.js';

function listen() {
  for (const button of document.querySelectorAll('[data-copy]')) {
    button.addEventListener('click', () => copy(byId(button.dataset.copy).textContent, button));
  }
  byId('advance').addEventListener('click', ({ currentTarget }) => control(currentTarget, 'The clock was advanced by 24 hours.', () => ask('/sandbox/clock', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ advance: 'PT24H' }),
  })));
  byId('reset').addEventListener('click', ({ currentTarget }) => control(currentTarget, 'The sandbox was reset.', () => ask('/sandbox/reset', { method: 'POST' })));
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
