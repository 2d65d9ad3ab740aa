import { keys } from './support/contract.js';

export default {
  description: 'Every JSON request and every JSON success has a named example, which the mock and the tests use.',
  check(contract, report) {
    for (const { status, media, mediaType, at, name } of contract.bodies) {
      if (
        /json/.test(mediaType) &&
        (status === undefined || status.startsWith('2')) &&
        keys(media?.examples).length === 0
      ) {
        report(at, `${name} has no named example`);
      }
    }
  },
};
