import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Statement } from '../../../schemas/statement.ts';
import { planQuery, statementQuery } from '../api/queries.ts';
import { lineWords } from '../figures/amount-words.ts';
import { byRule, type LinesOfRule } from '../figures/by-rule.ts';
import { periodName, periodsUntil } from '../figures/periods.ts';
import { count, momentText, money } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { Fold } from './fold.tsx';

const PERIODS = 4;

/** The statement of a pay period: what is due, and below each rule its lines with their reasons. */
export const OwnStatement = ({ rep }: Readonly<{ rep: string }>) => {
  const { language, words } = useLanguage();
  const plan = useQuery(planQuery());
  const [chosen, setChosen] = useState<string>();
  if (!plan.data) return null;
  const { payPeriod, timeZone } = plan.data;
  const period = chosen ?? payPeriod;
  return (
    <>
      <h2 className="h">
        {words.mine.statement}
        {period === payPeriod && <span className="cap">{words.mine.open}</span>}
      </h2>
      <label className="pick">
        <span className="sr">{words.period}</span>
        <select value={period} onChange={({ target }) => setChosen(target.value)}>
          {periodsUntil(payPeriod, PERIODS).map((label) => (
            <option key={label} value={label}>
              {periodName(label, language)}
            </option>
          ))}
        </select>
      </label>
      <StatementOf rep={rep} period={period} timeZone={timeZone} />
    </>
  );
};

const StatementOf = ({
  rep,
  period,
  timeZone,
}: Readonly<{ rep: string; period: string; timeZone: string }>) => {
  const { words } = useLanguage();
  const statement = useQuery(statementQuery(rep, period));
  return (
    <Asked query={statement} place="statement" rows={5}>
      {(data) =>
        data.lines.length === 0 ? (
          <p className="card empty cap">{words.mine.noLines}</p>
        ) : (
          <>
            <Sums statement={data} />
            <div className="card lines">
              {byRule(data.lines).map((group) => (
                <OfRule key={group.rule} group={group} timeZone={timeZone} />
              ))}
            </div>
          </>
        )
      }
    </Asked>
  );
};

const Sums = ({ statement: { cash, currency, points, lines } }: Readonly<{ statement: Statement }>) => {
  const { words } = useLanguage();
  return (
    <dl className="card sums">
      <div>
        <dt className="cap">{words.mine.cash}</dt>
        <dd>{money(cash, currency)}</dd>
      </div>
      <div>
        <dt className="cap">{words.points}</dt>
        <dd>{count(points)}</dd>
      </div>
      <div>
        <dt className="cap">{words.settlement.lines}</dt>
        <dd>{count(lines.length)}</dd>
      </div>
    </dl>
  );
};

const OfRule = ({ group, timeZone }: Readonly<{ group: LinesOfRule; timeZone: string }>) => {
  const { language, words } = useLanguage();
  const sums = group.sums.map((sum) =>
    lineWords(
      { ...sum, item: group.lines.find(({ medium }) => medium === sum.medium)?.item ?? '' },
      words,
      language,
    ),
  );
  return (
    <section className="of-rule">
      <Fold name={group.name[language]} sum={sums.join(' ')} times={group.lines.length}>
        {group.lines.map((line) => (
          <li key={`${line.award} ${line.index}`}>
            <Link className="line sub-line" href={`/awards/${line.award}`}>
              <span className="line-top">
                <time className="cap" dateTime={line.time}>
                  {momentText(line.time, timeZone)}
                </time>
                <span className="plus">{lineWords(line, words, language)}</span>
              </span>
              <span className="cap line-reason">{line.reason[language]}</span>
            </Link>
          </li>
        ))}
      </Fold>
    </section>
  );
};
