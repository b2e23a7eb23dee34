import type { Command } from 'commander';
import { type Invitation, type Person, PersonInput } from '../../schemas/person.ts';
import { invitePerson } from '../app/people/invite-person.ts';
import { readPeople } from '../app/people/read-people.ts';
import { renewInvitation } from '../app/people/renew-invitation.ts';
import { signOutEverybody } from '../app/people/sign-out-everybody.ts';
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts';
import { usable } from './usable.ts';

const PAGE = 500;

export const addPeopleCommand = (program: Command): void => {
  const people = program.command('people').description('who can sign in: list them, let somebody in');
  withStoreOptions(people.command('list')).description('people by name').action(list);
  withStoreOptions(people.command('invite'))
    .description('let somebody in; prints the link by which that one comes in, once, within a week')
    .requiredOption('--name <name>', 'what the person is called')
    .requiredOption('--roles <names>', 'rep, manager, hr, payroll, auditor or admin, separated by commas')
    .option('--rep <code>', 'code of the rep who this is')
    .option('--email <address>', 'what the office signs in with')
    .option('--phone <number>', 'with its country, such as +8613800000000')
    .action(invite);
  withStoreOptions(people.command('renew <id>'))
    .description('a new link for somebody who lost the password or the phone')
    .action(renew);
  withStoreOptions(people.command('sign-out-everybody'))
    .description('end every session, PIN, link and code, as when a secret of the service is known')
    .action(signOut);
};

const list = (options: StoreOptions): Promise<void> =>
  onStore(options, async ({ context }, output) => {
    const items: Person[] = [];
    let cursor: string | undefined;
    do {
      const page = await readPeople(context, { limit: PAGE, cursor, at: Date.now() });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    output.result(items.length === 0 ? 'Nobody can sign in yet.' : items.map(line).join('\n'), items);
  });

type Given = StoreOptions &
  Readonly<{ name: string; roles: string; rep?: string; email?: string; phone?: string }>;

const invite = ({ name, roles, rep, email, phone, ...options }: Given, command: Command): Promise<void> => {
  const input = usable(command, PersonInput, {
    name,
    roles: roles.split(',').map((each) => each.trim()),
    ...(rep !== undefined && { rep }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  });
  return onStore(options, async ({ context }, output) => {
    const invitation = await invitePerson(context, { input, at: Date.now() });
    output.result(told(invitation), invitation);
  });
};

const renew = (id: string, options: StoreOptions): Promise<void> =>
  onStore(options, async ({ context }, output) => {
    const invitation = await renewInvitation(context, { id, at: Date.now() });
    output.result(told(invitation), invitation);
  });

const signOut = (options: StoreOptions): Promise<void> =>
  onStore(options, async ({ context }, output) => {
    const sessions = await signOutEverybody(context);
    output.result(`Everybody is signed out; there were ${sessions} sessions.`, { sessions });
  });

const told = ({ person, path, expiresAt }: Invitation): string =>
  `${line(person)}\nThe link, on the address of the service, until ${expiresAt}; it is told this once:\n${path ?? ''}`;

const line = ({ id, name, roles, state, blocked }: Person): string =>
  `${id}  ${name}  ${roles.join(', ')}  ${blocked ? 'blocked' : state}`;
