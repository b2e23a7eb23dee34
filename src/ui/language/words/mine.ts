import { inBothLanguages } from '../in-both-languages.ts';

/** What is a rep’s own. */
export const mine = inBothLanguages(
  {
    title: '我的',
    badges: '徽章',
    noBadges: '还没有徽章。',
    statement: '奖金单',
    cash: '现金',
    lines: (count: number) => `${count} 行`,
    times: (count: number) => `${count} 次`,
    noLines: '这个周期还没有记入奖金单的奖励。',
    open: '未结束，数字还会变',
  },
  {
    title: 'Mine',
    badges: 'Badges',
    noBadges: 'No badges yet.',
    statement: 'Statement',
    cash: 'Cash',
    lines: (count) => (count === 1 ? '1 line' : `${count} lines`),
    times: (count) => `${count} ×`,
    noLines: 'Nothing is on the statement of this period yet.',
    open: 'still open, figures may change',
  },
);
