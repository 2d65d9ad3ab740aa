export default {
  description: 'The key of an error example is its code, or its code and a variant: tests and pages find it by that.',
  check(contract, report) {
    for (const { key, code, example, at, writtenAt } of contract.errorExamples) {
      if (!/^[A-Z][A-Z0-9_]*(-[a-z][A-Za-z0-9]*)?$/.test(key)) {
        report(writtenAt, `example key ${key} is neither CODE nor CODE-variant`);
      } else if (example?.value?.error?.code !== code) {
        report([...at, 'value', 'error', 'code'], `example ${key} has the code ${example?.value?.error?.code}`);
      }
    }
  },
};
