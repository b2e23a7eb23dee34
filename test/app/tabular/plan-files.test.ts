import { describe, expect, it } from 'vitest';
import { planFiles } from '../../../src/app/tabular/plan-files.ts';

const planned = (...names: readonly string[]) => planFiles(undefined, names).map(({ file }) => file);

describe('the native files of a data directory', () => {
  it('are read in the order in which they refer to each other', () => {
    expect(planned('activities.csv', 'outlets.csv', 'reps.csv', 'teams.csv')).toEqual([
      'teams.csv',
      'reps.csv',
      'outlets.csv',
      'activities.csv',
    ]);
  });

  it('may hold activities in several parts, by name, after those without a part', () => {
    expect(
      planned(
        'activities-2026-10.csv',
        'activities-2026-09.ndjson',
        'activities.csv',
        'activities-2026-09.csv',
      ),
    ).toEqual([
      'activities.csv',
      'activities-2026-09.csv',
      'activities-2026-09.ndjson',
      'activities-2026-10.csv',
    ]);
  });

  it('are no others that only look alike', () => {
    expect(
      planned('activities-.csv', 'activities-a.txt', 'activities_1.csv', 'reps-2.csv', 'my-activities-1.csv'),
    ).toEqual([]);
  });
});
