import { has, items, nameOf } from './support/contract.js';

export default {
  description: 'A choice between objects has a discriminator that maps them all, or Java has to guess the class.',
  check(contract, report) {
    for (const { schema, at } of contract.schemas) {
      for (const keyword of ['oneOf', 'anyOf']) {
        const objects = items(schema[keyword])
          .filter((choice) => has(choice, '$ref'))
          .filter((choice) => has(contract.resolve(choice).node, 'properties'));
        const mapped = Object.values(schema.discriminator?.mapping ?? {});
        const unmapped = objects.filter(({ $ref }) => !mapped.includes($ref));
        if (objects.length > 1 && unmapped.length > 0) {
          report(at, `${nameOf(at)}: the discriminator does not map ${unmapped.map(({ $ref }) => $ref).join(', ')}`);
        }
      }
    }
  },
};
