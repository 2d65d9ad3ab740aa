import { keys, strings } from './support/contract.js';

export default {
  description:
    'Each operation shows by named examples which codes it can answer; where a key is a must, all codes of 401.',
  check(contract, report) {
    for (const { operation, status, media, mediaType, at, name } of contract.bodies) {
      if (status === undefined || /^[123]/.test(status) || mediaType !== 'application/json') {
        continue;
      }
      const shown = keys(media?.examples).map((key) => key.split('-')[0]);
      if (shown.length === 0) {
        report(at, `${name} has no named example`);
      }
      const security = operation.operation.security ?? contract.document.security ?? [];
      const needsKey = security.length > 0 && security.every((requirement) => keys(requirement).length > 0);
      if (status === '401' && needsKey && shown.length > 0) {
        const codes = strings(contract.codesOf(media?.schema, [...at, 'schema'])?.node.enum);
        for (const code of codes.filter((one) => !shown.includes(one))) {
          report([...at, 'examples'], `${name} needs a key and has no example of ${code}`);
        }
      }
    }
  },
};
