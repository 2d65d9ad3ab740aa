/** Operations: names, parameters, statuses, bodies and links. */
import { entries, has, keys } from '../tools/contract/model.js';

const VERBS = {
  get: ['get', 'list', 'download'],
  head: ['check'],
  post: ['create', 'generate', 'upscale', 'cancel', 'retry'],
  put: ['replace'],
  patch: ['update'],
  delete: ['delete'],
};
const STATUSES = ['400', '401', '404', '405', '406', '429', '500'];
const STATUSES_WITH_BODY = ['413', '415'];

export default {
  'vicsee-body-limit': {
    description: 'A request body has a limit in bytes, which the server enforces with 413.',
    check(contract, report) {
      for (const { operation, at, name } of contract.operations) {
        const limit = operation['x-max-body-bytes'];
        if (limit === undefined) {
          if (operation.requestBody) {
            report(at, `${name} takes a body and has no x-max-body-bytes`);
          }
          continue;
        }
        if (!Number.isInteger(limit) || limit <= 0) {
          report([...at, 'x-max-body-bytes'], `${name}: x-max-body-bytes must be a positive integer`);
          continue;
        }
        for (const { operation: owner, example, at: exampleAt } of contract.errorExamples) {
          const padTo = example?.['x-sandbox']?.padTo;
          if (owner.operation === operation && padTo <= limit) {
            report([...exampleAt, 'x-sandbox', 'padTo'], `${name}: padTo ${padTo} must be over the limit, ${limit}`);
          }
        }
      }
    },
  },

  'vicsee-body-names': {
    description: 'The schema of a request body ends in Request, of a success in Response, of a failure in Error.',
    check(contract, report) {
      for (const { status, media, at, name } of contract.jsonBodies) {
        const suffix = status === undefined ? 'Request' : /^[123]/.test(status) ? 'Response' : 'Error';
        const schema = String(media?.schema?.$ref ?? '').split('/').at(-1);
        if (schema && !schema.endsWith(suffix)) {
          report([...at, 'schema'], `${name}: the name ${schema} must end in ${suffix}`);
        }
      }
    },
  },

  'vicsee-links-resolve': {
    description: 'A link leads to an operation that exists, by parameters that it has.',
    check(contract, report) {
      for (const { response, at } of contract.responses) {
        for (const [name, written] of entries(response?.links)) {
          const { node: link, at: linkAt } = contract.resolve(written, [...at, 'links', name]);
          const target = contract.operations.find(({ operation }) => operation.operationId === link?.operationId);
          if (!target) {
            report([...linkAt, 'operationId'], `link ${name} leads to ${link?.operationId}, which is no operation`);
            continue;
          }
          for (const parameter of keys(link.parameters)) {
            if (!target.parameters.some(({ node }) => [node?.name, `${node?.in}.${node?.name}`].includes(parameter))) {
              report([...linkAt, 'parameters', parameter], `link ${name}: ${link.operationId} has no parameter ${parameter}`);
            }
          }
        }
      }
    },
  },

  'vicsee-not-found-by-parameter': {
    description: 'A path with a parameter names a resource, and has a 404 code for a resource that does not exist.',
    check(contract, report) {
      const codesOf = (isWanted) =>
        contract.errorExamples.filter(({ status, operation }) => status === '404' && isWanted(operation)).map(({ code }) => code);
      const isTemplated = ({ path }) => path.includes('{');
      const ofPaths = codesOf((operation) => !isTemplated(operation));
      for (const one of contract.operations.filter(isTemplated)) {
        if (codesOf((operation) => operation === one).every((code) => ofPaths.includes(code))) {
          report([...one.at, 'responses', '404'], `${one.name} has no 404 code of its own resource`);
        }
      }
    },
  },

  'vicsee-operation-id': {
    description: 'operationId is the Java method: camelCase, a verb from the checked list and a noun, without article.',
    check(contract, report) {
      for (const { operation, method, at, name } of contract.operations) {
        const id = String(operation.operationId);
        const problem = problemOf(id, VERBS[method] ?? []);
        if (problem && operation.operationId !== undefined) {
          report([...at, 'operationId'], `${name}: operationId ${id} ${problem}`);
        }
      }
    },
  },

  'vicsee-paid-idempotency': {
    description: 'A POST that costs credits can be repeated safely, and says when it replays an answer.',
    check(contract, report) {
      for (const { operation, parameters, at, name } of contract.operations.filter((one) => one.operation['x-paid'])) {
        if (!parameters.some(({ node }) => node?.in === 'header' && node.name === 'Idempotency-Key')) {
          report([...at, 'parameters'], `${name} is paid and has no parameter Idempotency-Key`);
        }
        for (const [status, written] of entries(operation.responses)) {
          const { node } = contract.resolve(written);
          if (status.startsWith('2') && !has(node?.headers, 'Idempotency-Replayed')) {
            report([...at, 'responses', status], `${name} is paid and its ${status} has no header Idempotency-Replayed`);
          }
        }
        for (const [status, reason] of [['409', 'a key in use'], ['402', 'a balance below the price']]) {
          if (!has(operation.responses, status)) {
            report([...at, 'responses'], `${name} is paid and declares no ${status}, for ${reason}`);
          }
        }
      }
    },
  },

  'vicsee-parameter-names': {
    description: 'Parameters of paths and queries are in camelCase.',
    check(contract, report) {
      for (const { node, at } of contract.parameters.filter((one) => ['path', 'query'].includes(one.node.in))) {
        if (!/^[a-z][A-Za-z0-9]*$/.test(node.name)) {
          report([...at, 'name'], `parameter ${node.name} is not in camelCase`);
        }
      }
    },
  },

  'vicsee-response-names': {
    description: 'Shared responses are named by condition, in PascalCase and without digits.',
    check(contract, report) {
      for (const [name, , at] of contract.components('responses')) {
        if (!/^([A-Z][a-z]+)+$/.test(name)) {
          report(at, `response ${name} is not named by its condition (PascalCase, no digits)`);
        }
      }
    },
  },

  'vicsee-status-explicit': {
    description: 'Each status is declared by number: a range or a default cannot be tested nor have its own codes.',
    check(contract, report) {
      for (const { status, writtenAt } of contract.responses.filter((one) => !/^[1-5]\d\d$/.test(one.status))) {
        report(writtenAt, `status ${status} is not a number`);
      }
    },
  },

  'vicsee-statuses-everywhere': {
    description: 'Any operation may get a wrong request, too many requests or no key, and any server may fail.',
    check(contract, report) {
      for (const { operation, at, name } of contract.operations) {
        const expected = operation.requestBody ? [...STATUSES, ...STATUSES_WITH_BODY] : STATUSES;
        const missing = expected.filter((status) => !has(operation.responses, status));
        if (missing.length > 0) {
          report([...at, 'responses'], `${name} declares no ${missing.join(', ')}`);
        }
      }
    },
  },
};

function problemOf(id, verbs) {
  const [, verb, noun] = /^([a-z]+)((?:[A-Z][a-z0-9]*)+)$/.exec(id) ?? [];
  if (!verb) {
    return 'is not a verb and a noun in camelCase';
  }
  if (!verbs.includes(verb)) {
    return `must begin with a verb of its method: ${verbs.join(', ')}`;
  }
  if (/^(A|An|The)([A-Z]|$)/.test(noun)) {
    return 'has an article';
  }
  return verb === 'list' && !noun.endsWith('s') ? 'must list a plural' : undefined;
}
