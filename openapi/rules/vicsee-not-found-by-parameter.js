/** The codes of 404 on paths without parameters are about the path itself. */
export default {
  description: 'A path with a parameter names a resource, and has a 404 code for a resource that does not exist.',
  check(contract, report) {
    const codes = (wanted) =>
      contract.errorExamples.filter(({ status }) => status === '404').filter(({ operation }) => wanted(operation));
    const isTemplated = ({ path }) => path.includes('{');
    const ofPaths = new Set(codes((operation) => !isTemplated(operation)).map(({ code }) => code));
    for (const one of contract.operations.filter(isTemplated)) {
      if (codes((operation) => operation === one).every(({ code }) => ofPaths.has(code))) {
        report([...one.at, 'responses', '404'], `${one.name} has no 404 code of its own resource`);
      }
    }
  },
};
