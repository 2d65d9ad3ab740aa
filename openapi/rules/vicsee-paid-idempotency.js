import { has } from './support/contract.js';

export default {
  description: 'A POST that costs credits can be retried safely, and says so when it answers again.',
  check(contract, report) {
    for (const { operation, parameters, at, name } of contract.operations.filter((one) => one.operation['x-paid'])) {
      if (!parameters.some(({ node }) => node?.in === 'header' && node.name === 'Idempotency-Key')) {
        report([...at, 'parameters'], `${name} is paid and has no parameter Idempotency-Key`);
      }
      for (const [status, written] of Object.entries(operation.responses ?? {})) {
        const { node } = contract.resolve(written);
        if (status.startsWith('2') && !has(node?.headers, 'Idempotency-Replayed')) {
          report([...at, 'responses', status], `${name} is paid and its ${status} has no header Idempotency-Replayed`);
        }
      }
      if (!has(operation.responses, '409')) {
        report([...at, 'responses'], `${name} is paid and declares no 409, for a key that is taken`);
      }
      if (!has(operation.responses, '402')) {
        report([...at, 'responses'], `${name} is paid and declares no 402, for a balance below the price`);
      }
    }
  },
};
