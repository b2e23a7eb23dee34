import { useQuery } from '@tanstack/react-query';
import type { AwardWhy } from '../../../schemas/award-why.ts';
import { planQuery } from '../api/queries.ts';
import { amountWords, lineWords } from '../figures/amount-words.ts';
import { periodName } from '../figures/periods.ts';
import { dayOf, dayText, timeText } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { AmountSum } from './amount-sum.tsx';
import { CheckList } from './check-list.tsx';

/** Why an award was granted: amount, sentence, conditions, sum, evidence, version. */
export const WhyBody = ({ why }: Readonly<{ why: AwardWhy }>) => {
  const { words } = useLanguage();
  const { checks, amounts, place, limits } = why;
  const met = checks.filter(({ met }) => met === true).length;
  const sums = amounts.filter(({ steps }) => steps.length > 0);
  return (
    <>
      <Head why={why} />
      <section className="card sec">
        <h2>
          {words.why.conditions}
          {checks.length > 0 && met === checks.length && (
            <span className="chip green">{words.why.allMet(met)}</span>
          )}
        </h2>
        {checks.length > 0 ? <CheckList checks={checks} /> : <p className="cap">{words.why.noConditions}</p>}
        {place && (
          <p className="sec-line">
            <span className="grow">{words.why.place}</span>
            {place.shared > 1 && <span className="cap">{words.why.tied(place.shared)}</span>}
            <b>{words.why.placeOf(place.rank, place.of)}</b>
          </p>
        )}
      </section>
      {sums.map(({ index, steps }) => (
        <Sum key={index} why={why} index={index} steps={steps} />
      ))}
      {limits.length > 0 && (
        <section className="card sec">
          <h2>{words.why.limit}</h2>
          {limits.map(({ kind, most, used }) => (
            <p key={kind} className="sec-line">
              {words.why.limitText(most, used)}
            </p>
          ))}
        </section>
      )}
      <Evidence why={why} />
    </>
  );
};

const Head = ({ why: { award, step } }: Readonly<{ why: AwardWhy }>) => {
  const { language, words } = useLanguage();
  const plan = useQuery(planQuery());
  const timeZone = plan.data?.timeZone ?? 'UTC';
  const payers = [...new Set(award.lines.map(({ payer }) => words.payers[payer] ?? payer))];
  const comma = language === 'zh' ? '，' : ', ';
  return (
    <header className="why-head">
      <p className="sub">
        {award.ruleName[language]}
        {step && `${comma}${step[language]}`}
      </p>
      <p className="why-figure">{amountWords(award.lines, words, language).join(' ')}</p>
      <p className="why-say">
        {award.outlet && <b>{award.outlet.name}</b>}
        {award.outlet && comma}
        {award.reason[language]}
      </p>
      <p className="cap">
        {dayText(dayOf(award.time, timeZone), language)} {timeText(award.time, timeZone)}
        {award.payPeriod !== 'lifetime' && (
          <>
            <i className="sep" />
            {words.why.countsIn(periodName(award.payPeriod, language))}
          </>
        )}
        <i className="sep" />
        <span className="nw">{payers.join(comma)}</span>
      </p>
    </header>
  );
};

const Sum = ({
  why: { award },
  index,
  steps,
}: Readonly<{ why: AwardWhy; index: number; steps: AwardWhy['amounts'][number]['steps'] }>) => {
  const { language, words } = useLanguage();
  const line = award.lines.find((each) => each.index === index);
  if (!line) return null;
  return (
    <section className="card sec">
      <h2>{words.why.amount}</h2>
      <AmountSum steps={steps} total={lineWords(line, words, language)} />
    </section>
  );
};

const Evidence = ({ why: { award, ruleDescription } }: Readonly<{ why: AwardWhy }>) => {
  const { language, words } = useLanguage();
  return (
    <section className="card sec">
      <h2>{words.why.evidence}</h2>
      {award.evidence.length === 0 && <p className="cap">{words.why.whole}</p>}
      <dl className="facts">
        {award.evidence.map(({ activity, source, id }) => (
          <div key={activity}>
            <dt>{words.why.activity}</dt>
            <dd>
              {source} <span className="mono">{id}</span>
            </dd>
          </div>
        ))}
        <div>
          <dt>{words.why.rule}</dt>
          <dd>{award.ruleName[language]}</dd>
        </div>
        <div>
          <dt>{words.why.version}</dt>
          <dd className="mono">{award.version}</dd>
        </div>
      </dl>
      {ruleDescription && <p className="cap why-rule">{ruleDescription[language]}</p>}
    </section>
  );
};
