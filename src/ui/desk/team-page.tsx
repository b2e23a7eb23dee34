import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { planQuery, statementsQuery } from '../api/queries.ts';
import { periodName, periodsUntil } from '../figures/periods.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { Choice } from './choice.tsx';
import { PageHead } from './page-head.tsx';
import { StatementsTable } from './statements-table.tsx';

const PERIODS = 6;

/** What the reps of the own team have been granted in a pay period, and why. */
const TeamPage = () => {
  const { language, words } = useLanguage();
  const plan = useQuery(planQuery());
  const [chosen, setChosen] = useState<string>();
  const payPeriod = plan.data?.payPeriod;
  const period = chosen ?? payPeriod;
  return (
    <>
      <PageHead title={words.pages.team} lead={words.teamPage.lead}>
        {payPeriod !== undefined && period !== undefined && (
          <Choice
            label={words.period}
            value={period}
            options={periodsUntil(payPeriod, PERIODS).map((label) => [label, periodName(label, language)])}
            onChoose={setChosen}
          />
        )}
      </PageHead>
      <div className="page-body">{period !== undefined && <TeamStatements period={period} />}</div>
    </>
  );
};
export default TeamPage;

const TeamStatements = ({ period }: Readonly<{ period: string }>) => {
  const { words } = useLanguage();
  const statements = useQuery(statementsQuery(period));
  return (
    <Asked query={statements} place="statement" rows={8} height={36}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="empty">{words.teamPage.none}</p>
        ) : (
          <StatementsTable statements={items} />
        )
      }
    </Asked>
  );
};
