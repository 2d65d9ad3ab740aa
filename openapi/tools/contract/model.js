/**
 * The contract as the rules see it: its operations, responses, examples and schemas. Each has the path of the place where
 * it is written, so that a finding points at the line to edit.
 */

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace'];
const SCHEMA_MAPS = ['properties', 'patternProperties', '$defs', 'dependentSchemas'];
const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const SCHEMA_SINGLES = [
  'items',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
];

export const isText = (value) => typeof value === 'string' && value.trim() !== '';
export const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
export const entries = (value) => (isObject(value) ? Object.entries(value) : []);
export const keys = (value) => (isObject(value) ? Object.keys(value) : []);
export const items = (value) => (Array.isArray(value) ? value : []);
export const strings = (value) => items(value).filter((item) => typeof item === 'string');
export const has = (value, key) => isObject(value) && Object.hasOwn(value, key);

/** The part of a document at a path, or undefined. */
export const get = (document, path) =>
  path.reduce((node, key) => (has(node, key) || Array.isArray(node) ? node[key] : undefined), document);

/** The types that a schema allows, `null` aside. */
export const typesOf = (schema) => [schema?.type].flat().filter((type) => typeof type === 'string' && type !== 'null');

/** The name that a message gives to the schema at a path. */
export const nameOf = (at) => String(at.at(-1) === 'schema' ? at.at(-2) : at.at(-1));

