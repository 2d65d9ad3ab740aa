/** The files of a release, as text. */
import { isMap, isSeq } from 'yaml';

const SANDBOX_ONLY = ['x-sandbox', 'x-personas'];

/** A contract with another version, and nothing else changed. */
export const withVersion = (text, version) => text.replace(/^( {2}version: ).*$/m, `$1${version}`);

/** A changelog with an entry above the last release. */
export function withEntry(changelog, entry) {
  const at = changelog.search(/^## \[\d/m);
  return at < 0 ? `${changelog.trimEnd()}\n\n${entry}\n` : `${changelog.slice(0, at)}${entry}\n\n${changelog.slice(at)}`;
}

/** A contract without the data that only a sandbox reads, and without the server of one. */
export function published({ document }) {
  const copy = document.clone();
  clean(copy.contents);
  const servers = copy.get('servers');
  servers.items = servers.items.filter((server) => !/\/\/(localhost|127\.0\.0\.1)/.test(server.get('url')));
  return copy.toString({ lineWidth: 0 });
}

function clean(node) {
  if (isMap(node)) {
    node.items = node.items.filter(({ key }) => !SANDBOX_ONLY.includes(String(key)));
    node.items.forEach(({ value }) => clean(value));
  } else if (isSeq(node)) {
    node.items.forEach(clean);
  }
}
