import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ingestActivities } from '../../../src/app/activities/ingest-activities.ts';
import { type Context, transactAlone } from '../../../src/app/context.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { changeMasterData } from '../../../src/app/master-data/change-master-data.ts';
import type { MasterDataChange } from '../../../src/app/master-data/master-data-change.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { rebuild } from '../../../src/app/rebuild.ts';
import type { ParsedActivity } from '../../../src/domain/activities/activity.ts';
import type { LocalDate } from '../../../src/domain/calendar/local-date.ts';
import { rowsOf } from '../../../src/storage/database.ts';
import { inTenant } from '../../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, smallData } from '../small-plan.ts';
import { peoplePlan } from './people-plan.ts';

const database = testDatabase();
const plan = peoplePlan();

const REPS = ['ann', 'bo', 'cy'];
const OUTLETS = ['o1', 'o2', 'o3', 'new'];
const PRODUCTS = ['p1', 'p2', 'new'];
const DAYS = ['2024-01-30', '2024-02-01', '2024-02-03', '2024-02-28', '2024-03-01', '2024-03-06'];

const day = fc.constantFrom(...DAYS) as unknown as fc.Arbitrary<LocalDate>;
const rep = fc.constantFrom(...REPS);
const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;

const order = fc.record({
  type: fc.constant('order.placed'),
  rep,
  day,
  data: fc.record({
    amount: fc.constantFrom('1', '2.5', '10'),
    product: fc.constantFrom('p1', 'p2'),
    shares: fc.option(
      fc.constantFrom(
        [
          { rep: 'ann', share: '0.4' },
          { rep: 'bo', share: '0.6' },
        ],
        [{ rep: 'bo', share: '1' }],
      ),
      { nil: undefined },
    ),
  }),
});
const visit = fc.record({
  type: fc.constant('visit.completed'),
  rep,
  day,
  data: fc.record({ outlet: fc.constantFrom('o1', 'o2', 'o3') }),
});
const correction = fc.record({
  type: fc.constant('activity.amended'),
  rep,
  day,
  original: fc.nat(30),
  change: fc.oneof(
    fc.record({ data: fc.record({ outlet: fc.constantFrom('o1', 'o2') }) }),
    fc.record({ data: fc.record({ product: fc.constantFrom('p1', 'p2') }) }),
    fc.record({ subject: rep }),
  ),
});
const facts = fc
  .tuple(
    fc.array(fc.oneof(order, visit), { minLength: 8, maxLength: 20 }),
    fc.array(correction, { maxLength: 4 }),
  )
  .map(([originals, corrections]): ParsedActivity[] => [
    ...originals.map(({ type, rep: by, day: on, data }, index) =>
      activity(plan, `a${index}`, type, by, `${on}T10:00`, present(data)),
    ),
    ...corrections.map(({ type, rep: by, day: on, original, change }, index) =>
      activity(plan, `c${index}`, type, by, `${on}T12:00`, {
        original: { source: 'test', id: `a${original % originals.length}` },
        ...change,
      }),
    ),
  ]);

const team = fc.constantFrom('east', 'west');
const memberships = (of: string) =>
  fc.oneof(
    fc.constant([]),
    team.map((into) => [{ rep: of, team: into }]),
    fc.tuple(team, team, day).map(([first, second, on]) => [
      { rep: of, team: first, to: on },
      { rep: of, team: second, from: on },
    ]),
  );
/** One field of one record, or a target or the memberships of a rep. Undefined takes the field away. */
type Patch =
  | Readonly<{ of: 'reps' | 'outlets' | 'products' | 'teams'; code: string; fields: object }>
  | Readonly<{ of: 'else'; change: MasterDataChange }>;

const patch = <Fields extends Readonly<Record<string, readonly unknown[]>>>(
  of: 'reps' | 'outlets' | 'products' | 'teams',
  codes: readonly string[],
  fields: Fields,
): fc.Arbitrary<Patch> =>
  fc
    .tuple(fc.constantFrom(...codes), fc.constantFrom(...Object.entries(fields)))
    .chain(([code, [field, values]]) =>
      fc.constantFrom(...values).map((value) => ({ of, code, fields: { [field]: value } })),
    );
const patches: fc.Arbitrary<Patch> = fc.oneof(
  patch('reps', [...REPS, 'dee'], {
    name: ['Anna', 'Berta'],
    employeeNo: ['1', undefined],
    role: ['driver', 'seller', undefined],
    league: ['gold', 'silver', undefined],
    leftOn: DAYS,
  }),
  patch('outlets', OUTLETS, {
    name: ['Shop', 'Store'],
    class: ['A', 'B', undefined],
    rep: [...REPS, undefined],
    attributes: [{ area: 'north' }, { area: 'south' }, { area: 'south', shelf: '3' }, {}],
  }),
  patch('products', PRODUCTS, {
    category: ['snack', 'drink', undefined],
    attributes: [{ weight: '2' }, { weight: '0.5' }, { weight: 'heavy' }, {}],
  }),
  patch('teams', ['east', 'west', 'south'], { parent: ['all', undefined], manager: REPS }),
  rep.chain((of) =>
    memberships(of).map((own) => ({
      of: 'else' as const,
      change: { memberships: own, membershipsOf: [of] },
    })),
  ),
  fc
    .record({
      subject: fc.oneof(rep, team),
      period: fc.constantFrom('2024-02', '2024-03'),
      amount: fc.constantFrom('2', '10'),
      remove: fc.boolean(),
    })
    .map(({ remove, amount, subject, period }) => {
      const kind = REPS.includes(subject) ? ('rep' as const) : ('team' as const);
      const key = { subjectKind: kind, subject, metric: 'sales', period, tier: 'base' as const };
      const change = remove ? { targetsRemoved: [key] } : { targets: [{ ...key, amount }] };
      return { of: 'else' as const, change };
    }),
);

