import { has } from './support/contract.js';

const EVERYWHERE = ['400', '401', '404', '405', '406', '429', '500'];
const WITH_BODY = ['413', '415'];

export default {
  description: 'Every operation can be asked wrongly, too often, without a key, or while the server is broken.',
  check(contract, report) {
    for (const { operation, at, name } of contract.operations) {
      const expected = operation.requestBody ? [...EVERYWHERE, ...WITH_BODY] : EVERYWHERE;
      for (const status of expected.filter((one) => !has(operation.responses, one))) {
        report([...at, 'responses'], `${name} declares no ${status}`);
      }
    }
  },
};
