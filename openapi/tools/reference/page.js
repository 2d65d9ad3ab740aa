/** The reference page: RapiDoc, which shows the operations, and around it what the contract has in extensions. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Contract } from '../contract/model.js';
import { HOME } from '../home.js';
import { documentForReaders } from './document.js';
import { anchorOf, errors, personas, plans, workflows } from './tables.js';
import { escape } from './text.js';

const WORKFLOWS = join(HOME, 'workflows.arazzo.yaml');
const workflowsOf = () => (existsSync(WORKFLOWS) ? parse(readFileSync(WORKFLOWS, 'utf8')) : undefined);
const near = (name) => readFileSync(new URL(name, import.meta.url), 'utf8');

const TABLES = [['workflows', 'Workflows'], ['errors', 'Errors'], ['plans', 'Plans'], ['personas', 'Sandbox keys']];
const linkTo = ([id, text]) => `<a href="#${escape(id)}">${escape(text)}</a>`;
const links = (contract) =>
  [...contract.operations.map((operation) => [anchorOf(operation), operation.operation.summary]), ...TABLES].map(linkTo).join('');

/** The page of a contract, as one HTML file. */
export function pageOf(document) {
  const contract = Contract.of(document);
  const { title, version } = document.info;
  const script = readFileSync(createRequire(import.meta.url).resolve('rapidoc/dist/rapidoc-min.js'), 'utf8');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)} ${escape(version)}</title>
<link rel="icon" href="data:,">
<style>${near('page.css')}</style>
<script>${script.replaceAll('</script', '<\\/script')}</script>
</head>
<body>
<details class="menu"><summary>${escape(title)} ${escape(version)}</summary>
<nav aria-label="Contents">${links(contract)}</nav></details>
<rapi-doc id="reference" render-style="read" schema-style="table" show-header="false" allow-authentication="true"
  allow-spec-file-download="false" allow-advanced-search="false" show-method-in-nav-bar="as-colored-text" nav-item-spacing="compact"
  info-description-headings-in-navbar="true" schema-expand-level="2" default-schema-tab="example" show-curl-before-try="true"
  load-fonts="false" sort-tags="false" scroll-behavior="auto" allow-server-selection="true">
<div slot="nav-logo" class="brand"><b>${escape(title)}</b> <span>${escape(version)}</span>
<button type="button" id="theme" aria-label="Switch between light and dark">◐</button>
<nav aria-label="Tables">${TABLES.map(linkTo).join(' ')}</nav></div>
<div slot="footer" class="facts">
${workflows(contract, workflowsOf())}
${errors(contract)}
${plans(document)}
${personas(document)}
</div>
</rapi-doc>
<template id="inside"><style>${near('inside.css')}</style></template>
<script>
const contract = ${JSON.stringify(documentForReaders(contract)).replaceAll('<', '\\u003c')};
${near('view.js')}
</script>
</body>
</html>
`;
}
