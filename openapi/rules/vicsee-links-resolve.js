import { entries } from './support/contract.js';

export default {
  description: 'A link leads to an operation that exists, by parameters that it has.',
  check(contract, report) {
    for (const { response, at } of contract.responses) {
      for (const [name, written] of entries(response?.links)) {
        const { node: link, at: linkAt } = contract.resolve(written, [...at, 'links', name]);
        const target = contract.operations.find(({ operation }) => operation.operationId === link?.operationId);
        if (!target) {
          report([...linkAt, 'operationId'], `link ${name} leads to ${link?.operationId}, which is no operation`);
          continue;
        }
        for (const [parameter] of entries(link.parameters)) {
          if (!target.parameters.some(({ node }) => [node?.name, `${node?.in}.${node?.name}`].includes(parameter))) {
            report(
              [...linkAt, 'parameters', parameter],
              `link ${name}: ${link.operationId} has no parameter ${parameter}`,
            );
          }
        }
      }
    }
  },
};
