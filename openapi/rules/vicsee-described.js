import { has } from './support/contract.js';

const isText = (value) => typeof value === 'string' && value.trim() !== '';

export default {
  description: 'Every tag, parameter, header, body, schema and property is described: code and page have nothing else.',
  check(contract, report) {
    const check = (node, at, name) => {
      if (!isText(node?.description)) {
        report(at, `${name} has no description`);
      }
    };
    (contract.document.tags ?? []).forEach((tag, index) => check(tag, ['tags', index], `tag ${tag?.name}`));
    contract.parameters.forEach(({ node, at }) => check(node, at, `parameter ${node.name}`));
    contract.headers.forEach(({ name, node, at }) => check(node, at, `header ${name}`));
    contract.components('schemas').forEach(([name, schema, at]) => {
      if (!has(schema, '$ref')) {
        check(schema, at, `schema ${name}`);
      }
    });
    for (const { schema, at, property } of contract.schemas.filter((one) => one.property !== undefined)) {
      const { node } = contract.resolve(schema, at);
      if (!isText(schema.description) && !isText(node?.description) && !contract.narrows(at)) {
        report(at, `property ${property} has no description`);
      }
    }
    for (const { operation, at, name } of contract.operations) {
      if (operation.requestBody) {
        const body = contract.resolve(operation.requestBody, [...at, 'requestBody']);
        check(body.node, body.at, `${name} request body`);
      }
    }
  },
};
