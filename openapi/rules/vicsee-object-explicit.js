import { has, nameOf, typesOf } from './support/contract.js';

export default {
  description: 'An object says what is in it: a bare one becomes Object in Java.',
  check(contract, report) {
    for (const { schema, at } of contract.schemas) {
      const says = ['properties', 'additionalProperties', 'allOf', 'anyOf', 'oneOf'].some((keyword) =>
        has(schema, keyword),
      );
      if (typesOf(schema).includes('object') && !says) {
        report(at, `object ${nameOf(at)} has neither properties nor additionalProperties`);
      }
    }
  },
};
