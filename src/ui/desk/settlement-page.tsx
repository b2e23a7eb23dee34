import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Me } from '../../../schemas/actor.ts';
import type { Settlement } from '../../../schemas/settlement.ts';
import { settlementQuery, statementsQuery } from '../api/queries.ts';
import { periodName } from '../figures/periods.ts';
import { count, money } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { Icon } from '../look/icon.tsx';
import { maySettle } from '../session/who.ts';
import { ApprovalPanel } from './approval-panel.tsx';
import { ControlTotals } from './control-totals.tsx';
import { ExportPanel } from './export-panel.tsx';
import { PageHead } from './page-head.tsx';
import { UnderWay } from './settle-panel.tsx';
import { StatementsTable } from './statements-table.tsx';
import { useSettling } from './use-settling.ts';

/** The statements of a settled period: who is due what, whether it adds up, and the export. */
const SettlementPage = ({ me, period }: Readonly<{ me: Me; period: string }>) => {
  const { language, words } = useLanguage();
  const settlement = useQuery(settlementQuery(period));
  const statements = useQuery(statementsQuery(period));
  const { underWay, start } = useSettling();
  const own = underWay.filter((job) => job.period === period);
  return (
    <>
      <PageHead
        before={
          <p className="cap">
            <Link href="/settlements">{words.pages.settlements}</Link> /
          </p>
        }
        title={periodName(period, language)}
        lead={settlement.data && words.settlements.calculation(settlement.data.calculation)}
      >
        {maySettle(me) && (
          <button
            type="button"
            className="btn quiet"
            disabled={start.isPending || underWay.length > 0}
            onClick={() => start.mutate(period)}
          >
            <Icon name="history" />
            {words.settlement.recalculate}
          </button>
        )}
      </PageHead>
      {own.map((job) => (
        <div className="job-strip" key={job.id} role="status">
          <UnderWay job={job} />
        </div>
      ))}
      <Asked query={settlement} place="settlements" rows={8}>
        {(settled) => (
          <>
            {statements.data && <ControlTotals settlement={settled} statements={statements.data.items} />}
            <div className="cols">
              <Asked query={statements} place="statement" rows={10} height={36}>
                {({ items }) => <StatementsTable statements={items} />}
              </Asked>
              <aside className="aside">
                <OtherTotals settlement={settled} />
                <ApprovalPanel me={me} settlement={settled} />
                <ExportPanel period={period} />
              </aside>
            </div>
          </>
        )}
      </Asked>
    </>
  );
};
export default SettlementPage;

const OtherTotals = ({ settlement }: Readonly<{ settlement: Settlement }>) => {
  const { words } = useLanguage();
  const { totals, before, currency } = settlement;
  const media = ['cash', 'points', 'goods', 'badge', 'honour'] as const;
  const changed = before ? media.filter((medium) => before[medium] !== totals[medium]) : [];
  const shown = (medium: string, amount = '0') =>
    medium === 'cash' ? money(amount, currency) : count(amount);
  return (
    <>
      <section>
        <h2>{words.settlement.otherTotals}</h2>
        <dl className="facts">
          {media.slice(1).map((medium) => (
            <div key={medium}>
              <dt>{words.media[medium]}</dt>
              <dd className="num">{count(totals[medium])}</dd>
            </div>
          ))}
        </dl>
      </section>
      {before && (
        <section>
          <h2>{words.settlement.compare}</h2>
          {changed.length === 0 && <p className="sub">{words.settlement.unchanged}</p>}
          {changed.map((medium) => (
            <p key={medium} className="row">
              <span className="grow">{words.media[medium]}</span>
              <span className="num">
                {shown(medium, before[medium])} → <b>{shown(medium, totals[medium])}</b>
              </span>
            </p>
          ))}
        </section>
      )}
    </>
  );
};
