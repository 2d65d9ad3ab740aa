import { keys } from './support/contract.js';

export default {
  description: 'The general example comes first, as mock servers answer with it; a variant comes after its code.',
  check(contract, report) {
    for (const { media, status, at } of contract.bodies) {
      const seen = new Set();
      for (const key of keys(status === undefined || /^[123]/.test(status) ? {} : media?.examples)) {
        const [code, variant] = key.split('-');
        if (variant !== undefined && !seen.has(code)) {
          report([...at, 'examples', key], `variant ${key} comes before, or without, ${code}`);
        }
        seen.add(code);
      }
    }
  },
};
