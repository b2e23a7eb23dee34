import { describe, expect, it } from 'vitest';
import { Mapping } from '../../../schemas/mapping.ts';
import type { Context } from '../../../src/app/context.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { knownCodesOf } from '../../../src/app/import/known-codes-of.ts';
import { readData } from '../../../src/app/import/read-data.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { rebuild } from '../../../src/app/rebuild.ts';
import { readResults } from '../../../src/app/results/read-results.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import type { ImportedData } from '../../../src/app/tabular/imported-data.ts';
import { rejectedFiles } from '../../../src/app/tabular/write-rejects.ts';
import { parseLocalDate } from '../../../src/domain/calendar/local-date.ts';
import { loadMasterData } from '../../../src/storage/master-data.ts';
import { inTenant } from '../../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, ORDER_POINTS, smallData, smallPlan } from '../small-plan.ts';

const database = testDatabase();
const TEAM_SALES = {
  code: 'team-sales',
  name: { zh: '团队', en: 'Team' },
  category: 'result',
  subject: 'team',
  triggers: [{ close: 'month' }],
  rewards: [
    {
      kind: 'points',
      amount: {
        kind: 'per-unit',
        rate: 1,
        of: { fact: 'metric', params: { metric: 'sales', window: 'month' } },
      },
    },
  ],
};
const plan = smallPlan([ORDER_POINTS, TEAM_SALES]);
const orders = ['2024-03-05', '2024-03-06', '2024-03-20'].map((day, index) =>
  activity(plan, `o${index}`, 'order.placed', 'ann', day, { amount: '100' }),
);

const lines = async (context: Context): Promise<string[]> => {
  const { awards, population } = await readResults(context, { period: '2024-03' });
  const code = (id: string) => (population.reps.get(id) ?? population.teams.get(id))?.code;
  return awards.flatMap((award) =>
    award.lines.map((line) => `${award.rule} ${code(award.recipient)} ${line.amountMinor}`),
  );
};
const start = async (data: ImportedData): Promise<Context> => {
  const context = database.tenant();
  await publishPlan(context, plan.documents);
  await importData(context, { data });
  return context;
};

describe('importing', () => {
  it('again after it was broken off finds everything judged that was taken', async () => {
    const context = await start(smallData(orders));
    const before = await lines(context);
    expect(before).toHaveLength(3);
    expect(await importData(context, { data: smallData(orders) })).toMatchObject({
      accepted: 0,
      duplicates: 3,
      judged: { granted: 0, reversed: 0 },
    });
    expect(await lines(context)).toEqual(before);
  });

  it('names the place of what only the store can refuse, in the words of the file', async () => {
    const context = await start(smallData(orders));
    const correction = (id: string, type: string, original: string, data?: Record<string, unknown>) =>
      activity(plan, id, `activity.${type}`, 'ann', '2024-03-30', {
        original: { source: 'test', id: original },
        ...(data && { data }),
      });
    await importData(context, { data: smallData([correction('v1', 'voided', 'o0')]) });
    const text = [
      'id,source,type,time,subject,Betrag,original_id',
      'v2,test,activity.voided,2024-03-31,ann,,v1',
      'm1,test,activity.amended,2024-03-31,ann,lots,o1',
    ].join('\n');
    const fields = Object.fromEntries(
      ['id', 'source', 'type', 'time', 'subject', 'original_id'].map((field) => [field, field]),
    );
    const mapping = Mapping.parse({
      files: [{ file: 'more.csv', holds: 'activities', fields: { ...fields, amount: 'Betrag' } }],
    });
    const source = {
      list: async () => ['more.csv'],
      read: async () => new TextEncoder().encode(text),
    };
    const knows = await knownCodesOf(context);
    const data = await readData({ ...plan.documents, mapping }, source, undefined, knows);
    expect(data.rejects).toEqual([]);
    const { rejects } = await importData(context, { data });
    expect(rejects.map(({ file, row, column, code }) => `${file}:${row}:${column} ${code}`)).toEqual([
      'more.csv:3:Betrag not-a-number',
      'more.csv:2:original_id corrects-correction',
    ]);
  });

  it('changed memberships counts every activity for the team it now belongs to', async () => {
    const context = await start(smallData(orders));
    await settlePeriod(context, { period: '2024-03' });
    expect((await lines(context)).filter((line) => line.startsWith('team'))).toEqual(['team-sales east 300']);
    const moved = {
      ...smallData([]),
      memberships: [
        { rep: 'ann', team: 'east', to: parseLocalDate('2024-03-10') },
        { rep: 'ann', team: 'west', from: parseLocalDate('2024-03-10') },
      ],
    };
    await importData(context, { data: moved as ImportedData });
    await settlePeriod(context, { period: '2024-03' });
    expect((await lines(context)).filter((line) => line.startsWith('team')).sort()).toEqual([
      'team-sales east 200',
      'team-sales west 100',
    ]);
    expect(await rebuild(context)).toMatchObject({ same: true });
  });
});

