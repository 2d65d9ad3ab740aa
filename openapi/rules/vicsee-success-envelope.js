import { items } from './support/contract.js';

export default {
  description: 'Every JSON body is one of two envelopes: success true with data, or success false with error.',
  check(contract, report) {
    for (const { status, media, mediaType, at, name } of contract.bodies) {
      if (status === undefined || !/json/.test(mediaType)) {
        continue;
      }
      const isSuccess = status.startsWith('2');
      for (const member of ['success', isSuccess ? 'data' : 'error']) {
        const found = contract.properties(media?.schema, [...at, 'schema'], member);
        if (found.length === 0 || !isRequired(contract, media.schema, at, member)) {
          report([...at, 'schema'], `${name}: the body does not require ${member}`);
        } else if (member === 'success' && !found.some(({ node }) => node?.const === isSuccess)) {
          report([...at, 'schema'], `${name}: success is not always ${isSuccess}`);
        }
      }
    }
  },
};

function isRequired(contract, schema, at, member) {
  const { node } = contract.resolve(schema, at);
  return (
    items(node?.required).includes(member) || items(node?.allOf).some((part) => isRequired(contract, part, at, member))
  );
}
