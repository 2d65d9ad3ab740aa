/** Writes a contract with many operations, for measuring how the cost of each step of the build grows with them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileOf, run, UsageError } from './cli.js';
import { openSource } from './contract/source.js';
import { read } from './contract/edit.js';
import { HOME } from './home.js';

const USAGE = `Usage: node tools/growth.js --operations N [--from FILE] TARGET
Writes a contract with N operations to TARGET: those of FILE, by default openapi.yaml, and copies of them at paths of their own.`;

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];
const operationsOf = (item) => item.items.filter(({ key }) => METHODS.includes(String(key.value ?? key))).map(({ value }) => value);

await run(USAGE, { operations: { type: 'string' }, from: { type: 'string' } }, async ({ operations, from }, [target]) => {
  if (!/^[1-9]\d*$/.test(operations ?? '') || !target) {
    throw new UsageError(USAGE);
  }
  const { text } = openSource(fileOf(from, join(HOME, 'openapi.yaml')));
  writeFileSync(fileOf(target), grown(read(text), Number(operations)));
  return 0;
}, 1);

/** A number in letters: names of operations have no digits. */
function lettersOf(number) {
  const letters = number.toString(26).replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 26)));
  return letters[0].toUpperCase() + letters.slice(1);
}

function grown(document, wanted) {
  const paths = document.get('paths');
  const originals = paths.items.map(({ key, value }) => ({ path: String(key.value ?? key), item: value }));
  let count = originals.reduce((sum, { item }) => sum + operationsOf(item).length, 0);
  for (let copy = 1; count < wanted; copy++) {
    for (const { path, item } of originals) {
      if (count >= wanted) {
        break;
      }
      const copied = item.clone();
      for (const operation of operationsOf(copied)) {
        operation.set('operationId', operation.get('operationId').replace(/^[a-z]+/, (verb) => verb + lettersOf(copy)));
        operation.setIn(['x-sdk', 'method'], operation.getIn(['x-sdk', 'method']) + lettersOf(copy));
        count++;
      }
      paths.set(`/copies/${copy}${path}`, copied);
    }
  }
  return document.toString();
}
