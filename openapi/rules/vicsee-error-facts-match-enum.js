import { strings } from './support/contract.js';

export default {
  description: 'The facts of the error codes stand beside the enum: the same codes in the same order.',
  check(contract, report) {
    const { schema, at, facts } = contract.errorCode;
    if (!at) {
      report(['components', 'schemas'], 'no schema has x-error-codes');
      return;
    }
    const listed = strings(schema.enum);
    facts.forEach(({ code }, index) => {
      if (code !== listed[index]) {
        report(
          [...at, 'x-error-codes', index],
          `x-error-codes[${index}] is ${code}, enum[${index}] is ${listed[index]}`,
        );
      }
    });
    for (const code of listed.slice(facts.length)) {
      report([...at, 'enum', listed.indexOf(code)], `${code} has no entry in x-error-codes`);
    }
  },
};
