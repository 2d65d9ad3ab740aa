const isText = (value) => typeof value === 'string' && value.trim() !== '';

export default {
  description: 'A named example says in its summary what it shows: pages list examples by it.',
  check(contract, report) {
    for (const { media, at } of contract.bodies) {
      for (const [key, written] of Object.entries(media?.examples ?? {})) {
        const example = contract.resolve(written, [...at, 'examples', key]);
        if (!isText(example.node?.summary)) {
          report(example.at, `example ${key} has no summary`);
        }
      }
    }
  },
};
