/** Runs the workflows of the API against a server, by Redocly's respect, a judge that nobody here wrote. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { run, UsageError } from './cli.js';
import { HOME } from './home.js';

const USAGE = `Usage: npm run workflows -- --server URL [--key KEY] [--verbose] [WORKFLOW...]
Runs the workflows of workflows.arazzo.yaml, by default all, against a sandbox at URL, the base URL of its API.
KEY is sk-sandbox-pro by default. Exit code: 0, or 1 if a workflow fails.`;

const OPTIONS = { server: { type: 'string' }, key: { type: 'string', default: 'sk-sandbox-pro' }, verbose: { type: 'boolean' } };

await run(USAGE, OPTIONS, async ({ server, key, verbose }, workflows) => {
  if (!/^https?:\/\//.test(server ?? '')) {
    throw new UsageError(`--server must be the base URL of the API, as in http://127.0.0.1:8080/api/v1; received ${server ?? 'none'}`);
  }
  const args = ['--server', `vicsee=${server}`, '--input', `key=${key}`, ...workflows.flatMap((name) => ['--workflow', name])];
  // Respect takes null for an object where a discriminator is, so the schemas of responses are left to the contract tests.
  const fixed = ['respect', join(HOME, 'workflows.arazzo.yaml'), '--severity', 'SCHEMA_CHECK=off', ...(verbose ? ['--verbose'] : [])];
  const cli = join(HOME, 'node_modules/@redocly/cli/bin/cli.js');
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const respect = spawn(process.execPath, [cli, ...fixed, ...args], { cwd: HOME, env, stdio: ['ignore', 'inherit', 'pipe'] });
  respect.stderr.resume();
  return new Promise((done, fail) => respect.once('error', fail).once('exit', (code) => done(code === 0 ? 0 : 1)));
}, Infinity);
