import { keys, strings } from './support/contract.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];

export default {
  description: 'Prose names no error code, or other constant, that no schema lists.',
  check(contract, report) {
    const listed = new Set(METHODS);
    for (const { schema } of contract.schemas) {
      [...strings(schema.enum), ...strings(schema.examples)].forEach((value) => listed.add(value));
      for (const key of keys(schema).filter((one) => one.startsWith('x-') && Array.isArray(schema[one]))) {
        schema[key].forEach((facts) => listed.add(facts?.code));
      }
    }
    for (const { text, at } of contract.prose) {
      const named = [...text.matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)`/g)].map(([, token]) => token);
      for (const code of new Set(named.filter((token) => token.length > 1 && !listed.has(token)))) {
        report(at, `${at.at(-1)} names ${code}, which no schema lists`);
      }
    }
  },
};
