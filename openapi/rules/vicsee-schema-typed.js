import { has, nameOf } from './support/contract.js';

const SAYS_TYPE = ['type', '$ref', 'allOf', 'anyOf', 'oneOf'];

export default {
  description: 'Every schema says its type: without one anything is valid, and Java gets an Object.',
  check(contract, report) {
    for (const { schema, at } of contract.schemas) {
      if (!SAYS_TYPE.some((keyword) => has(schema, keyword))) {
        report(at, `${nameOf(at)} has no type`);
      }
    }
  },
};
