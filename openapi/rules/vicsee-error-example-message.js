import { items } from './support/contract.js';

const template = (text) =>
  new RegExp(
    `^${String(text)
      .split(/\{\w+\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('(.+)')}$`,
    's',
  );

export default {
  description: 'The message of an error example is one that the server can write: a text of its code, filled in.',
  check(contract, report) {
    for (const { key, code, example, at } of contract.errorExamples) {
      const facts = contract.factsOf(code);
      const message = example?.value?.error?.message;
      if (
        facts &&
        !items(facts.messages).some(({ text }) => template(text).test(message) && !/\{\w+\}/.test(message))
      ) {
        report([...at, 'value', 'error', 'message'], `example ${key}: "${message}" fills in no text of ${code}`);
      }
    }
  },
};
