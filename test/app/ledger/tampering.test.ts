import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../src/app/context.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { sealLedger } from '../../../src/app/ledger/seal-ledger.ts';
import { type LedgerVerdict, verifyLedger } from '../../../src/app/ledger/verify-ledger.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import type { Checkpoint } from '../../../src/domain/ledger/seal.ts';
import { type Queryable, rowsOf } from '../../../src/storage/database.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, ORDER_POINTS, smallData, smallPlan } from '../small-plan.ts';

const database = testDatabase();
let context: Context;
let checkpoint: Checkpoint | undefined;

const PRAISE = { kind: 'commendation', text: { zh: '好', en: 'Well done' } };
/** Cash and an honour for large orders, an honour alone for small ones; points for each. */
const LARGE = {
  ...ORDER_POINTS,
  code: 'large',
  limits: [],
  conditions: { fact: 'activity.amount', operator: 'greaterThan', value: 100 },
  rewards: [
    { kind: 'cash', amount: { kind: 'per-unit', rate: '0.0333', of: { fact: 'activity.amount' } } },
    PRAISE,
  ],
};
const SMALL = {
  ...ORDER_POINTS,
  code: 'small',
  limits: [],
  conditions: { fact: 'activity.amount', operator: 'lessThan', value: 5 },
  rewards: [PRAISE],
};
const POINTS = {
  ...ORDER_POINTS,
  conditions: { fact: 'activity.amount', operator: 'greaterThan', value: 5 },
};
const plan = smallPlan([POINTS, LARGE, SMALL]);
const order = (day: string, amount: string) =>
  activity(plan, `o${day}`, 'order.placed', 'ann', `2024-03-${day}`, { amount });

/** A revision as the tests name it: the rule, the day of March, the number of the revision. */
type Row = Readonly<{ award: string; revision: number }>;
const find = async (rule: string, day: string, revision = 1): Promise<Row> => {
  const [row] = await rowsOf<Row>(
    database.db(),
    sql`select award_id as award, revision from award where tenant_id = ${context.tenant} and rule_code = ${rule}
      and day = ${`2024-03-${day}`}::date and revision = ${revision}`,
  );
  if (!row) throw new Error(`no award of ${rule} on ${day}`);
  return row;
};

beforeAll(async () => {
  context = database.tenant();
  await publishPlan(context, plan.documents);
  const corrections = [
    activity(plan, 'x', 'activity.voided', 'ann', '2024-03-20', { original: { source: 'test', id: 'o05' } }),
    activity(plan, 'y', 'activity.amended', 'ann', '2024-03-20', {
      original: { source: 'test', id: 'o06' },
      data: { amount: '300' },
    }),
  ];
  await importData(context, {
    data: smallData(['03', '04', '05', '06'].map((day) => order(day, `${day}22.22`))),
  });
  await importData(context, { data: smallData(corrections) });
  await sealLedger(context);
  // The last entry of the chain is an award that moves nothing.
  await importData(context, { data: smallData([order('07', '1')]) });
  for (const [table, name] of [
    ['award', 'award_kind'],
    ['transfer', 'transfer_kind'],
    ['seal', 'seal_entry'],
  ] as const)
    await database
      .db()
      .execute(sql`alter table ${sql.identifier(table)} drop constraint ${sql.identifier(name)}`);
  checkpoint = await sealLedger(context);
});
afterAll(async () => {
  expect((await verifyLedger(context, { checkpoint })).fault).toBeUndefined();
});

/** For those who kept none; left out, it is the one of the whole chain. */
const NO_CHECKPOINT = 'none';

class RollBack extends Error {}

/**
 * What verification says after some statements, which are rolled back: as somebody with the password of the database
 * could send them, past the application's role, its checks and its references.
 */
const after = async (
  statements: readonly SQL[],
  kept: Checkpoint | typeof NO_CHECKPOINT | undefined = checkpoint,
): Promise<LedgerVerdict> => {
  let verdict: LedgerVerdict | undefined;
  const work = database.db().transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const statement of statements) await tx.execute(statement);
    const db = tx as unknown as Queryable;
    verdict = await verifyLedger(
      { ...context, store: { ...context.store, db } },
      { checkpoint: kept === NO_CHECKPOINT ? undefined : kept },
    );
    throw new RollBack();
  });
  await expect(work).rejects.toThrow(RollBack);
  if (!verdict) throw new Error('no verdict');
  return verdict;
};

/** Another value of a column's type. */
const other = (column: string, type: string): SQL => {
  const name = sql.identifier(column);
  switch (type) {
    case 'text':
      return sql`coalesce(${name}, '') || 'x'`;
    case 'integer':
    case 'bigint':
    case 'numeric':
      return sql`coalesce(${name}, 0) + 1000`;
    case 'timestamp with time zone':
      return sql`${name} + interval '1 millisecond'`;
    case 'date':
      return sql`${name} + 1`;
    case 'jsonb':
      return sql`'["other"]'`;
    default:
      throw new Error(`teach the test another value of ${type}`);
  }
};
const columnsOf = async (table: string) =>
  rowsOf<{ name: string; type: string }>(
    database.db(),
    sql`select column_name as name, data_type as type from information_schema.columns
      where table_schema = 'public' and table_name = ${table} order by ordinal_position`,
  );
