/** Schemas: what generators, validators and mock servers all understand alike. */
import { has, isText, items, nameOf, typesOf } from '../tools/contract/model.js';

const FORMATS = ['binary', 'date-time', 'double', 'float', 'int32', 'int64', 'uri', 'uuid'];
const NUMBER_FORMATS = { integer: ['int32', 'int64'], number: ['float', 'double'] };
const UNSUPPORTED = {
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
const UNITS = [
  [/duration|seconds|timeout|^age$|retry-after/i, /\b(milliseconds?|seconds?|minutes?|hours?)\b/],
  [/bytes|size/i, /\b(bytes?|pixels?|[KMG]i?B)\b/],
  [/megapixels/i, /\b(megapixels?|MP)\b/],
  [/percent|progress/i, /\bpercent\b/],
  [/ratelimit/i, /\b(requests?|UTC)\b/],
];
const UNCHANGING_PLURALS = ['Bytes', 'Credits', 'Options'];

/** Whether a regular expression is anchored at both ends and repeats nothing without a limit. */
const isFinite = (pattern) =>
  /^\^.*\$$/s.test(pattern) && !/[*+]|\{\d+,\}/.test(pattern.replace(/\\./g, '').replace(/\[[^\]]*\]/g, ''));

const isBoundedText = (schema) =>
  ['date-time', 'date', 'uuid'].includes(schema.format) ||
  has(schema, 'maxLength') ||
  (typeof schema.pattern === 'string' && isFinite(schema.pattern));
const hasRange = (schema) => has(schema, 'minimum') && has(schema, 'maximum');
const BOUNDS = {
  string: [isBoundedText, 'maxLength, enum, a finite pattern or the format date-time'],
  array: [(schema) => has(schema, 'maxItems'), 'maxItems'],
  integer: [hasRange, 'minimum and maximum'],
  number: [hasRange, 'minimum and maximum'],
};

