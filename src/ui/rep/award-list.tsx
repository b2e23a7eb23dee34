import { Link } from 'wouter';
import type { Award } from '../../../schemas/award.ts';
import { amountWords, lineWords } from '../figures/amount-words.ts';
import { type Folded, foldAwards } from '../figures/fold-awards.ts';
import { momentText, timeText } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Fold } from './fold.tsx';

/**
 * Awards line by line: rule and amount, below them the outlet, what decided, and when. Each leads to its why. What came
 * many times is one line, which opens.
 */
export const AwardList = ({
  awards,
  timeZone,
  withDay = false,
}: Readonly<{ awards: readonly Award[]; timeZone: string; withDay?: boolean }>) => (
  <ul className="card lines">
    {foldAwards(awards).map((item) => (
      <li key={'award' in item ? item.award.id : item.rule}>
        {'award' in item ? (
          <AwardRow award={item.award} when={whenOf(item.award, timeZone, withDay)} />
        ) : (
          <FoldedRows fold={item} timeZone={timeZone} withDay={withDay} />
        )}
      </li>
    ))}
  </ul>
);

const whenOf = ({ time }: Award, timeZone: string, withDay: boolean): string =>
  (withDay ? momentText : timeText)(time, timeZone);

const FoldedRows = ({
  fold,
  timeZone,
  withDay,
}: Readonly<{ fold: Exclude<Folded, { award: Award }>; timeZone: string; withDay: boolean }>) => {
  const { language, words } = useLanguage();
  const sum = fold.sums.map((each) => lineWords({ ...each, item: '' }, words, language)).join(' ');
  return (
    <Fold name={fold.name[language]} sum={sum} times={fold.awards.length}>
      {fold.awards.map((award) => (
        <li key={award.id}>
          <AwardRow award={award} when={whenOf(award, timeZone, withDay)} isPart />
        </li>
      ))}
    </Fold>
  );
};

const AwardRow = ({
  award,
  when,
  isPart = false,
}: Readonly<{ award: Award; when: string; isPart?: boolean }>) => {
  const { language, words } = useLanguage();
  const reason = award.reason[language];
  return (
    <Link className={isPart ? 'line sub-line' : 'line'} href={`/awards/${award.id}`}>
      <span className="line-top">
        <span className="line-name">{award.ruleName[language]}</span>
        <span className="plus">{amountWords(award.lines, words, language).join(' ')}</span>
      </span>
      <span className="line-top cap">
        <span className="line-reason">
          {award.outlet ? `${award.outlet.name}${language === 'zh' ? '，' : ', '}${reason}` : reason}
        </span>
        <time dateTime={award.time}>{when}</time>
      </span>
    </Link>
  );
};
