/** Adds the scaffold of an operation or of an error code to the contract, as text, so that nothing else of it changes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, shown, UsageError } from './cli.js';
import { readContract } from './contract/source.js';
import { HOME } from './home.js';
import { withError, withOperation } from './new/scaffolds.js';

const USAGE = `Usage: npm run new -- operation METHOD PATH OPERATION_ID TAG     for example: operation get /tasks listTasks Tasks
       npm run new -- error CODE STATUS MESSAGE                  for example: error TASK_EXPIRED 404 "Task expired"
Adds the scaffold to openapi.yaml. npm run lint says what is left to write.`;

await run(USAGE, {}, (_, [kind, ...args]) => {
  const scaffolds = { operation: [withOperation, 4], error: [withError, 3] };
  const [scaffold, count] = scaffolds[kind] ?? [];
  if (!scaffold || args.length !== count || args.includes('')) {
    throw new UsageError(`${kind ? `${kind} needs ${count ?? 'another name and'} arguments.` : 'Say what is new.'}\n\n${USAGE}`);
  }
  const source = readContract(join(HOME, 'openapi.yaml'));
  writeFileSync(source.file, scaffold(source, ...args));
  console.log(`${shown(source.file)}: ${kind} ${args.join(' ')} is added. Run npm run lint.`);
  return 0;
}, Infinity);
