/* The account of the chosen key, the clock and the reset. */

import { byId, spoken } from './dom.js';
import { api, ask, state } from './requests.js';
import { refreshJournal } from './data.js';

export async function askAccount() {
  await api('GET', '/credits');
  refreshJournal();
}

export function setClock({ now }) {
  state.clockAhead = Date.parse(now) - Date.now();
  showClock();
}

export function showClock() {
  const now = new Date(Date.now() + state.clockAhead).toISOString();
  byId('clock').textContent = spoken(now);
  byId('clock').setAttribute('datetime', now);
}

export async function control(button, message, work) {
  button.disabled = true;
  try {
    setClock(await work());
    state.accounts.clear();
    byId('control-message').textContent = message;
    await askAccount();
  } catch (failure) {
    byId('control-message').textContent = `Failed: ${failure.message}`;
  } finally {
    button.disabled = false;
  }
}
