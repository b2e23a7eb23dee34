import { z } from 'zod';

const Row = z.record(z.string(), z.unknown());

/** Everything that is held of a person, as one document. */
export const PersonalData = z
  .strictObject({
    asOf: z.string().meta({ description: 'When it was asked for, ISO 8601 in UTC.' }),
    person: Row.meta({ description: 'Master data: code, name, number, days of employment, attributes.' }),
    signIn: z
      .array(Row)
      .meta({ description: 'How the person signs in, from where and with what; no secret is among it.' }),
    memberships: z.array(Row),
    teams: z.array(Row).meta({ description: 'Teams that the person manages, or that name the person.' }),
    targets: z.array(Row),
    outlets: z
      .array(Row)
      .meta({ description: 'Outlets that are assigned to the person, or that name the person.' }),
    products: z.array(Row).meta({ description: 'Products that name the person.' }),
    activities: z.array(Row).meta({
      description: 'As delivered, corrections among them, with positions, photos and all attributes.',
    }),
    awards: z.array(Row).meta({ description: 'Every revision, with its lines and why.' }),
    awardsNaming: z.array(Row).meta({ description: 'Awards of others whose reasons name the person.' }),
    transfers: z.array(Row),
    statements: z.array(Row).meta({ description: 'Cash and points of each pay period.' }),
    badges: z.array(Row),
    audit: z.array(Row).meta({ description: 'Entries about the person, and those that name the person.' }),
    jobs: z.array(Row),
    publications: z.array(Row).meta({ description: 'Published plans that name the person.' }),
    settlements: z.array(Row).meta({ description: 'Settlements that the person calculated.' }),
    proposals: z
      .array(Row)
      .meta({ description: 'What the person proposed or decided, and proposals that name the person.' }),
    answers: z.array(Row).meta({ description: 'Answers to writes that name the person, kept for a day.' }),
  })
  .meta({ id: 'PersonalData' });

/** What became of the erasure of a person. */
export const Erasure = z
  .strictObject({
    person: z
      .string()
      .meta({ description: 'The internal id, which is shown in place of the code from now on.' }),
    erasedAt: z.string().meta({ description: 'ISO 8601 in UTC.' }),
    already: z.boolean().meta({ description: 'It had been done before; nothing was changed.' }),
  })
  .meta({ id: 'Erasure' });
export type Erasure = z.infer<typeof Erasure>;

export const ErasureInput = z
  .strictObject({
    reason: z.string().trim().min(1).max(1000).meta({
      description: 'Why, such as a request of the person. It is kept in the audit; do not name anybody.',
    }),
  })
  .meta({ id: 'ErasureInput' });
