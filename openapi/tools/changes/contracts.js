/** Compares two contracts by what they mean to those who call the API, read its answers, or use its SDK. */
import { isDeepStrictEqual } from 'node:util';
import { entries, isObject, items, keys } from '../contract/model.js';
import { Comparison } from './comparison.js';
import { compareExtensions } from './extensions.js';
import { compareSchemas } from './schemas.js';

const STYLES = { query: 'form', cookie: 'form', path: 'simple', header: 'simple' };

/**
 * The changes from one parsed contract to another, the most severe first. Each has a `verdict` (breaking, additive or documentation), the
 * `side` (before or after) and `pointer` of its place, a `message`, and the ids of the `operations` that it reaches.
 */
export function changesOf(before, after) {
  const comparison = new Comparison(before, after);
  const [was, is] = ['before', 'after'].map((side) => comparison.place(side, comparison[side].document, []));
  compareExtensions(comparison, was, is);
  for (const name of keys(before?.components?.schemas)) {
    const [old, now] = [was, is].map((root) => comparison.child(root, 'components', 'schemas', name));
    if (now.node) {
      compareExtensions(comparison, old, now);
    }
  }
  compareFixed(comparison, was, is, 'webhooks');
  compareOperations(comparison);
  return comparison.changes();
}

function compareOperations(comparison) {
  const listed = (side) => new Map(comparison[side].operations.map((operation) => [idOf(operation), { ...operation, side }]));
  const [old, now] = [listed('before'), listed('after')];
  for (const [id, was] of old) {
    comparison.operation = was.operation.operationId ?? id;
    const is = now.get(id);
    const placeOf = ({ side, at, operation }) => comparison.place(side, operation, at);
    if (is) {
      new OperationComparison(comparison, was, is).compare();
    } else {
      comparison.report('breaking', placeOf(was), undefined, `the operation ${was.name} is removed`);
    }
  }
  for (const [id, is] of [...now].filter(([one]) => !old.has(one))) {
    comparison.operation = is.operation.operationId ?? id;
    comparison.report('additive', undefined, comparison.place('after', is.operation, is.at), `the operation ${is.name} is added`);
  }
  comparison.operation = undefined;
}

/** The names of a path's parameters are no part of what callers send. */
const idOf = ({ method, path }) => `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`;

class OperationComparison {
  constructor(comparison, was, is) {
    this.comparison = comparison;
    this.operations = [was, is];
    [this.was, this.is] = this.operations.map(({ side, at, operation }) => comparison.place(side, operation, at));
  }

  compare() {
    const { comparison, was, is } = this;
    this.fixed('operationId', 'the method of the SDK has another name');
    this.fixed('tags', 'the method moves to another class of the SDK');
    compareExtensions(comparison, was, is);
    this.servers();
    this.security();
    this.parameters();
    this.requestBody();
    compareFixed(comparison, was, is, 'callbacks');
    comparison.members(comparison.child(was, 'responses'), comparison.child(is, 'responses'), {
      name: 'response',
      each: (old, now) => this.response(old, now),
    });
  }

  fixed(key, message) {
    const [old, now] = [this.was, this.is].map((place) => this.comparison.child(place, key));
    if (!isDeepStrictEqual(old.node, now.node)) {
      this.comparison.report('breaking', old, now, message);
    }
  }

  /** The closest place that has a key: the operation, its path, or the document. */
  inherited(key) {
    return this.operations.map(({ side, at }) => {
      const owners = [at, at.slice(0, -1), []].map((path) => this.comparison.place(side, this.comparison[side].get([...path, key]), [...path, key]));
      return owners.find(({ node }) => node !== undefined) ?? owners.at(-1);
    });
  }

  servers() {
    const [old, now] = this.inherited('servers');
    const isLocal = ({ url }) => /\/\/(localhost|127\.0\.0\.1)/.test(url);
    const [before, after] = [old, now].map(({ node }) => items(node).filter((server) => !isLocal(server)).map(({ url }) => url));
    for (const url of before.filter((one) => !after.includes(one))) {
      this.comparison.report('breaking', old, now, `the server ${url} is gone`);
    }
    for (const url of after.filter((one) => !before.includes(one))) {
      this.comparison.report('additive', old, now, `the server ${url} is added`);
    }
  }

  security() {
    const [old, now] = this.inherited('security');
    const alternatives = ({ node, side }) =>
      items(node).length === 0 ? [[]] : node.map((one) => entries(one).flatMap(([scheme, scopes]) => [this.scheme(side, scheme), ...items(scopes).map((scope) => `${scheme} ${scope}`)]));
    const [before, after] = [alternatives(old), alternatives(now)];
    const covers = (own, needed) => needed.every((one) => own.includes(one));
    if (!before.every((own) => after.some((needed) => covers(own, needed)))) {
      this.comparison.report('breaking', old, now, 'callers have to authenticate otherwise');
    } else if (!after.every((own) => before.some((needed) => covers(own, needed)))) {
      this.comparison.report('additive', old, now, 'callers may authenticate otherwise');
    }
  }

