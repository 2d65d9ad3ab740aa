export default {
  description: 'Each status is declared by number: a range or a default cannot be tested nor have its own codes.',
  check(contract, report) {
    for (const { status, writtenAt } of contract.responses.filter((one) => !/^[1-5]\d\d$/.test(one.status))) {
      report(writtenAt, `status ${status} is not a number`);
    }
  },
};
