/* Keys, fixed tasks, triggers and the journal. */

import { badge, byId, h, number, spoken } from './dom.js';
import { ask } from './requests.js';

/* The elements lose their own roles when a narrow window stacks them, so each has its role written out. */
const row = (...cells) => h('tr', { role: 'row' }, ...cells);
const cell = (...children) => h('td', { role: 'cell' }, ...children);
const count = (label, value) => h('td', { role: 'cell', class: 'number', 'data-label': label }, number(value));

export function showData({ personas, tasks, triggers }) {
  byId('persona-rows').replaceChildren(...personas.map(({ key, description, plan, credits, requestsPerDay, concurrentGenerations }) => row(
    cell(h('code', {}, key)), cell(description), h('td', { role: 'cell', 'data-label': 'Plan' }, plan), count('Opening credits', credits),
    count('Requests a day', requestsPerDay), count('At once', concurrentGenerations))));
  byId('task-rows').replaceChildren(...tasks.map(({ id, owner, description }) => row(cell(h('code', {}, id)), cell(h('code', {}, owner)), cell(description))));
  byId('trigger-rows').replaceChildren(...triggers.map(({ word, description }) => row(cell(h('code', {}, word)), cell(description))));
  byId('key').replaceChildren(...personas.map(({ key }) => h('option', { value: key }, key)));
  byId('key').value = personas.find(({ apiAccess, plan }) => apiAccess && plan === 'pro').key;
}

export async function refreshJournal() {
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
