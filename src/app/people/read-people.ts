import type { Person } from '../../../schemas/person.ts';
import { peopleAfter, personById } from '../../storage/people.ts';
import { admit, type Context, transactSignIn } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { keyOfCursor, type Page, type PageWanted, pageOf } from '../page.ts';
import { personView } from './person-view.ts';

/** Who can sign in, by name. */
export const readPeople = async (
  context: Context,
  { limit, cursor, at }: PageWanted & Readonly<{ at: number }>,
): Promise<Page<Person>> => {
  admit(context, 'read-people');
  const [name, id] = keyOfCursor(cursor, 2) ?? [];
  const after = name === undefined || id === undefined ? undefined : { name, id };
  const rows = await transactSignIn(context, (tx) => peopleAfter(tx, context.tenant, after, limit + 1));
  return pageOf(
    rows,
    limit,
    (row) => [row.name, row.id],
    (row) => personView(row, at),
  );
};

/** One of them. */
export const readPerson = async (
  context: Context,
  { id, at }: Readonly<{ id: string; at: number }>,
): Promise<Person> => {
  admit(context, 'read-people');
  const row = await transactSignIn(context, (tx) => personById(tx, context.tenant, id));
  if (!row) throw new LaurelError('not-found', `There is no person ${id}.`);
  return personView(row, at);
};
