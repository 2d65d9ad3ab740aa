/**
 * The rules of this project by id, a file for each subject. A rule has a `description`, which is the reason for it, and
 * `check(contract, report)`, which reports each problem as the path of the place to edit and a message.
 */
import { Contract } from '../tools/contract/model.js';
import errors from './errors.js';
import examples from './examples.js';
import extensions from './extensions.js';
import headers from './headers.js';
import operations from './operations.js';
import order from './order.js';
import prose from './prose.js';
import schemas from './schemas.js';

export const subjects = { errors, examples, extensions, headers, operations, order, prose, schemas };
export const rules = Object.assign({}, ...Object.values(subjects));

/** The same rules for Spectral, so that its command line and the editors that know it show them too. */
export const spectralRules = Object.fromEntries(
  Object.entries(rules).map(([id, { description, check }]) => [
    id,
    {
      description,
      message: '{{error}}',
      severity: 'error',
      resolved: false,
      given: '$',
      then: {
        function: function vicsee(document) {
          const findings = [];
          check(Contract.of(document), (path, message) => findings.push({ path, message }));
          return findings;
        },
      },
    },
  ]),
);
