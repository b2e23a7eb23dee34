import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Me } from '../../../schemas/actor.ts';
import type { Settlement } from '../../../schemas/settlement.ts';
import { planQuery, settlementsQuery } from '../api/queries.ts';
import { periodName } from '../figures/periods.ts';
import { count, momentText, money } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { Icon } from '../look/icon.tsx';
import { PageHead } from './page-head.tsx';
import { SettlePanel } from './settle-panel.tsx';

/** Which periods were settled, with what came of it; and settling one. */
const SettlementsPage = ({ me }: Readonly<{ me: Me }>) => {
  const { words } = useLanguage();
  const settlements = useQuery(settlementsQuery());
  const plan = useQuery(planQuery());
  return (
    <>
      <PageHead title={words.pages.settlements} lead={words.settlements.lead} />
      <div className="cols">
        <Asked query={settlements} place="settlements" rows={6}>
          {({ items }) =>
            items.length === 0 ? (
              <div className="empty">
                <Icon name="wallet" />
                <h2>{words.settlements.none}</h2>
                <p className="cap">{words.settlements.noneHint}</p>
              </div>
            ) : (
              <SettlementTable settlements={items} timeZone={plan.data?.timeZone ?? 'UTC'} />
            )
          }
        </Asked>
        <aside className="aside">
          {plan.data && <SettlePanel me={me} payPeriod={plan.data.payPeriod} />}
        </aside>
      </div>
    </>
  );
};
export default SettlementsPage;

const SettlementTable = ({
  settlements,
  timeZone,
}: Readonly<{ settlements: readonly Settlement[]; timeZone: string }>) => {
  const { language, words } = useLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section className="table-box" aria-label={words.pages.settlements} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th>{words.period}</th>
            <th className="num">{words.settlements.cash}</th>
            <th className="num">{words.points}</th>
            <th className="num">{words.media.goods}</th>
            <th className="num">{words.media.badge}</th>
            <th className="num">{words.media.honour}</th>
            <th className="num">{words.settlements.lines}</th>
            <th>{words.settlements.at}</th>
          </tr>
        </thead>
        <tbody>
          {settlements.map(({ period, isPayPeriod, totals, currency, calculation, calculatedAt }) => (
            <tr key={period}>
              <td className="nw">
                <Link className="b" href={`/settlements/${period}`}>
                  {periodName(period, language)}
                </Link>{' '}
                {!isPayPeriod && <span className="chip">{words.settlements.report}</span>}
              </td>
              <td className="num b">{money(totals.cash, currency)}</td>
              <td className="num">{count(totals.points)}</td>
              <td className="num">{count(totals.goods)}</td>
              <td className="num">{count(totals.badge)}</td>
              <td className="num">{count(totals.honour)}</td>
              <td className="num">{count(totals.lines)}</td>
              <td className="nw">
                {momentText(calculatedAt, timeZone)}{' '}
                <span className="cap">{words.settlements.calculation(calculation)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
