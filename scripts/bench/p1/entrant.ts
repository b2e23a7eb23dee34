import type { SampleActivity } from './sample-rules.ts';

/** A rule engine loaded with rules, ready to judge. */
export type Entrant = Readonly<{
  name: string;
  /** How many activities it is best given at once; 1 when it gains nothing from more. */
  together: number;
  /** Lays out a sample as the engine takes its facts, before any timing. */
  over(activities: readonly SampleActivity[]): Judging;
}>;

/** An engine judging the activities of a sample, each named by its place. */
export type Judging = Readonly<{
  /** Judges one activity by all rules; this is what is timed. A promise only where the engine itself gives one. */
  judge(index: number): unknown;
  /** The codes of the rules that hold for an activity, in any order, by the very same judging. */
  codesFor(index: number): Promise<readonly string[]>;
}>;

type Parts<Input, Verdict> = Readonly<{
  /** The facts as the engine takes them: the layout of values that are given, nothing that depends on rules. */
  prepare(activity: SampleActivity): Input;
  judge(input: Input): Verdict | Promise<Verdict>;
  /** Reads the verdict, outside the timing. */
  codes(verdict: Verdict): readonly string[];
  together?: number;
}>;

export const entrantOf = <Input, Verdict>(
  name: string,
  { prepare, judge, codes, together = 1 }: Parts<Input, Verdict>,
): Entrant => ({
  name,
  together,
  over: (activities) => {
    const inputs = activities.map(prepare);
    // A place outside the sample is a mistake of the caller, which the engines would report by failing.
    const at = (index: number): Input => inputs[index] as Input;
    return {
      judge: (index) => judge(at(index)),
      codesFor: async (index) => codes(await judge(at(index))),
    };
  },
});

/** Facts as a plain object, as engines take them that look facts up by name. */
export const asPlainObject = (activity: SampleActivity): SampleActivity => activity;
