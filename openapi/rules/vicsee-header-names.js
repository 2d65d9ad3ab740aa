const WIRE_CASE = /^(ETag|WWW-Authenticate|([A-Z][a-z]+|[A-Z])(-([A-Z][a-z]+)+)*)$/;

export default {
  description: 'Headers are written as they look on the wire.',
  check(contract, report) {
    const parameters = contract.parameters
      .filter(({ node }) => node.in === 'header')
      .map(({ node, at }) => ({ name: node.name, at: [...at, 'name'] }));
    for (const { name, at } of [...contract.headers, ...parameters]) {
      if (!WIRE_CASE.test(name)) {
        report(at, `header ${name} is not in wire case (Like-This)`);
      }
    }
  },
};
