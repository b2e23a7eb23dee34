import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportedData } from '../../../src/app/tabular/imported-data.ts';
import { rejectedFiles } from '../../../src/app/tabular/write-rejects.ts';
import { importFiles, placesOf, REPS } from './sample-import.ts';

const TEAMS = 'code,name\nN,North\nS,South\n';
const HEADING = 'rep,team,from,to';
const importMemberships = (...rows: readonly string[]): Promise<ImportedData> =>
  importFiles({ 'teams.csv': TEAMS, 'reps.csv': REPS, 'memberships.csv': [HEADING, ...rows].join('\n') });
const taken = ({ memberships }: ImportedData) =>
  memberships.map(({ rep, team, from = '', to = '' }) => `${rep},${team},${from},${to}`);

describe('memberships of one rep', () => {
  it('may follow each other, with open ends and gaps, in any order of the rows', async () => {
    const rows = ['R1,N,,2017-01-01', 'R1,S,2017-01-01,2017-03-01', 'R1,N,2017-04-01,', 'R2,S,2017-02-01,'];
    const data = await importMemberships(...rows.toReversed());
    expect(data.rejects).toEqual([]);
    expect(taken(data)).toEqual(rows);
  });

  it.each([
    ['within the other', 'R1,N,2017-01-01,2017-06-01', 'R1,S,2017-02-01,2017-03-01', 'from'],
    ['around the other', 'R1,N,2017-02-01,2017-03-01', 'R1,S,2017-01-01,', 'to'],
    ['one day at the end', 'R1,N,2017-01-01,2017-03-02', 'R1,S,2017-03-01,', 'from'],
    ['one day at the beginning', 'R1,N,2017-03-01,', 'R1,S,,2017-03-02', 'to'],
    ['both without ends', 'R1,N,,', 'R1,S,,', 'from'],
    ['the same team from the same day', 'R1,N,2017-01-01,', 'R1,N,2017-01-01,2017-02-01', 'from'],
  ])('must not overlap: %s', async (_, first, second, column) => {
    const data = await importMemberships(first, 'R2,S,,', second);
    expect(placesOf(data)).toEqual([`memberships.csv:4:${column} overlap`]);
    expect(data.rejects[0]?.message).toMatch(
      /^The rep "R1" is in the team "N" .* by row 2 of memberships.csv/,
    );
    expect(taken(data)).toEqual([first, 'R2,S,,']);
    expect(data.inputs[2]).toMatchObject({ rows: 3, accepted: 2, rejected: 1 });
  });

  it('may stand twice, word for word', async () => {
    const data = await importMemberships('R1,N,2017-01-01,', 'R1,N,2017/1/1,');
    expect(placesOf(data)).toEqual([]);
    expect(data.inputs[2]).toMatchObject({ rows: 2, accepted: 1, duplicates: 1 });
  });

  it.each(['2017-01-01', '2016-12-31'])('end after they begin, not on %s', async (to) => {
    const data = await importMemberships(`R1,N,2017-01-01,${to}`);
    expect(placesOf(data)).toEqual(['memberships.csv:2:to out-of-range']);
  });

  it('come back all together when one is refused, because they replace what is known', async () => {
    const data = await importMemberships(
      'R1,N,2017-01-01,2017-03-01',
      'R2,N,,',
      'R1,S,2017-02-01,',
      'R1,X,2016-01-01,2016-02-01',
    );
    expect(placesOf(data)).toEqual(['memberships.csv:4:from overlap', 'memberships.csv:5:team unknown-team']);
    const written = rejectedFiles(data.rejects, data.headings, data.companions);
    expect(written.get('rejected.csv')?.split('\n')).toHaveLength(4);
    expect(written.get('rejected/memberships.csv')).toBe(
      `${HEADING}\nR1,N,2017-01-01,2017-03-01\nR1,S,2017-02-01,\nR1,X,2016-01-01,2016-02-01\n`,
    );
  });
});

it('never leaves a rep in two teams on a day, and refuses nothing that overlaps nothing', async () => {
  const day = fc.constantFrom('', '2017-01-01', '2017-01-02', '2017-01-03', '2017-01-04', '2017-01-05');
  const row = fc
    .record({ rep: fc.constantFrom('R1', 'R2'), team: fc.constantFrom('N', 'S'), from: day, to: day })
    .filter(({ from, to }) => to === '' || from < to);
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
      const data = await importMemberships(
        ...rows.map(({ rep, team, from, to }) => `${rep},${team},${from},${to}`),
      );
      const days = ['2016-12-31', '2017-01-01', '2017-01-02', '2017-01-03', '2017-01-04', '2017-01-05'];
      const occupied = new Set<string>();
      const seen = new Set<string>();
      const expected: string[] = [];
      for (const { rep, team, from, to } of rows) {
        const text = `${rep},${team},${from},${to}`;
        const own = days
          .filter((each) => each >= from && (to === '' || each < to))
          .map((each) => `${rep} ${each}`);
        if (seen.has(text) || own.some((each) => occupied.has(each))) continue;
        seen.add(text);
        expected.push(text);
        for (const each of own) occupied.add(each);
      }
      expect([...taken(data)].sort()).toEqual(expected.sort());
    }),
    { numRuns: 200, seed: Number(process.env.LAUREL_SEED) },
  );
});
