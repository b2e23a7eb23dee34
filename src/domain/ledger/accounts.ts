import type { OutcomeLine } from '../awards/outcome.ts';

/** An account's name, such as `budget:spring-plan`, `rep:rep_…:cash`, `payroll` or `prize-room`. */
export type Account = string;

export const repAccount = (rep: string, medium: 'cash' | 'points' | 'goods'): Account =>
  `rep:${rep}:${medium}`;

/** What a line moves, without what explains its amount. */
export type MovedLine = Omit<OutcomeLine, 'exact'>;

/** Where a line's value comes from: the plan's budget, the manufacturer who pays, or the prize room. */
const sourceOf = (line: MovedLine, plan: string): Account => {
  if (line.payer === 'manufacturer') return `manufacturer:${plan}`;
  return line.medium === 'goods' ? 'prize-room' : `budget:${plan}`;
};

/** The two accounts a line moves value between, and the unit it moves; undefined for badges and honours. */
export const accountsOf = (
  line: MovedLine,
  recipient: string,
  plan: string,
): Readonly<{ from: Account; to: Account; currency: string }> | undefined => {
  if (line.medium === 'badge' || line.medium === 'honour') return undefined;
  const source = sourceOf(line, plan);
  const rep = repAccount(recipient, line.medium);
  const currency =
    line.medium === 'cash' ? line.currency : line.medium === 'points' ? 'points' : `item:${line.item}`;
  // A deduction moves a positive amount the other way.
  return line.amountMinor > 0n ? { from: source, to: rep, currency } : { from: rep, to: source, currency };
};
