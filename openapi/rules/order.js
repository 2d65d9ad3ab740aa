/** The order of keys, so that a reader finds each where it always is. */
import { isObject, keys } from '../tools/contract/model.js';

const ORDERS = Object.fromEntries(
  Object.entries({
    document: 'openapi info jsonSchemaDialect servers security tags paths webhooks components',
    components: 'securitySchemes parameters requestBodies headers responses links schemas examples',
    'path item': 'summary description parameters get head post put patch delete',
    operation:
      'operationId summary description externalDocs tags deprecated security parameters requestBody responses',
    parameter: 'name in description required deprecated style explode schema example examples',
    header: 'description required deprecated schema example examples',
    'request body': 'description required content',
    response: 'description headers content links',
    'media type': 'schema example examples',
    example: 'summary description value',
  }).map(([kind, names]) => [kind, names.split(' ')]),
);

export default {
  'vicsee-key-order': {
    description: 'The keys of an object of a kind are always in the same order, extensions last.',
    check(contract, report) {
      for (const { kind, node, at } of orderedObjects(contract)) {
        const wanted = inOrder(kind, keys(node));
        const index = keys(node).findIndex((key, one) => key !== wanted[one]);
        if (index >= 0) {
          report([...at, wanted[index]], `${kind}: ${wanted[index]} belongs before ${keys(node)[index]}`);
        }
      }
    },
  },

  'vicsee-responses-ascending': {
    description: 'Responses are in ascending order, so that a reader finds a status at once.',
    check(contract, report) {
      for (const { operation, at, name } of contract.operations) {
        const statuses = keys(operation.responses).filter((status) => /^\d+$/.test(status));
        const index = statuses.findIndex((status, one) => one > 0 && Number(status) < Number(statuses[one - 1]));
        if (index > 0) {
          report([...at, 'responses', statuses[index]], `${name}: ${statuses[index]} comes after ${statuses[index - 1]}`);
        }
      }
    },
  },
};

/** The names of an object's keys in the order of its kind. A key that the kind does not know keeps its place. */
export function inOrder(kind, names) {
  const order = ORDERS[kind];
  const rank = (name) => (name.startsWith('x-') ? order.length : order.indexOf(name));
  const ranked = names.filter((name) => rank(name) >= 0).sort((one, other) => rank(one) - rank(other));
  return names.map((name) => (rank(name) >= 0 ? ranked.shift() : name));
}

/** Every object with an order, as `{kind, node, at}`. */
export function orderedObjects(contract) {
  const of = (kind, places) => places.map(({ node, at }) => ({ kind, node, at }));
  const { document } = contract;
  const operations = contract.operations.map(({ operation, at }) => ({ node: operation, at }));
  const found = [
    { kind: 'document', node: document, at: [] },
    { kind: 'components', node: document.components, at: ['components'] },
    ...of('path item', keys(document.paths).map((path) => ({ node: document.paths[path], at: ['paths', path] }))),
    ...of('operation', operations),
    ...of('request body', [
      ...operations.map(({ node, at }) => ({ node: node.requestBody, at: [...at, 'requestBody'] })),
      ...contract.components('requestBodies').map(([, node, at]) => ({ node, at })),
    ]),
    ...of('parameter', contract.parameters),
    ...of('header', contract.headers),
    ...of('response', contract.responses.map(({ response, at }) => ({ node: response, at }))),
    ...of('media type', contract.bodies.map(({ media, at }) => ({ node: media, at }))),
    ...of('example', contract.bodies.flatMap(({ media, at }) =>
      keys(media?.examples).map((key) => contract.resolve(media.examples[key], [...at, 'examples', key])),
    )),
  ];
  return found.filter(({ node }) => isObject(node) && node.$ref === undefined);
}
