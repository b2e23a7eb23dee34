import { account } from './words/account.ts';
import { boards } from './words/boards.ts';
import { everywhere } from './words/everywhere.ts';
import { join } from './words/join.ts';
import { keys } from './words/keys.ts';
import { mine } from './words/mine.ts';
import { people } from './words/people.ts';
import { proposals } from './words/proposals.ts';
import { refusals } from './words/refusals.ts';
import { rules } from './words/rules.ts';
import { settlement } from './words/settlement.ts';
import { settlements } from './words/settlements.ts';
import { signIn } from './words/sign-in.ts';
import { teamPage } from './words/team-page.ts';
import { today } from './words/today.ts';
import { trouble } from './words/trouble.ts';
import { why } from './words/why.ts';

export type Language = 'zh' | 'en';

const wordsIn = (language: Language) => ({
  ...everywhere[language],
  signIn: signIn[language],
  refusals: refusals[language],
  people: people[language],
  keys: keys[language],
  join: join[language],
  account: account[language],
  today: today[language],
  why: why[language],
  boards: boards[language],
  mine: mine[language],
  proposals: proposals[language],
  rules: rules[language],
  settlements: settlements[language],
  settlement: settlement[language],
  teamPage: teamPage[language],
  trouble: trouble[language],
});

/** Every text of the app. */
export type Words = ReturnType<typeof wordsIn>;

export const WORDS: Readonly<Record<Language, Words>> = { zh: wordsIn('zh'), en: wordsIn('en') };
