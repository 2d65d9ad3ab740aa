import { has } from './support/contract.js';

const HEADERS = {
  206: 'Content-Range',
  401: 'WWW-Authenticate',
  405: 'Allow',
  416: 'Content-Range',
  429: 'Retry-After',
  502: 'Retry-After',
};

export default {
  description: 'HTTP (RFC 9110) or this API asks for a header with certain statuses.',
  check(contract, report) {
    for (const { status, response, at } of contract.responses) {
      if (has(HEADERS, status) && !has(response?.headers, HEADERS[status])) {
        report([...at, 'headers'], `response ${status} has no header ${HEADERS[status]}`);
      }
    }
  },
};
