import { keys } from './support/contract.js';

export default {
  description: 'Responses are in ascending order, so that a reader finds a status at once.',
  check(contract, report) {
    for (const { operation, at, name } of contract.operations) {
      const statuses = keys(operation.responses).filter((status) => /^\d+$/.test(status));
      const index = statuses.findIndex((status, one) => one > 0 && Number(status) < Number(statuses[one - 1]));
      if (index > 0) {
        report([...at, 'responses', statuses[index]], `${name}: ${statuses[index]} comes after ${statuses[index - 1]}`);
      }
    }
  },
};
