import { Contract, entries, has, isObject, items, pointerOf } from '../contract/model.js';
import { newAjv, problemsIn } from '../contract/values.js';

/**
 * Validates every example of a contract against its schema: the examples of bodies, parameters, headers and schemas, and
 * the defaults of schemas. Where a schema leaves open what becomes of unknown fields, an example has none.
 *
 * Returns `findings` as `{path, key, message}`, and in `validated` the number of examples, in all (`total`) and for each
 * operation by name.
 */
export function validateExamples(document) {
  const contract = Contract.of(document);
  const validatorOf = validators(document);
  const findings = [];
  const validated = { total: 0, operations: Object.fromEntries(contract.operations.map(({ name }) => [name, 0])) };

  for (const { key, value, at, schemaAt, operations } of examplesOf(contract)) {
    validated.total += 1;
    operations.forEach((name) => {
      validated.operations[name] += 1;
    });
    const report = (path, message) => {
      const field = path.slice(at.length).join('.');
      findings.push({ path, key, message: `${field} ${message}`.trim() });
    };
    if (value === undefined) {
      report(at, 'has no value to validate');
      continue;
    }
    const { validate, problem } = validatorOf(schemaAt);
    if (problem) {
      report(at, `has a schema that does not compile: ${problem}`);
      continue;
    }
    if (!validate(value)) {
      problemsIn(validate.errors).forEach(({ path, message }) => report([...at, ...path], message));
    }
    for (const path of unknownFields(contract, value, at, [contract.get(schemaAt)])) {
      report(path, 'is unknown to the schema');
    }
  }
  return { findings, validated };
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
  for (const { operation, mediaType, media, at } of contract.jsonBodies) {
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

/** Validators of the schemas of a document, by their paths. */
function validators(document) {
  const ajv = newAjv().addSchema(document, 'contract');
  return (path) => {
    try {
      return { validate: ajv.compile({ $ref: `contract#${encodeURI(pointerOf(path))}` }) };
    } catch (error) {
      return { problem: error.message };
    }
  };
}

/** The paths of the fields in a value that no schema of it declares, where no schema says whether it is open. */
function unknownFields(contract, value, at, schemas) {
  const all = schemas.flatMap((schema) => applying(contract, schema, new Set()));
  if (Array.isArray(value)) {
    const ofItems = all.map((schema) => schema.items);
    return value.flatMap((item, index) => unknownFields(contract, item, [...at, index], ofItems));
  }
  if (!isObject(value) || !all.some((schema) => has(schema, 'properties'))) {
    return [];
  }
  const isOpen = all.some((schema) => has(schema, 'additionalProperties') || has(schema, 'patternProperties'));
  return Object.entries(value).flatMap(([name, child]) => {
    const declared = all.filter((schema) => has(schema.properties, name)).map((schema) => schema.properties[name]);
    return declared.length > 0 ? unknownFields(contract, child, [...at, name], declared) : isOpen ? [] : [[...at, name]];
  });
}

/** The schemas that apply to the same value as a schema, itself included. */
function applying(contract, schema, seen) {
  const { node } = contract.resolve(schema);
  if (!isObject(node) || seen.has(node)) {
    return [];
  }
  seen.add(node);
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => items(node[keyword]));
  return [node, ...parts.flatMap((part) => applying(contract, part, seen))];
}
