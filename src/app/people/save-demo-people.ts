import type { PersonRole } from '../../../schemas/person.ts';
import { personById, savePerson } from '../../storage/people.ts';
import { type Context, transactSignIn } from '../context.ts';
import { noAddress } from './person-view.ts';

/** Somebody of a demo, who signs in with nothing but a click. */
export type DemoPerson = Readonly<{
  id: string;
  name: string;
  roles: readonly PersonRole[];
  rep: string | undefined;
}>;

/** Makes the people of a demo who are not there yet; those who are stay what they have become. */
export const saveDemoPeople = (context: Context, people: readonly DemoPerson[]): Promise<void> =>
  transactSignIn(context, async (tx) => {
    for (const person of people) {
      if (await personById(tx, context.tenant, person.id)) continue;
      await savePerson(tx, context.tenant, {
        ...person,
        email: noAddress(person.id),
        phone: undefined,
        blocked: false,
      });
    }
  });
