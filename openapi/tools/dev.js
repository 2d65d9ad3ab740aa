/** Watches the contract: findings and changes at each save, the reference as a live page, and a mock of it. */
import { join } from 'node:path';
import { fileOf, run, shown, UsageError } from './cli.js';
import { openSource } from './contract/source.js';
import { watchContract } from './dev/loop.js';
import { HOME } from './home.js';

const USAGE = `Usage: npm run dev -- [--port PORT] [FILE]
Watches FILE, by default openapi.yaml. At each save it prints the findings and the changes since the last release, and serves on the
loopback address: / the same report, /reference/ the reference, and Prism, a mock of the contract, below the path of its first server.
PORT is 4010 by default. Ctrl+C ends it.`;

await run(USAGE, { port: { type: 'string', default: '4010' } }, async ({ port }, [name]) => {
  if (!/^\d{1,5}$/.test(port)) {
    throw new UsageError(`--port must be a number; received ${port}`);
  }
  const file = fileOf(name, join(HOME, 'openapi.yaml'));
  openSource(file);
  const { url, stop } = await watchContract(file, { port: Number(port) }).catch((error) => {
    throw new UsageError(error.code === 'EADDRINUSE' ? `Port ${port} is in use. Choose another with --port.` : `${shown(file)}: ${error.message}`);
  });
  console.log(`Watching ${shown(file)}: ${url} and ${url}/reference/`);
  await new Promise((ended) => {
    process.once('SIGINT', ended);
    process.once('SIGTERM', ended);
  });
  await stop();
  return 0;
}, 1);
