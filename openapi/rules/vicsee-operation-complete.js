import { has } from './support/contract.js';

export default {
  description: 'Every operation has a name, a summary, a description and one tag, from which class and page are made.',
  check(contract, report) {
    for (const { operation, at, name } of contract.operations) {
      for (const key of ['operationId', 'summary', 'description', 'tags'].filter((one) => !has(operation, one))) {
        report(at, `${name} has no ${key}`);
      }
      if (has(operation, 'tags') && operation.tags?.length !== 1) {
        report([...at, 'tags'], `${name} has ${operation.tags?.length} tags, not one`);
      }
    }
  },
};
