import { has } from './support/contract.js';

const HEADERS = ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset', 'X-Request-Id'];

export default {
  description: 'A caller reads its quota and the request id from any response, an error too.',
  check(contract, report) {
    for (const { response, at } of contract.responses) {
      for (const header of HEADERS.filter((name) => !has(response?.headers, name))) {
        report([...at, 'headers'], `response has no header ${header}`);
      }
    }
  },
};