/** Master data under which every rule has something to grant, and one field more or less moves it. */
const FIRST = {
  reps: REPS.map((code) => ({ code, name: 'Anna', league: 'gold', attributes: {} })),
  outlets: [
    { code: 'o1', name: 'o1', class: 'A', rep: 'ann', attributes: { area: 'north' } },
    { code: 'o2', name: 'o2', class: 'B', rep: 'ann', attributes: { area: 'north' } },
    { code: 'o3', name: 'o3', class: 'A', rep: 'bo', attributes: { area: 'south' } },
  ],
  products: ['p1', 'p2'].map((code) => ({
    code,
    name: code,
    category: 'snack',
    attributes: { weight: '2' },
  })),
  teams: [],
} satisfies MasterDataChange;

/** The changes that patches come to, one after the other. */
const changesOf = (all: readonly Patch[]): MasterDataChange[] => {
  const known = new Map<string, object>(
    Object.entries(FIRST).flatMap(([of, rows]) =>
      rows.map((row: { code: string }) => [`${of} ${row.code}`, row] as const),
    ),
  );
  return all.map((each) => {
    if (each.of === 'else') return each.change;
    const { of, code, fields } = each;
    const was = known.get(`${of} ${code}`) ?? { code, name: code, attributes: {} };
    const row = present({ ...was, ...fields });
    known.set(`${of} ${code}`, row);
    return { [of]: [row] } as MasterDataChange;
  });
};

const start = async (activities: readonly ParsedActivity[]): Promise<Context> => {
  const context = await database.emptied();
  await publishPlan(context, plan.documents);
  await importData(context, { data: smallData([]) });
  await changed(context, FIRST);
  await ingestActivities(context, { activities, judge: true });
  return context;
};
const changed = (context: Context, what: MasterDataChange) =>
  transactAlone(context, (tx) => changeMasterData(tx, context, what));
const unchanged = { same: true, judged: { granted: 0, reversed: 0 } };

describe('changed master data', () => {
  it('come to what a rebuild comes to, whatever changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        facts,
        fc.array(patches, { minLength: 4, maxLength: 10 }),
        async (activities, given) => {
          const context = await start(activities);
          expect(await rebuild(context)).toMatchObject(unchanged);
          for (const each of changesOf(given)) {
            await changed(context, each);
            expect(await rebuild(context), JSON.stringify(each)).toMatchObject(unchanged);
          }
        },
      ),
      { numRuns: 30 },
    );
  }, 300_000);

  it('write nothing anew when they concern nobody', async () => {
    const context = database.tenant();
    const unnamed = peoplePlan(['named']);
    await publishPlan(context, unnamed.documents);
    await importData(context, { data: smallData([]) });
    const activities = [
      activity(unnamed, 'a1', 'order.placed', 'ann', '2024-03-01', { amount: '1', product: 'p1' }),
      activity(unnamed, 'a2', 'visit.completed', 'bo', '2024-03-02', { outlet: 'o1' }),
    ];
    await ingestActivities(context, { activities, judge: true });
    const before = await versions(context);
    expect(before.length).toBeGreaterThan(1);
    const ann = { code: 'ann', name: 'Ann', team: 'east', attributes: {} };
    const changes: MasterDataChange[] = [
      { reps: [{ ...ann, name: 'Another', employeeNo: '007' }] },
      { reps: [{ ...ann, code: 'dee', league: 'gold' }] },
      { teams: [{ code: 'east', name: 'East', manager: 'bo' }] },
      { teams: [{ code: 'all', name: 'All' }] },
      { outlets: [{ code: 'o9', name: 'Far', class: 'A', attributes: {} }] },
      { outlets: [{ code: 'o9', name: 'Farther', class: 'B', attributes: { area: 'north' } }] },
      { outlets: [{ code: 'o1', name: 'Corner', cityClass: '1', attributes: { shelf: '3' } }] },
      { products: [{ code: 'p9', name: 'Tea', category: 'snack', attributes: {} }] },
      {
        targets: [
          {
            subjectKind: 'team',
            subject: 'east',
            metric: 'sales',
            period: '2024-03',
            tier: 'base',
            amount: '9',
          },
        ],
      },
      {
        targets: [
          {
            subjectKind: 'rep',
            subject: 'cy',
            metric: 'sales',
            period: '2024-03',
            tier: 'base',
            amount: '9',
          },
        ],
      },
      { memberships: [{ rep: 'cy', team: 'east' }] },
    ];
    for (const each of changes) {
      expect(await changed(context, each), JSON.stringify(each)).toEqual({ granted: 0, reversed: 0 });
      expect(await versions(context), JSON.stringify(each)).toEqual(before);
    }
    await changed(context, { outlets: [{ code: 'o1', name: 'Shop', class: 'A', attributes: {} }] });
    const after = await versions(context);
    const [visits, orders] = ['2024-03-02', '2024-03-01'].map((on) => (cell: string) => cell.includes(on));
    expect(after.filter((cell) => visits?.(cell))).not.toEqual(before.filter((cell) => visits?.(cell)));
    expect(after.filter((cell) => orders?.(cell))).toEqual(before.filter((cell) => orders?.(cell)));
  });
});

/** The rollup cells with the transaction that wrote each. */
const versions = async (context: Context): Promise<string[]> => {
  const rows = await inTenant(context.store.db, context.tenant, (tx) =>
    rowsOf<{ cell: string }>(
      tx,
      sql`select concat_ws('|', xmin, ctid, metric, day, rep_id, key) as cell from rollup
        where tenant_id = ${context.tenant} order by metric, day, rep_id, key`,
    ),
  );
  return rows.map(({ cell }) => cell);
};
