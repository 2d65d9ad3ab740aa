/** The verdict on a contract beside the released one. */
import { shown } from '../cli.js';
import { changesOf } from './contracts.js';
import { judge } from './gate.js';
import { waiversOf } from './waivers.js';

/** Judges a contract on a day, with the waivers beside the released one. The verdict has both `versions`; that of a contract without one is undefined. */
export function verdictOn(before, after, today) {
  const of = (part) => ({ released: part(before), version: part(after) });
  const versions = of(({ data }) => data.info?.version?.toString());
  const verdict = judge({
    ...versions,
    files: of(({ file }) => shown(file)),
    changes: changesOf(before.data, after.data),
    waivers: waiversOf(before.file),
    today,
  });
  return { ...verdict, versions };
}
