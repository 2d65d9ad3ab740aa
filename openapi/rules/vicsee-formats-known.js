import { has, nameOf } from './support/contract.js';

const FORMATS = ['binary', 'date-time', 'double', 'float', 'int32', 'int64', 'uri', 'uuid'];

export default {
  description: 'A format is one that generators and validators know: a misspelt one is ignored without a word.',
  check(contract, report) {
    for (const { schema, at } of contract.schemas) {
      if (has(schema, 'format') && !FORMATS.includes(schema.format)) {
        report([...at, 'format'], `format ${schema.format} of ${nameOf(at)} is not one of ${FORMATS.join(', ')}`);
      }
    }
  },
};