/** The parts of a pointer such as `#/components/schemas/Task` or `/paths/~1tasks`. */
export const pointerParts = (pointer) =>
  pointer
    .replace(/^#?\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));

/** The pointer of a path. */
export const pointerOf = (path) =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const contracts = new WeakMap();

export class Contract {
  /** The model of a parsed document, built once for all rules. */
  static of(document) {
    if (!isObject(document)) {
      return new Contract({});
    }
    if (!contracts.has(document)) {
      contracts.set(document, new Contract(document));
    }
    return contracts.get(document);
  }

  constructor(document) {
    this.document = document;
    this.memory = new Map();
  }

  /** The place that a node refers to (through any number of references), or the node itself. */
  resolve(node, at) {
    let place = { node, at };
    for (let hops = 0; hops < 20 && isObject(place.node) && typeof place.node.$ref === 'string'; hops++) {
      const path = place.node.$ref.startsWith('#') ? pointerParts(place.node.$ref) : ['?'];
      place = { node: this.get(path), at: path };
    }
    return place;
  }

  get(path) {
    return get(this.document, path);
  }

  /** The components of a kind, as `[name, component, at]`. */
  components(kind) {
    return entries(this.document.components?.[kind]).map(([name, node]) => [name, node, ['components', kind, name]]);
  }

  /** Every operation. */
  get operations() {
    return this.once('operations', () => {
      const found = [];
      for (const [path, written] of entries(this.document.paths)) {
        const items = this.pathItem(written, ['paths', path]);
        const shared = items.flatMap(({ node, at }) => this.list(node?.parameters, [...at, 'parameters']));
        for (const { node, at: itemAt } of items) {
          for (const [method, operation] of entries(node)) {
            if (METHODS.includes(method) && isObject(operation)) {
              const at = [...itemAt, method];
              const parameters = [...shared, ...this.list(operation.parameters, [...at, 'parameters'])];
              found.push({ path, method, operation, at, parameters, name: `${method.toUpperCase()} ${path}` });
            }
          }
        }
      }
      return found;
    });
  }

  /** The places of a path item: where it is written, and where its reference leads, since a path item may have fields beside its reference. */
  pathItem(written, at) {
    const place = { node: written, at };
    return has(written, '$ref') ? [place, this.resolve(written, at)] : [place];
  }

  /** Every response of every operation; a shared one comes up once for each operation that refers to it. */
  get responses() {
    return this.once('responses', () =>
      this.operations.flatMap((operation) =>
        entries(operation.operation.responses).map(([status, written]) => {
          const writtenAt = [...operation.at, 'responses', status];
          const { node, at } = this.resolve(written, writtenAt);
          return { operation, status, response: node, at, writtenAt, name: `${operation.name} ${status}` };
        }),
      ),
    );
  }

  get errorResponses() {
    return this.responses.filter(({ status }) => !/^[123]/.test(status));
  }

  /** Every body, as `{media, mediaType, at, of}`: the media types of requests (without status) and of responses. */
  get bodies() {
    return this.once('bodies', () => {
      const requests = this.operations.flatMap((operation) => {
        const body = this.resolve(operation.operation.requestBody, [...operation.at, 'requestBody']);
        return entries(body.node?.content).map(([mediaType, media]) => ({
          operation,
          mediaType,
          media,
          at: [...body.at, 'content', mediaType],
          name: `${operation.name} request`,
        }));
      });
      const responses = this.responses.flatMap(({ operation, status, response, at, name }) =>
        entries(response?.content).map(([mediaType, media]) => ({
          operation,
          status,
          mediaType,
          media,
          at: [...at, 'content', mediaType],
          name,
        })),
      );
      return [...requests, ...responses];
    });
  }

  get jsonBodies() {
    return this.bodies.filter(({ mediaType }) => /[/+]json$/.test(mediaType));
  }

  get errorBodies() {
    return this.jsonBodies.filter(({ status }) => status !== undefined && !/^[123]/.test(status));
  }

  /** Every named example of an error response. */
  get errorExamples() {
    return this.once('errorExamples', () =>
      this.errorBodies.flatMap((body) =>
        entries(body.media?.examples).map(([key, written]) => {
          const writtenAt = [...body.at, 'examples', key];
          const { node, at } = this.resolve(written, writtenAt);
          return { ...body, key, code: key.split('-')[0], example: node, at, writtenAt };
        }),
      ),
    );
  }

  /** The schema that carries the facts of the error codes, as `{name, schema, at, facts}`. */
  get errorCode() {
    return this.once('errorCode', () => {
      const [name, schema, at] = this.components('schemas').find(([, node]) => has(node, 'x-error-codes')) ?? [];
      return { name, schema, at, facts: items(schema?.['x-error-codes']).filter(isObject) };
    });
  }

  /** The facts of one error code. */
  factsOf(code) {
    return this.errorCode.facts.find((facts) => facts.code === code);
  }

  /** Every place where a schema declares a property: in itself, through references, in each part of an `allOf`. */
  properties(schema, at, name) {
    const place = this.resolve(schema, at);
    const own = has(place.node?.properties, name)
      ? [this.resolve(place.node.properties[name], [...place.at, 'properties', name])]
      : [];
    const parts = items(place.node?.allOf).flatMap((part, index) =>
      this.properties(part, [...place.at, 'allOf', index], name),
    );
    return [...own, ...parts];
  }

  /** The narrowest enum of error codes in the schema of an error body, as `{node, at}`. */
  codesOf(schema, at) {
    return this.properties(schema, at, 'error')
      .flatMap((error) => this.properties(error.node, error.at, 'code'))
      .filter(({ node }) => Array.isArray(node?.enum))
      .sort((one, other) => one.node.enum.length - other.node.enum.length)[0];
  }

  /** Whether a schema, within an `allOf`, only narrows a property that another part declares. */
  narrows(at) {
    const from = at.indexOf('allOf');
    if (from < 0) {
      return false;
    }
    const names = at.slice(from + 2).filter((_, index, rest) => rest[index - 1] === 'properties');
    return items(this.get(at.slice(0, from + 1))).some((part, index) => {
      if (index === at[from + 1]) {
        return false;
      }
      let places = [{ node: part, at: [...at.slice(0, from + 1), index] }];
      for (const name of names) {
        places = places.flatMap((place) => this.properties(place.node, place.at, name));
      }
      return names.length > 0 && places.length > 0;
    });
  }

  /** Every Parameter Object, once. */
  get parameters() {
    return this.once('parameters', () => {
      const all = [
        ...this.components('parameters').map(([, node, at]) => ({ node, at })),
        ...this.operations.flatMap(({ parameters }) => parameters),
      ];
      return distinct(all).filter(({ node }) => isObject(node) && !has(node, '$ref'));
    });
  }

  /** Every Header Object, once, as `{name, node, at}`. */
  get headers() {
    return this.once('headers', () => {
      const shared = this.components('headers').map(([name, node, at]) => ({ name, node, at }));
      const inResponses = [
        ...this.components('responses').map(([, response, at]) => ({ response, at })),
        ...this.responses,
      ].flatMap(({ response, at }) =>
        entries(response?.headers).map(([name, written]) => ({
          name,
          ...this.resolve(written, [...at, 'headers', name]),
        })),
      );
      return distinct([...shared, ...inResponses]).filter(({ node }) => isObject(node));
    });
  }

  /**
   * Every schema that is written in the contract, once, as `{schema, at, property, isNamed}`. References are yielded and
   * not followed. `property` is the name of the property with this schema; a schema of `components.schemas` is named.
   */
  get schemas() {
    return this.once('schemas', () => {
      const roots = [
        ...this.components('schemas').map(([, schema, at]) => ({ schema, at })),
        ...[...this.parameters, ...this.headers].map(({ node, at }) => ({
          schema: node.schema,
          at: [...at, 'schema'],
        })),
        ...distinct(this.bodies).map(({ media, at }) => ({ schema: media?.schema, at: [...at, 'schema'] })),
      ];
      return distinct(roots.flatMap(({ schema, at }) => [...walk(schema, at)]));
    });
  }

  /** Every schema of what callers send: parameters and request bodies, through references. */
  get sentSchemas() {
    return this.once('sentSchemas', () => {
      const found = new Map();
      const visit = (schema, at) => {
        for (const place of walk(schema, at)) {
          const key = place.at.join('/');
          if (found.has(key)) {
            continue;
          }
          found.set(key, place);
          if (has(place.schema, '$ref')) {
            const target = this.resolve(place.schema, place.at);
            visit(target.node, target.at);
          }
        }
      };
      this.operations
        .flatMap(({ parameters }) => parameters)
        .forEach(({ node, at }) => visit(node?.schema, [...at, 'schema']));
      this.bodies
        .filter(({ status }) => status === undefined)
        .forEach(({ media, at }) => visit(media?.schema, [...at, 'schema']));
      return [...found.values()].filter(({ schema }) => !has(schema, '$ref'));
    });
  }

  /** Every sentence written for a reader, as `{text, at}`. */
  get prose() {
    return this.once('prose', () => {
      const found = [];
      const visit = (node, at) => {
        if (Array.isArray(node)) {
          node.forEach((item, index) => visit(item, [...at, index]));
        } else if (isObject(node)) {
          for (const [key, value] of Object.entries(node)) {
            const isData =
              ['value', 'example', 'default', 'const', 'enum', 'x-sandbox'].includes(key) ||
              (key === 'examples' && Array.isArray(value));
            if (typeof value === 'string' && ['description', 'summary', 'remedy'].includes(key)) {
              found.push({ text: value, at: [...at, key] });
            } else if (!isData) {
              visit(value, [...at, key]);
            }
          }
        }
      };
      visit(this.document, []);
      return found;
    });
  }

  list(value, at) {
    return items(value).map((node, index) => this.resolve(node, [...at, index]));
  }

  once(key, make) {
    if (!this.memory.has(key)) {
      this.memory.set(key, make());
    }
    return this.memory.get(key);
  }
}

/** A schema and those inside it, references not followed. */
function* walk(schema, at, property) {
  if (!isObject(schema)) {
    return;
  }
  yield { schema, at, property, isNamed: at.length === 3 && at[1] === 'schemas' };
  for (const keyword of SCHEMA_MAPS) {
    for (const [name, child] of entries(schema[keyword])) {
      yield* walk(child, [...at, keyword, name], keyword === 'properties' ? name : undefined);
    }
  }
  for (const keyword of SCHEMA_LISTS) {
    for (const [index, child] of items(schema[keyword]).entries()) {
      yield* walk(child, [...at, keyword, index]);
    }
  }
  for (const keyword of SCHEMA_SINGLES) {
    yield* walk(schema[keyword], [...at, keyword]);
  }
}

function distinct(places) {
  return [...new Map(places.map((place) => [place.at.join('\n'), place])).values()];
}
