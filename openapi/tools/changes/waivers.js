/** The waivers of a released contract, from waivers.yaml beside it. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { shown, UsageError } from '../cli.js';

export function waiversOf(releasedFile) {
  const file = join(dirname(releasedFile), 'waivers.yaml');
  const waivers = existsSync(file) ? (parse(readFileSync(file, 'utf8')) ?? []) : [];
  if (!Array.isArray(waivers)) {
    throw new UsageError(`${shown(file)} must be a list of waivers with at, reason and expires`);
  }
  return waivers;
}
