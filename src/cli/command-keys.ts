import type { Command } from 'commander';
import { type ApiKey, type CreatedKey, KeyRotation, NewKey } from '../../schemas/api-key.ts';
import { createKey } from '../app/keys/create-key.ts';
import { readKeys } from '../app/keys/read-keys.ts';
import { revokeKey } from '../app/keys/revoke-key.ts';
import { rotateKey } from '../app/keys/rotate-key.ts';
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts';
import { usable } from './usable.ts';

const ONCE = 'This is shown once and kept nowhere: give it to the program now.';

/** Keys that are told of at once. */
const PAGE = 500;

export const addKeysCommand = (program: Command): void => {
  const keys = program.command('keys').description('keys with which programs come in as integrators');
  withStoreOptions(keys.command('create'))
    .description('make a key for a program')
    .requiredOption('--name <name>', 'what the program is called')
    .option(
      '--operations <names>',
      'what it may do, separated by commas; all that an integrator may otherwise',
    )
    .option('--expires-days <days>', 'it expires after so many days, at most 400', '365')
    .action(create);
  withStoreOptions(keys.command('list')).description('keys, the latest first').action(list);
  withStoreOptions(keys.command('rotate <id>'))
    .description('put a new key in the place of one')
    .option('--grace-hours <hours>', 'the old one stays good for so long, 0 to 720', '24')
    .option('--expires-days <days>', 'the new one expires after so many days, at most 400', '365')
    .action(rotate);
  withStoreOptions(keys.command('revoke <id>'))
    .description('end a key at once, and those that it has replaced')
    .action(revoke);
};

type Expiring = StoreOptions & Readonly<{ expiresDays: string }>;

const create = (
  options: Expiring & Readonly<{ name: string; operations?: string }>,
  command: Command,
): Promise<void> => {
  const { name, operations, expiresDays } = options;
  const wanted = usable(command, NewKey, {
    name,
    ...(operations !== undefined && { operations: operations.split(',').map((each) => each.trim()) }),
    expiresDays: Number(expiresDays),
  });
  return onStore(options, async ({ context }, output) => {
    const made = await createKey(context, wanted);
    output.result(told(made), made);
  });
};

const list = (options: StoreOptions): Promise<void> =>
  onStore(options, async ({ context }, output) => {
    const items: ApiKey[] = [];
    let cursor: string | undefined;
    do {
      const page = await readKeys(context, { limit: PAGE, cursor });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    output.result(items.length === 0 ? 'There are no keys.' : items.map(line).join('\n'), items);
  });

const rotate = (id: string, options: Expiring & Readonly<{ graceHours: string }>, command: Command) => {
  const { graceHours, expiresDays } = options;
  const wanted = usable(command, KeyRotation, {
    graceHours: Number(graceHours),
    expiresDays: Number(expiresDays),
  });
  return onStore(options, async ({ context }, output) => {
    const made = await rotateKey(context, { id, ...wanted });
    output.result(told(made), made);
  });
};

const revoke = (id: string, options: StoreOptions): Promise<void> =>
  onStore(options, async ({ context }, output) => {
    const key = await revokeKey(context, { id });
    output.result(line(key), key);
  });

const told = (made: CreatedKey): string => `${made.key}\n${line(made)}\n${ONCE}`;

const line = ({ id, name, status, expiresAt, operations, lastUsedAt }: ApiKey): string => {
  const used = lastUsedAt === undefined ? 'not used yet' : `last used ${lastUsedAt}`;
  return `${id}  ${name}  ${status}, until ${expiresAt}, ${used}: ${operations?.join(', ') ?? 'all that an integrator may'}`;
};
