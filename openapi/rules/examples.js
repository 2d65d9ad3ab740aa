/** Which parts of the contract need an example. */
import { has, isObject, isText, items, keys, typesOf } from '../tools/contract/model.js';

export default {
  'vicsee-body-examples': {
    description: 'Every JSON request and every JSON success has a named example, which the mock and the tests use.',
    check(contract, report) {
      for (const { status, media, at, name } of contract.jsonBodies) {
        if ((status === undefined || status.startsWith('2')) && keys(media?.examples).length === 0) {
          report(at, `${name} has no named example`);
        }
      }
    },
  },

  'vicsee-example-summary': {
    description: 'The summary of a named example says what it shows: pages list examples by it.',
    check(contract, report) {
      for (const { media, at } of contract.bodies) {
        for (const [key, written] of Object.entries(media?.examples ?? {})) {
          const example = contract.resolve(written, [...at, 'examples', key]);
          if (!isText(example.node?.summary)) {
            report(example.at, `example ${key} has no summary`);
          }
        }
      }
    },
  },

  'vicsee-exemplified': {
    description: 'Every parameter, header and scalar has an example: mocks, pages and tests send and show it.',
    check(contract, report) {
      const owners = [
        ...contract.parameters.map(({ node, at }) => ({ node, at, name: `parameter ${node.name}` })),
        ...contract.headers.map(({ name, node, at }) => ({ node, at, name: `header ${name}` })),
      ];
      for (const { node, at, name } of owners) {
        if (!has(node, 'example') && keys(node.examples).length === 0) {
          report(at, `${name} has no example`);
        }
      }
      for (const { schema, at, property, isNamed } of contract.schemas) {
        const isOwner = property !== undefined || isNamed;
        if (isOwner && !contract.narrows(at) && !isExemplified(contract, schema, at, new Set())) {
          report(at, `${isNamed ? `schema ${at[2]}` : `property ${property}`} has no example`);
        }
      }
    },
  },

  'vicsee-example-limits': {
    description: 'A limit in an example is the limit of a plan: an example shows no caller that cannot exist.',
    check(contract, report) {
      const plans = [...items(contract.document['x-plans']), contract.document['x-anonymous']].filter(isObject);
      const limits = plans.flatMap(({ requestsPerDay, concurrentGenerations }) => [requestsPerDay, concurrentGenerations]).map(String);
      const check = (value, at) => {
        if (plans.length > 0 && value !== undefined && !limits.includes(String(value))) {
          report(at, `no plan in x-plans has the limit ${value}`);
        }
      };
      for (const { node, at } of contract.headers.filter(({ name }) => name === 'X-RateLimit-Limit')) {
        check(node.example, [...at, 'example']);
      }
      for (const { example, at } of contract.errorExamples.filter(({ status }) => status === '429')) {
        const [, limit] = /\bLimit: (\d+)/.exec(example?.value?.error?.message) ?? [];
        check(limit, [...at, 'value', 'error', 'message']);
      }
    },
  },
};

/** Whether a scalar, or what it refers to, has examples. The properties of an object are checked by themselves. */
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
  const choices = [...items(schema.oneOf), ...items(schema.anyOf)];
  if (choices.length > 0) {
    return choices.every((choice) => isExemplified(contract, choice, at, seen));
  }
  if (Array.isArray(schema.allOf) || has(schema, 'properties') || schema.format === 'binary') {
    return true;
  }
  return typesOf(schema).includes('array') && isExemplified(contract, schema.items, at, seen);
}
