import type { PersonRole } from '../../../schemas/person.ts';
import { admit, type Context } from '../context.ts';
import { LaurelError } from '../errors.ts';

/** Whom HR lets in: the people it pays, and no colleague of the office. */
const OF_THE_FIELD: readonly PersonRole[] = ['rep', 'manager'];

/**
 * Refuses who may not give or take these roles: HR looks after reps and managers, an administrator after everybody. So
 * nobody can let in somebody who may do more than that one.
 * @throws LaurelError `forbidden`.
 */
export const requireMayManage = (context: Context, roles: readonly string[]): void => {
  admit(context, 'manage-people');
  if (context.roles.includes('admin')) return;
  if (roles.every((role) => (OF_THE_FIELD as readonly string[]).includes(role))) return;
  throw new LaurelError(
    'forbidden',
    `HR looks after people who are ${OF_THE_FIELD.join(' or ')} and nothing else.`,
  );
};

/**
 * Refuses a person whose roles and particulars do not fit together.
 * @throws LaurelError `invalid` with the place.
 */
export const requireWhole = ({
  roles,
  rep,
  email,
}: Readonly<{ roles: readonly PersonRole[]; rep: string | undefined; email: string | undefined }>): void => {
  const isOfField = roles.some((role) => OF_THE_FIELD.includes(role));
  if (isOfField && rep === undefined)
    throw fault('/rep', 'Who is a rep or a manager is one of the reps; say by its code which.');
  if (!isOfField && rep !== undefined)
    throw fault('/rep', 'Only who is a rep or a manager has the code of a rep.');
  if (!isOfField && email === undefined)
    throw fault('/email', 'Who works in the office signs in with an e-mail address.');
};

const fault = (pointer: string, detail: string): LaurelError =>
  new LaurelError('invalid', detail, [{ pointer, detail }]);