const change = (table: string, column: string, type: string, where: SQL): SQL =>
  sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${other(column, type)}
    where tenant_id = ${context.tenant} and ${where}`;
const ofRevision = ({ award, revision }: Row): SQL => sql`award_id = ${award} and revision = ${revision}`;
const transferOf = async (row: Row): Promise<string> => {
  const [found] = await rowsOf<{ id: string }>(
    database.db(),
    sql`select transfer_id as id from transfer where tenant_id = ${context.tenant} and ${ofRevision(row)}`,
  );
  if (!found) throw new Error('no transfer');
  return found.id;
};

const UNSEAL = [sql`delete from seal`];
/** What explains and dates an entry is not in its content hash, so that only the seal covers it. */
const SEALED_ONLY = ['trace', 'trace_hash', 'recorded_at'];

/** Rows of every sort: granted, reversed for good, reversed and granted anew, and one that moves nothing. */
const REVISIONS = [
  ['large', '03', 1],
  ['large', '05', 2],
  ['large', '06', 3],
  ['small', '07', 1],
] as const;

describe('a changed column', () => {
  it.each(REVISIONS)('of the award of %s on %s, revision %i, is named', async (rule, day, number) => {
    const row = await find(rule, day, number);
    const name = `revision ${number} of the award ${row.award}`;
    for (const { name: column, type } of await columnsOf('award')) {
      const statement = change('award', column, type, ofRevision(row));
      const verdict = await after([statement]);
      expect(verdict.chain, column).toMatchObject({ intact: false, entry: { kind: 'award', ...row } });
      expect(verdict.fault, column).toContain(name);
      if (SEALED_ONLY.includes(column)) continue;
      const { fault } = await after([...UNSEAL, statement], NO_CHECKPOINT);
      expect(fault, column).toMatch(/award|transfer/);
    }
  });

  it.each([
    ['large', '03', 1, 0],
    ['large', '03', 1, 1],
    ['large', '06', 3, 0],
    ['small', '07', 1, 0],
  ] as const)('of a line of %s on %s, revision %i, is named', async (rule, day, number, line) => {
    const row = await find(rule, day, number);
    for (const { name: column, type } of await columnsOf('award_line')) {
      const statement = change('award_line', column, type, sql`${ofRevision(row)} and line = ${line}`);
      expect((await after([statement])).fault, column).toContain(
        `revision ${number} of the award ${row.award}`,
      );
      expect((await after([...UNSEAL, statement], NO_CHECKPOINT)).fault, column).toContain(
        `award ${row.award}`,
      );
    }
  });

  it.each([
    ['large', '03', 1],
    ['large', '05', 2],
    ['order-points', '04', 1],
  ] as const)('of the transfer of %s on %s, revision %i, is named', async (rule, day, number) => {
    const id = await transferOf(await find(rule, day, number));
    for (const { name: column, type } of await columnsOf('transfer')) {
      const statement = change('transfer', column, type, sql`transfer_id = ${id}`);
      const verdict = await after([statement]);
      expect(verdict.chain, column).toMatchObject({
        intact: false,
        entry: { kind: 'transfer', transfer: id },
      });
      expect(verdict.fault, column).toContain(id);
      if (SEALED_ONLY.includes(column)) continue;
      expect((await after([...UNSEAL, statement], NO_CHECKPOINT)).fault, column).toMatch(/transfer trf_/);
    }
  });

  it('of a seal is named', async () => {
    for (const { name: column, type } of await columnsOf('seal')) {
      for (const sequence of [1, 3, 15]) {
        const statement = change('seal', column, type, sql`sequence = ${sequence}`);
        expect((await after([statement])).chain, column).toMatchObject({ intact: false, sequence });
      }
    }
  });
});

const deleteRevision = (row: Row): SQL[] =>
  ['transfer', 'award_line', 'award'].map(
    (table) =>
      sql`delete from ${sql.identifier(table)} where tenant_id = ${context.tenant} and ${ofRevision(row)}`,
  );

describe('a deleted row', () => {
  it('in the middle is named, also with its seal', async () => {
    const row = await find('large', '03');
    const id = await transferOf(row);
    const [award] = deleteRevision(row).slice(2);
    const [transfer] = deleteRevision(row);
    if (!award || !transfer) throw new Error('no statement');
    expect((await after([award])).fault).toContain(`revision 1 of the award ${row.award}, which was sealed`);
    expect((await after([transfer])).fault).toContain(`the transfer ${id}, which was sealed here, is gone`);
    expect((await after([sql`delete from seal where sequence = 4`])).chain).toMatchObject({ sequence: 4 });
    expect(
      (await after([...deleteRevision(row), sql`delete from seal where ${ofRevision(row)}`])).fault,
    ).toContain('is gone');
  });

  it('is named where nothing is sealed, but for what is whole', async () => {
    const row = await find('large', '03');
    const [transfer, line, award] = deleteRevision(row);
    if (!award || !line || !transfer) throw new Error('no statement');
    expect((await after([...UNSEAL, award], NO_CHECKPOINT)).fault).toContain('stands for no award');
    expect((await after([...UNSEAL, line], NO_CHECKPOINT)).fault).toContain(row.award);
    expect((await after([...UNSEAL, transfer], NO_CHECKPOINT)).fault).toContain(row.award);
    expect((await after([...UNSEAL, award, transfer], NO_CHECKPOINT)).fault).toContain(
      'a line of it is left',
    );
    const middle = await find('large', '06', 2);
    expect((await after([...UNSEAL, ...deleteRevision(middle)], NO_CHECKPOINT)).fault).toContain(
      `revision 2 of the award ${middle.award} is gone`,
    );
  });

  it('at the end shows against the checkpoint kept outside, and only so', async () => {
    const last = await find('small', '07');
    const cut = [
      ...deleteRevision(last),
      sql`delete from seal where tenant_id = ${context.tenant} and ${ofRevision(last)}`,
    ];
    const known = checkpoint?.sequence ?? 0;
    expect((await after(cut)).fault).toBe(
      `entry ${known}: the ledger ends at entry ${known - 1}, but the checkpoint kept outside knows ${known}`,
    );
    expect(await after(cut, NO_CHECKPOINT)).toMatchObject({
      chain: { intact: true, sealed: known - 1 },
      unsealed: 0,
      fault: undefined,
    });
  });
});

describe('rows that changed places', () => {
  /** Gives two rows of a table each other's value of a column. */
  const swap = (table: string, column: string, a: SQL, b: SQL): SQL[] => {
    const [name, field] = [sql.identifier(table), sql.identifier(column)];
    return [
      sql`create temp table swapped on commit drop as select
        (select ${field} from ${name} where tenant_id = ${context.tenant} and ${a}) as a,
        (select ${field} from ${name} where tenant_id = ${context.tenant} and ${b}) as b,
        (select ctid from ${name} where tenant_id = ${context.tenant} and ${b}) as place`,
      sql`update ${name} set ${field} = (select b from swapped) where tenant_id = ${context.tenant} and ${a}`,
      sql`update ${name} set ${field} = (select a from swapped) where ctid = (select place from swapped)`,
    ];
  };

  it('are named: seals, awards, lines and transfers', async () => {
    const [first, second] = [await find('large', '03'), await find('large', '04')];
    const [one, two] = [await transferOf(first), await transferOf(second)];
    const dropped = (table: string, ...keys: readonly string[]) =>
      keys.map(
        (key) => sql`alter table ${sql.identifier(table)} drop constraint ${sql.identifier(key)} cascade`,
      );
    const KEY = 'tenant_id_award_id_revision';
    expect(
      (
        await after([
          ...dropped('seal', 'seal_tenant_id_sequence_pk'),
          ...swap('seal', 'sequence', sql`sequence = 2`, sql`sequence = 5`),
        ])
      ).chain,
    ).toMatchObject({ intact: false, sequence: 2 });
    const awards = [
      ...dropped('award', `award_${KEY}_pk`),
      ...swap('award', 'award_id', ofRevision(first), ofRevision(second)),
    ];
    expect((await after(awards)).fault).toMatch(new RegExp(`${first.award}|${second.award}`));
    expect((await after([...UNSEAL, ...awards], NO_CHECKPOINT)).fault).toContain('than its id stands for');
    const lines = [
      ...dropped('award_line', `award_line_${KEY}_line_pk`),
      ...swap(
        'award_line',
        'award_id',
        sql`${ofRevision(first)} and line = 0`,
        sql`${ofRevision(second)} and line = 0`,
      ),
    ];
    expect((await after(lines)).fault).toMatch(new RegExp(`${first.award}|${second.award}`));
    expect((await after([...UNSEAL, ...lines], NO_CHECKPOINT)).fault).toContain('its content hash');
    const transfers = [
      ...dropped('transfer', 'transfer_tenant_id_transfer_id_pk'),
      ...swap('transfer', 'transfer_id', sql`transfer_id = ${one}`, sql`transfer_id = ${two}`),
    ];
    expect((await after(transfers)).fault).toMatch(new RegExp(`${one}|${two}`));
    expect((await after([...UNSEAL, ...transfers], NO_CHECKPOINT)).fault).toContain('its content hash');
  });
});

describe('what was written anew with hashes that fit', () => {
  it('is not sealed, or does not have the id that only the key gives', async () => {
    const row = await find('large', '03');
    const forged = sql`insert into award (tenant_id, award_id, revision, kind, rule_code, rule_version, subject_kind,
        subject_id, recipient_id, window_unit, window_label, pay_period, evidence_key, occurred_at, day, evidence,
        content_hash)
      select tenant_id, 'awd_forged', 1, kind, rule_code, rule_version, subject_kind, subject_id, recipient_id,
        window_unit, window_label, pay_period, evidence_key, occurred_at, day, evidence, content_hash
      from award where tenant_id = ${context.tenant} and ${ofRevision(row)}`;
    expect(await after([forged])).toMatchObject({
      chain: { intact: true },
      unsealed: 1,
      fault: expect.stringContaining('awd_forged'),
    });
  });
});