  /** A security scheme with all that callers have to know of it. */
  scheme(side, name) {
    const { node } = this.comparison.place(side, this.comparison[side].get(['components', 'securitySchemes', name]), ['components', 'securitySchemes', name]);
    return JSON.stringify([name, node], (key, value) => (['description', 'scopes'].includes(key) ? undefined : value));
  }

  parameters() {
    const [old, now] = this.operations.map(({ side, path, parameters }) => {
      const inPath = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name);
      const keyOf = ({ name, in: where }) =>
        where === 'path' ? `{${inPath.indexOf(name)}}` : `${where} parameter ${where === 'header' ? name.toLowerCase() : name}`;
      return new Map(parameters.filter(({ node }) => isObject(node)).map(({ node, at }) => [keyOf(node), this.comparison.place(side, node, at)]));
    });
    for (const [id, place] of old) {
      if (now.has(id)) {
        this.parameter(place, now.get(id));
      } else {
        this.comparison.report('breaking', place, undefined, `${id} is removed`);
      }
    }
    for (const [id, place] of [...now].filter(([one]) => !old.has(one))) {
      this.comparison.report(place.node.required ? 'breaking' : 'additive', undefined, place, `${place.node.required ? 'required ' : ''}${id} is added`);
    }
    const order = (one, other) => [...one.keys()].filter((id) => other.has(id)).join();
    if (order(old, now) !== order(now, old)) {
      this.comparison.report('breaking', this.was, this.comparison.child(this.is, 'parameters'), 'the parameters of the method in the SDK have another order');
    }
  }

  parameter(was, is) {
    this.required(was, is, true);
    const serialized = ({ node }) => {
      const style = node.style ?? STYLES[node.in];
      return [style, node.explode ?? style === 'form', node.allowReserved ?? false, keys(node.content)];
    };
    if (!isDeepStrictEqual(serialized(was), serialized(is))) {
      this.comparison.report('breaking', was, is, 'the parameter is written otherwise');
    }
    this.schemas(was, is, true);
  }

  requestBody() {
    const [old, now] = [this.was, this.is].map((place) => this.comparison.child(place, 'requestBody'));
    if (old.node && now.node) {
      this.required(old, now, true);
      this.content(old, now, true);
    } else if (old.node) {
      this.comparison.report('breaking', old, undefined, 'the request body is removed');
    } else if (now.node) {
      this.comparison.report(now.node.required ? 'breaking' : 'additive', undefined, now, 'a request body is added');
    }
  }

  response(was, is) {
    const pair = (key) => [this.comparison.child(was, key), this.comparison.child(is, key)];
    this.comparison.members(...pair('headers'), {
      name: 'header',
      idOf: (name) => name.toLowerCase(),
      each: (old, now) => {
        this.required(old, now, false);
        this.schemas(old, now, false);
      },
    });
    this.content(was, is, false);
    this.comparison.members(...pair('links'), { name: 'link', each: (old, now, name) => compareFixedPlaces(this.comparison, old, now, `link ${name} changes`) });
  }

  content(was, is, isRequest) {
    this.comparison.members(this.comparison.child(was, 'content'), this.comparison.child(is, 'content'), {
      name: 'media type',
      each: (old, now) => {
        this.schemas(old, now, isRequest);
        compareFixed(this.comparison, old, now, 'encoding');
      },
    });
  }

  schemas(was, is, isRequest) {
    const [old, now] = [was, is].map((place) => this.comparison.child(place, 'schema'));
    if (old.node !== undefined || now.node !== undefined) {
      compareSchemas(this.comparison, old, now, isRequest);
    }
  }

  required(was, is, isRequest) {
    const [old, now] = [was, is].map(({ node }) => node?.required === true);
    if (old !== now) {
      this.comparison.report(now === isRequest ? 'breaking' : 'additive', was, is, now ? 'is required' : 'is optional');
    }
  }
}

/** A part that no SDK of ours reads: a member more is additive, and any other change is breaking. */
function compareFixed(comparison, was, is, key) {
  comparison.members(comparison.child(was, key), comparison.child(is, key), {
    name: key,
    each: (old, now, name) => compareFixedPlaces(comparison, old, now, `${key} ${name} changes`),
  });
}

function compareFixedPlaces(comparison, was, is, message) {
  const [old, now] = [was, is].map(({ side, node }) => meaningOf(comparison[side], node));
  if (!isDeepStrictEqual(old, now)) {
    comparison.report('breaking', was, is, message);
  }
}

/** A node without prose, its references resolved. A reference to a node around it, or to none, stays. */
function meaningOf(contract, written, around = []) {
  const { node } = contract.resolve(written, []);
  if (node === undefined || around.includes(node)) {
    return written;
  }
  const inside = (value) => meaningOf(contract, value, [...around, node]);
  if (!isObject(node)) {
    return Array.isArray(node) ? node.map(inside) : node;
  }
  const members = (owner) => Object.entries(owner).filter(([key]) => !['$ref', 'description', 'summary'].includes(key)).map(([key, value]) => [key, inside(value)]);
  const beside = node === written ? [] : members(written).map(([key, value]) => [`$ref ${key}`, value]);
  return Object.fromEntries([...members(node), ...beside]);
}
