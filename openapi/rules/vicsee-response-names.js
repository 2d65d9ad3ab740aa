export default {
  description: 'Shared responses are named by condition, in PascalCase and without digits.',
  check(contract, report) {
    for (const [name, , at] of contract.components('responses')) {
      if (!/^([A-Z][a-z]+)+$/.test(name)) {
        report(at, `response ${name} is not named by its condition (PascalCase, no digits)`);
      }
    }
  },
};
