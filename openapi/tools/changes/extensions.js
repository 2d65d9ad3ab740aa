/** Compares the data of extensions: what callers may do, and what clients are generated from. */
import { isDeepStrictEqual } from 'node:util';

const secondsOf = (duration) => {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
};
const amount = (value) => (typeof value === 'string' ? secondsOf(value) : Number(value ?? 0));

/** The verdict on a value that callers want to be large: true is more than false. */
const limit = (was, is) => (amount(is) > amount(was) ? 'additive' : 'breaking');
const cost = (was, is) => limit(is, was);
const fixed = () => 'breaking';

/** How the members of each extension change; `key` identifies the items of a list. Other members are documentation. */
const EXTENSIONS = {
  'x-aliases': { isMap: true },
  'x-anonymous': { members: { requestsPerDay: limit } },
  'x-error-codes': { key: 'code', members: { status: fixed, retryable: fixed } },
  'x-idempotency': { members: { retention: limit } },
  'x-max-body-bytes': { value: limit },
  'x-order-of-checks': { value: fixed },
  'x-paid': { value: cost },
  'x-personas': {},
  'x-pixels': { value: fixed },
  'x-plans': { key: 'name', members: { apiAccess: limit, requestsPerDay: limit, concurrentGenerations: limit } },
  'x-polling': {},
  'x-role': {},
  'x-sdk': { members: { group: fixed, method: fixed } },
  'x-sdk-internal': {},
  'x-secret': {},
  'x-task-error-codes': { key: 'code', members: { key: fixed } },
  'x-upload-types': { key: 'contentType', members: { mediaType: fixed, maxBytes: limit, extension: fixed } },
};

export const isExtension = (name) => name in EXTENSIONS;

/** Compares the extensions of two objects. */
export function compareExtensions(comparison, was, is) {
  for (const name of new Set([was, is].flatMap(({ node }) => Object.keys(node ?? {}).filter((key) => key.startsWith('x-'))))) {
    const [old, now] = [comparison.child(was, name), comparison.child(is, name)];
    const { isMap, key, members, value } = EXTENSIONS[name] ?? { value: fixed };
    if (value && !isDeepStrictEqual(old.node, now.node)) {
      comparison.report(value(old.node, now.node), old, now, `${name} changes from ${JSON.stringify(old.node)} to ${JSON.stringify(now.node)}`);
    } else if (isMap) {
      comparison.members(old, now, { name, each: (one, other, id) => compareMember(comparison, one, other, `${name} ${id}`, fixed) });
    } else if (key) {
      comparison.members(old, now, {
        name,
        idOf: (index, item) => item?.[key] ?? index,
        each: (one, other, id) => compareMembers(comparison, one, other, `${name} ${id}`, members),
      });
    } else if (members) {
      compareMembers(comparison, old, now, name, members);
    }
  }
}

function compareMembers(comparison, was, is, name, members) {
  for (const [member, verdict] of Object.entries(members)) {
    compareMember(comparison, comparison.child(was, member), comparison.child(is, member), `${name}: ${member}`, verdict);
  }
}

function compareMember(comparison, was, is, name, verdict) {
  if (was.node !== is.node) {
    comparison.report(verdict(was.node, is.node), was, is, `${name} changes from ${was.node} to ${is.node}`);
  }
}
