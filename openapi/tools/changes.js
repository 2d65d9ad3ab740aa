/**
 * Reports what has changed since the last release of the contract: each leaf that was added, removed or changed, as `breaking`,
 * `compatible` or `documentation`, for those who call and for those who read. Nothing is left out: what is not known to be harmless is
 * breaking. Usage: node tools/changes.js [NEW [OLD]], where NEW is openapi.yaml and OLD is released/openapi.yaml unless given. The exit
 * code is 1 when there is a breaking change and the major version is the same.
 */
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { entries, isObject, items, pointerOf, pointerParts } from './contract/model.js';
import { Source } from './contract/source.js';
import { HOME } from './home.js';

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace'];
const PROSE = new Set(['description', 'summary', 'title', 'example', 'examples', 'externalDocs', 'termsOfService', 'contact', 'license']);
const DATA = new Set(['x-error-codes', 'x-task-error-codes', 'x-upload-types', 'x-aliases']);
const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const ORDER = { breaking: 0, compatible: 1, documentation: 2 };

const remembered = new WeakMap();

/** The changes from one parsed contract to another, each with `kind`, `pointer`, `what`, `why` and the operations that it reaches. */
export function changesOf(before, after) {
  if (!remembered.has(before)) {
    remembered.set(before, usesOf(before));
  }
  const old = remembered.get(before);
  const now = usesOf(after);
  const found = [];
  compare(before, after, [], (path, was, is) => {
    const uses = [...new Set([...usesAt(old, path), ...usesAt(now, path)])];
    const directions = new Set(uses.map((use) => use.split(' ')[0]));
    const { kind, why } = classify({ path, was, is, before, after, directions });
    const operations = [...new Set(uses.map((use) => use.split(' ')[1]))];
    found.push({ kind, pointer: pointerOf(path), what: `${shown(was)} → ${shown(is)}`, why, operations, removed: is === undefined });
  });
  return found.sort((one, other) => ORDER[one.kind] - ORDER[other.kind]);
}

function compare(was, is, path, tell) {
  if (isObject(was) && isObject(is)) {
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
      compare(was[key], is[key], [...path, key], tell);
    }
  } else if (Array.isArray(was) && Array.isArray(is)) {
    compareLists(was, is, path, tell);
  } else if (was !== is && !(was === undefined && is === undefined)) {
    tell(path, was, is);
  }
}

/** Compares lists item by item. An item is identified by its name, or by its value if it is a scalar, or else by its index. */
function compareLists(was, is, path, tell) {
  const idOf = (item, index) => (isObject(item) ? (item.$ref ?? item.code ?? item.condition ?? item.name ?? item.contentType ?? item.url) : item) ?? index;
  const [old, now] = [was, is].map((list) => new Map(list.map((item, index) => [idOf(item, index), { item, index: String(index) }])));
  for (const [id, { item, index }] of old) {
    if (now.has(id)) {
      compare(item, now.get(id).item, [...path, now.get(id).index], tell);
    } else {
      tell([...path, index], item, undefined);
    }
  }
  for (const [, { item, index }] of [...now].filter(([id]) => !old.has(id))) {
    tell([...path, index], undefined, item);
  }
  const orderOf = (one, other) => [...one.keys()].filter((id) => other.has(id)).join('\n');
  if (orderOf(old, now) !== orderOf(now, old)) {
    tell(path, was, is);
  }
}

/** For each node that a reference leads to, who reaches it: `request OPERATION` or `response OPERATION`. */
function usesOf(contract) {
  const uses = new Map();
  const visit = (node, path, use, seen) => {
    const pointer = pointerOf(path);
    if (!uses.has(pointer)) {
      uses.set(pointer, new Set());
    }
    if (uses.get(pointer).has(use) && seen.has(pointer)) {
      return;
    }
    uses.get(pointer).add(use);
    seen.add(pointer);
    if (isObject(node) && typeof node.$ref === 'string' && node.$ref.startsWith('#/')) {
      const target = pointerParts(node.$ref);
      if (!seen.has(pointerOf(target))) {
        visit(at(contract, target), target, use, seen);
      }
    }
    for (const [key, child] of isObject(node) ? Object.entries(node) : items(node).entries()) {
      if (child !== null && typeof child === 'object' && !PROSE.has(String(key)) && !DATA.has(String(key))) {
        visit(child, [...path, String(key)], use, seen);
      }
    }
  };
  for (const [path, item] of entries(contract?.paths)) {
    for (const [method, operation] of entries(item)) {
      if (METHODS.includes(method) && isObject(operation)) {
        const id = operation.operationId ?? `${method} ${path}`;
        const here = ['paths', path, method];
        visit(operation.parameters, [...here, 'parameters'], `request ${id}`, new Set());
        visit(operation.requestBody, [...here, 'requestBody'], `request ${id}`, new Set());
        visit(operation.responses, [...here, 'responses'], `response ${id}`, new Set());
        uses.set(pointerOf(here), new Set([`both ${id}`]));
      }
    }
  }
  return uses;
}

