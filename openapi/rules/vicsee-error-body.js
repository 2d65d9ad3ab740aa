import { keys } from './support/contract.js';

export default {
  description: 'Every error is JSON, whatever produced it, in the schema of its status.',
  check(contract, report) {
    for (const { response, status, at } of contract.errorResponses) {
      const types = keys(response?.content);
      if (types.length !== 1 || types[0] !== 'application/json') {
        report(
          [...at, 'content'],
          `response ${status} has the media types [${types.join(', ')}], not application/json alone`,
        );
      }
    }
  },
};
