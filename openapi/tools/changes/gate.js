/** Decides whether a contract may follow the released one: the version that its changes need, and the waivers that it has. */
import { strictest } from './comparison.js';

const SEMVER = /^(\d+)\.(\d+)\.(\d+)$/;

/** The lowest version that may carry changes of a severity. Before 1.0.0 a minor version may break, as SemVer 4 allows. */
export function versionFor(released, severity) {
  const [major, minor, patch] = partsOf(released);
  const [breaking, additive] = major > 0 ? [[major + 1, 0, 0], [major, minor + 1, 0]] : [[0, minor + 1, 0], [0, minor, patch + 1]];
  return { breaking, additive, documentation: [major, minor, patch + 1], none: [major, minor, patch] }[severity].join('.');
}

/**
 * What stands against a release: a version that is none or goes back, a breaking change that the version does not announce and no waiver
 * allows, a rise that is too small for additive changes, and waivers that are incomplete, expired or unused. The version of additive changes may
 * also rise with the release. `files` names the contract of each version.
 */
export function judge({ released, version, files, changes, waivers, today }) {
  const problems = waivers.flatMap((waiver, index) => problemsOf(waiver, index, today));
  const isWaived = ({ verdict, pointer }) =>
    verdict === 'breaking' && waivers.some((waiver, index) => waiver.at === pointer && problemsOf(waiver, index, today).length === 0);
  const judged = changes.map((change) => ({ ...change, isWaived: isWaived(change) }));
  for (const { at } of waivers.filter((waiver) => !changes.some(({ verdict, pointer }) => verdict === 'breaking' && pointer === waiver.at))) {
    problems.push(`The waiver for ${at} allows no breaking change any more. Remove it.`);
  }
  const severity = judged.filter((change) => !change.isWaived).reduce((worst, { verdict }) => strictest(verdict, worst), judged.length > 0 ? 'documentation' : 'none');
  const invalid = Object.entries({ released, version }).filter(([, one]) => !SEMVER.test(one));
  if (invalid.length > 0) {
    problems.push(...invalid.map(([key, one]) => `${files[key]}: info.version must be MAJOR.MINOR.PATCH, such as 1.4.2; ${one === undefined ? 'it is missing' : `received ${one}`}.`));
    return { changes: judged, severity, needed: undefined, problems };
  }
  const needed = versionFor(released, severity);
  if (compare(version, released) < 0) {
    problems.push(`info.version ${version} is lower than the released ${released}.`);
  } else if (severity === 'breaking' && compare(version, needed) < 0) {
    problems.push(`A breaking change needs version ${needed} or higher; info.version is ${version}. To allow it in this version, add a waiver with a reason to released/waivers.yaml.`);
  } else if (compare(version, released) > 0 && compare(version, needed) < 0) {
    problems.push(`An additive change needs version ${needed}; info.version is ${version}. Set it to ${needed}, or to ${released} until the release.`);
  } else if (compare(version, needed) > 0 && compare(version, released) !== 0 && !isNext(version, released)) {
    problems.push(`info.version ${version} skips versions; after ${released} comes ${needed}.`);
  }
  return { changes: judged, severity, needed, problems };
}

function problemsOf({ at, reason, expires }, index, today) {
  const name = `Waiver ${index + 1}${at ? ` (${at})` : ''}`;
  if (![at, reason].every((text) => typeof text === 'string' && text.trim() !== '') || !/^\d{4}-\d\d-\d\d$/.test(expires)) {
    return [`${name} needs at (a pointer), reason, and expires (a date, YYYY-MM-DD).`];
  }
  return expires < today ? [`${name} expired on ${expires}.`] : [];
}

const isNext = (version, released) => ['breaking', 'additive', 'documentation'].some((severity) => versionFor(released, severity) === version);
const partsOf = (version) => SEMVER.exec(version).slice(1).map(Number);
const compare = (one, other) => {
  const [left, right] = [one, other].map(partsOf);
  const index = left.findIndex((part, at) => part !== right[at]);
  return index < 0 ? 0 : left[index] - right[index];
};
