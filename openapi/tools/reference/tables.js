/** The tables of the page: error codes, plans, and the keys of the sandbox. */
import { entries, items } from '../contract/model.js';
import { code, escape, prose, section } from './text.js';

export function errors(contract) {
  const rows = contract.errorCode.facts.map(({ code: name, status, origin, retryable, remedy, messages }) => [
    `<code id="error-${escape(name)}">${escape(name)}</code>`,
    escape(status),
    items(messages).map(({ text }) => escape(text)).join('<br>'),
    prose(remedy),
    retryable ? 'yes' : 'no',
    escape(origin),
    waysOf(contract, name),
  ]);
  return section(
    'errors',
    'Errors',
    `Branch on the code, never on the message. A code is published by VicSee, or decided by this contract. The last column says how to
    get it from the sandbox, with the key <code>sk-sandbox-pro</code> and a valid request unless it says otherwise.`,
    ['Code', 'Status', 'Message', 'What to do', 'Retry', 'Origin', 'In the sandbox'],
    rows,
  );
}

/** The ways to get a code from the sandbox, as its examples describe them, each with the operations that have it. */
function waysOf(contract, name) {
  const found = new Map();
  for (const { code: one, example, operation } of contract.errorExamples) {
    if (one === name) {
      const way = wayOf(example?.['x-sandbox']);
      found.set(way, new Set([...(found.get(way) ?? []), operation]));
    }
  }
  return [...found]
    .map(([way, operations]) => {
      const links = [...operations].map((operation) => `<a href="#${anchorOf(operation)}">${escape(operation.operation.operationId)}</a>`);
      return operations.size === contract.operations.length ? `${way} <small>(any operation)</small>` : `${way} <small>(${links.join(', ')})</small>`;
    })
    .join('<br>');
}

function wayOf(sandbox) {
  const shown = (value) => code(typeof value === 'string' ? value : JSON.stringify(value));
  return entries(sandbox).map(([member, value]) => (value === null ? `no ${member}` : `${member} ${shown(value)}`)).join(', ');
}

/** The id that RapiDoc gives to an operation. */
export const anchorOf = ({ method, path }) => `${method}-${path.replace(/[\s#:?&={}]/g, '-')}`;

export function plans(document) {
  const rows = items(document['x-plans']).map(({ name, apiAccess, requestsPerDay, concurrentGenerations, description }) => [
    code(name),
    apiAccess ? 'yes' : 'no',
    requestsPerDay,
    concurrentGenerations,
    prose(description),
  ]);
  return section('plans', 'Plans', 'Requests are counted per user and UTC day.', ['Plan', 'API access', 'Requests a day', 'Generations at once', ''], rows);
}

export function personas(document) {
  const rows = items(document['x-personas']).map(({ key, description }) => [code(key), prose(description)]);
  return section('personas', 'Sandbox keys', 'Each key is a caller in another situation.', ['Key', 'Caller'], rows);
}

/** What callers do, step by step. */
export function workflows(contract, { workflows: list = [] } = {}) {
  const linkOf = (id) => {
    const operation = contract.operations.find((one) => one.operation.operationId === id);
    return operation ? `<a href="#${anchorOf(operation)}">${escape(id)}</a>` : code(id);
  };
  const rows = list.map(({ workflowId, summary, steps }) => [
    code(workflowId),
    escape(summary),
    `<ol>${steps.map(({ operationId, description }) => `<li>${linkOf(operationId)}${description ? `: ${prose(description)}` : ''}</li>`).join('')}</ol>`,
  ]);
  return section('workflows', 'Workflows', 'What callers do with several operations.', ['Workflow', 'Purpose', 'Steps'], rows);
}
