import { keys } from './support/contract.js';

const ONE_WORD = [
  'Accept',
  'Age',
  'Allow',
  'Authorization',
  'Connection',
  'Cookie',
  'Date',
  'ETag',
  'Expect',
  'Host',
  'Link',
  'Location',
  'Origin',
  'Pragma',
  'Range',
  'Referer',
  'Server',
  'TE',
  'Upgrade',
  'Vary',
  'Via',
  'Warning',
];
// OpenAPI has these said by media types and security schemes, and ignores a declaration by name.
const BY_OTHER_MEANS = ['Accept', 'Authorization', 'Content-Type'];

export default {
  description: 'Prose names no header that is not declared; the prose of an operation none that the operation lacks.',
  check(contract, report) {
    const ofParameters = (parameters) =>
      parameters.filter(({ node }) => node?.in === 'header').map(({ node }) => node.name);
    const everywhere = new Set([
      ...BY_OTHER_MEANS,
      ...ofParameters(contract.parameters),
      ...contract.headers.map(({ name }) => name),
    ]);
    const ofOperation = (operation) =>
      new Set([
        ...BY_OTHER_MEANS,
        ...ofParameters(operation.parameters),
        ...contract.responses
          .filter((one) => one.operation === operation)
          .flatMap(({ response }) => keys(response?.headers)),
      ]);
    for (const { text, at } of contract.prose) {
      const operation = contract.operations.find((one) => one.at.every((key, index) => at[index] === key));
      const declared = operation ? ofOperation(operation) : everywhere;
      for (const name of new Set(headersIn(text))) {
        if (!declared.has(name)) {
          const lacking = operation ? `${operation.name} does not declare` : 'is not declared';
          report(at, `${at.at(-1)} names the header ${name}, which ${lacking}`);
        }
      }
    }
  },
};

function headersIn(text) {
  const quoted = [...text.matchAll(/`([^`]+)`/g)].map(([, token]) => /^[A-Za-z-]+(?=$|:)/.exec(token)?.[0]);
  const inText = [...text.matchAll(/\bX-[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)*/g)].map(([token]) => token);
  return [...quoted, ...inText].filter(
    (token) => token && (ONE_WORD.includes(token) || /^[A-Z]+[a-z]*(-[A-Z]+[A-Za-z]*)+$/.test(token)),
  );
}
