import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { planQuery, statementQuery } from '../api/queries.ts';
import { lineWords } from '../figures/amount-words.ts';
import { byRule, type LinesOfRule } from '../figures/by-rule.ts';
import { momentText } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { Icon } from '../look/icon.tsx';

type Props = Readonly<{ rep: string; period: string; onWhy: (award: string) => void }>;

/** The lines of a statement below their rules; each leads to why it is there. */
export const StatementLines = ({ rep, period, onWhy }: Props) => {
  const { words } = useLanguage();
  const statement = useQuery(statementQuery(rep, period));
  const timeZone = useQuery(planQuery()).data?.timeZone ?? 'UTC';
  return (
    <Asked query={statement} place="statement" rows={3} height={32}>
      {({ lines }) =>
        lines.length === 0 ? (
          <p className="cap">{words.mine.noLines}</p>
        ) : (
          <ul className="rule-lines">
            {byRule(lines).map((group) => (
              <OfRule key={group.rule} group={group} timeZone={timeZone} onWhy={onWhy} />
            ))}
          </ul>
        )
      }
    </Asked>
  );
};

const OfRule = ({
  group,
  timeZone,
  onWhy,
}: Readonly<{ group: LinesOfRule; timeZone: string; onWhy: Props['onWhy'] }>) => {
  const { language, words } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const itemOf = (medium: string) => group.lines.find((line) => line.medium === medium)?.item ?? '';
  return (
    <li>
      <button
        type="button"
        className="opener rule-line"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={isOpen ? 'up' : 'down'} />
        <span className="grow">
          {group.name[language]} <span className="cap">{words.mine.times(group.lines.length)}</span>
        </span>
        <span className="num">
          {group.sums
            .map((sum) => lineWords({ ...sum, item: itemOf(sum.medium) }, words, language))
            .join(' ')}
        </span>
      </button>
      {isOpen && (
        <ul className="award-lines">
          {group.lines.map((line) => (
            <li key={`${line.award} ${line.index}`}>
              <time className="cap" dateTime={line.time}>
                {momentText(line.time, timeZone)}
              </time>
              <span className="grow sub">{line.reason[language]}</span>
              <span className="num">{lineWords(line, words, language)}</span>
              <button type="button" className="btn text small" onClick={() => onWhy(line.award)}>
                {words.settlement.why}
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
};
