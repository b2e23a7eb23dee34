import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Named } from '../../../schemas/award.ts';
import { boardsQuery, planQuery, todayQuery } from '../api/queries.ts';
import { periodBefore, weekOf } from '../figures/periods.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { Segments } from '../look/segments.tsx';
import { BoardOfRep } from './board-of-rep.tsx';

type Span = 'day' | 'week' | 'month' | 'previous';
type Scope = 'company' | 'team';

/** The boards of the plan: who leads, and the own place between its neighbours. */
export const BoardsPage = ({ rep }: Readonly<{ rep: Named }>) => {
  const { language, words } = useLanguage();
  const boards = useQuery(boardsQuery());
  const plan = useQuery(planQuery());
  const today = useQuery(todayQuery(rep.code));
  const [chosen, setChosen] = useState<string>();
  const [span, setSpan] = useState<Span>('month');
  const [scope, setScope] = useState<Scope>('company');
  const team = today.data?.team;
  return (
    <>
      <header className="top">
        <h1>{words.boards.title}</h1>
      </header>
      <Asked query={boards} place="board">
        {({ items }) => {
          const board = items.find(({ code }) => code === chosen) ?? items[0];
          if (!board) return <p className="card empty">{words.boards.nobody}</p>;
          return (
            <>
              <label className="pick">
                <span className="sr">{words.boards.board}</span>
                <select value={board.code} onChange={({ target }) => setChosen(target.value)}>
                  {items.map(({ code, name }) => (
                    <option key={code} value={code}>
                      {name[language]}
                    </option>
                  ))}
                </select>
              </label>
              <Segments
                label={words.period}
                value={span}
                onChoose={setSpan}
                options={[
                  ['day', words.boards.day],
                  ['week', words.boards.week],
                  ['month', words.boards.month],
                  ['previous', words.boards.previous],
                ]}
              />
              {team && (
                <Segments
                  label={words.boards.scope}
                  value={scope}
                  onChoose={setScope}
                  options={[
                    ['company', words.boards.company],
                    ['team', team.name],
                  ]}
                />
              )}
              {plan.data && (
                <BoardOfRep
                  rep={rep.code}
                  board={board.code}
                  period={periodOf(span, plan.data)}
                  scope={scope === 'team' && team ? `team:${team.code}` : 'company'}
                  withTeams={scope === 'company'}
                />
              )}
            </>
          );
        }}
      </Asked>
    </>
  );
};

const periodOf = (span: Span, { today, payPeriod }: Readonly<{ today: string; payPeriod: string }>): string =>
  ({ day: today, week: weekOf(today), month: payPeriod, previous: periodBefore(payPeriod) })[span];