function usesAt(uses, path) {
  for (let length = path.length; length > 0; length--) {
    const found = uses.get(pointerOf(path.slice(0, length)));
    if (found) {
      return found;
    }
  }
  return [];
}

const at = (node, path) => path.reduce((found, key) => found?.[key], node);
const breaking = (why) => ({ kind: 'breaking', why });
const compatible = (why) => ({ kind: 'compatible', why });
const documentation = (why) => ({ kind: 'documentation', why });

function classify(change) {
  const { path, was, is } = change;
  // A property may be called `description` or `title`.
  const prose = path.findIndex((key, index) => PROSE.has(key) && path[index - 1] !== 'properties');
  if (prose >= 0) {
    return path.includes('x-sandbox', prose) ? compatible('how the sandbox is made to answer') : documentation(`${path[prose]} is prose`);
  }
  const last = path.at(-1);
  const before = path.at(-2);
  if (path[0] === 'info' || path[0] === 'tags' || before === 'tags' || last === 'tags') {
    return documentation('says nothing about calls');
  }
  if (path[0] === 'servers') {
    return is === undefined || was !== undefined ? breaking('a server has moved') : compatible('one server more');
  }
  if (path[0] === 'paths' && path.length <= 3) {
    return is === undefined ? breaking('a call is gone') : was === undefined ? compatible('one call more') : breaking('a call is another');
  }
  if (last === 'operationId') {
    return breaking('the method of the SDK has another name');
  }
  if (path.includes('security') || path.includes('securitySchemes')) {
    return path.includes('security') && was === undefined && Object.keys(is ?? {}).length === 0
      ? compatible('a key is no longer needed')
      : breaking('callers authenticate otherwise');
  }
  const data = path.findIndex((key) => key.startsWith('x-'));
  if (data >= 0) {
    return classifyData(change, path.slice(data));
  }
  if (last === '$ref' || path.includes('discriminator')) {
    return breaking('is another thing');
  }
  if (path.includes('parameters')) {
    const own = parameterOf(path);
    if (own === path.length - 1) {
      if (was !== undefined && is !== undefined) {
        return breaking('the order or kind of parameters is another');
      }
      return is === undefined
        ? breaking('what callers send is no longer read')
        : at(change.after, targetOf(change.after, path))?.required === true
          ? breaking('callers have to send more')
          : compatible('callers may send more');
    }
  }
  return classifySchema(change);
}

const parameterOf = (path) => path.lastIndexOf('parameters') + 1;

function targetOf(contract, path) {
  const ref = at(contract, path)?.$ref;
  return typeof ref === 'string' ? pointerParts(ref) : path;
}

/** The data of extensions. */
function classifyData({ was, is }, [name, ...rest]) {
  const last = rest.at(-1);
  if (name === 'x-sandbox' || name === 'x-personas') {
    return compatible('of the sandbox only');
  }
  if (['remedy', 'origin', 'text', 'messages', 'parameters'].includes(last) || rest.includes('messages')) {
    return rest.includes('text') || last === 'remedy' || last === 'origin' ? documentation('is read by people') : compatible('clients branch on codes');
  }
  if (['x-error-codes', 'x-task-error-codes', 'x-upload-types', 'x-aliases', 'x-plans'].includes(name) && was === undefined) {
    return compatible('readers take what they do not know');
  }
  if (['requestsPerDay', 'concurrentGenerations', 'maxBytes'].includes(last) || name === 'x-max-body-bytes') {
    return typeof was === 'number' && typeof is === 'number' && is > was ? compatible('callers may do more') : breaking('callers may do less');
  }
  return name === 'x-polling' ? compatible('advice') : breaking('a fact that callers count on');
}

