import { isMap, parseDocument } from 'yaml';
import { pointerParts } from './model.js';

/** Reads a document, to be changed many times. */
export const read = (text) => parseDocument(text);

/** The text of a document after changes. */
export const change = (original, changes) => changed(original, changes).toString();

/** A document after changes: `set … to`, `remove`, `copy … to`, `rename … to` and `last` (move to the end). */
export function changed(original, changes) {
  const document = original.clone();
  for (const step of changes) {
    const [verb] = Object.keys(step);
    const path = pointerParts(step[verb]);
    const last = path.at(-1);
    const parent = document.getIn(path.slice(0, -1));
    if (verb !== 'set' && !document.hasIn(path)) {
      throw new Error(`${verb}: the document has no ${step[verb]}`);
    }
    if (verb === 'set') {
      document.setIn(path, document.createNode(step.to));
    } else if (verb === 'remove') {
      document.deleteIn(path);
    } else if (verb === 'copy') {
      document.setIn(pointerParts(step.to), document.getIn(path, true).clone());
    } else if (verb === 'rename' && isMap(parent)) {
      parent.items.find(({ key }) => keyOf(key) === last).key.value = step.to;
    } else if (verb === 'last' && isMap(parent)) {
      const index = parent.items.findIndex(({ key }) => keyOf(key) === last);
      parent.items.push(...parent.items.splice(index, 1));
    } else {
      throw new Error(`unknown change: ${JSON.stringify(step)}`);
    }
  }
  return document;
}

const keyOf = (key) => String(key?.value ?? key);
