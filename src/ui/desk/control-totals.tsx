import type { Settlement } from '../../../schemas/settlement.ts';
import type { StatementSummary } from '../../../schemas/statement.ts';
import { decimalOf, hundredths, sumOf } from '../figures/by-rule.ts';
import { money } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Icon } from '../look/icon.tsx';

/** What the statements are together beside what the settlement found: equal, or by how much they are not. */
export const ControlTotals = ({
  settlement: { totals, currency },
  statements,
}: Readonly<{ settlement: Settlement; statements: readonly StatementSummary[] }>) => {
  const { words } = useLanguage();
  const sum = sumOf(statements.map(({ cash }) => cash));
  const gap = hundredths(sum) - hundredths(totals.cash);
  return (
    <section className="control">
      <div>
        <p className="cap">{words.settlement.statements(statements.length)}</p>
        <p className="control-figure">{money(sum, currency)}</p>
      </div>
      <span className="control-sign" aria-hidden="true">
        {gap === 0n ? '=' : '≠'}
      </span>
      <div>
        <p className="cap">{words.settlement.settled}</p>
        <p className="control-figure">{money(totals.cash, currency)}</p>
      </div>
      {gap === 0n ? (
        <span className="chip green">
          <Icon name="check" />
          {words.settlement.equal}
        </span>
      ) : (
        <span className="chip alert">{words.settlement.differs(money(decimalOf(gap), currency))}</span>
      )}
    </section>
  );
};
