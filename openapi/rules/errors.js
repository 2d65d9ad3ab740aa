/** Error codes, their facts, and the examples that show them. */
import { has, isObject, isText, items, keys, strings } from '../tools/contract/model.js';

const isMap = (value) => isObject(value) && keys(value).length > 0;

/** What `x-sandbox` may change of a valid request. */
const SANDBOX = {
  key: (value) => value === null || typeof value === 'string',
  method: (value) => ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(value),
  path: (value) => typeof value === 'string' && value.startsWith('/'),
  parameters: isMap,
  query: (value) => typeof value === 'string',
  headers: isMap,
  body: isObject,
  rawBody: (value) => typeof value === 'string',
  padTo: (value) => Number.isInteger(value) && value > 0,
};
const SANDBOX_BODY = ['body', 'rawBody', 'padTo'];

export default {
  'vicsee-error-body': {
    description: 'Every error is JSON, whichever part of the server produces it.',
    check(contract, report) {
      for (const { response, status, at } of contract.errorResponses) {
        const types = keys(response?.content);
        if (types.join() !== 'application/json') {
          report([...at, 'content'], `response ${status} must have application/json alone; it has [${types.join(', ')}]`);
        }
      }
    },
  },

  'vicsee-error-code-used': {
    description: 'Tests and pages learn from an example how a code is caused, so each code has one.',
    check(contract, report) {
      const { at, facts } = contract.errorCode;
      const used = new Set(contract.errorExamples.map(({ code }) => code));
      facts.forEach(({ code }, index) => {
        if (!used.has(code)) {
          report([...at, 'x-error-codes', index], `no operation has an example of ${code}`);
        }
      });
    },
  },

  'vicsee-error-example-key': {
    description: 'The key of an error example is its code, or its code and a variant: tests and pages look it up by that.',
    check(contract, report) {
      for (const { key, code, example, at, writtenAt } of contract.errorExamples) {
        if (!/^[A-Z][A-Z0-9_]*(-[a-z][A-Za-z0-9]*)?$/.test(key)) {
          report(writtenAt, `example key ${key} must be CODE or CODE-variant`);
        } else if (example?.value?.error?.code !== code) {
          report([...at, 'value', 'error', 'code'], `example ${key} has the code ${example?.value?.error?.code}`);
        }
      }
    },
  },

  'vicsee-error-example-message': {
    description: 'The message of an error example is one that the server can write: a text of its code, filled in.',
    check(contract, report) {
      for (const { key, code, example, at } of contract.errorExamples) {
        const facts = contract.factsOf(code);
        const message = example?.value?.error?.message;
        const fits = ({ text }) => template(text).test(message) && !/\{\w+\}/.test(message);
        if (facts && !items(facts.messages).some(fits)) {
          report([...at, 'value', 'error', 'message'], `example ${key}: "${message}" matches no message of ${code}`);
        }
      }
    },
  },

  'vicsee-error-example-order': {
    description: 'The general example comes first, because mock servers answer with it; its variants follow.',
    check(contract, report) {
      for (const { media, at } of contract.errorBodies) {
        const seen = new Set();
        for (const key of keys(media?.examples)) {
          const [code, variant] = key.split('-');
          if (variant !== undefined && !seen.has(code)) {
            report([...at, 'examples', key], `variant ${key} must come after an example ${code}`);
          }
          seen.add(code);
        }
      }
    },
  },

  'vicsee-error-example-sandbox': {
    description: 'Every error example is reproducible: x-sandbox says how to change a valid request to get it.',
    check(contract, report) {
      for (const { key, example, at, operation } of contract.errorExamples) {
        const sandbox = example?.['x-sandbox'];
        const problem = (text, ...member) => report([...at, 'x-sandbox', ...member], `example ${key}: x-sandbox ${text}`);
        if (!isMap(sandbox)) {
          problem(has(example, 'x-sandbox') ? 'is empty' : 'is missing');
          continue;
        }
        for (const [member, value] of Object.entries(sandbox)) {
          if (!has(SANDBOX, member)) {
            problem(`has the unknown member ${member}`, member);
          } else if (!SANDBOX[member](value)) {
            problem(`has an invalid ${member}: ${JSON.stringify(value)}`, member);
          } else if (SANDBOX_BODY.includes(member) && !operation.operation.requestBody) {
            problem(`has a ${member}, but ${operation.name} takes no body`, member);
          }
        }
        if (SANDBOX_BODY.filter((member) => has(sandbox, member)).length > 1) {
          problem(`may have only one of ${SANDBOX_BODY.join(', ')}`);
        }
        for (const name of keys(sandbox.parameters)) {
          if (!operation.parameters.some(({ node }) => node?.name === name && ['path', 'query'].includes(node.in))) {
            problem(`changes the parameter ${name}, which ${operation.name} does not have`, 'parameters', name);
          }
        }
        if (sandbox.method === operation.method.toUpperCase()) {
          problem(`must have another method than ${operation.name}`, 'method');
        }
        const key_ = sandbox.key;
        const personas = items(contract.document['x-personas']).map((persona) => persona?.key);
        if (personas.length > 0 && /^sk-sandbox-/.test(key_ ?? '') && !personas.includes(key_) && !isInvalidKey(key)) {
          problem(`has the key ${key_}, which no persona has`, 'key');
        }
      }
    },
  },

  'vicsee-error-example-status': {
    description: 'An error example stands under the status of its code.',
    check(contract, report) {
      for (const { code, key, status, writtenAt } of contract.errorExamples) {
        const facts = contract.factsOf(code);
        if (!facts) {
          report(writtenAt, `example ${key}: x-error-codes has no code ${code}`);
        } else if (String(facts.status) !== status) {
          report(writtenAt, `example ${key} stands under ${status}; the status of ${code} is ${facts.status}`);
        }
      }
    },
  },

  'vicsee-error-examples': {
    description: 'Named examples show which codes an operation answers with; one that needs a key shows all codes of 401.',
    check(contract, report) {
      for (const { operation, status, media, at, name } of contract.errorBodies) {
        const shown = keys(media?.examples).map((key) => key.split('-')[0]);
        if (shown.length === 0) {
          report(at, `${name} has no named example`);
          continue;
        }
        const security = operation.operation.security ?? contract.document.security ?? [];
        const needsKey = security.length > 0 && security.every((requirement) => keys(requirement).length > 0);
        const codes = strings(contract.codesOf(media?.schema, [...at, 'schema'])?.node.enum);
        for (const code of status === '401' && needsKey ? codes.filter((one) => !shown.includes(one)) : []) {
          report([...at, 'examples'], `${name} needs a key and has no example of ${code}`);
        }
      }
    },
  },

  'vicsee-error-facts': {
    description: 'The facts of the error codes stand beside the enum, in its order, and each message names its parameters.',
    check(contract, report) {
      const { schema, at, facts } = contract.errorCode;
      if (!at) {
        report(['components', 'schemas'], 'no schema has x-error-codes');
        return;
      }
      const listed = strings(schema.enum);
      const conditions = new Set();
      facts.forEach(({ code, messages }, index) => {
        const factAt = [...at, 'x-error-codes', index];
        if (code !== listed[index]) {
          report(factAt, `x-error-codes[${index}] is ${code}, enum[${index}] is ${listed[index]}`);
        }
        items(messages).forEach((message, one) => {
          const messageAt = [...factAt, 'messages', one];
          if (conditions.has(message?.condition)) {
            report([...messageAt, 'condition'], `condition ${message.condition} is not unique`);
          }
          conditions.add(message?.condition);
          const placeholders = [...String(message?.text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name).join(', ');
          const parameters = items(message?.parameters).join(', ');
          if (placeholders !== parameters) {
            report(messageAt, `parameters [${parameters}] differ from the placeholders of the text, [${placeholders}]`);
          }
        });
      });
      for (const code of listed.slice(facts.length)) {
        report([...at, 'enum', listed.indexOf(code)], `${code} has no entry in x-error-codes`);
      }
    },
  },

  'vicsee-error-schema-by-status': {
    description: 'The schema of a status lists the codes of that status and no others, so that a tool sees a wrong code.',
    check(contract, report) {
      for (const { media, status, at } of contract.errorBodies) {
        const declared = contract.errorCode.facts.filter((fact) => String(fact.status) === status).map(({ code }) => code);
        const codes = contract.codesOf(media?.schema, [...at, 'schema']);
        if (!codes) {
          report([...at, 'schema'], `schema of response ${status} has no enum at error.code`);
          continue;
        }
        const listed = strings(codes.node.enum);
        for (const code of declared.filter((one) => !listed.includes(one))) {
          report([...codes.at, 'enum'], `enum of status ${status} lacks ${code}`);
        }
        for (const code of listed.filter((one) => !declared.includes(one))) {
          report([...codes.at, 'enum'], `enum of status ${status} has ${code}, which is no code of that status`);
        }
      }
    },
  },

  'vicsee-success-envelope': {
    description: 'Every JSON body is one of two envelopes: success true with data, or success false with error.',
    check(contract, report) {
      for (const { status, media, at, name } of contract.jsonBodies.filter((body) => body.status !== undefined)) {
        const isSuccess = status.startsWith('2');
        const schemaAt = [...at, 'schema'];
        for (const member of ['success', isSuccess ? 'data' : 'error']) {
          const found = contract.properties(media?.schema, schemaAt, member);
          if (found.length === 0 || !isRequired(contract, media.schema, at, member)) {
            report(schemaAt, `${name}: the body does not require ${member}`);
          } else if (member === 'success' && !found.some(({ node }) => node?.const === isSuccess)) {
            report(schemaAt, `${name}: success must be the constant ${isSuccess}`);
          }
        }
      }
    },
  },
};

/** A message's text as a pattern, each placeholder standing for any value. */
const template = (text) =>
  new RegExp(`^${String(text).split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+)')}$`, 's');

const isInvalidKey = (exampleKey) => exampleKey.startsWith('INVALID_');

function isRequired(contract, schema, at, member) {
  const { node } = contract.resolve(schema, at);
  return items(node?.required).includes(member) || items(node?.allOf).some((part) => isRequired(contract, part, at, member));
}
