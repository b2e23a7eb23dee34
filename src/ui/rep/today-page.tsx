import { useQuery } from '@tanstack/react-query';
import type { Named } from '../../../schemas/award.ts';
import type { Today } from '../../../schemas/today.ts';
import { planQuery, todayQuery } from '../api/queries.ts';
import { shortPeriodName } from '../figures/periods.ts';
import { count, dayText, money } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { AwardList } from './award-list.tsx';
import { Branch } from './branch.tsx';
import { Targets } from './targets.tsx';

/** What a rep sees first: earned today, how the targets stand, and each award with its reason. */
export const TodayPage = ({ rep }: Readonly<{ rep: Named }>) => {
  const { words } = useLanguage();
  const today = useQuery({ ...todayQuery(rep.code), refetchInterval: 60_000 });
  return (
    <>
      <h1 className="top">{words.today.title(rep.name)}</h1>
      <Asked query={today} place="today" rows={7} height={72}>
        {(data) => <Day today={data} />}
      </Asked>
    </>
  );
};

const Day = ({ today }: Readonly<{ today: Today }>) => {
  const { language, words } = useLanguage();
  const plan = useQuery(planQuery());
  const timeZone = plan.data?.timeZone ?? 'UTC';
  const { awards, recent, period } = today;
  const figure = money(today.today.cash, today.currency);
  return (
    <>
      <p className="cap">
        {dayText(today.day, language)}
        {today.team && (
          <>
            <i className="sep" />
            {today.team.name}
          </>
        )}
      </p>
      <section className="hero" aria-label={words.today.earned}>
        <div className="hero-amount">
          <p className="fig">
            <span>{figure.slice(0, 1)}</span>
            {figure.slice(1)}
          </p>
          <Branch leaves={awards.length} label={words.today.leaves(awards.length)} />
        </div>
        <p className="cap">
          {words.today.also(count(today.today.points))}
          <i className="sep" />
          {words.today.awards(today.today.awards)}
        </p>
      </section>
      <p className="cap in-period">
        <span>{words.today.period(shortPeriodName(today.payPeriod, language))}</span>
        <span>
          <b className="sub">{money(period.cash, today.currency)}</b>
          <i className="sep" />
          {words.pointsOf(count(period.points))}
          <i className="sep" />
          {words.today.awards(period.awards)}
        </span>
      </p>
      <Targets targets={today.targets} />
      {awards.length > 0 ? (
        <>
          <h2 className="h">{words.today.earned}</h2>
          <AwardList awards={awards} timeZone={timeZone} />
        </>
      ) : (
        <NothingYet recent={recent} timeZone={timeZone} />
      )}
    </>
  );
};

const NothingYet = ({ recent, timeZone }: Readonly<{ recent: Today['recent']; timeZone: string }>) => {
  const { words } = useLanguage();
  return (
    <>
      <section className="card empty">
        <h2>{words.today.nothing}</h2>
        <p className="cap">{words.today.nothingHint}</p>
      </section>
      {recent.length > 0 && (
        <>
          <h2 className="h">{words.today.recent}</h2>
          <AwardList awards={recent} timeZone={timeZone} withDay />
        </>
      )}
    </>
  );
};
