/** Headers of requests and responses. */
import { entries, has } from '../tools/contract/model.js';

const ON_EVERY_RESPONSE = ['X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset', 'X-Request-Id'];
const BY_STATUS = {
  206: 'Content-Range',
  401: 'WWW-Authenticate',
  405: 'Allow',
  416: 'Content-Range',
  429: 'Retry-After',
  502: 'Retry-After',
};
const WIRE_CASE = /^(ETag|WWW-Authenticate|([A-Z][a-z]+|[A-Z])(-([A-Z][a-z]+)+)*)$/;

export default {
  'vicsee-header-names': {
    description: 'Headers are written as they appear on the wire.',
    check(contract, report) {
      const parameters = contract.parameters
        .filter(({ node }) => node.in === 'header')
        .map(({ node, at }) => ({ name: node.name, at: [...at, 'name'] }));
      for (const { name, at } of [...contract.headers, ...parameters]) {
        if (!WIRE_CASE.test(name)) {
          report(at, `header ${name} is not in wire case (Like-This)`);
        }
      }
    },
  },

  'vicsee-headers-by-status': {
    description: 'HTTP (RFC 9110) or this API requires a header with certain statuses.',
    check(contract, report) {
      for (const { status, response, at } of contract.responses) {
        if (has(BY_STATUS, status) && !has(response?.headers, BY_STATUS[status])) {
          report([...at, 'headers'], `response ${status} has no header ${BY_STATUS[status]}`);
        }
      }
    },
  },

  'vicsee-headers-on-every-response': {
    description: 'A caller reads its quota and the request id from any response, an error too.',
    check(contract, report) {
      for (const { response, at } of contract.responses) {
        for (const header of ON_EVERY_RESPONSE.filter((name) => !has(response?.headers, name))) {
          report([...at, 'headers'], `response has no header ${header}`);
        }
      }
    },
  },

  'vicsee-headers-shared': {
    description: 'A header is described once, under components.headers, so that it means the same everywhere.',
    check(contract, report) {
      for (const { response, at } of contract.responses) {
        for (const [name, header] of entries(response?.headers)) {
          if (header?.$ref !== `#/components/headers/${name}`) {
            report([...at, 'headers', name], `header ${name} must be a reference to #/components/headers/${name}`);
          }
        }
      }
    },
  },
};
