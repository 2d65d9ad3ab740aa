import { has, isObject, keys } from './support/contract.js';

const isText = (value) => typeof value === 'string';
const isMap = (value) => isObject(value) && keys(value).length > 0;
const MEMBERS = {
  key: (value) => value === null || isText(value),
  method: (value) => ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(value),
  path: (value) => isText(value) && value.startsWith('/'),
  parameters: isMap,
  query: isText,
  headers: isMap,
  body: isObject,
  rawBody: isText,
  padTo: (value) => Number.isInteger(value) && value > 0,
};

export default {
  description: 'Every error example is reproducible: x-sandbox says how to change the valid request to get it.',
  check(contract, report) {
    for (const { key, example, at, operation } of contract.errorExamples) {
      const sandbox = example?.['x-sandbox'];
      const problem = (text, ...member) => report([...at, 'x-sandbox', ...member], `example ${key}: x-sandbox ${text}`);
      if (!isMap(sandbox)) {
        problem(has(example, 'x-sandbox') ? 'changes nothing' : 'is missing');
        continue;
      }
      for (const [member, value] of Object.entries(sandbox)) {
        if (!has(MEMBERS, member)) {
          problem(`has the unknown member ${member}`, member);
        } else if (!MEMBERS[member](value)) {
          problem(`has a ${member} that is not valid: ${JSON.stringify(value)}`, member);
        }
      }
      if (['body', 'rawBody', 'padTo'].filter((member) => has(sandbox, member)).length > 1) {
        problem('has more than one of body, rawBody and padTo');
      }
      for (const member of ['body', 'rawBody', 'padTo'].filter((one) => has(sandbox, one))) {
        if (!operation.operation.requestBody) {
          problem(`has a ${member}, but ${operation.name} takes none`, member);
        }
      }
      for (const name of keys(sandbox.parameters)) {
        if (!operation.parameters.some(({ node }) => node?.name === name && ['path', 'query'].includes(node.in))) {
          problem(`changes the parameter ${name}, which ${operation.name} does not have`, 'parameters', name);
        }
      }
      if (sandbox.method === operation.method.toUpperCase()) {
        problem(`has the method of ${operation.name} itself`, 'method');
      }
    }
  },
};
