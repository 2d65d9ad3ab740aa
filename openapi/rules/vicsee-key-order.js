import { isObject, items, keys } from './support/contract.js';

const ORDERS = {
  document: ['openapi', 'info', 'jsonSchemaDialect', 'servers', 'security', 'tags', 'paths', 'webhooks', 'components'],
  components: [
    'securitySchemes',
    'parameters',
    'requestBodies',
    'headers',
    'responses',
    'links',
    'schemas',
    'examples',
  ],
  'path item': ['summary', 'description', 'parameters', 'get', 'head', 'post', 'put', 'patch', 'delete'],
  operation: [
    'operationId',
    'summary',
    'description',
    'externalDocs',
    'tags',
    'deprecated',
    'security',
    'parameters',
    'requestBody',
    'responses',
  ],
  parameter: [
    'name',
    'in',
    'description',
    'required',
    'deprecated',
    'style',
    'explode',
    'schema',
    'example',
    'examples',
  ],
  header: ['description', 'required', 'deprecated', 'schema', 'example', 'examples'],
  'request body': ['description', 'required', 'content'],
  response: ['description', 'headers', 'content', 'links'],
  'media type': ['schema', 'example', 'examples'],
  example: ['summary', 'description', 'value'],
};

export default {
  description: 'The keys of an object of a kind are always in the same order, extensions last.',
  check(contract, report) {
    for (const [kind, node, at] of objects(contract)) {
      const order = ORDERS[kind];
      const rank = (key) => (key.startsWith('x-') ? order.length : order.indexOf(key));
      const ranked = keys(node).filter((key) => rank(key) >= 0);
      const index = ranked.findIndex((key, one) => one > 0 && rank(key) < rank(ranked[one - 1]));
      if (index > 0) {
        report([...at, ranked[index]], `${kind}: ${ranked[index]} belongs before ${ranked[index - 1]}`);
      }
    }
  },
};

function* objects(contract) {
  const { document } = contract;
  yield ['document', document, []];
  yield ['components', document.components, ['components']];
  for (const path of keys(document.paths)) {
    yield ['path item', document.paths[path], ['paths', path]];
  }
  for (const { operation, at } of contract.operations) {
    yield ['operation', operation, at];
    if (isObject(operation.requestBody) && !operation.requestBody.$ref) {
      yield ['request body', operation.requestBody, [...at, 'requestBody']];
    }
  }
  yield* contract.parameters.map(({ node, at }) => ['parameter', node, at]);
  yield* contract.headers.map(({ node, at }) => ['header', node, at]);
  yield* contract.components('requestBodies').map(([, node, at]) => ['request body', node, at]);
  yield* contract.responses.map(({ response, at }) => ['response', response, at]);
  for (const { media, at } of contract.bodies) {
    yield ['media type', media, at];
    for (const key of items(keys(media?.examples))) {
      const place = contract.resolve(media.examples[key], [...at, 'examples', key]);
      yield ['example', place.node, place.at];
    }
  }
}
