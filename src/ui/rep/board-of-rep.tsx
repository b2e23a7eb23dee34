import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Leaderboard, LeaderboardRow } from '../../../schemas/leaderboard.ts';
import { boardQuery } from '../api/queries.ts';
import { LEADERS, nextAbove, rowsForRep } from '../figures/board-rows.ts';
import { periodName } from '../figures/periods.ts';
import { figure } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { Wreath } from '../look/wreath.tsx';

type Props = Readonly<{ rep: string; board: string; period: string; scope: string; withTeams: boolean }>;

export const BoardOfRep = ({ rep, board, period, scope, withTeams }: Props) => {
  const { language, words } = useLanguage();
  const asked = useQuery({
    ...boardQuery({ board, period, scope, around: rep, limit: LEADERS }),
    placeholderData: keepPreviousData,
  });
  return (
    <Asked query={asked} place="board" rows={6}>
      {(data) => (
        <>
          <h2 className="h">
            {periodName(data.period, language)}
            <span className="cap">{data.name[language]}</span>
          </h2>
          {data.contestants === 0 ? (
            <p className="card empty">{words.boards.nobody}</p>
          ) : (
            <Rows board={data} rep={rep} withTeams={withTeams} />
          )}
        </>
      )}
    </Asked>
  );
};

const Rows = ({
  board,
  rep,
  withTeams,
}: Readonly<{ board: Leaderboard; rep: string; withTeams: boolean }>) => {
  const { words } = useLanguage();
  const { leaders, near } = rowsForRep(board, rep);
  const highest = Number(board.rows[0]?.value ?? 0);
  const isGap = near.length > 0 && (near[0]?.rank ?? 0) > (leaders[leaders.length - 1]?.rank ?? 0) + 1;
  const row = (each: LeaderboardRow) => (
    <Row
      key={each.rep.code}
      row={each}
      unit={board.unit}
      share={highest > 0 ? Number(each.value) / highest : 0}
      isOwn={each.rep.code === rep}
      withTeams={withTeams}
    />
  );
  return (
    <>
      <p className="standing" role="status">
        <Standing board={board} rep={rep} />
      </p>
      <ol className="card ranks">
        {leaders.map(row)}
        {isGap && (
          <li className="ranks-gap" aria-hidden="true">
            ···
          </li>
        )}
        {near.map(row)}
      </ol>
      {leaders.length + near.length === 0 && <p className="cap">{words.boards.noPlace}</p>}
    </>
  );
};

/** Where one stands, and what draws level with the next place. */
const Standing = ({ board, rep }: Readonly<{ board: Leaderboard; rep: string }>) => {
  const { language, words } = useLanguage();
  const own = board.around?.find((row) => row.rep.code === rep);
  const above = nextAbove(board, rep);
  if (!own) return words.boards.noPlace;
  if (!above) return own.rank === 1 ? words.boards.first : words.boards.mine(own.rank);
  const gap = Number(above.value) - Number(own.value);
  return (
    <>
      <b>{words.boards.mine(own.rank)}</b>
      <span className="cap">
        {gap > 0
          ? words.boards.gap(
              figure(gap.toFixed(board.unit === '元' ? 0 : 2), board.unit, language),
              above.rank,
            )
          : words.boards.tied(above.rank)}
      </span>
    </>
  );
};

const Row = ({
  row: { rank, rep, team, value },
  unit,
  share,
  isOwn,
  withTeams,
}: Readonly<{ row: LeaderboardRow; unit: string; share: number; isOwn: boolean; withTeams: boolean }>) => {
  const { language, words } = useLanguage();
  return (
    <li
      className={`rank${rank === 1 ? ' first' : ''}${isOwn ? ' own' : ''}`}
      aria-current={isOwn || undefined}
    >
      <span className="rank-place">
        {rank === 1 && <Wreath size={48} />}
        <b>{rank}</b>
      </span>
      <span className="grow">
        <span className="line-top">
          <span className="rank-name">
            {rep.name}
            {isOwn && <span className="chip green">{words.boards.me}</span>}
            {withTeams && team && !isOwn && <span className="cap">{team.name}</span>}
          </span>
          <b className="num">{figure(value, unit, language)}</b>
        </span>
        <span className="bar" aria-hidden="true">
          <i style={{ width: `${Math.max(2, Math.min(100, share * 100))}%` }} />
        </span>
      </span>
    </li>
  );
};
