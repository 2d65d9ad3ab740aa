/** References that lead nowhere. While there is one, other judges would only report its consequences. */
import { entries, get, isObject, pointerParts } from '../contract/model.js';
import { closest } from './words.js';

/** One finding for each target that is missing, as `{path, message}`. */
export function danglingReferences(document) {
  const found = new Map();
  for (const { $ref, at } of references(document, [])) {
    if (!$ref.startsWith('#/')) {
      found.set($ref, { path: at, message: `${$ref} must be a reference within this file, and begin with #/` });
    } else if (get(document, pointerParts($ref)) === undefined && !found.has($ref)) {
      found.set($ref, { path: at, message: `there is no ${$ref}${suggestion(document, $ref)}` });
    }
  }
  return [...found.values()];
}

function* references(node, at) {
  for (const [key, value] of Array.isArray(node) ? node.entries() : entries(node)) {
    if (key === '$ref' && typeof value === 'string' && at.at(-1) !== 'properties') {
      yield { $ref: value, at: [...at, key] };
    } else if (!['example', 'value', 'x-sandbox'].includes(key)) {
      yield* references(value, [...at, key]);
    }
  }
}

function suggestion(document, $ref) {
  const path = pointerParts($ref);
  const siblings = get(document, path.slice(0, -1));
  const near = closest(path.at(-1), isObject(siblings) ? Object.keys(siblings) : []);
  return near ? `; did you mean #/${[...path.slice(0, -1), near].join('/')}?` : '';
}
