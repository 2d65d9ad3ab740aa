const PLURALS_BY_NATURE = ['Bytes', 'Credits', 'Options'];

export default {
  description: 'Schemas are singular and in PascalCase, like the Java classes that they become.',
  check(contract, report) {
    for (const [name, , at] of contract.components('schemas')) {
      const words = name.match(/[A-Z][a-z0-9]+/g) ?? [];
      const last = words.at(-1) ?? '';
      if (words.join('') !== name) {
        report(at, `schema ${name} is not in PascalCase (acronyms as words)`);
      } else if (/[^sui]s$/.test(last) && !PLURALS_BY_NATURE.includes(last)) {
        report(at, `schema ${name} is a plural`);
      }
    }
  },
};