function classifySchema(change) {
  const { path, was, is, directions } = change;
  const last = path.at(-1);
  const owner = path.at(-2);
  const sent = directions.size === 0 || directions.has('request') || directions.has('both');
  const read = directions.size === 0 || directions.has('response') || directions.has('both');
  const strictest = (request, response) => {
    const kinds = [...(sent ? [request] : []), ...(read ? [response] : [])];
    return kinds.find(({ kind }) => kind === 'breaking') ?? kinds[0];
  };
  const gone = is === undefined;
  const added = was === undefined;
  if (owner === 'responses') {
    return gone ? breaking('an answer is gone') : added ? compatible('one answer more') : breaking('an answer is another');
  }
  if (owner === 'content') {
    return gone ? breaking('a media type is gone') : compatible('one media type more');
  }
  if (owner === 'headers') {
    return gone ? breaking('a header is gone') : compatible('one header more');
  }
  if (owner === 'properties') {
    const schema = added ? change.after : change.before;
    const closed = at(schema, path.slice(0, -2))?.additionalProperties === false;
    return gone
      ? strictest(closed ? breaking('callers that send it are refused') : breaking('what callers send is no longer read'), breaking('readers miss it'))
      : strictest(compatible('callers may send more'), compatible('readers take what they do not know'));
  }
  if (owner === 'required' || last === 'required') {
    const more = owner === 'required' ? added : is === true || Array.isArray(is);
    return more
      ? strictest(breaking('callers have to send it'), compatible('readers may count on it'))
      : strictest(compatible('callers need not send it'), breaking('readers may miss it'));
  }
  if (owner === 'enum') {
    return gone
      ? strictest(breaking('callers that send it are refused'), compatible('readers do not meet it any more'))
      : added
        ? strictest(compatible('callers may send more'), compatible('enums of answers are open'))
        : breaking('a value is another');
  }
  if (last === 'enum' && Array.isArray(was) && Array.isArray(is)) {
    return documentation('the same values in another order');
  }
  if (LOWER.includes(last) || UPPER.includes(last)) {
    const wider = gone || (!added && (LOWER.includes(last) ? is < was : is > was));
    return wider
      ? strictest(compatible('callers may send more'), breaking('readers meet what they did not expect'))
      : strictest(breaking('callers are refused'), compatible('readers meet less'));
  }
  if (last === 'pattern' || last === 'format') {
    return gone
      ? strictest(compatible('callers may send more'), breaking('readers meet what they did not expect'))
      : strictest(breaking('callers are refused'), added ? compatible('readers meet less') : breaking('readers meet another form'));
  }
  if (last === 'additionalProperties') {
    return is === false
      ? strictest(breaking('callers are refused'), compatible('readers meet less'))
      : strictest(compatible('callers may send more'), compatible('readers take what they do not know'));
  }
  if (path[0] === 'components' && path.length === 3) {
    return gone ? compatible('nothing refers to it, or the reference is a change too') : compatible('nothing refers to it yet');
  }
  return breaking('is not known to be harmless');
}

function shown(value) {
  if (value === undefined) {
    return 'nothing';
  }
  const text = JSON.stringify(value);
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, released] = [process.argv[2] ?? join(HOME, 'openapi.yaml'), process.argv[3] ?? join(HOME, 'released/openapi.yaml')];
  const [before, after] = [Source.of(released), Source.of(file)];
  const changes = changesOf(before.data, after.data);
  for (const { kind, pointer, what, why, operations, removed } of changes) {
    const source = removed ? before : after;
    const reaches = operations.length > 0 ? ` [${operations.join(', ')}]` : '';
    console.log(`${kind} ${relative(process.cwd(), source.file)}:${source.placeOf(pointer).line} ${pointer}: ${what} (${why})${reaches}`);
  }
  const count = (kind) => changes.filter((change) => change.kind === kind).length;
  const [old, now] = [before, after].map(({ data }) => String(data?.info?.version));
  console.log(
    `${relative(process.cwd(), file)} ${now} since ${old}: ${count('breaking')} breaking, ${count('compatible')} compatible, ${count('documentation')} documentation`,
  );
  if (count('breaking') > 0 && old.split('.')[0] === now.split('.')[0]) {
    console.error(`A breaking change needs another major version than ${old}, or released/openapi.yaml is to be what is released.`);
    process.exitCode = 1;
  }
}
