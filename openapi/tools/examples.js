import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { LineCounter, parseDocument } from 'yaml';
import { Contract, entries, has, isObject, items, pointerOf } from '../rules/support/contract.js';

/**
 * Validates every example of a contract against its schema: those of bodies, parameters, headers and schemas, and the
 * defaults of schemas. An example also has no field that its schema does not know, where the schema leaves that open.
 *
 * The answer has `findings` as `{line, key, message}`, and in `validated` how many examples were looked at, in all
 * (`total`) and for each operation by name.
 */
export function validateExamples(text) {
  const lines = new LineCounter();
  const source = parseDocument(text, { lineCounter: lines });
  const document = source.toJS();
  const contract = new Contract(isObject(document) ? document : {});
  const validatorOf = validators(document);
  const findings = [];
  const validated = { total: 0, operations: Object.fromEntries(contract.operations.map(({ name }) => [name, 0])) };

  for (const { key, value, at, schemaAt, operations } of examplesOf(contract)) {
    validated.total += 1;
    operations.forEach((name) => {
      validated.operations[name] += 1;
    });
    const tell = (path, message) => {
      const where = path.length > at.length ? ` ${path.slice(at.length).join('.')}` : '';
      findings.push({ line: lineOf(source, lines, path), key, message: `${where} ${message}`.trim() });
    };
    if (value === undefined) {
      tell(at, 'has no value that could be validated');
      continue;
    }
    const { validate, problem } = validatorOf(schemaAt);
    if (problem) {
      tell(at, `has a schema that cannot be used: ${problem}`);
      continue;
    }
    if (!validate(value)) {
      for (const error of significant(validate.errors)) {
        tell([...at, ...partsOf(error.instancePath)], textOf(error));
      }
    }
    for (const path of unknownFields(contract, value, at, [{ node: contract.get(schemaAt), at: schemaAt }])) {
      tell(path, 'is a field that the schema does not know');
    }
  }
  return { findings: findings.sort((one, other) => one.line - other.line), validated };
}

/** Every example with the path of its schema, once, and the names of the operations that show it. */
function examplesOf(contract) {
  const found = new Map();
  const add = (key, value, at, schemaAt, operation) => {
    const id = pointerOf(at);
    if (!found.has(id)) {
      found.set(id, { key, value, at, schemaAt, operations: new Set() });
    }
    if (operation) {
      found.get(id).operations.add(operation.name);
    }
  };
  const addAll = (owner, at, name, operation) => {
    if (!has(owner, 'schema')) {
      return;
    }
    const schemaAt = [...at, 'schema'];
    if (has(owner, 'example')) {
      add(name, owner.example, [...at, 'example'], schemaAt, operation);
    }
    for (const [key, written] of entries(owner.examples)) {
      const example = contract.resolve(written, [...at, 'examples', key]);
      add(key, example.node?.value, [...example.at, 'value'], schemaAt, operation);
    }
  };
  for (const { operation, mediaType, media, at } of contract.bodies.filter((body) =>
    /[/+]json$/.test(body.mediaType),
  )) {
    addAll(media, at, mediaType, operation);
  }
  for (const operation of contract.operations) {
    operation.parameters.forEach(({ node, at }) => addAll(node, at, node?.name, operation));
  }
  for (const { operation, response, at } of contract.responses) {
    for (const [name, written] of entries(response?.headers)) {
      const header = contract.resolve(written, [...at, 'headers', name]);
      addAll(header.node, header.at, name, operation);
    }
  }
  contract.parameters.forEach(({ node, at }) => addAll(node, at, node.name));
  contract.headers.forEach(({ name, node, at }) => addAll(node, at, name));
  for (const { schema, at } of contract.schemas) {
    items(schema.examples).forEach((value, index) =>
      add(`${pointerOf(at)}/examples/${index}`, value, [...at, 'examples', index], at),
    );
    if (has(schema, 'default')) {
      add(`${pointerOf(at)}/default`, schema.default, [...at, 'default'], at);
    }
  }
  return found.values();
}

function validators(document) {
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: true, validateSchema: false });
  addFormats(ajv);
  ajv.addSchema(document, 'contract');
  const made = new Map();
  return (path) => {
    const $ref = `contract#${encodeURI(pointerOf(path))}`;
    if (!made.has($ref)) {
      try {
        made.set($ref, { validate: ajv.compile({ $ref }) });
      } catch (error) {
        made.set($ref, { problem: error.message });
      }
    }
    return made.get($ref);
  };
}

/** The paths of fields in a value that none of its schemas declares, where no schema says what becomes of them. */
function unknownFields(contract, value, at, places) {
  const all = places.flatMap((place) => partsOfSchema(contract, place));
  if (Array.isArray(value)) {
    const ofItems = all
      .filter(({ node }) => has(node, 'items'))
      .map(({ node, at: from }) => ({ node: node.items, at: [...from, 'items'] }));
    return value.flatMap((item, index) => unknownFields(contract, item, [...at, index], ofItems));
  }
  if (!isObject(value) || all.every(({ node }) => !has(node, 'properties'))) {
    return [];
  }
  const isOpen = all.some(({ node }) => has(node, 'additionalProperties') || has(node, 'patternProperties'));
  return Object.entries(value).flatMap(([name, child]) => {
    const declared = all
      .filter(({ node }) => has(node.properties, name))
      .map(({ node, at: from }) => ({ node: node.properties[name], at: [...from, 'properties', name] }));
    if (declared.length > 0) {
      return unknownFields(contract, child, [...at, name], declared);
    }
    return isOpen ? [] : [[...at, name]];
  });
}

/** A schema and all that apply to the same value with it. */
function partsOfSchema(contract, place, seen = new Set()) {
  const { node, at } = contract.resolve(place.node, place.at);
  if (!isObject(node) || seen.has(node)) {
    return [];
  }
  seen.add(node);
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
    items(node[keyword]).map((part, index) => ({ node: part, at: [...at, keyword, index] })),
  );
  return [{ node, at }, ...parts.flatMap((part) => partsOfSchema(contract, part, seen))];
}

/** Errors without those that only repeat what is wrong inside. */
function significant(errors) {
  const inside = errors.filter(({ keyword }) => !['oneOf', 'anyOf', 'if', '$ref'].includes(keyword));
  const shown = inside.length > 0 ? inside : errors;
  return [...new Map(shown.map((error) => [`${error.instancePath} ${textOf(error)}`, error])).values()];
}

function textOf({ message, params }) {
  const detail = params.allowedValues
    ? `: ${params.allowedValues.join(', ')}`
    : params.additionalProperty
      ? `: ${params.additionalProperty}`
      : params.allowedValue !== undefined
        ? `: ${params.allowedValue}`
        : '';
  return `${message}${detail}`;
}

function partsOf(instancePath) {
  return instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

function lineOf(source, lines, path) {
  for (let length = path.length; length > 0; length--) {
    const parent = source.getIn(path.slice(0, length - 1), true);
    const key = parent?.items?.find((item) => String(item.key?.value ?? item.key) === String(path[length - 1]))?.key;
    const node = key ?? source.getIn(path.slice(0, length), true);
    if (node?.range) {
      return lines.linePos(node.range[0]).line;
    }
  }
  return 1;
}
