import { entries } from './support/contract.js';

export default {
  description: 'A header is described once, under components.headers, so that it means the same everywhere.',
  check(contract, report) {
    for (const { response, at } of contract.responses) {
      for (const [name, header] of entries(response?.headers)) {
        if (header?.$ref !== `#/components/headers/${name}`) {
          report([...at, 'headers', name], `header ${name} is not a reference to #/components/headers/${name}`);
        }
      }
    }
  },
};
