import { nameOf, typesOf } from './support/contract.js';

export default {
  description: 'A property named …At is a moment, and every moment is a date-time in UTC, and says so.',
  check(contract, report) {
    for (const { schema, at, property } of contract.schemas) {
      const { node } = contract.resolve(schema, at);
      if (property !== undefined && /[a-z]At$/.test(property) && node?.format !== 'date-time') {
        report(at, `property ${property} is no date-time`);
      }
      if (schema.format === 'date-time' && typesOf(schema).includes('string') && !/\bUTC\b/.test(schema.description)) {
        report(at, `description of the date-time ${nameOf(at)} does not say UTC`);
      }
    }
  },
};
