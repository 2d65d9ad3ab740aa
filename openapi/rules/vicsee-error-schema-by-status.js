import { strings } from './support/contract.js';

export default {
  description: 'The schema of a status lists just the codes of that status, or no tool could see a wrong one.',
  check(contract, report) {
    const { facts } = contract.errorCode;
    for (const { media, mediaType, status, at } of contract.bodies) {
      if (status === undefined || /^[123]/.test(status) || mediaType !== 'application/json') {
        continue;
      }
      const declared = facts.filter((fact) => String(fact.status) === status).map(({ code }) => code);
      const codes = contract.codesOf(media?.schema, [...at, 'schema']);
      if (!codes) {
        report([...at, 'schema'], `schema of response ${status} has no enum at error.code`);
        continue;
      }
      const listed = strings(codes.node.enum);
      const missing = declared.filter((code) => !listed.includes(code));
      const foreign = listed.filter((code) => !declared.includes(code));
      for (const code of missing) {
        report([...codes.at, 'enum'], `enum of status ${status} lacks ${code}`);
      }
      for (const code of foreign) {
        report([...codes.at, 'enum'], `enum of status ${status} has ${code}, which is not a code of that status`);
      }
    }
  },
};