export default {
  'vicsee-bounds': {
    description: 'Every value that a caller sends has bounds: the server rejects it early, and a test knows the limit.',
    check(contract, report) {
      for (const { schema, at } of contract.sentSchemas.filter((one) => !has(one.schema, 'enum') && !has(one.schema, 'const'))) {
        for (const type of typesOf(schema)) {
          const [isBounded, wanted] = BOUNDS[type] ?? [];
          if (isBounded && !isBounded(schema)) {
            report(at, `${type} ${nameOf(at)} is sent by callers and needs ${wanted}`);
          }
        }
      }
    },
  },

  'vicsee-formats-known': {
    description: 'A format is one that generators and validators know: they ignore a misspelt one silently.',
    check(contract, report) {
      for (const { schema, at } of contract.schemas) {
        if (has(schema, 'format') && !FORMATS.includes(schema.format)) {
          report([...at, 'format'], `format ${schema.format} of ${nameOf(at)} is not one of ${FORMATS.join(', ')}`);
        }
      }
    },
  },

  'vicsee-keywords-supported': {
    description: 'The contract uses only keywords that generators, mock and validators understand alike.',
    check(contract, report) {
      for (const { schema, at, property, isNamed } of contract.schemas) {
        for (const keyword of Object.keys(UNSUPPORTED).filter((one) => has(schema, one))) {
          report([...at, keyword], `do not use ${keyword}: ${UNSUPPORTED[keyword]}`);
        }
        if (typesOf(schema).includes('boolean') && has(schema, 'const') && !isNamed) {
          report([...at, 'const'], 'a boolean const outside a named schema does not compile in Java');
        }
        if (property !== undefined && schema.type === 'null') {
          report([...at, 'type'], "a property of type 'null' does not compile in Java");
        }
      }
    },
  },

  'vicsee-number-format': {
    description: 'A number has a format, because Java has no type for a number of any width.',
    check(contract, report) {
      for (const { schema, at } of contract.schemas) {
        for (const type of typesOf(schema).filter((one) => has(NUMBER_FORMATS, one))) {
          if (!NUMBER_FORMATS[type].includes(schema.format)) {
            report(at, `${type} ${nameOf(at)} has no format (${NUMBER_FORMATS[type].join(' or ')})`);
          }
        }
      }
    },
  },

  'vicsee-object-named': {
    description: 'An object with properties is a named schema, because an anonymous one becomes a class with a made-up name.',
    check(contract, report) {
      // The parts of an allOf are merged into the schema that has them, and make no class of their own.
      for (const { schema, at, isNamed } of contract.schemas) {
        if (has(schema, 'properties') && !isNamed && !at.includes('allOf')) {
          report(at, `${nameOf(at)} is an object without a name; move it to components.schemas`);
        }
      }
      for (const { media, at, name } of contract.jsonBodies.filter((body) => !has(body.media?.schema, '$ref'))) {
        report([...at, 'schema'], `${name}: the schema of the body must be a reference`);
      }
    },
  },

  'vicsee-oneof-discriminator': {
    description: 'A choice between objects has a discriminator that maps all of them, or Java has to guess the class.',
    check(contract, report) {
      for (const { schema, at } of contract.schemas) {
        for (const keyword of ['oneOf', 'anyOf']) {
          const objects = items(schema[keyword]).filter((choice) => has(choice, '$ref') && has(contract.resolve(choice).node, 'properties'));
          const mapped = Object.values(schema.discriminator?.mapping ?? {});
          const unmapped = objects.map(({ $ref }) => $ref).filter(($ref) => !mapped.includes($ref));
          if (objects.length > 1 && unmapped.length > 0) {
            report(at, `${nameOf(at)}: the discriminator does not map ${unmapped.join(', ')}`);
          }
        }
      }
    },
  },

  'vicsee-request-closed': {
    description: 'A request body says whether an unknown field is rejected or ignored.',
    check(contract, report) {
      for (const { schema, at } of contract.sentSchemas) {
        if (has(schema, 'properties') && !has(schema, 'additionalProperties') && !at.includes('allOf')) {
          report(at, `${nameOf(at)} is sent by callers and needs additionalProperties`);
        }
      }
    },
  },

  'vicsee-schema-names': {
    description: 'Schemas are singular and in PascalCase, like the Java classes that they become.',
    check(contract, report) {
      for (const [name, , at] of contract.components('schemas')) {
        const words = name.match(/[A-Z][a-z0-9]+/g) ?? [];
        const last = words.at(-1) ?? '';
        if (words.join('') !== name) {
          report(at, `schema ${name} is not in PascalCase (acronyms as words)`);
        } else if (/[^sui]s$/.test(last) && !UNCHANGING_PLURALS.includes(last)) {
          report(at, `schema ${name} is a plural`);
        }
      }
    },
  },

  'vicsee-schema-typed': {
    description: 'Every schema has a type, and an object has properties: anything else becomes Object in Java.',
    check(contract, report) {
      const hasAny = (schema, keywords) => keywords.some((keyword) => has(schema, keyword));
      for (const { schema, at } of contract.schemas) {
        const isComposed = hasAny(schema, ['allOf', 'anyOf', 'oneOf']);
        if (!isComposed && !hasAny(schema, ['type', '$ref'])) {
          report(at, `${nameOf(at)} has no type`);
        } else if (typesOf(schema).includes('object') && !isComposed && !hasAny(schema, ['properties', 'additionalProperties'])) {
          report(at, `object ${nameOf(at)} has neither properties nor additionalProperties`);
        }
      }
    },
  },

  'vicsee-timestamps': {
    description: 'A property named …At is a date-time, and every date-time is in UTC and says so.',
    check(contract, report) {
      for (const { schema, at, property } of contract.schemas) {
        const { node } = contract.resolve(schema, at);
        if (property !== undefined && /[a-z]At$/.test(property) && node?.format !== 'date-time') {
          report(at, `property ${property} must have the format date-time`);
        }
        if (schema.format === 'date-time' && typesOf(schema).includes('string') && !/\bUTC\b/.test(schema.description)) {
          report(at, `description of the date-time ${nameOf(at)} must mention UTC`);
        }
      }
    },
  },

  'vicsee-units': {
    description: 'The description of every duration, size and limit states its unit.',
    check(contract, report) {
      const check = (name, schema, at, text) => {
        const isNumber = typesOf(schema).some((type) => ['integer', 'number'].includes(type));
        const [, unit] = UNITS.find(([pattern]) => pattern.test(name)) ?? [];
        if (isNumber && unit && !unit.test(text)) {
          report(at, `description of ${name} names no unit`);
        }
      };
      for (const { schema, at, property } of contract.schemas.filter((one) => one.property !== undefined)) {
        const { node } = contract.resolve(schema, at);
        check(property, node, at, `${schema.description} ${node?.description}`);
      }
      for (const { name, node, at } of contract.headers) {
        check(name, contract.resolve(node.schema).node, at, node.description);
      }
    },
  },

  'vicsee-described': {
    description: 'Every tag, parameter, header, body, schema and property has a description, for the page and the Javadoc.',
    check(contract, report) {
      const check = (node, at, name) => {
        if (!isText(node?.description)) {
          report(at, `${name} has no description`);
        }
      };
      items(contract.document.tags).forEach((tag, index) => check(tag, ['tags', index], `tag ${tag?.name}`));
      contract.parameters.forEach(({ node, at }) => check(node, at, `parameter ${node.name}`));
      contract.headers.forEach(({ name, node, at }) => check(node, at, `header ${name}`));
      for (const [name, schema, at] of contract.components('schemas').filter(([, one]) => !has(one, '$ref'))) {
        check(schema, at, `schema ${name}`);
      }
      for (const { schema, at, property } of contract.schemas.filter((one) => one.property !== undefined)) {
        if (!has(schema, '$ref') && !contract.narrows(at)) {
          check(schema, at, `property ${property}`);
        }
      }
      for (const { operation, at, name } of contract.operations.filter((one) => one.operation.requestBody)) {
        const body = contract.resolve(operation.requestBody, [...at, 'requestBody']);
        check(body.node, body.at, `${name} request body`);
      }
    },
  },
};
