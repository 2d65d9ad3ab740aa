/** The table of kinds of change: for each its verdict, and the contracts before and after it. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { changed, read } from '../contract/edit.js';

const fixture = (name) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

export function kinds() {
  const base = read(fixture('before.yaml'));
  return Object.entries(parse(fixture('kinds.yaml'))).flatMap(([subject, rows]) =>
    rows.map(([verdict, name, ...steps]) => {
      const mark = steps.indexOf('before');
      const [edit, preparation] = mark < 0 ? [steps, []] : [steps.slice(0, mark), steps.slice(mark + 1)];
      const before = changed(base, preparation.map(toStep));
      return { subject, verdict, name, before: before.toJS(), after: changed(before, edit.map(toStep)).toJS() };
    }),
  );
}

const toStep = ([verb, pointer, to]) => ({ [verb]: pointer, to });
