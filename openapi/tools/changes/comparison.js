/** Two contracts side by side: what was found so far, by whom it is reached, and what else differs. */
import { isDeepStrictEqual } from 'node:util';
import { Contract, isObject, pointerOf } from '../contract/model.js';

const SEVERITY = ['documentation', 'additive', 'breaking'];

/** The more severe of two verdicts. */
export const strictest = (one, other) => (SEVERITY.indexOf(one) > SEVERITY.indexOf(other) ? one : other);

export class Comparison {
  #found = new Map();
  #reached = { before: new Map(), after: new Map() };

  constructor(before, after) {
    this.before = Contract.of(before);
    this.after = Contract.of(after);
    this.operation = undefined;
  }

  /** A place in one of the contracts, references resolved. `written` is the node before that. */
  place(side, written, at) {
    const place = { ...this[side].resolve(written, at), side, written };
    if (this.operation) {
      const reached = this.#reached[side];
      for (const pointer of [pointerOf(at), pointerOf(place.at)]) {
        reached.set(pointer, (reached.get(pointer) ?? new Set()).add(this.operation));
      }
    }
    return place;
  }

  /** The place of a member of a place. */
  child({ side, node, at }, ...keys) {
    return this.place(side, keys.reduce((owner, key) => owner?.[key], node), [...at, ...keys]);
  }

  /** Notes a change. It is reported at the new place, or at the old one if the new contract has none. */
  report(verdict, was, is, message) {
    const { side, at } = is?.node === undefined ? was : is;
    const pointer = pointerOf(at);
    const key = `${side} ${pointer} ${message}`;
    const change = this.#found.get(key) ?? { verdict, side, pointer, message, operations: new Set() };
    change.verdict = strictest(verdict, change.verdict);
    if (this.operation) {
      change.operations.add(this.operation);
    }
    this.#found.set(key, change);
  }

  /**
   * Compares the members of two objects, or the items of two lists. `each` gets those that both have, as places; a missing one is reported with the verdict
   * `added` or `removed`, which may be functions of the place. `idOf` says which members are the same. A reference that leads nowhere is a missing member.
   */
  members(was, is, { name, added = 'additive', removed = 'breaking', idOf = (key) => key, each = () => {} }) {
    const keysOf = (node) => (Array.isArray(node) ? [...node.keys()] : Object.keys(isObject(node) ? node : {}));
    const listed = (place) =>
      new Map(keysOf(place.node).map((key) => [idOf(key, place.node[key]), this.child(place, key)]).filter(([, { node }]) => node !== undefined));
    const [old, now] = [listed(was), listed(is)];
    for (const [id, place] of old) {
      if (now.has(id)) {
        each(place, now.get(id), id);
      } else {
        this.report(removed, place, undefined, `${name} ${id} is removed`);
      }
    }
    for (const [id, place] of [...now].filter(([one]) => !old.has(one))) {
      this.report(typeof added === 'function' ? added(place) : added, undefined, place, `${name} ${id} is added`);
    }
  }

  /** All changes, the most severe first. What differs and has not been reported yet is documentation. */
  changes() {
    const found = [...this.#found.values()];
    const isWithin = (inner, outer) => `${inner}/`.startsWith(`${outer}/`);
    const isReported = (pointer) => found.some((one) => isWithin(pointer, one.pointer) || isWithin(one.pointer, pointer));
    for (const { was, is, at } of differences(this.before.document, this.after.document, [])) {
      const side = is === undefined ? 'before' : 'after';
      const pointer = pointerOf(at);
      if (pointer !== '/info/version' && !isReported(pointer)) {
        found.push({ verdict: 'documentation', side, pointer, message: wordsFor(at, was, is), operations: this.#reachedFrom(side, at) });
      }
    }
    return found
      .map((change) => ({ ...change, operations: [...change.operations] }))
      .sort((one, other) => SEVERITY.indexOf(other.verdict) - SEVERITY.indexOf(one.verdict));
  }

  #reachedFrom(side, at) {
    for (let length = at.length; length > 0; length--) {
      const operations = this.#reached[side].get(pointerOf(at.slice(0, length)));
      if (operations) {
        return operations;
      }
    }
    return new Set();
  }
}

/** Every leaf that differs. A list whose items are the same in another order differs as a whole. */
function* differences(was, is, at) {
  if (isObject(was) && isObject(is)) {
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
      yield* differences(was[key], is[key], [...at, key]);
    }
    if (Object.keys(was).join('\n') !== Object.keys(is).join('\n') && sameKeys(was, is)) {
      yield { was: 'order', is: 'another order', at };
    }
  } else if (Array.isArray(was) && Array.isArray(is) && !sameItems(was, is)) {
    if (was.length === is.length) {
      for (const [index, item] of was.entries()) {
        yield* differences(item, is[index], [...at, index]);
      }
      return;
    }
    const onlyIn = (list, other) => [...list.entries()].filter(([, item]) => !other.some((its) => isDeepStrictEqual(item, its)));
    yield* onlyIn(was, is).map(([index, item]) => ({ was: item, is: undefined, at: [...at, index] }));
    yield* onlyIn(is, was).map(([index, item]) => ({ was: undefined, is: item, at: [...at, index] }));
  } else if (!isDeepStrictEqual(was, is)) {
    yield { was, is, at };
  }
}

const sameKeys = (was, is) => Object.keys(was).sort().join('\n') === Object.keys(is).sort().join('\n');
const sameItems = (was, is) => {
  const texts = (list) => list.map((item) => JSON.stringify(item)).sort().join('\n');
  return texts(was) === texts(is);
};

function wordsFor(at, was, is) {
  const name = at.at(-1);
  if (name === 'deprecated') {
    return is ? 'is deprecated' : 'is deprecated no longer';
  }
  if (Array.isArray(was) && Array.isArray(is) && sameItems(was, is)) {
    return `${name} has the same items in another order`;
  }
  if (was === 'order' && is === 'another order') {
    return 'has the same members in another order';
  }
  const key = typeof name === 'number' ? `${at.at(-2)} ${name}` : (name ?? 'the document');
  return is === undefined ? `${key} is removed` : was === undefined ? `${key} is added` : `${key} changes`;
}
