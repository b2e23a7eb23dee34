import type { AwardLine } from '../../../schemas/award.ts';
import { count, money } from '../language/format.ts';
import type { Language, Words } from '../language/language.ts';

type Line = Pick<AwardLine, 'medium' | 'amount' | 'currency' | 'item' | 'itemName'>;

/** One line of an award as people say it: `+¥5.00`, `+10 分`, the name of a prize or badge. */
export const lineWords = (line: Line, words: Words, language: Language): string => {
  const { medium, amount, currency, item, itemName } = line;
  if (medium === 'cash') return signed(money(amount, currency));
  if (medium === 'points') return signed(words.pointsOf(count(amount)));
  const name = itemName?.[language] ?? words.honours[item] ?? words.media[medium] ?? item;
  return amount === '1' ? name : `${name} × ${count(amount)}`;
};

const signed = (text: string): string => (text.startsWith('−') ? text : `+${text}`);

/** All lines of an award, what can be spent before what is kept. */
export const amountWords = (lines: readonly Line[], words: Words, language: Language): string[] =>
  [...lines].sort((a, b) => placeOf(a) - placeOf(b)).map((line) => lineWords(line, words, language));

const ORDER = ['cash', 'points', 'goods', 'badge', 'honour'];
const placeOf = ({ medium }: Line): number => ORDER.indexOf(medium);
