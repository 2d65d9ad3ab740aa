import { has, nameOf } from './support/contract.js';

export default {
  description: 'A request body says what becomes of an unknown field: it is refused, or by intent ignored.',
  check(contract, report) {
    for (const { schema, at } of contract.sentSchemas) {
      if (has(schema, 'properties') && !has(schema, 'additionalProperties') && !at.includes('allOf')) {
        report(at, `${nameOf(at)} is sent by callers and does not say additionalProperties`);
      }
    }
  },
};
