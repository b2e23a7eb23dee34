import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Leaderboard } from '../../../schemas/leaderboard.ts';
import { boardQuery, boardsQuery, planQuery } from '../api/queries.ts';
import { periodName, periodsUntil, weekOf } from '../figures/periods.ts';
import { figure, momentText, percent } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { Segments } from '../look/segments.tsx';
import { Wreath } from '../look/wreath.tsx';
import { Choice } from './choice.tsx';
import { PageHead } from './page-head.tsx';

const COMPANY = 'company';
const PERIODS = 6;

/** Who is first by each board of the plan, in the company or a team. */
const LeaderboardsPage = () => {
  const { language, words } = useLanguage();
  const boards = useQuery(boardsQuery());
  const plan = useQuery(planQuery());
  const [chosenBoard, setBoard] = useState<string>();
  const [chosenPeriod, setPeriod] = useState<string>();
  const [scope, setScope] = useState(COMPANY);
  const items = boards.data?.items ?? [];
  const board = chosenBoard ?? items[0]?.code;
  const period = chosenPeriod ?? plan.data?.payPeriod;
  const teams = useTeams(board, period);
  const periods = plan.data
    ? [plan.data.today, weekOf(plan.data.today), ...periodsUntil(plan.data.payPeriod, PERIODS)]
    : [];
  return (
    <>
      <PageHead title={words.pages.leaderboards}>
        {period !== undefined && (
          <Choice
            label={words.period}
            value={period}
            options={periods.map((label) => [label, periodName(label, language)])}
            onChoose={setPeriod}
          />
        )}
        <Choice
          label={words.boards.scope}
          value={scope}
          options={[[COMPANY, words.boards.company], ...teams]}
          onChoose={setScope}
          width={140}
        />
      </PageHead>
      <div className="page-body">
        <Asked query={boards} place="board" rows={8}>
          {() =>
            board === undefined ? (
              <p className="empty">{words.boards.nobody}</p>
            ) : (
              <>
                <Segments
                  label={words.boards.board}
                  value={board}
                  options={items.map(({ code, name }) => [code, name[language]] as const)}
                  onChoose={setBoard}
                />
                {period !== undefined && plan.data && (
                  <Board board={board} period={period} scope={scope} timeZone={plan.data.timeZone} />
                )}
              </>
            )
          }
        </Asked>
      </div>
    </>
  );
};
export default LeaderboardsPage;

/** The teams whose reps are on a board of the company. */
const useTeams = (board = '', period = ''): (readonly [scope: string, name: string])[] => {
  const { data } = useQuery({
    ...boardQuery({ board, period, scope: COMPANY, limit: 500 }),
    enabled: board !== '' && period !== '',
    placeholderData: keepPreviousData,
  });
  const teams = new Map(data?.rows.flatMap(({ team }) => (team ? [[`team:${team.code}`, team.name]] : [])));
  return [...teams].sort(([a], [b]) => (a < b ? -1 : 1));
};

const Board = ({
  timeZone,
  ...wanted
}: Readonly<{ board: string; period: string; scope: string; timeZone: string }>) => {
  const { language, words } = useLanguage();
  const asked = useQuery({
    ...boardQuery({ ...wanted, limit: 500 }),
    placeholderData: keepPreviousData,
  });
  return (
    <Asked query={asked} place="board" rows={8}>
      {(data) => (
        <>
          <p className="cap board-of">
            {periodName(data.period, language)}
            <i className="sep" />
            {words.boards.contestants(data.contestants)}
            <i className="sep" />
            {words.boards.asOf(momentText(data.asOf, timeZone))}
          </p>
          {data.rows.length === 0 ? (
            <p className="empty">{words.boards.nobody}</p>
          ) : (
            <BoardTable board={data} />
          )}
        </>
      )}
    </Asked>
  );
};

const BoardTable = ({ board }: Readonly<{ board: Leaderboard }>) => {
  const { language, words } = useLanguage();
  const highest = Number(board.rows[0]?.value ?? 0);
  const shareOf = (value: string) => (highest > 0 ? Math.max(0, Number(value) / highest) : 0);
  return (
    <section className="table-box" aria-label={board.name[language]}>
      <table className="board-table">
        <thead>
          <tr>
            <th className="num">{words.rank}</th>
            <th>{words.rep}</th>
            <th className="wide-only">{words.team}</th>
            <th className="wide-only">{words.boards.share}</th>
            <th className="num">{board.name[language]}</th>
          </tr>
        </thead>
        <tbody>
          {board.rows.map(({ rank, rep, team, value }) => (
            <tr key={rep.code} className={rank === 1 ? 'first' : undefined}>
              <td className="num place">
                {rank === 1 && <Wreath size={40} />}
                <b>{rank}</b>
              </td>
              <td className="b nw">{rep.name}</td>
              <td className="wide-only sub nw">{team?.name}</td>
              <td className="wide-only share">
                <span className="bar" aria-hidden="true">
                  <i style={{ width: `${shareOf(value) * 100}%` }} />
                </span>
                <span className="cap">{percent(String(shareOf(value)), 0)}</span>
              </td>
              <td className="num b">{figure(value, board.unit, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
