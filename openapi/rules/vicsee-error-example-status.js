export default {
  description: 'An error example stands under the status that its code has.',
  check(contract, report) {
    for (const { code, key, status, writtenAt } of contract.errorExamples) {
      const facts = contract.factsOf(code);
      if (!facts) {
        report(writtenAt, `example ${key}: x-error-codes has no code ${code}`);
      } else if (String(facts.status) !== status) {
        report(writtenAt, `example ${key} stands under ${status}; x-error-codes has ${code} under ${facts.status}`);
      }
    }
  },
};