describe('the memberships of a rep', () => {
  const reading = async (context: Context, rows: readonly string[]) => {
    const source = {
      list: async () => ['memberships.csv'],
      read: async () => new TextEncoder().encode(['rep,team,from,to', ...rows].join('\n')),
    };
    return readData(plan.documents, source, undefined, await knownCodesOf(context));
  };
  const stored = async (context: Context) => {
    const { memberships, reps, teams } = await inTenant(context.store.db, context.tenant, (tx) =>
      loadMasterData(tx, context.tenant),
    );
    const codes = new Map([...reps, ...teams].map(({ id, code }) => [id, code]));
    return memberships
      .map(({ repId, teamId, from, to }) =>
        [codes.get(repId), codes.get(teamId), from ?? '', to ?? ''].join(),
      )
      .sort();
  };

  it('replace those of earlier imports, and those of other reps stay', async () => {
    const context = await start(smallData([]));
    const moved = ['ann,east,,2024-03-10', 'ann,west,2024-03-10,'];
    for (let time = 0; time < 2; time += 1) {
      const data = await reading(context, moved);
      expect(data.rejects).toEqual([]);
      await importData(context, { data });
      expect(await stored(context)).toEqual([...moved, 'bo,east,,', 'cy,west,,']);
    }
    await importData(context, { data: await reading(context, ['ann,west,2024-01-01,']) });
    expect(await stored(context)).toEqual(['ann,west,2024-01-01,', 'bo,east,,', 'cy,west,,']);
  });

  it('are complete once what came back was corrected and sent again', async () => {
    const context = await start(smallData([]));
    const data = await reading(context, ['ann,east,,2024-03-10', 'ann,west,2024-03-01,']);
    await importData(context, { data });
    const written = rejectedFiles(data.rejects, data.headings, data.companions);
    const back = written.get('rejected/memberships.csv')?.replace('2024-03-01', '2024-03-10') ?? '';
    const corrected = await reading(context, back.trimEnd().split('\n').slice(1));
    expect(corrected.rejects).toEqual([]);
    await importData(context, { data: corrected });
    expect(await stored(context)).toEqual([
      'ann,east,,2024-03-10',
      'ann,west,2024-03-10,',
      'bo,east,,',
      'cy,west,,',
    ]);
  });
});

describe('a target that comes after the activities', () => {
  it('is judged as if it had been there before', async () => {
    const met = {
      ...ORDER_POINTS,
      code: 'met',
      conditions: {
        fact: 'attainment',
        params: { metric: 'sales', window: 'month' },
        operator: 'greaterThanInclusive',
        value: 1,
      },
    };
    const context = database.tenant();
    await publishPlan(context, smallPlan([met]).documents);
    await importData(context, { data: smallData(orders) });
    expect(await lines(context)).toEqual([]);
    const target = {
      subjectKind: 'rep' as const,
      subject: 'ann',
      metric: 'sales',
      period: '2024-03',
      tier: 'base' as const,
      amount: 150,
    };
    await importData(context, { data: { ...smallData([]), targets: [target] } });
    expect(await lines(context)).toEqual(['met ann 10', 'met ann 10']);
  });
});

describe('publishing another plan', () => {
  it('judges what happened before anew, and the first one again gives the first result', async () => {
    const context = await start(smallData(orders));
    const first = await lines(context);
    const doubled = smallPlan([{ ...ORDER_POINTS, rewards: [{ kind: 'points', amount: 20 }] }, TEAM_SALES]);
    await publishPlan(context, doubled.documents);
    expect(await lines(context)).toEqual(first.map((line) => line.replace(/\d+$/, '20')));
    await publishPlan(context, plan.documents);
    expect(await lines(context)).toEqual(first);
  });

  it('retires a rule that is no longer in it: what it granted stands, and it grants nothing more', async () => {
    const context = await start(smallData(orders));
    const before = await lines(context);
    await publishPlan(context, smallPlan([TEAM_SALES]).documents);
    await importData(context, {
      data: smallData([activity(plan, 'late', 'order.placed', 'bo', '2024-03-21', { amount: '1' })]),
    });
    expect(await lines(context)).toEqual(before);
  });
});
