import { entries, has, isObject, items } from './support/contract.js';

const isText = (value) => typeof value === 'string' && value.trim() !== '';
const isCount = (value) => Number.isInteger(value) && value >= 0;
const isFlag = (value) => typeof value === 'boolean';
const isDuration = (value) => /^PT(\d+H)?(\d+M)?(\d+(\.\d+)?S)?$/.test(value) && value !== 'PT';
const matches = (pattern) => (value) => typeof value === 'string' && pattern.test(value);

/** The members of an extension, all required; of each item, when the extension is a list, and what tells them apart. */
const EXTENSIONS = {
  'x-anonymous': { members: { requestsPerDay: isCount, description: isText } },
  'x-idempotency': { members: { retention: isDuration, description: isText } },
  'x-personas': {
    key: 'key',
    members: {
      name: matches(/^[a-z]+(-[a-z0-9]+)*$/),
      key: matches(/^sk-sandbox-[a-z]+(-[a-z0-9]+)*$/),
      user: matches(/^sandbox-[a-z]+$/),
      plan: matches(/^[a-z]+$/),
      credits: isCount,
      active: isFlag,
      description: isText,
    },
  },
  'x-plans': {
    key: 'name',
    members: {
      name: matches(/^[a-z]+$/),
      apiAccess: isFlag,
      requestsPerDay: isCount,
      concurrentGenerations: isCount,
      description: isText,
    },
  },
  'x-polling': {
    members: {
      initialInterval: isDuration,
      factor: (value) => typeof value === 'number' && value >= 1,
      maxInterval: isDuration,
      description: isText,
    },
  },
  'x-task-error-codes': {
    key: 'code',
    members: { code: matches(/^[A-Z][A-Z0-9_]*$/), key: matches(/^[a-z][a-z0-9_]*$/), message: isText },
  },
  'x-upload-types': {
    key: 'contentType',
    members: {
      contentType: matches(/^[a-z]+\/[a-z0-9.+-]+$/),
      mediaType: matches(/^(image|video|audio)$/),
      maxBytes: (value) => isCount(value) && value > 0,
      extension: matches(/^[a-z0-9]+$/),
    },
  },
};

export default {
  description:
    'Code is generated from the data of extensions: each entry has all its members, in the right type, once.',
  check(contract, report) {
    const owners = [
      { node: contract.document, at: [] },
      ...contract.components('schemas').map(([, node, at]) => ({ node, at })),
    ];
    for (const { node, at } of owners) {
      for (const [name, { key, members }] of Object.entries(EXTENSIONS).filter(([one]) => has(node, one))) {
        checkExtension(node[name], [...at, name], key, members, report);
      }
    }
    for (const [name, schema, at] of contract.components('schemas').filter(([, one]) => has(one, 'x-aliases'))) {
      for (const [alias, value] of entries(schema['x-aliases'])) {
        if (items(schema.enum).includes(alias) || !items(schema.enum).includes(value)) {
          report(
            [...at, 'x-aliases', alias],
            `x-aliases of ${name}: ${alias} does not stand for another value of its enum`,
          );
        }
      }
    }
    for (const [name, schema, at] of contract.components('schemas').filter(([, one]) => has(one, 'x-upload-types'))) {
      const listed = items(schema['x-upload-types']).map((type) => type?.contentType);
      if (listed.join() !== items(schema.enum).join()) {
        report([...at, 'x-upload-types'], `x-upload-types of ${name} does not list the values of its enum, in order`);
      }
    }
  },
};

function checkExtension(value, at, key, members, report) {
  if (key === undefined) {
    checkMembers(value, at, at.at(-1), members, report);
    return;
  }
  const seen = new Set();
  if (!Array.isArray(value) || value.length === 0) {
    report(at, `${at.at(-1)} is no list with entries`);
  }
  items(value).forEach((item, index) => {
    checkMembers(item, [...at, index], `${at.at(-1)}[${index}]`, members, report);
    if (seen.has(item?.[key])) {
      report([...at, index, key], `${at.at(-1)}[${index}]: ${key} ${item?.[key]} is not unique`);
    }
    seen.add(item?.[key]);
  });
}

function checkMembers(node, at, name, members, report) {
  for (const [member, isValid] of Object.entries(members)) {
    if (!has(node, member)) {
      report(at, `${name}: ${member} is missing`);
    } else if (!isValid(node[member])) {
      report([...at, member], `${name}: ${member} is not valid: ${JSON.stringify(node[member])}`);
    }
  }
  for (const [member] of entries(isObject(node) ? node : {}).filter(([one]) => !has(members, one))) {
    report([...at, member], `${name}: unknown member ${member}`);
  }
}
