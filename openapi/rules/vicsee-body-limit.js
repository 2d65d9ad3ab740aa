import { has } from './support/contract.js';

export default {
  description: 'A body has a limit in bytes, as data: it is what the server enforces and what 413 is about.',
  check(contract, report) {
    for (const { operation, at, name } of contract.operations) {
      const limit = operation['x-max-body-bytes'];
      if (operation.requestBody && !has(operation, 'x-max-body-bytes')) {
        report(at, `${name} takes a body and has no x-max-body-bytes`);
      } else if (has(operation, 'x-max-body-bytes') && !(Number.isInteger(limit) && limit > 0)) {
        report([...at, 'x-max-body-bytes'], `${name}: x-max-body-bytes is not a positive integer`);
      } else if (limit) {
        for (const example of contract.errorExamples.filter((one) => one.operation.operation === operation)) {
          const padTo = example.example?.['x-sandbox']?.padTo;
          if (padTo !== undefined && padTo <= limit) {
            report([...example.at, 'x-sandbox', 'padTo'], `${name}: padTo ${padTo} is not over its limit, ${limit}`);
          }
        }
      }
    }
  },
};
