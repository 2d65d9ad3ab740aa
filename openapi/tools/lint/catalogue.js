/** The models of the sandbox, against the contract: each has the form of `Model`, and the contract accepts what it offers. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Contract, has, isObject, items } from '../contract/model.js';
import { Source } from '../contract/source.js';
import { newAjv, problemsIn } from '../contract/values.js';
import { HOME } from '../home.js';

const PLACES = ['server-stub/sandbox/src/main/resources/catalogue.yaml', 'server-stub/src/main/resources/catalogue.yaml'];

/** Findings in the catalogue, as `{file, line, column, message}`, and in the contract, as `{path, message}`. */
export function catalogueProblems(document) {
  const file = PLACES.map((path) => join(HOME, '..', path)).find(existsSync);
  const { Model, GenerateInput } = document.components?.schemas ?? {};
  if (!file || !isObject(Model) || !isObject(GenerateInput)) {
    return [];
  }
  const catalogue = Source.of(file);
  const validate = newAjv().addSchema(document, 'contract').compile({ type: 'array', items: { $ref: 'contract#/components/schemas/Model' } });
  const invalid = validate(catalogue.data)
    ? []
    : problemsIn(validate.errors).map(({ path, message }) => ({ file, ...catalogue.placeOf(path), message: `${path.join('.')} ${message}` }));
  const contract = Contract.of(document);
  const tooSmall = items(catalogue.data).flatMap((model) => [
    ...beyond(contract, 'prompt', { maxLength: model?.prompt?.maxLength }, model),
    ...items(model?.options).flatMap(({ name, maximum }) => beyond(contract, name, { maximum }, model)),
    ...items(model?.inputs).flatMap(({ name, maxItems }) => beyond(contract, name, { maxItems }, model)),
  ]);
  return [...invalid, ...new Map(tooSmall.map((problem) => [problem.path.join(), problem])).values()];
}

function beyond(contract, name, bounds, model) {
  const at = ['components', 'schemas', 'GenerateInput'];
  return Object.entries(bounds).flatMap(([keyword, needed]) =>
    contract
      .properties(contract.get(at), at, name)
      .filter(({ node }) => has(node, keyword) && node[keyword] < needed)
      .map(({ node, at: place }) => ({ path: [...place, keyword], message: `${keyword} of ${name} is ${node[keyword]}, and the model ${model.id} takes ${needed}` })),
  );
}
