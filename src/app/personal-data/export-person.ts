import type { z } from 'zod';
import type { PersonalData } from '../../../schemas/personal-data.ts';
import { personTexts } from '../../domain/personal-data/person-texts.ts';
import { loadReps, type StoredRep } from '../../storage/master-data.ts';
import { signInOfRep } from '../../storage/people.ts';
import { PERSON_PAGES, type PersonAsked } from '../../storage/person-pages.ts';
import { admit, type Context, identitiesOf, transactReading, transactSignIn } from '../context.ts';
import { LaurelError } from '../errors.ts';

/** Rows in memory at once; awards come with why, which is a kilobyte or two each. */
const PORTION = 1_000;

type Sections = Omit<z.infer<typeof PersonalData>, 'asOf' | 'person' | 'signIn'>;

/**
 * Everything that is held of a person, as the text of one JSON document in pieces, so that a long history is never in
 * memory as a whole. Each piece is a moment of its own: a transaction held open for a slow reader would keep others
 * waiting. HR and administrators are given the data of everybody; a rep the own, without what belongs to others and only names the
 * rep. `at` is now, in epoch ms.
 * @throws LaurelError `not-found`, before the first piece, and in the same words for nobody and for somebody else.
 */
export async function* exportPerson(
  context: Context,
  { rep: code, at }: Readonly<{ rep: string; at: number }>,
): AsyncGenerator<string, void> {
  const rep = await requirePerson(context, code);
  const { erasedAt: _erasedAt, sortsAfter: _sortsAfter, ...person } = rep;
  const { needles } = personTexts(rep);
  yield `{"asOf":${JSON.stringify(new Date(at).toISOString())},"person":${JSON.stringify(person)}`;
  const signIn = await transactSignIn(context, (tx) => signInOfRep(tx, context.tenant, rep.code));
  yield `,"signIn":${JSON.stringify(signIn)}`;
  const all = seesOthers(context);
  const asked = { id: rep.id, code: rep.code, needles: all ? needles : [] };
  for (const section of Object.keys(PERSON_PAGES) as (keyof Sections)[]) {
    yield `,${JSON.stringify(section)}:[`;
    if (all || !OF_OTHERS.includes(section)) yield* rowsOfSection(context, section, asked);
    yield ']';
  }
  yield '}\n';
}

/** What holds the words and figures of others beside the name: given to those who answer for all, and not to the rep. */
const OF_OTHERS: readonly (keyof Sections)[] = [
  'awardsNaming',
  'jobs',
  'publications',
  'proposals',
  'answers',
];

const seesOthers = ({ roles }: Context): boolean => roles.some((role) => role === 'hr' || role === 'admin');

async function* rowsOfSection(
  context: Context,
  section: keyof Sections,
  person: PersonAsked,
): AsyncGenerator<string, void> {
  let isFirst = true;
  for (let after = ''; ; ) {
    const rows = await transactReading(context, (tx) =>
      PERSON_PAGES[section](tx, context.tenant, person, after, PORTION),
    );
    const text = rows.map(({ row }) => JSON.stringify(row)).join(',\n');
    if (text !== '') yield isFirst ? text : `,\n${text}`;
    isFirst = false;
    if (rows.length < PORTION) return;
    after = rows.at(-1)?.key ?? after;
  }
}

const requirePerson = async (context: Context, code: string): Promise<StoredRep> => {
  admit(context, 'export-personal-data');
  const [rep] =
    seesOthers(context) || code === context.rep
      ? await transactReading(context, (tx) =>
          loadReps(tx, context.tenant, [identitiesOf(context).rep(code)]),
        )
      : [];
  if (!rep || rep.erasedAt !== null) throw new LaurelError('not-found', `There is no rep called “${code}”.`);
  return rep;
};
