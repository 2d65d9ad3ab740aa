/** The contract as readers get it: common headers explained once, error codes with links, and samples for each operation. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Contract, entries, has, keys } from '../contract/model.js';
import { HOME } from '../home.js';

/** An example that .ci/workflows runs: a method for each operation. */
const JAVA = join(HOME, '../client-sdk/examples/Operations.java');

/** A copy of the contract's document for the page. */
export function documentForReaders({ document }) {
  const contract = new Contract(structuredClone(document));
  const common = takeCommonHeaders(contract);
  contract.document.info.description = [document.info.description, ...common].join('\n\n');
  for (const operation of contract.operations) {
    operation.operation.description = [operation.operation.description, errorsOf(contract, operation)].filter(Boolean).join('\n\n');
    operation.operation['x-code-samples'] = samplesOf(contract, operation);
  }
  for (const { node } of contract.parameters) {
    // RapiDoc takes a schema that several parameters refer to for a recursive one.
    node.schema = contract.resolve(node.schema, []).node;
    if (!node.required) {
      leaveEmpty(node);
    }
  }
  return contract.document;
}

/** A form field with an example is filled in and sent. An optional one is the caller's choice, so its example is only shown. */
function leaveEmpty(parameter) {
  const { examples, default: byDefault, ...schema } = parameter.schema;
  const example = parameter.example ?? examples?.[0];
  parameter.description += byDefault === undefined ? '' : ` By default \`${byDefault}\`.`;
  parameter.description += example === undefined || schema.enum ? '' : ` For example \`${example}\`.`;
  parameter.schema = schema;
  delete parameter.example;
}

/** Removes the headers that almost every response has, and describes them in Markdown. */
function takeCommonHeaders(contract) {
  const responses = new Set(contract.responses.map(({ response }) => response).filter((response) => response?.headers));
  const isCommon = (name) => [...responses].filter((response) => has(response.headers, name)).length > 0.9 * responses.size;
  const common = contract.components('headers').filter(([name]) => isCommon(name));
  for (const { headers } of responses) {
    common.forEach(([name]) => delete headers[name]);
  }
  const lines = common.map(([name, { description, example }]) => `- \`${name}\`: ${description} For example \`${example}\`.`);
  return lines.length > 0 ? ['## Headers of every response', lines.join('\n')] : [];
}

function errorsOf(contract, operation) {
  const codes = new Set(contract.errorExamples.filter((example) => example.operation === operation).map(({ code }) => code));
  const links = [...codes].map((code) => `[\`${code}\`](#error-${code})`);
  return links.length > 0 ? `**Error codes:** ${links.join(', ')}` : '';
}

function samplesOf(contract, operation) {
  const java = javaOf(operation.operation.operationId);
  return [
    { lang: 'shell', label: 'curl', source: curlOf(contract, operation) },
    ...(java ? [{ lang: 'java', label: 'Java', source: java }] : []),
  ];
}

/** The body of the method with a name, in the example of all operations. */
function javaOf(name) {
  const source = existsSync(JAVA) ? readFileSync(JAVA, 'utf8') : '';
  const [, body] = new RegExp(`^  static void ${name}\\(.*\\{\\n([^]*?)^  \\}$`, 'm').exec(source) ?? [];
  return body?.replace(/^ {4}/gm, '').trimEnd();
}

/** The call with the first example of its body. */
function curlOf(contract, { operation, method, path, parameters }) {
  const inPath = (name) => parameters.find(({ node }) => node.in === 'path' && node.name === name)?.node.example ?? name;
  const url = contract.document.servers[0].url + path.replace(/\{([^}]*)\}/g, (_, name) => inPath(name));
  const isPublic = (operation.security ?? []).some((requirement) => keys(requirement).length === 0);
  const media = contract.resolve(operation.requestBody, []).node?.content?.['application/json'];
  const [[, written] = []] = entries(media?.examples);
  const example = written && contract.resolve(written, []).node.value;
  return [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}"${url}"`,
    ...(isPublic ? [] : ['-H "Authorization: Bearer $VICSEE_API_KEY"']),
    ...(example ? ['-H "Content-Type: application/json"', `-d '${JSON.stringify(example, null, 2).replaceAll("'", "'\\''")}'`] : []),
  ].join(' \\\n  ');
}
