import { isObject } from './support/contract.js';

const EXTENSIONS = {
  'x-aliases': (at) => at[1] === 'schemas' && at.length === 3,
  'x-anonymous': (at) => at.length === 0,
  'x-error-codes': (at) => at[1] === 'schemas' && at.length === 3,
  'x-idempotency': (at) => at.length === 0,
  'x-max-body-bytes': (at) => at[0] === 'paths' && at.length === 3,
  'x-order-of-checks': (at) => at.length === 0,
  'x-paid': (at) => at[0] === 'paths' && at.length === 3,
  'x-personas': (at) => at.length === 0,
  'x-pixels': (at) => at[1] === 'schemas' && at.length === 3,
  'x-plans': (at) => at.length === 0,
  'x-polling': (at) => at.length === 0,
  'x-sandbox': (at) => at.at(-2) === 'examples',
  'x-task-error-codes': (at) => at[1] === 'schemas' && at.length === 3,
  'x-upload-types': (at) => at[1] === 'schemas' && at.length === 3,
};

export default {
  description: 'An extension is one that something reads, at the place where it is read: a misspelt one is silent.',
  check(contract, report) {
    const visit = (node, at) => {
      if (Array.isArray(node)) {
        node.forEach((item, index) => visit(item, [...at, index]));
      }
      for (const [key, value] of isObject(node) ? Object.entries(node) : []) {
        if (key.startsWith('x-')) {
          if (!EXTENSIONS[key]?.(at)) {
            report([...at, key], EXTENSIONS[key] ? `nothing reads ${key} here` : `nothing reads ${key}`);
          }
        } else if (!['value', 'example', 'properties', 'headers'].includes(key)) {
          visit(value, [...at, key]);
        } else if (key === 'properties' || key === 'headers') {
          Object.entries(isObject(value) ? value : {}).forEach(([name, child]) => visit(child, [...at, key, name]));
        }
      }
    };
    visit(contract.document, []);
  },
};
