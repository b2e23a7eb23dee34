import type { Command } from 'commander';
import type { Context } from '../app/context.ts';
import { changeHosts } from '../app/tenants/change-hosts.ts';
import { createTenant } from '../app/tenants/create-tenant.ts';
import { deleteTenant } from '../app/tenants/delete-tenant.ts';
import { KEPT_MS } from '../app/tenants/find-tenant.ts';
import { listTenants } from '../app/tenants/list-tenants.ts';
import type { OpenStore } from '../node/open-store.ts';
import { deletionsFile, exportTenantTo, keepDeletion } from '../node/tenant-files.ts';
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts';

export const addTenantCommand = (program: Command): void => {
  const tenant = program
    .command('tenant')
    .description('the tenants of one deployment; none of this can be done over HTTP');
  withStoreOptions(tenant.command('create <name>'))
    .description('make a tenant, and print the link by which its first administrator comes in')
    .requiredOption('--host <host...>', 'where it answers; the link is of the first')
    .option('--display <name>', 'what it is called')
    .action(create);
  withStoreOptions(tenant.command('hosts <name>'))
    .description('where a tenant answers: add hosts, or remove them')
    .option('--add <host...>', 'it answers there too', [])
    .option('--remove <host...>', 'it answers there no more', [])
    .action(hosts);
  withStoreOptions(tenant.command('list')).description('the tenants that answer at a host').action(list);
  withStoreOptions(tenant.command('export <name>'))
    .description('write everything of a tenant as JSON lines, without what anybody signs in with')
    .requiredOption('--out <dir>', 'an empty directory')
    .action(exportCommand);
  withStoreOptions(tenant.command('delete <name>'))
    .description('delete everything of a tenant; it cannot be undone')
    .requiredOption('--confirm <name>', 'the name again')
    .option('--export-first <dir>', 'an empty directory to which it is exported before')
    .action(deleteCommand);
};

/** The store of the command with another tenant than its own. */
const of = ({ context }: OpenStore, tenant: string): Context => ({ ...context, tenant });

const create = (
  name: string,
  { host, display, ...options }: StoreOptions & Readonly<{ host: [string, ...string[]]; display?: string }>,
): Promise<void> =>
  onStore(options, async (store, output) => {
    const at = Date.now();
    const made = await createTenant(of(store, name), {
      hosts: host,
      at,
      ...(display !== undefined && { display }),
    });
    output.result(
      `The tenant ${name} answers at ${made.hosts.join(', ')}. Its administrator comes in by this link, once, until ${made.expiresAt}:\n${made.link}`,
      made,
    );
  });

const hosts = (
  name: string,
  { add, remove, ...options }: StoreOptions & Readonly<{ add: string[]; remove: string[] }>,
): Promise<void> =>
  onStore(options, async (store, output) => {
    const now = await changeHosts(of(store, name), { add, remove });
    output.result(
      now.hosts.length === 0 ? `${name} answers nowhere.` : `${name} answers at ${now.hosts.join(', ')}.`,
      now,
    );
  });

const list = (options: StoreOptions): Promise<void> =>
  onStore(options, async ({ context }, output) => {
    const tenants = await listTenants(context.store);
    const lines = tenants.map(({ tenant, display, hosts: at }) => `${tenant}  ${display}  ${at.join(', ')}`);
    output.result(lines.length === 0 ? 'No tenant answers at a host.' : lines.join('\n'), tenants);
  });

const exportCommand = (
  name: string,
  { out, ...options }: StoreOptions & Readonly<{ out: string }>,
): Promise<void> =>
  onStore(options, async (store, output) => {
    const manifest = await exportTenantTo(of(store, name), out);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    output.result(`${rows} rows of ${name} as of ${manifest.asOf} stand in ${out}.`, manifest);
  });

const deleteCommand = (
  name: string,
  { confirm, exportFirst, ...options }: StoreOptions & Readonly<{ confirm: string; exportFirst?: string }>,
  command: Command,
): Promise<void> => {
  if (confirm !== name) return command.error(`error: --confirm has to be ${name} to delete it`);
  return onStore(options, async (store, output) => {
    const context = of(store, name);
    if (exportFirst !== undefined) await exportTenantTo(context, exportFirst);
    const deletion = await deleteTenant(context, {
      confirm,
      at: Date.now(),
      note: (each) => keepDeletion(store.directory, each),
      untilUnknown: process.env.DATABASE_URL?.trim() ? servedElsewhere : async () => {},
    });
    const rows = Object.values(deletion.rows ?? {}).reduce((sum, count) => sum + count, 0);
    output.result(
      `${name} is deleted, with ${rows} rows. That it was stands in ${deletionsFile(store.directory)}:\n${JSON.stringify(deletion)}`,
      deletion,
    );
  });
};

/** Whoever else serves the database knows the hosts for so long, and finishes what was under way. */
const servedElsewhere = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, KEPT_MS + 1_000);
  });
