import { has, nameOf, typesOf } from './support/contract.js';

const FORMATS = { integer: ['int32', 'int64'], number: ['float', 'double'] };

export default {
  description: 'A number says how wide it is, as Java has no type for any number.',
  check(contract, report) {
    for (const { schema, at } of contract.schemas) {
      for (const type of typesOf(schema).filter((one) => has(FORMATS, one))) {
        if (!FORMATS[type].includes(schema.format)) {
          report(at, `${type} ${nameOf(at)} has no format (${FORMATS[type].join(' or ')})`);
        }
      }
    }
  },
};
