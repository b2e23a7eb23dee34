/** What `expected-2017-Q3.json` of the shared data says that the CRM quarter comes to. */
export type ExpectedQuarter = Readonly<{
  targets: Readonly<Record<string, string>>;
  actual: Readonly<Record<string, string>>;
  leaderboard: readonly Readonly<{ rank: number; rep: string; value: string }>[];
  awards: readonly Readonly<{
    rule: string;
    rep: string;
    kind: string;
    amount: string;
    activity?: string;
    badge?: string;
  }>[];
  statements: readonly Readonly<{ rep: string; cash: string; points: number }>[];
  totals: Readonly<{
    cash: string;
    points: number;
    awards: number;
    byRule: Readonly<Record<string, { awards: number; amount: string }>>;
  }>;
}>;
