export default {
  description: 'The schema of a request body ends in Request, of a success in Response, of a failure in Error.',
  check(contract, report) {
    for (const { status, media, mediaType, at, name } of contract.bodies.filter((body) =>
      /json/.test(body.mediaType),
    )) {
      const suffix = status === undefined ? 'Request' : /^[123]/.test(status) ? 'Response' : 'Error';
      const schema = String(media?.schema?.$ref ?? '')
        .split('/')
        .at(-1);
      if (schema && !schema.endsWith(suffix)) {
        report([...at, 'schema'], `${name}: the schema ${schema} does not end in ${suffix} (${mediaType})`);
      }
    }
  },
};
