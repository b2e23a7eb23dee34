import { type SQL, sql } from 'drizzle-orm';
import type { ProposalKind, ProposalState } from '../../schemas/proposal.ts';
import { column, isoText } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

/** A proposal as stored; moments are ISO 8601 in UTC. */
export type ProposalRow = Readonly<{
  id: string;
  kind: ProposalKind;
  subject: string;
  content: unknown;
  contentHash: string;
  maker: string;
  /** Internal id of the rep who the maker is. */
  makerRep: string | null;
  madeAt: string;
  reason: string | null;
  state: ProposalState;
  checker: string | null;
  checkedAt: string | null;
  words: string | null;
}>;

const columns = (
  content: string,
) => sql`proposal_id as id, kind, subject, ${sql.raw(content)} as content, content_hash as "contentHash", maker,
  maker_rep as "makerRep", ${isoText('made_at')} as "madeAt", reason, state, checker,
  ${isoText('checked_at')} as "checkedAt", words`;

const COLUMNS = columns('content');
/** The documents of a plan are long, and a list tells of them only what differs. */
const TOLD = columns(`content - 'documents'`);

export type NewProposal = Pick<
  ProposalRow,
  'kind' | 'subject' | 'content' | 'contentHash' | 'maker' | 'makerRep' | 'reason'
>;

/** Stores a proposal, and gives it with its id. */
export const appendProposal = async (
  tx: Queryable,
  tenant: string,
  { kind, subject, content, contentHash, maker, makerRep, reason }: NewProposal,
): Promise<ProposalRow> => {
  const [row] = await rowsOf<ProposalRow>(
    tx,
    sql`
    insert into proposal (tenant_id, proposal_id, kind, subject, content, content_hash, maker, maker_rep, reason, made_at)
    values (${tenant}, 'prp_' || replace(gen_random_uuid()::text, '-', ''), ${kind}, ${subject},
      ${JSON.stringify(content)}::jsonb, ${contentHash}, ${maker}, ${makerRep}, ${reason}, clock_timestamp())
    returning ${COLUMNS}`,
  );
  if (!row) throw new Error('A proposal that was just stored is not there.');
  return row;
};

/** Which proposal: by its id, or by what it is about. */
export type ProposalKey = Readonly<{ kind: ProposalKind }> &
  (Readonly<{ id: string }> | Readonly<{ subject: string }>);

/** The one that a key names; `locked` makes others wait who would decide on it. */
export const proposalOf = async (
  tx: Queryable,
  tenant: string,
  key: ProposalKey,
  { locked = false, within }: Readonly<{ locked?: boolean; within?: ProposalFilter['within'] }> = {},
): Promise<ProposalRow | undefined> => {
  const which = 'id' in key ? sql`proposal_id = ${key.id}` : sql`subject = ${key.subject}`;
  const [row] = await rowsOf<ProposalRow>(
    tx,
    sql`
    select ${COLUMNS} from proposal where tenant_id = ${tenant} and kind = ${key.kind} and ${which}
      ${within ? isWithin(within) : sql``}
    order by made_at desc limit 1 ${locked ? sql`for update` : sql``}`,
  );
  return row;
};

export type ProposalFilter = Readonly<{
  kind: ProposalKind;
  state?: ProposalState | undefined;
  /** Those alone that change targets of nobody but these, or that this actor has made. */
  within?: Readonly<{ maker: string; reps: readonly string[]; teams: readonly string[] }> | undefined;
}>;

/** Proposals without the documents of plans, the latest first, from before one that was shown. */
export const proposalsBefore = (
  tx: Queryable,
  tenant: string,
  { kind, state, within }: ProposalFilter,
  before: Readonly<{ at: string; id: string }> | undefined,
  limit: number,
): Promise<ProposalRow[]> =>
  rowsOf<ProposalRow>(
    tx,
    sql`
    select ${TOLD} from proposal where tenant_id = ${tenant} and kind = ${kind}
      ${state === undefined ? sql`` : sql`and state = ${state}`} ${within ? isWithin(within) : sql``}
      ${before ? sql`and (made_at, proposal_id) < (${before.at}::timestamptz, ${before.id})` : sql``}
    order by made_at desc, proposal_id desc limit ${limit}`,
  );

/** The content names the subjects of a recalibration by their codes. */
const isWithin = ({ maker, reps, teams }: NonNullable<ProposalFilter['within']>): SQL => sql`
  and (maker = ${maker} or not exists (
    select from jsonb_array_elements(content->'changes') as changed
    where (changed->>'rep' = any(${column(reps, 'text')})) is not true
      and (changed->>'team' = any(${column(teams, 'text')})) is not true))`;

/** Writes down what became of a proposal that is open and locked. */
export const endProposal = async (
  tx: Queryable,
  tenant: string,
  id: string,
  {
    state,
    checker,
    words,
  }: Readonly<{
    state: Exclude<ProposalState, 'proposed'>;
    checker: string | null;
    words: string | null;
  }>,
): Promise<ProposalRow> => {
  const [row] = await rowsOf<ProposalRow>(
    tx,
    sql`
    update proposal set state = ${state}, checker = ${checker}, checked_at = clock_timestamp(), words = ${words}
    where tenant_id = ${tenant} and proposal_id = ${id} and state = 'proposed'
    returning ${COLUMNS}`,
  );
  if (!row) throw new Error('A proposal that was locked is not open any more.');
  return row;
};

/** Withdraws the calculations of a period that nobody has approved, since there is a newer one. */
export const supersedeCalculations = async (tx: Queryable, tenant: string, period: string): Promise<void> => {
  await tx.execute(sql`
    update proposal set state = 'withdrawn', checked_at = clock_timestamp()
    where tenant_id = ${tenant} and kind = 'settlement' and state = 'proposed'
      and split_part(subject, '/', 1) = ${period}`);
};
