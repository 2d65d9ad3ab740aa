import { has, typesOf } from './support/contract.js';

const KEYWORDS = {
  exclusiveMinimum: 'the generators make it inclusive',
  exclusiveMaximum: 'the generators make it inclusive',
  prefixItems: 'the mock server ignores it',
  unevaluatedProperties: 'the mock server ignores it',
  unevaluatedItems: 'the mock server ignores it',
  patternProperties: 'the generators drop it',
  dependentSchemas: 'the generators drop it',
  if: 'the generators drop it',
  not: 'the generators drop it',
  nullable: "it is OpenAPI 3.0; write type: [string, 'null']",
  example: 'it is deprecated in a schema of OpenAPI 3.1; write examples',
};

export default {
  description: 'The contract keeps to what generators, mock and validators all understand alike.',
  check(contract, report) {
    for (const { schema, at, property } of contract.schemas) {
      for (const keyword of Object.keys(KEYWORDS).filter((one) => has(schema, one))) {
        report([...at, keyword], `${keyword} is not to be used: ${KEYWORDS[keyword]}`);
      }
      const isNamed = at.length === 3 && at[1] === 'schemas';
      if (typesOf(schema).includes('boolean') && has(schema, 'const') && !isNamed) {
        report([...at, 'const'], 'a boolean const outside a named schema does not compile in Java');
      }
      if (property !== undefined && schema.type === 'null') {
        report([...at, 'type'], "a property of type 'null' does not compile in Java");
      }
    }
  },
};
