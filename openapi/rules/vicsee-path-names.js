import { keys } from './support/contract.js';

export default {
  description: 'Paths are in kebab-case, their parameters and those of the query in camelCase.',
  check(contract, report) {
    for (const path of keys(contract.document.paths)) {
      const isGood = path
        .split('/')
        .slice(1)
        .every((part) => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(part) || /^\{[a-z][A-Za-z0-9]*\}$/.test(part));
      if (!isGood) {
        report(['paths', path], `path ${path} is not in kebab-case`);
      }
    }
    for (const { node, at } of contract.parameters.filter((one) => ['path', 'query'].includes(one.node.in))) {
      if (!/^[a-z][A-Za-z0-9]*$/.test(node.name)) {
        report([...at, 'name'], `parameter ${node.name} is not in camelCase`);
      }
    }
  },
};
