import { Contract } from './support/contract.js';
import bodyExamples from './vicsee-body-examples.js';
import bodyLimit from './vicsee-body-limit.js';
import bodyNames from './vicsee-body-names.js';
import bounds from './vicsee-bounds.js';
import described from './vicsee-described.js';
import errorBody from './vicsee-error-body.js';
import errorCodeUsed from './vicsee-error-code-used.js';
import errorExampleKey from './vicsee-error-example-key.js';
import errorExampleMessage from './vicsee-error-example-message.js';
import errorExampleOrder from './vicsee-error-example-order.js';
import errorExampleSandbox from './vicsee-error-example-sandbox.js';
import errorExampleStatus from './vicsee-error-example-status.js';
import errorExamples from './vicsee-error-examples.js';
import errorFactsComplete from './vicsee-error-facts-complete.js';
import errorFactsMatchEnum from './vicsee-error-facts-match-enum.js';
import errorSchemaByStatus from './vicsee-error-schema-by-status.js';
import exampleSummary from './vicsee-example-summary.js';
import exemplified from './vicsee-exemplified.js';
import extensionData from './vicsee-extension-data.js';
import extensionsKnown from './vicsee-extensions-known.js';
import formatsKnown from './vicsee-formats-known.js';
import headerNames from './vicsee-header-names.js';
import headersByStatus from './vicsee-headers-by-status.js';
import headersOnEveryResponse from './vicsee-headers-on-every-response.js';
import headersShared from './vicsee-headers-shared.js';
import keyOrder from './vicsee-key-order.js';
import keywordsSupported from './vicsee-keywords-supported.js';
import linksResolve from './vicsee-links-resolve.js';
import notFoundByParameter from './vicsee-not-found-by-parameter.js';
import numberFormat from './vicsee-number-format.js';
import objectExplicit from './vicsee-object-explicit.js';
import objectNamed from './vicsee-object-named.js';
import oneofDiscriminator from './vicsee-oneof-discriminator.js';
import operationComplete from './vicsee-operation-complete.js';
import operationId from './vicsee-operation-id.js';
import paidIdempotency from './vicsee-paid-idempotency.js';
import pathNames from './vicsee-path-names.js';
import proseCodes from './vicsee-prose-codes.js';
import proseFields from './vicsee-prose-fields.js';
import proseForm from './vicsee-prose-form.js';
import proseHeaders from './vicsee-prose-headers.js';
import requestClosed from './vicsee-request-closed.js';
import responseNames from './vicsee-response-names.js';
import responsesAscending from './vicsee-responses-ascending.js';
import schemaNames from './vicsee-schema-names.js';
import schemaTyped from './vicsee-schema-typed.js';
import statusExplicit from './vicsee-status-explicit.js';
import statusesEverywhere from './vicsee-statuses-everywhere.js';
import successEnvelope from './vicsee-success-envelope.js';
import timestamps from './vicsee-timestamps.js';
import units from './vicsee-units.js';

/**
 * The rules of this house, by id; the file of a rule has its id as name. A rule has a description, which is the reason
 * for it, and a function that checks the contract and reports what is wrong, each with the path of the place to edit.
 */
export const rules = {
  'vicsee-body-examples': bodyExamples,
  'vicsee-body-limit': bodyLimit,
  'vicsee-body-names': bodyNames,
  'vicsee-bounds': bounds,
  'vicsee-described': described,
  'vicsee-error-body': errorBody,
  'vicsee-error-code-used': errorCodeUsed,
  'vicsee-error-example-key': errorExampleKey,
  'vicsee-error-example-message': errorExampleMessage,
  'vicsee-error-example-order': errorExampleOrder,
  'vicsee-error-example-sandbox': errorExampleSandbox,
  'vicsee-error-example-status': errorExampleStatus,
  'vicsee-error-examples': errorExamples,
  'vicsee-error-facts-complete': errorFactsComplete,
  'vicsee-error-facts-match-enum': errorFactsMatchEnum,
  'vicsee-error-schema-by-status': errorSchemaByStatus,
  'vicsee-example-summary': exampleSummary,
  'vicsee-exemplified': exemplified,
  'vicsee-extension-data': extensionData,
  'vicsee-extensions-known': extensionsKnown,
  'vicsee-formats-known': formatsKnown,
  'vicsee-header-names': headerNames,
  'vicsee-headers-by-status': headersByStatus,
  'vicsee-headers-on-every-response': headersOnEveryResponse,
  'vicsee-headers-shared': headersShared,
  'vicsee-key-order': keyOrder,
  'vicsee-keywords-supported': keywordsSupported,
  'vicsee-links-resolve': linksResolve,
  'vicsee-not-found-by-parameter': notFoundByParameter,
  'vicsee-number-format': numberFormat,
  'vicsee-object-explicit': objectExplicit,
  'vicsee-object-named': objectNamed,
  'vicsee-oneof-discriminator': oneofDiscriminator,
  'vicsee-operation-complete': operationComplete,
  'vicsee-operation-id': operationId,
  'vicsee-paid-idempotency': paidIdempotency,
  'vicsee-path-names': pathNames,
  'vicsee-prose-codes': proseCodes,
  'vicsee-prose-fields': proseFields,
  'vicsee-prose-form': proseForm,
  'vicsee-prose-headers': proseHeaders,
  'vicsee-request-closed': requestClosed,
  'vicsee-response-names': responseNames,
  'vicsee-responses-ascending': responsesAscending,
  'vicsee-schema-names': schemaNames,
  'vicsee-schema-typed': schemaTyped,
  'vicsee-status-explicit': statusExplicit,
  'vicsee-statuses-everywhere': statusesEverywhere,
  'vicsee-success-envelope': successEnvelope,
  'vicsee-timestamps': timestamps,
  'vicsee-units': units,
};

/** The same rules for Spectral, so that its command line and editors show them too. */
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
        function: function house(document) {
          const findings = [];
          check(Contract.of(document), (path, message) => findings.push({ path, message }));
          return findings;
        },
      },
    },
  ]),
);
