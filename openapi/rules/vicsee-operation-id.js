const VERBS = {
  get: ['get', 'list', 'download'],
  head: ['check'],
  post: ['create', 'generate', 'upscale', 'cancel', 'retry'],
  put: ['replace'],
  patch: ['update'],
  delete: ['delete'],
};

export default {
  description: 'operationId is the Java method: camelCase, a verb from the checked list and a noun, without article.',
  check(contract, report) {
    for (const { operation, method, at, name } of contract.operations) {
      const id = String(operation.operationId);
      const problem = problemOf(id, VERBS[method] ?? []);
      if (problem) {
        report([...at, 'operationId'], `${name}: operationId ${id} ${problem}`);
      }
    }
  },
};

function problemOf(id, verbs) {
  const [, verb, noun] = /^([a-z]+)((?:[A-Z][a-z0-9]*)+)$/.exec(id) ?? [];
  if (!verb) {
    return 'is not a verb and a noun in camelCase';
  }
  if (!verbs.includes(verb)) {
    return `has a verb that is not in the list of its method: ${verbs.join(', ')}`;
  }
  if (/^(A|An|The)([A-Z]|$)/.test(noun)) {
    return 'has an article';
  }
  return verb === 'list' && !noun.endsWith('s') ? 'lists one thing' : undefined;
}
