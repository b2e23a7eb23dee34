import { describe, expect, it } from 'vitest';
import { ingestActivities } from '../../../src/app/activities/ingest-activities.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { readPlan } from '../../../src/app/plan/read-plan.ts';
import { rebuild } from '../../../src/app/rebuild.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, smallData, smallFiles } from '../small-plan.ts';

const database = testDatabase();

/** A point for each outlet that a rep had not visited before the week. */
const OWN_FIRSTS = {
  code: 'own-firsts',
  name: { zh: '首访', en: 'First visits' },
  category: 'process',
  subject: 'rep',
  triggers: [{ activity: 'visit.completed' }],
  per: ['activity'],
  rewards: [
    {
      kind: 'points',
      amount: {
        kind: 'per-unit',
        rate: 1,
        of: { fact: 'metric', params: { metric: 'own-firsts', window: 'week' } },
      },
    },
  ],
};
const METRIC = {
  code: 'own-firsts',
  name: { zh: '首访', en: 'First visits' },
  aggregate: 'firstDistinct',
  activities: ['visit.completed'],
  of: 'outlet',
  scope: 'rep',
};

describe('a first visit of a rep that comes late', () => {
  it('takes what was granted for a later one back, as if it had come in order', async () => {
    const files = smallFiles([OWN_FIRSTS]);
    const plan = readPlan(files.set('metrics.json', JSON.stringify([METRIC])).set('plan.json', PLAN(files)));
    const context = database.tenant();
    await publishPlan(context, plan.documents);
    await importData(context, { data: smallData([]) });
    const visit = (id: string, day: string) =>
      activity(plan, id, 'visit.completed', 'ann', day, { outlet: 'shop' });
    await ingestActivities(context, { activities: [visit('later', '2024-03-06')], judge: true });
    await ingestActivities(context, { activities: [visit('first', '2024-01-30')], judge: true });
    expect(await rebuild(context)).toMatchObject({ same: true, judged: { granted: 0, reversed: 0 } });
  });
});

/** The small plan without the board of a metric that is not there. */
const PLAN = (files: ReadonlyMap<string, string>): string =>
  JSON.stringify({ ...JSON.parse(files.get('plan.json') ?? ''), boards: [] });
