import { inBothLanguages } from '../in-both-languages.ts';

/** A manager’s team. */
export const teamPage = inBothLanguages(
  {
    lead: '自己团队的奖金单',
    none: '这个周期您的团队还没有奖励。',
  },
  {
    lead: 'Statements of your team',
    none: 'Your team has no awards in this period yet.',
  },
);
