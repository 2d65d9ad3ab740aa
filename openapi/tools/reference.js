/** Builds the reference page of the contract, one file that needs no network: target/reference/index.html. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { Contract, entries, items } from './contract/model.js';

const HOME = new URL('../', import.meta.url);
const asset = (name) => readFileSync(createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`), 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = new URL('target/reference/', HOME);
  mkdirSync(target, { recursive: true });
  writeFileSync(new URL('index.html', target), pageOf(parse(readFileSync(new URL('openapi.yaml', HOME), 'utf8'))));
}

/** The page of a contract. */
export function pageOf(document) {
  const contract = new Contract(document);
  const { title, version } = document.info;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} ${escape(version)}</title>
<link rel="icon" href="data:,">
<style>${asset('swagger-ui.css')}</style>
<style>${readFileSync(new URL('reference/style.css', import.meta.url), 'utf8')}</style>
</head>
<body>
<nav><a href="#operations">Operations</a> <a href="#errors">Errors</a> <a href="#plans">Plans</a>${
    items(document['x-personas']).length > 0 ? ' <a href="#personas">Sandbox</a>' : ''
  }</nav>
<main>
<div id="operations"></div>
${errors(contract)}
${plans(document)}
${personas(document)}
</main>
<script>${asset('swagger-ui-bundle.js').replaceAll('</script', '<\\/script')}</script>
<script>
const spec = ${JSON.stringify(document).replaceAll('<', '\\u003c')};
${readFileSync(new URL('reference/view.js', import.meta.url), 'utf8')}
</script>
</body>
</html>
`;
}

function errors(contract) {
  const rows = contract.errorCode.facts.map(({ code, status, origin, retryable, remedy, messages }) => [
    `<code id="error-${escape(code)}">${escape(code)}</code>`,
    escape(status),
    items(messages)
      .map(({ text }) => escape(text))
      .join('<br>'),
    prose(remedy),
    retryable ? 'yes' : 'no',
    escape(origin),
    waysOf(contract, code),
  ]);
  return section(
    'errors',
    'Errors',
    `Branch on the code, never on the message. A code is published by VicSee, or decided by this contract. The last
    column says how to get it from the sandbox, with the key <code>sk-sandbox-pro</code> and a valid request unless it
    says otherwise.`,
    ['Code', 'Status', 'Message', 'What to do', 'Retry', 'Origin', 'In the sandbox'],
    rows,
  );
}

/** The ways to get a code from the sandbox, as its examples describe them. */
function waysOf(contract, code) {
  const found = new Map();
  for (const { code: one, example, operation } of contract.errorExamples) {
    if (one === code) {
      const way = wayOf(example?.['x-sandbox']);
      found.set(way, [...(found.get(way) ?? []), operation.operation.operationId]);
    }
  }
  return [...found]
    .map(([way, operations]) => {
      const isEverywhere = operations.length === contract.operations.length;
      return isEverywhere ? way : `${way} <small>(${escape([...new Set(operations)].join(', '))})</small>`;
    })
    .join('<br>');
}

function wayOf(sandbox) {
  const shown = (value) => code(typeof value === 'string' ? value : JSON.stringify(value));
  return entries(sandbox).map(([member, value]) => (value === null ? `no ${member}` : `${member} ${shown(value)}`)).join(', ');
}

function plans(document) {
  const rows = items(document['x-plans']).map(
    ({ name, apiAccess, requestsPerDay, concurrentGenerations, description }) => [
      code(name),
      apiAccess ? 'yes' : 'no',
      requestsPerDay,
      concurrentGenerations,
      prose(description),
    ],
  );
  return section(
    'plans',
    'Plans',
    'Requests are counted per user and UTC day.',
    ['Plan', 'API access', 'Requests a day', 'Generations at once', ''],
    rows,
  );
}

function personas(document) {
  const rows = items(document['x-personas']).map(({ key, description }) => [code(key), prose(description)]);
  return section('personas', 'Sandbox keys', 'Each key is a caller in another situation.', ['Key', 'Who'], rows);
}

function section(id, title, text, head, rows) {
  if (rows.length === 0) {
    return '';
  }
  const line = (tag, cells) => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<section id="${id}" class="facts"><h2>${title}</h2><p>${text}</p><div><table>
<thead>${line('th', head)}</thead>
<tbody>${rows.map((row) => line('td', row)).join('\n')}</tbody></table></div></section>`;
}

function code(text) {
  return `<code>${escape(text)}</code>`;
}

function prose(text) {
  return escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

function escape(text) {
  return String(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
