/** What every command here has in common: options, help, paths as the caller sees them, and errors without a stack trace. */
import { isAbsolute, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** The folder that the command was called from; npm changes to the folder of package.json. */
const CALLER = process.env.INIT_CWD ?? process.cwd();

/** An error that the caller can correct. */
export class UsageError extends Error {}

/**
 * Runs a command. `main` gets the options and the positional arguments, of which there are `most` at most, and returns the exit code.
 * An error is one message, and the exit code is 2 then.
 */
export async function run(usage, options, main, most = 0) {
  try {
    const { values, positionals } = parseArgs({ options: { ...options, help: { type: 'boolean', short: 'h' } }, allowPositionals: true });
    if (positionals.length > most && !values.help) {
      throw new UsageError(`Unexpected argument: ${positionals[most]}\n\n${usage}`);
    }
    process.exitCode = values.help ? console.log(usage) : await main(values, positionals);
  } catch (error) {
    console.error(error instanceof UsageError ? error.message : explained(error, usage));
    process.exitCode = 2;
  }
}

function explained(error, usage) {
  const [message] = String(error.message ?? error).split('\n');
  // The form of a contract is for the lint to judge; the other commands expect a valid one.
  return error instanceof TypeError && !error.code?.startsWith('ERR_PARSE_ARGS')
    ? `The contract is not valid OpenAPI, so it cannot be read (${message}). Run npm run lint to see where.`
    : `${message}\n\n${usage}`;
}

/** A path that the caller wrote, or the default. */
export const fileOf = (path, byDefault) => (path === undefined ? byDefault : resolve(CALLER, path));

/** A path as the caller would write it. */
export function shown(file) {
  const path = relative(CALLER, file);
  return path === '' ? '.' : isAbsolute(path) || path.startsWith('../../..') ? file : path;
}

/** One of the values that an option allows. */
export function oneOf(option, value, allowed) {
  if (!allowed.includes(value)) {
    throw new UsageError(`--${option} must be one of ${allowed.join(', ')}; received ${value}`);
  }
  return value;
}
