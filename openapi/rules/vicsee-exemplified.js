import { has, isObject, items, keys, typesOf } from './support/contract.js';

export default {
  description: 'Every parameter, header and scalar has an example: mocks, pages and tests send and show it.',
  check(contract, report) {
    for (const { node, at } of contract.parameters) {
      if (!has(node, 'example') && keys(node.examples).length === 0) {
        report(at, `parameter ${node.name} has no example`);
      }
    }
    for (const { name, node, at } of contract.headers) {
      if (!has(node, 'example') && keys(node.examples).length === 0) {
        report(at, `header ${name} has no example`);
      }
    }
    for (const { schema, at, property } of contract.schemas) {
      const isNamed = at.length === 3 && at[1] === 'schemas';
      if (
        (property !== undefined || isNamed) &&
        !contract.narrows(at) &&
        !isExemplified(contract, schema, at, new Set())
      ) {
        report(at, `${isNamed ? `schema ${at[2]}` : `property ${property}`} has no example`);
      }
    }
  },
};

/** A scalar has examples, or what it refers to has them; the properties of an object are looked at by themselves. */
function isExemplified(contract, schema, at, seen) {
  if (!isObject(schema) || seen.has(schema)) {
    return true;
  }
  seen.add(schema);
  if (items(schema.examples).length > 0 || has(schema, 'const') || schema.type === 'null') {
    return true;
  }
  if (has(schema, '$ref')) {
    const target = contract.resolve(schema, at);
    return isExemplified(contract, target.node, target.at, seen);
  }
  if (Array.isArray(schema.oneOf) || Array.isArray(schema.anyOf)) {
    return [...items(schema.oneOf), ...items(schema.anyOf)].every((one) => isExemplified(contract, one, at, seen));
  }
  if (Array.isArray(schema.allOf) || has(schema, 'properties') || schema.format === 'binary') {
    return true;
  }
  if (typesOf(schema).includes('array')) {
    return isExemplified(contract, schema.items, at, seen);
  }
  return false;
}
