import type { TargetProgress } from '../../../schemas/today.ts';
import { figure, percent, shortFigure } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { TargetRing } from './target-ring.tsx';

/** Rings that fit beside each other. */
const MOST = 3;
/** A gap below this share of the target is none. */
const CLOSE_ENOUGH = 0.01;

/** Of each metric the lowest tier that is still ahead, or the highest; those that money is counted in first. */
const shownTargets = (targets: readonly TargetProgress[]): TargetProgress[] => {
  const byMetric = new Map<string, TargetProgress[]>();
  for (const target of targets) byMetric.set(target.metric, [...(byMetric.get(target.metric) ?? []), target]);
  return [...byMetric.values()]
    .flatMap((tiers) => {
      const sorted = [...tiers].sort((a, b) => Number(a.target) - Number(b.target));
      return sorted.find(({ attainment = '1' }) => Number(attainment) < 1) ?? sorted[sorted.length - 1] ?? [];
    })
    .sort((a, b) => Number(b.target) - Number(a.target))
    .slice(0, MOST);
};

export const Targets = ({ targets }: Readonly<{ targets: readonly TargetProgress[] }>) => {
  const { words } = useLanguage();
  const shown = shownTargets(targets);
  if (shown.length === 0) return null;
  return (
    <section className="card rings" aria-label={words.today.targets}>
      <div className="rings-row">
        {shown.map((target) => (
          <Target key={`${target.metric} ${target.tier}`} target={target} />
        ))}
      </div>
      <p className="cap rings-key">
        <i />
        {words.today.notch}
      </p>
    </section>
  );
};

const Target = ({ target }: Readonly<{ target: TargetProgress }>) => {
  const { language, words } = useLanguage();
  const { today, tiers } = words;
  const share = target.attainment ?? '1';
  const gap = Number(target.actual) - Number(target.target) * Number(target.timeShare);
  const isClose = Math.abs(gap) < Number(target.target) * CLOSE_ENOUGH;
  const shownGap = figure(Math.abs(gap).toFixed(target.unit === '元' ? 0 : 1), target.unit, language);
  const verdict =
    Number(share) >= 1
      ? today.reached
      : isClose
        ? today.onTime
        : gap > 0
          ? today.ahead(shownGap)
          : today.behind(shownGap);
  const isLow = Number(share) < 1 && !isClose && gap < 0;
  const name = target.name[language];
  return (
    <div className="ring-box">
      <div className="ring-face">
        <TargetRing
          done={Number(share)}
          due={Number(target.timeShare)}
          label={today.ring(name, percent(share, 0), percent(target.timeShare, 0))}
        />
        <span aria-hidden="true">
          <b>{percent(share, 0)}</b>
          <span className="cap">{tiers[target.tier] ?? target.tier}</span>
        </span>
      </div>
      <p className="ring-name">{name}</p>
      <p className="cap">
        {shortFigure(target.actual, language)} / {shortFigure(target.target, language)}
      </p>
      <p className={isLow ? 'cap low' : 'cap high'}>{verdict}</p>
    </div>
  );
};
