import { Link } from 'wouter';
import type { Award } from '../../../schemas/award.ts';
import { amountWords } from '../figures/amount-words.ts';
import { momentText, timeText } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';

/** Awards line by line: rule and amount, below them the outlet, what decided, and when. Each leads to its why. */
export const AwardList = ({
  awards,
  timeZone,
  withDay = false,
}: Readonly<{ awards: readonly Award[]; timeZone: string; withDay?: boolean }>) => (
  <ul className="card lines">
    {awards.map((award) => (
      <li key={award.id}>
        <AwardRow award={award} when={(withDay ? momentText : timeText)(award.time, timeZone)} />
      </li>
    ))}
  </ul>
);

const AwardRow = ({ award, when }: Readonly<{ award: Award; when: string }>) => {
  const { language, words } = useLanguage();
  const reason = award.reason[language];
  return (
    <Link className="line" href={`/awards/${award.id}`}>
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
