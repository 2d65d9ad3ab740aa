import { isObject, items, keys } from './support/contract.js';

const isText = (value) => typeof value === 'string' && value.trim() !== '';
const FACTS = {
  code: (value) => typeof value === 'string' && /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(value),
  status: (value) => Number.isInteger(value) && value >= 400 && value <= 599,
  origin: (value) => ['published', 'decided'].includes(value),
  retryable: (value) => typeof value === 'boolean',
  remedy: isText,
  messages: (value) => Array.isArray(value) && value.length > 0,
};
const MESSAGE = {
  condition: (value) => typeof value === 'string' && /^[a-z][A-Za-z0-9]*$/.test(value),
  text: isText,
};

export default {
  description: 'Server, client and pages are made from the facts of a code: each has them all, in the right type.',
  check(contract, report) {
    const { at, facts } = contract.errorCode;
    const conditions = new Set();
    facts.forEach((fact, index) => {
      const factAt = [...(at ?? []), 'x-error-codes', index];
      checkMembers(fact, FACTS, [], factAt, fact.code, report);
      items(fact.messages)
        .filter(isObject)
        .forEach((message, one) => {
          const messageAt = [...factAt, 'messages', one];
          checkMembers(message, MESSAGE, ['parameters'], messageAt, `${fact.code} messages[${one}]`, report);
          if (conditions.has(message.condition)) {
            report([...messageAt, 'condition'], `condition ${message.condition} is not unique`);
          }
          conditions.add(message.condition);
          const placeholders = [...String(message.text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
          if (placeholders.join() !== items(message.parameters).join()) {
            report(
              messageAt,
              `parameters [${items(message.parameters).join(', ')}] are not the placeholders of the text, ` +
                `[${placeholders.join(', ')}]`,
            );
          }
        });
    });
  },
};

function checkMembers(node, members, optional, at, name, report) {
  for (const [member, isValid] of Object.entries(members)) {
    if (node[member] === undefined) {
      report(at, `${name}: ${member} is missing`);
    } else if (!isValid(node[member])) {
      report([...at, member], `${name}: ${member} is not valid: ${JSON.stringify(node[member])}`);
    }
  }
  for (const member of keys(node).filter((key) => !(key in members) && !optional.includes(key))) {
    report([...at, member], `${name}: unknown member ${member}`);
  }
}
