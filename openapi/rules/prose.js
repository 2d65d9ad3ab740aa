/** Descriptions and summaries, against what the contract declares. */
import { entries, isObject, keys, strings } from '../tools/contract/model.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'];
const FIELD = /^(?:[a-z]+[0-9]*(?:[A-Z][a-z0-9]*)+|[a-z]+(?:_[a-z0-9]+)+)$/;
const ONE_WORD_HEADERS = (
  'Accept Age Allow Authorization Connection Cookie Date ETag Expect Host Link Location Origin Pragma Range Referer ' +
  'Server TE Upgrade Vary Via Warning'
).split(' ');
// OpenAPI declares these by media types and security schemes, and ignores a parameter with such a name.
const IMPLIED_HEADERS = ['Accept', 'Authorization', 'Content-Type'];

export default {
  'vicsee-prose-codes': {
    description: 'Prose names no error code, or other constant, that no schema lists.',
    check(contract, report) {
      const listed = new Set(METHODS);
      for (const { schema } of contract.schemas) {
        [...strings(schema.enum), ...strings(schema.examples)].forEach((value) => listed.add(value));
        for (const key of keys(schema).filter((one) => one.startsWith('x-') && Array.isArray(schema[one]))) {
          schema[key].forEach((facts) => listed.add(facts?.code));
        }
      }
      for (const { text, at } of contract.prose) {
        const named = [...text.matchAll(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)`/g)].map(([, token]) => token);
        for (const code of new Set(named.filter((token) => token.length > 1 && !listed.has(token)))) {
          report(at, `${at.at(-1)} names ${code}, which no schema lists`);
        }
      }
    },
  },

  'vicsee-prose-fields': {
    description: 'Prose names no field, parameter or operation that is not declared.',
    check(contract, report) {
      const declared = new Set([
        ...contract.schemas.map(({ property }) => property),
        ...contract.parameters.map(({ node }) => node.name),
        ...contract.operations.map(({ operation }) => operation.operationId),
        ...contract.schemas.flatMap(({ schema }) => [...strings(schema.enum), ...strings(schema.examples)]),
        ...extensionMembers(contract.document),
      ]);
      for (const { text, at } of contract.prose) {
        const named = [...text.matchAll(/`([^`]+)`/g)].flatMap(([, token]) => token.split('.'));
        for (const name of new Set(named.filter((token) => FIELD.test(token) && !declared.has(token)))) {
          report(at, `${at.at(-1)} names ${name}, which is no field, parameter, operation or value`);
        }
      }
    },
  },

  'vicsee-prose-form': {
    description: 'A summary is a title without a full stop; a description and a remedy are sentences that end with one.',
    check(contract, report) {
      for (const { text, at } of contract.prose) {
        const kind = at.at(-1);
        const shown = text.trim();
        if (kind === 'summary' && at[0] !== 'info') {
          if (/[.:;]$/.test(shown) || shown.includes('\n') || shown.length > 72) {
            report(at, `summary "${shown}" is not a title (one line, at most 72 characters, no full stop)`);
          }
        } else if (!/[.!?:)`|]$/.test(shown)) {
          report(at, `${kind} does not end with a full stop`);
        }
        if (!/^[\p{Lu}\p{N}`*(|#]/u.test(shown) && !/^[a-z]+[A-Z]/.test(shown)) {
          report(at, `${kind} does not start with a capital`);
        }
      }
    },
  },

  'vicsee-prose-headers': {
    description: 'Prose names no header that is not declared; the prose of an operation none that the operation lacks.',
    check(contract, report) {
      const namesOf = (parameters, headers) =>
        new Set([...IMPLIED_HEADERS, ...parameters.filter(({ node }) => node?.in === 'header').map(({ node }) => node.name), ...headers]);
      const everywhere = namesOf(contract.parameters, contract.headers.map(({ name }) => name));
      for (const { text, at } of contract.prose) {
        const operation = contract.operations.find((one) => one.at.every((key, index) => at[index] === key));
        const responses = contract.responses.filter((one) => operation && one.operation === operation);
        const declared = operation
          ? namesOf(operation.parameters, responses.flatMap(({ response }) => keys(response?.headers)))
          : everywhere;
        for (const name of new Set(headersIn(text).filter((one) => !declared.has(one)))) {
          const lacking = operation ? `${operation.name} does not declare` : 'is not declared';
          report(at, `${at.at(-1)} names the header ${name}, which ${lacking}`);
        }
      }
    },
  },

  'vicsee-prose-slips': {
    description: 'Prose has no word twice in a row, and no note to its author: readers see both.',
    check(contract, report) {
      for (const { text, at } of contract.prose) {
        const [, doubled] = /(?<![\p{L}\d-])(\p{L}+)\s+\1(?![\p{L}\d-])/iu.exec(text.replace(/`[^`]*`/g, '`')) ?? [];
        const [note] = /\b(TODO|FIXME|TBD|XXX)\b/.exec(text) ?? [];
        if (doubled ?? note) {
          report(at, doubled ? `${at.at(-1)} has "${doubled}" twice in a row` : `${at.at(-1)} has the note ${note}`);
        }
      }
    },
  },
};

/** The members and values of extensions; of x-sandbox the values only, because its fields may be wrong on purpose. */
function* extensionMembers(node, extension) {
  for (const [key, value] of Array.isArray(node) ? node.entries() : entries(node)) {
    const isName = typeof key === 'string';
    const inside = extension ?? (isName && key.startsWith('x-') ? key : undefined);
    if (inside && inside !== 'x-sandbox' && isName) {
      yield key;
    }
    if (inside && typeof value === 'string') {
      yield value;
    }
    if (isObject(value) || Array.isArray(value)) {
      yield* extensionMembers(value, inside);
    }
  }
}

function headersIn(text) {
  const quoted = [...text.matchAll(/`([^`]+)`/g)].map(([, token]) => /^[A-Za-z-]+(?=$|:)/.exec(token)?.[0]);
  const inText = [...text.matchAll(/\bX-[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)*/g)].map(([token]) => token);
  return [...quoted, ...inText].filter(
    (token) => token && (ONE_WORD_HEADERS.includes(token) || /^[A-Z]+[a-z]*(-[A-Z]+[A-Za-z]*)+$/.test(token)),
  );
}
