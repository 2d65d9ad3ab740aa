/** The data of this project in `x-` extensions: where each may stand, and what it holds. */
import { entries, has, isObject, items } from '../tools/contract/model.js';
import { problemsOf } from '../tools/contract/values.js';

const text = { type: 'string', pattern: '\\S' };
const flag = { type: 'boolean' };
const count = { type: 'integer', minimum: 0 };
const duration = { type: 'string', pattern: '^PT(?=\\d)(\\d+H)?(\\d+M)?(\\d+(\\.\\d+)?S)?$' };
const matching = (pattern) => ({ type: 'string', pattern });
const record = (properties, optional = {}) => ({
  type: 'object',
  required: Object.keys(properties),
  properties: { ...properties, ...optional },
  additionalProperties: false,
});
const list = (items) => ({ type: 'array', minItems: 1, items });

const inRoot = (at) => at.length === 0;
const inSchema = (at) => at[1] === 'schemas' && at.length === 3;
const inOperation = (at) => at[0] === 'paths' && at.length === 3;

/** Each extension: its place, the schema of its value, and the member that identifies an item of a list. */
const EXTENSIONS = {
  'x-aliases': { isPlace: inSchema },
  'x-anonymous': { isPlace: inRoot, schema: record({ requestsPerDay: count, description: text }) },
  'x-error-codes': {
    isPlace: inSchema,
    key: 'code',
    schema: list(
      record({
        code: matching('^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$'),
        status: { type: 'integer', minimum: 400, maximum: 599 },
        origin: { enum: ['published', 'decided'] },
        retryable: flag,
        remedy: text,
        messages: list(record({ condition: matching('^[a-z][A-Za-z0-9]*$'), text }, { parameters: { type: 'array' } })),
      }),
    ),
  },
  'x-idempotency': { isPlace: inRoot, schema: record({ retention: duration, description: text }) },
  'x-max-body-bytes': { isPlace: inOperation },
  // The conditions of x-error-codes, in the order in which a server checks them.
  'x-order-of-checks': { isPlace: inRoot, schema: list(matching('^[a-z][A-Za-z0-9]*$')) },
  'x-paid': { isPlace: inOperation, schema: flag },
  'x-personas': {
    isPlace: inRoot,
    key: 'key',
    schema: list(
      record({
        name: matching('^[a-z]+(-[a-z0-9]+)*$'),
        key: matching('^sk-sandbox-[a-z]+(-[a-z0-9]+)*$'),
        user: matching('^sandbox-[a-z]+$'),
        plan: matching('^[a-z]+$'),
        credits: count,
        active: flag,
        description: text,
      }),
    ),
  },
  // The pixels of each resolution, by media type and the side that they are on.
  'x-pixels': { isPlace: inSchema },
  'x-plans': {
    isPlace: inRoot,
    key: 'name',
    schema: list(
      record({ name: matching('^[a-z]+$'), apiAccess: flag, requestsPerDay: count, concurrentGenerations: count, description: text }),
    ),
  },
  'x-polling': {
    isPlace: inRoot,
    schema: record({ initialInterval: duration, factor: { type: 'number', minimum: 1 }, maxInterval: duration, description: text }),
  },
  // What a header field of this API, as opposed to one of HTTP, is for. Readers find the field by it, whatever its name.
  'x-role': {
    isPlace: (at) => ['headers', 'parameters'].includes(at[1]) && at.length === 3,
    schema: { enum: ['quota-limit', 'quota-remaining', 'quota-reset', 'request-id', 'idempotency-key', 'replayed'] },
  },
  'x-sandbox': { isPlace: (at) => at.at(-2) === 'examples' },
  // The names of the operation in the client: a service and a method. An operation without it is named by tag and operationId.
  'x-sdk': {
    isPlace: inOperation,
    schema: record({ group: matching('^[a-z]+$'), method: matching('^[a-z][A-Za-z]*$') }),
  },
  // The client sends the parameter itself, and shows it to no caller.
  'x-sdk-internal': { isPlace: (at) => at[1] === 'parameters' && at.length === 3, schema: flag },
  // Whoever has the value may act as its owner, so no log shows it.
  'x-secret': { isPlace: (at) => at[1] === 'schemas' && at.at(-2) === 'properties', schema: flag },
  'x-task-error-codes': {
    isPlace: inSchema,
    key: 'code',
    schema: list(record({ code: matching('^[A-Z][A-Z0-9_]*$'), key: matching('^[a-z][a-z0-9_]*$'), message: text })),
  },
  'x-upload-types': {
    isPlace: inSchema,
    key: 'contentType',
    schema: list(
      record({
        contentType: matching('^[a-z]+/[a-z0-9.+-]+$'),
        mediaType: { enum: ['image', 'video', 'audio'] },
        maxBytes: { type: 'integer', minimum: 1 },
        extension: matching('^[a-z0-9]+$'),
      }),
    ),
  },
};

export default {
  'vicsee-extension-data': {
    description: 'Code is generated from the data of extensions: each entry has all its members, in the right type, once.',
    check(contract, report) {
      for (const { key: name, value, at } of extensions(contract.document, [])) {
        const { schema, key } = EXTENSIONS[name] ?? {};
        for (const { path, message } of schema ? problemsOf(schema, value) : []) {
          report([...at, name, ...path], `${[name, ...path].join('.')} ${message}`);
        }
        const ids = key ? items(value).map((item) => item?.[key]) : [];
        for (const [index, id] of ids.entries()) {
          if (ids.indexOf(id) < index) {
            report([...at, name, index, key], `${name}.${index}: ${key} ${id} is not unique`);
          }
        }
      }
      const names = contract.operations.map(({ operation }) => operation['x-sdk'] && Object.values(operation['x-sdk']).join('.'));
      for (const [index, { at }] of contract.operations.entries()) {
        if (names[index] && names.indexOf(names[index]) < index) {
          report([...at, 'x-sdk'], `x-sdk: ${names[index]} is not unique`);
        }
      }
      for (const [name, schema, at] of contract.components('schemas')) {
        const values = items(schema?.enum);
        for (const [alias, value] of entries(schema?.['x-aliases'])) {
          if (values.includes(alias) || !values.includes(value)) {
            report([...at, 'x-aliases', alias], `x-aliases of ${name}: ${alias} does not stand for another value of its enum`);
          }
        }
        const uploads = items(schema?.['x-upload-types']).map((type) => type?.contentType);
        if (has(schema, 'x-upload-types') && uploads.join() !== values.join()) {
          report([...at, 'x-upload-types'], `x-upload-types of ${name} does not list the values of its enum, in order`);
        }
      }
    },
  },

  'vicsee-extensions-known': {
    description: 'An extension has a reader, and stands where that looks for it: nothing would notice a misspelt one.',
    check(contract, report) {
      for (const { key, at } of extensions(contract.document, [])) {
        if (!EXTENSIONS[key]?.isPlace(at)) {
          report([...at, key], EXTENSIONS[key] ? `nothing reads ${key} here` : `nothing reads ${key}`);
        }
      }
    },
  },
};

/** Every extension, as `{key, value, at}`. Example data and the values of extensions are not searched. */
function* extensions(node, at) {
  for (const [key, value] of Array.isArray(node) ? node.entries() : entries(node)) {
    if (typeof key === 'string' && key.startsWith('x-')) {
      yield { key, value, at };
    } else if (['properties', 'headers'].includes(key) && isObject(value)) {
      for (const [name, child] of Object.entries(value)) {
        yield* extensions(child, [...at, key, name]);
      }
    } else if (!['value', 'example'].includes(key)) {
      yield* extensions(value, [...at, key]);
    }
  }
}
