/** Scaffolds, inserted into the text of a contract where its order wants them. */
import { UsageError } from '../cli.js';
import { Contract, entries, has, keys } from '../contract/model.js';
import { Source } from '../contract/source.js';

/** The text of a contract with one more operation. Its errors are those that the other operations share. */
export function withOperation(source, method, path, operationId, tag) {
  const contract = Contract.of(source.data);
  const tags = (source.data.tags ?? []).map(({ name }) => name);
  if (!['get', 'post', 'put', 'patch', 'delete'].includes(method) || !path.startsWith('/')) {
    throw new UsageError(`METHOD must be get, post, put, patch or delete, and PATH must begin with /; received ${method} ${path}`);
  }
  if (!tags.includes(tag)) {
    throw new UsageError(`TAG must be one of ${tags.join(', ')}; received ${tag}`);
  }
  if (has(source.data.paths[path], method)) {
    throw new UsageError(`${method.toUpperCase()} ${path} exists already`);
  }
  const [, verb, noun] = /^([a-z]+)(\w*)$/.exec(operationId) ?? [];
  const data = verb === 'list' ? `${noun.replace(/s$/, '')}List` : noun || 'Result';
  const operation = `    ${method}:
      operationId: ${operationId}
      summary: ${sentence(operationId)}
      description: ${sentence(operationId)}.
      tags:
        - ${tag}
      parameters:${parametersIn(path)}
        - $ref: '#/components/parameters/RequestId'
      responses:
        '200':
          description: The answer.
          headers:
${sharedHeaders(contract).map((name) => `            ${name}:\n              $ref: '#/components/headers/${name}'`).join('\n')}
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/${data}Response'
              examples:
                answer:
                  summary: An answer
                  value:
                    success: true
                    data: {}
${sharedErrors(contract).map(([status, $ref]) => `        '${status}':\n          $ref: '${$ref}'`).join('\n')}
`;
  const inPath = has(source.data.paths, path)
    ? insert(source, endOf(source, ['paths', path]), operation)
    : insert(source, endOf(source, ['paths']), `  ${path}:\n${operation}`);
  return insertSchemas(inPath, {
    [data]: `      type: object\n      description: The answer of ${operationId}.\n      properties: {}\n`,
    [`${data}Response`]: `      type: object
      description: The answer of ${operationId}.
      required: [success, data]
      properties:
        success:
          $ref: '#/components/schemas/SuccessTrue'
        data:
          $ref: '#/components/schemas/${data}'
`,
  });
}

/** The text of a contract with one more error code: in the enum, in its facts, and in the enum of its status. */
export function withError(source, code, status, message) {
  const contract = Contract.of(source.data);
  const { name, facts } = contract.errorCode;
  if (!/^[A-Z][A-Z0-9_]*$/.test(code) || !/^[45]\d\d$/.test(status)) {
    throw new UsageError(`CODE must be in capitals and STATUS from 400 to 599; received ${code} ${status}`);
  }
  const body = contract.errorBodies.find((one) => one.status === status);
  const codes = body && contract.codesOf(body.media.schema, [...body.at, 'schema']);
  if (!codes || facts.some((one) => one.code === code)) {
    throw new UsageError(codes ? `${code} exists already` : `no operation answers with ${status} yet; declare a response for it first`);
  }
  const condition = code.toLowerCase().replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  const schema = ['components', 'schemas', name];
  const withFacts = insert(source, endOf(source, [...schema, 'x-error-codes']), `        - code: ${code}
          status: ${status}
          origin: decided
          retryable: false
          remedy: Say what the caller does.
          messages:
            - condition: ${condition}
              text: ${JSON.stringify(message)}
`);
  const withEnum = insert(withFacts, endOf(withFacts, [...schema, 'enum']), `        - ${code}\n`);
  const place = withEnum.document.getIn([...codes.at, 'enum'], true);
  return `${withEnum.text.slice(0, place.range[1] - 1)}, ${code}${withEnum.text.slice(place.range[1] - 1)}`;
}

const sentence = (operationId) => operationId.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase());

const parametersIn = (path) =>
  [...path.matchAll(/\{([^}]*)\}/g)]
    .map(([, name]) => `\n        - name: ${name}\n          in: path\n          description: The id.\n          required: true\n          schema:\n            type: string\n            maxLength: 128\n          example: id`)
    .join('');

/** The headers that every response has. */
const sharedHeaders = (contract) =>
  contract.components('headers').map(([name]) => name).filter((name) => contract.responses.every(({ response }) => has(response?.headers, name)));

/** The errors that every operation answers with, each by the shared response that most operations use. */
function sharedErrors(contract) {
  const everywhere = keys(contract.operations[0].operation.responses).filter((status) => contract.operations.every(({ operation }) => has(operation.responses, status)));
  return everywhere.filter((status) => /^[45]/.test(status)).flatMap((status) => {
    const uses = contract.operations.map(({ operation }) => operation.responses[status].$ref).filter(Boolean);
    const [most] = [...new Set(uses)].sort((one, other) => uses.filter(($ref) => $ref === other).length - uses.filter(($ref) => $ref === one).length);
    return most ? [[status, most]] : [];
  });
}

/** The offset after the last line of a block. */
function endOf({ document, text }, path) {
  const node = document.getIn(path, true);
  return text.slice(0, node.range[1]).trimEnd().length + 1;
}

const insert = ({ text, file }, offset, addition) => new Source(text.slice(0, offset) + addition + text.slice(offset), file);

/** Adds the schemas that are not there yet, each before the first one with a greater name. */
function insertSchemas(source, schemas) {
  const missing = entries(schemas).filter(([name]) => !has(source.data.components.schemas, name));
  return missing.reduce((current, [name, text]) => {
    const map = current.document.getIn(['components', 'schemas'], true);
    const next = map.items.find(({ key }) => key.value > name);
    const offset = next ? current.text.lastIndexOf('\n', next.key.range[0]) + 1 : endOf(current, ['components', 'schemas']);
    return insert(current, offset, `    ${name}:\n${text}`);
  }, source).text;
}
