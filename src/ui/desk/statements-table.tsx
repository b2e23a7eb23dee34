import { TextInput } from '@mantine/core';
import { Fragment, useState } from 'react';
import type { StatementSummary } from '../../../schemas/statement.ts';
import { sumOf } from '../figures/by-rule.ts';
import { count, money, tableMoney } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Icon } from '../look/icon.tsx';
import { StatementLines } from './statement-lines.tsx';
import { WhyDrawer } from './why-drawer.tsx';

type Order = 'code' | 'cash' | 'points';

const sorted = (statements: readonly StatementSummary[], order: Order): StatementSummary[] =>
  order === 'code' ? [...statements] : [...statements].sort((a, b) => Number(b[order]) - Number(a[order]));

/** Statements of a period, each opening to its lines; the totals below are of what is shown. */
export const StatementsTable = ({ statements }: Readonly<{ statements: readonly StatementSummary[] }>) => {
  const { words } = useLanguage();
  const [text, setText] = useState('');
  const [order, setOrder] = useState<Order>('code');
  const [award, setAward] = useState<string>();
  const shown = sorted(statements, order).filter(({ rep, team }) =>
    `${rep.code} ${rep.name} ${team?.name ?? ''}`
      .toLocaleLowerCase()
      .includes(text.trim().toLocaleLowerCase()),
  );
  if (statements.length === 0) return <p className="empty">{words.settlement.none}</p>;
  return (
    <div className="statements">
      <TextInput
        className="search"
        aria-label={words.settlement.search}
        placeholder={words.settlement.search}
        leftSection={<Icon name="search" />}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {shown.length === 0 ? (
        <p className="empty">{words.settlement.noneFound}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
        <section className="table-box" aria-label={words.mine.statement} tabIndex={0}>
          <table>
            <Head order={order} onOrder={setOrder} />
            <tbody>
              {shown.map((statement) => (
                <Row
                  key={`${statement.rep.code} ${statement.period}`}
                  statement={statement}
                  onWhy={setAward}
                />
              ))}
            </tbody>
            <Totals statements={shown} />
          </table>
        </section>
      )}
      <WhyDrawer award={award} onClose={() => setAward(undefined)} />
    </div>
  );
};

const Head = ({ order, onOrder }: Readonly<{ order: Order; onOrder: (order: Order) => void }>) => {
  const { words } = useLanguage();
  const sortable = (column: Order, text: string) => (
    <button
      type="button"
      className="sort"
      aria-pressed={order === column}
      title={words.settlement.sort(text)}
      onClick={() => onOrder(column)}
    >
      {text}
      {order === column && <Icon name="down" />}
    </button>
  );
  return (
    <thead>
      <tr>
        <th>{sortable('code', words.settlement.code)}</th>
        <th>{words.rep}</th>
        <th className="wide-only">{words.team}</th>
        <th className="num wide-only">{words.settlement.lines}</th>
        <th className="num">{sortable('points', words.points)}</th>
        <th className="num">{sortable('cash', words.settlement.cash)}</th>
      </tr>
    </thead>
  );
};

const Row = ({
  statement: { rep, team, period, cash, points, lines },
  onWhy,
}: Readonly<{ statement: StatementSummary; onWhy: (award: string) => void }>) => {
  const { words } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <Fragment>
      <tr className={isOpen ? 'cur' : undefined}>
        <td className="cap nw">{rep.code}</td>
        <td className="nw">
          <button
            type="button"
            className="opener"
            aria-expanded={isOpen}
            aria-label={words.settlement.open(rep.name)}
            onClick={() => setOpen(!isOpen)}
          >
            {rep.name}
            <Icon name={isOpen ? 'up' : 'down'} />
          </button>
        </td>
        <td className="wide-only sub nw">{team?.name}</td>
        <td className="num wide-only">{count(lines)}</td>
        <td className="num">{points === '0' ? '–' : count(points)}</td>
        <td className="num b">{tableMoney(cash)}</td>
      </tr>
      {isOpen && (
        <tr className="exp">
          <td colSpan={6}>
            <StatementLines rep={rep.code} period={period} onWhy={onWhy} />
          </td>
        </tr>
      )}
    </Fragment>
  );
};

const Totals = ({ statements }: Readonly<{ statements: readonly StatementSummary[] }>) => {
  const { words } = useLanguage();
  const people = new Set(statements.map(({ rep }) => rep.code)).size;
  const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
  return (
    <tfoot>
      <tr className="tt">
        <td />
        <td className="nw">{words.settlement.total(people)}</td>
        <td className="wide-only" />
        <td className="num wide-only">{count(sum(statements.map(({ lines }) => lines)))}</td>
        <td className="num">{count(sum(statements.map(({ points }) => Number(points))))}</td>
        <td className="num">
          {money(sumOf(statements.map(({ cash }) => cash)), statements[0]?.currency ?? '')}
        </td>
      </tr>
    </tfoot>
  );
};
