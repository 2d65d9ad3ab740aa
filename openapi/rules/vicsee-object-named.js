import { has, nameOf } from './support/contract.js';

/** The parts of an `allOf` are merged into the schema that has them, and make no class of their own. */
export default {
  description: 'An object with properties is a named schema, as an anonymous one becomes a class with a made-up name.',
  check(contract, report) {
    for (const { schema, at } of contract.schemas) {
      const isNamed = at.length === 3 && at[1] === 'schemas';
      if (has(schema, 'properties') && !isNamed && !at.includes('allOf')) {
        report(at, `${nameOf(at)} is an object without a name; move it to components.schemas`);
      }
    }
    for (const { media, mediaType, at, name } of contract.bodies) {
      if (/json/.test(mediaType) && !has(media?.schema, '$ref')) {
        report([...at, 'schema'], `${name}: the schema of the body is not a reference`);
      }
    }
  },
};
