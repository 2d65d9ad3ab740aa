import { entries, strings } from './support/contract.js';

const NAME = /^(?:[a-z]+[0-9]*(?:[A-Z][a-z0-9]*)+|[a-z]+(?:_[a-z0-9]+)+)$/;

export default {
  description: 'Prose names no field, parameter or operation that is not declared.',
  check(contract, report) {
    const declared = new Set([
      ...contract.schemas.map(({ property }) => property),
      ...contract.parameters.map(({ node }) => node.name),
      ...contract.operations.map(({ operation }) => operation.operationId),
      ...contract.schemas.flatMap(({ schema }) => [...strings(schema.enum), ...strings(schema.examples)]),
      ...extensionMembers(contract.document),
    ]);
    for (const { text, at } of contract.prose) {
      const named = [...text.matchAll(/`([^`]+)`/g)].flatMap(([, token]) => token.split('.'));
      for (const name of new Set(named.filter((token) => NAME.test(token) && !declared.has(token)))) {
        report(at, `${at.at(-1)} names ${name}, which is no field, parameter, operation or value`);
      }
    }
  },
};

/** The members and values of extensions; of x-sandbox the values only, as its fields may be wrong by intent. */
function* extensionMembers(node, extension) {
  for (const [key, value] of Array.isArray(node) ? node.entries() : entries(node)) {
    const isName = typeof key === 'string';
    const inside = extension ?? (isName && key.startsWith('x-') ? key : undefined);
    if (inside && inside !== 'x-sandbox' && isName) {
      yield key;
    }
    if (inside && typeof value === 'string') {
      yield value;
    }
    yield* extensionMembers(value, inside);
  }
}
