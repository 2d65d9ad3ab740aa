/* Requests to this server, and what their responses say about the account. */

import { byId, number } from './dom.js';

export const state = { overview: null, models: [], accounts: new Map(), clockAhead: 0 };

/** Sends a request of the contract to this server, and stores what the response says about the account. */
export async function send({ method, url, headers, body = null, padding = 0 }) {
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

/** Calls an endpoint beside the API. It needs no key and does not count. */
export async function ask(path, options) {
  const response = await fetch(path, { cache: 'no-store', ...options });
  const answer = await response.json();
  if (!answer.success) {
    throw new Error(answer.error.message);
  }
  return answer.data;
}

export function api(method, path, body) {
  const headers = { Authorization: `Bearer ${byId('key').value}` };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  return send({ method, url: state.overview.baseUrl + path, headers, body: body === undefined ? null : JSON.stringify(body) });
}

export function showAccount() {
  const account = state.accounts.get(byId('key').value) ?? {};
  byId('credits').textContent = account.credits === undefined ? '–' : number(account.credits);
  byId('remaining').textContent = account.remaining ? number(account.remaining) : '–';
  byId('limit').textContent = account.limit ? number(account.limit) : '–';
  byId('resets').textContent = account.resets ? `${account.resets.slice(5, 10)} ${account.resets.slice(11, 16)}` : '–';
}
