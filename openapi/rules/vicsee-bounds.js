import { has, nameOf, typesOf } from './support/contract.js';

/** Whether a regular expression is anchored at both ends and repeats nothing without a limit. */
const isFinite = (pattern) =>
  /^\^.*\$$/s.test(pattern) && !/[*+]|\{\d+,\}/.test(pattern.replace(/\\./g, '').replace(/\[[^\]]*\]/g, ''));

const BOUNDS = {
  string: [
    (schema) =>
      ['date-time', 'date', 'uuid'].includes(schema.format) ||
      has(schema, 'maxLength') ||
      (typeof schema.pattern === 'string' && isFinite(schema.pattern)),
    'maxLength, enum, a finite pattern or the format date-time',
  ],
  array: [(schema) => has(schema, 'maxItems'), 'maxItems'],
  integer: [(schema) => has(schema, 'minimum') && has(schema, 'maximum'), 'minimum and maximum'],
  number: [(schema) => has(schema, 'minimum') && has(schema, 'maximum'), 'minimum and maximum'],
};

export default {
  description: 'Everything that a caller sends has bounds: the server refuses early, and a test knows the edge.',
  check(contract, report) {
    for (const { schema, at } of contract.sentSchemas) {
      if (has(schema, 'enum') || has(schema, 'const')) {
        continue;
      }
      for (const type of typesOf(schema)) {
        const [isBounded, wanted] = BOUNDS[type] ?? [];
        if (isBounded && !isBounded(schema)) {
          report(at, `${type} ${nameOf(at)} is sent by callers and has no bounds (${wanted})`);
        }
      }
    }
  },
};
