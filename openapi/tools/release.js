/** Releases the contract: its version, its changelog, the copy that later changes are compared with, and the file that is published. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATS } from './changes/report.js';
import { verdictOn } from './changes/verdict.js';
import { fileOf, run, shown, UsageError } from './cli.js';
import { readContract, Source } from './contract/source.js';
import { HOME } from './home.js';
import { lint } from './lint/judges.js';
import { published, withEntry, withVersion } from './release/files.js';

const USAGE = `Usage: npm run release -- [--date YYYY-MM-DD] [--target FOLDER] [--dry-run | --again]
Releases openapi.yaml: sets info.version to what the changes need, adds them to CHANGELOG.md, copies the contract to released/, and
writes openapi.yaml without what concerns the sandbox only, and changes.md, into FOLDER, by default target/release.
--dry-run writes into FOLDER only. --again builds FOLDER anew for a contract that is released already. Exit code: 0, or 1 if the contract cannot be released, or 2 if it cannot be read.`;

const OPTIONS = {
  date: { type: 'string', default: new Date().toISOString().slice(0, 10) },
  target: { type: 'string' },
  'dry-run': { type: 'boolean' },
  again: { type: 'boolean' },
};

await run(USAGE, OPTIONS, async ({ date, target, 'dry-run': isDryRun, again }) => {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) {
    throw new UsageError(`--date must be YYYY-MM-DD; received ${date}`);
  }
  const [file, releasedFile, log] = ['openapi.yaml', 'released/openapi.yaml', '../CHANGELOG.md'].map((name) => join(HOME, name));
  const [after, before] = [readContract(file), readContract(releasedFile)];
  const folder = fileOf(target, join(HOME, 'target/release'));
  mkdirSync(folder, { recursive: true });
  if (again) {
    return rebuild(after, before, readFileSync(log, 'utf8'), folder);
  }
  const findings = await lint(after);
  const verdict = verdictOn(before, after, date);
  const { changes, versions } = verdict;
  const problems = [
    ...(findings.length > 0 ? [`${shown(file)} has ${findings.length} findings; npm run lint shows them.`] : []),
    ...(changes.length === 0 ? [`Nothing has changed since ${versions.released}.`] : []),
    ...verdict.problems.filter((problem) => !/^An? (breaking|additive) change needs/.test(problem)),
  ];
  if (problems.length > 0) {
    console.error(problems.join('\n'));
    return 1;
  }
  const version = verdict.needed;
  const text = withVersion(after.text, version);
  const entry = FORMATS.markdown(verdict).replace(/^## .*/, `## [${version}] - ${date}`);
  const files = { [join(folder, 'openapi.yaml')]: published(new Source(text)), [join(folder, 'changes.md')]: `${entry}\n` };
  if (!isDryRun) {
    Object.assign(files, { [file]: text, [releasedFile]: text, [log]: withEntry(readFileSync(log, 'utf8'), entry) });
  }
  for (const [path, content] of Object.entries(files)) {
    writeFileSync(path, content);
    console.log(shown(path));
  }
  console.log(`${isDryRun ? 'Would release' : 'Released'} ${version}, after ${versions.released}.`);
  return 0;
});

/** The folder of a release that has been made before: its contract, and its entry in the changelog. */
function rebuild(contract, released, changelog, folder) {
  const { version } = contract.data.info;
  const [entry] = changelog.split(/^(?=## )/m).filter((section) => section.startsWith(`## [${version}]`));
  if (contract.text !== released.text || !entry) {
    throw new UsageError(`${version} is not released yet: the contract differs from the released one, or CHANGELOG.md has no entry for it`);
  }
  writeFileSync(join(folder, 'openapi.yaml'), published(contract));
  writeFileSync(join(folder, 'changes.md'), `${entry.trimEnd()}\n`);
  console.log(`Built ${version} again.`);
  return 0;
}
