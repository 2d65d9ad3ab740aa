import { oas } from '@stoplight/spectral-rulesets';
import { spectralRules } from './rules/index.js';

export default {
  extends: [[oas, 'recommended']],
  rules: {
    // Examples are validated by tools/lint/examples.js. These two take example data with a member `type` for a schema.
    'oas3-valid-media-example': 'off',
    'oas3-valid-schema-example': 'off',
    ...spectralRules,
  },
};
