import { typesOf } from './support/contract.js';

const MEASURES = [
  [/duration|seconds|timeout|^age$|retry-after/i, /\b(milliseconds?|seconds?|minutes?|hours?)\b/],
  [/bytes|size/i, /\b(bytes?|pixels?|[KMG]i?B)\b/],
  [/megapixels/i, /\b(megapixels?|MP)\b/],
  [/percent|progress/i, /\bpercent\b/],
  [/ratelimit/i, /\b(requests?|UTC)\b/],
];

export default {
  description: 'A number of something says of what: every duration, size and limit has its unit in the description.',
  check(contract, report) {
    const check = (name, schema, at, text) => {
      const isNumber = typesOf(schema).some((type) => ['integer', 'number'].includes(type));
      const [, unit] = MEASURES.find(([pattern]) => pattern.test(name)) ?? [];
      if (isNumber && unit && !unit.test(text)) {
        report(at, `description of ${name} names no unit`);
      }
    };
    for (const { schema, at, property } of contract.schemas.filter((one) => one.property !== undefined)) {
      const { node } = contract.resolve(schema, at);
      check(property, node, at, `${schema.description} ${node?.description}`);
    }
    for (const { name, node, at } of contract.headers) {
      check(name, contract.resolve(node.schema).node, at, node.description);
    }
  },
};
