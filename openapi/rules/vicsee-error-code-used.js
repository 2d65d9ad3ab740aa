export default {
  description: 'A code that no operation shows an example of cannot be provoked, tested or documented.',
  check(contract, report) {
    const { at, facts } = contract.errorCode;
    const used = new Set(contract.errorExamples.map(({ code }) => code));
    facts.forEach(({ code }, index) => {
      if (!used.has(code)) {
        report([...at, 'x-error-codes', index], `no operation has an example of ${code}`);
      }
    });
  },
};
