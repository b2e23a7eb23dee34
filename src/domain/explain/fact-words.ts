import type { Bilingual } from '../../../schemas/common.ts';
import type { PlanDocuments } from '../facts/environment.ts';

/** A fact in words: what it is called, over which days and where it was counted, and how its value is read. */
export type FactWords = Readonly<{
  name: Bilingual;
  span?: Bilingual;
  kind: 'figure' | 'share' | 'text';
  unit: string;
}>;

const WINDOWS: Readonly<Record<string, Bilingual>> = {
  day: { zh: '当天', en: 'of the day' },
  week: { zh: '本周', en: 'of the week' },
  xun: { zh: '本旬', en: 'of the ten days' },
  month: { zh: '本月', en: 'of the month' },
  quarter: { zh: '本季度', en: 'of the quarter' },
  year: { zh: '本年', en: 'of the year' },
  lifetime: { zh: '累计', en: 'in all' },
};

const EARLIER: Readonly<Record<string, Bilingual>> = {
  day: { zh: '前一天', en: 'of the day before' },
  week: { zh: '上周', en: 'of the week before' },
  month: { zh: '上月', en: 'of the month before' },
  quarter: { zh: '上季度', en: 'of the quarter before' },
  year: { zh: '上年', en: 'of the year before' },
};

const HERE: Readonly<Record<string, Bilingual>> = {
  outlet: { zh: '本店', en: 'here' },
  product: { zh: '本品', en: 'of this product' },
};

/** What figures of the catalogue are called beside the metric they are made of. */
const FIGURES: Readonly<Record<string, Bilingual>> = {
  attainment: { zh: '达成率', en: ', share of target' },
  growth: { zh: '增长', en: ', growth' },
  streak: { zh: '连续达标', en: ', days in a row' },
  target: { zh: '目标', en: ', target' },
};

const ATTRIBUTES: Readonly<Record<string, Bilingual>> = {
  'rep.employed': { zh: '期末在职', en: 'Employed at the end' },
  'rep.tenure_months': { zh: '入职月数', en: 'Months of service' },
  'rep.league': { zh: '组别', en: 'League' },
  'outlet.key_terminal': { zh: '重点终端', en: 'Key outlet' },
  'activity.amount': { zh: '金额', en: 'Amount' },
  'activity.quantity': { zh: '数量', en: 'Quantity' },
};

/** Reads the label of a fact, such as `metric(here outlet, metric visits, window month)`; see `factLabel`. */
export const factWords = (label: string, { metrics, activityTypes }: PlanDocuments): FactWords => {
  const [, figure = label, inner = ''] = /^([\w-]+)\((.*)\)$/.exec(label) ?? [];
  const params = new Map(
    inner.split(', ').flatMap((part): [string, string][] => {
      const [name = '', ...value] = part.split(' ');
      return [[name, value.join(' ')]];
    }),
  );
  const metric = metrics.get(params.get('metric') ?? '');
  if (!metric) return { name: attributeName(label, activityTypes), kind: 'text', unit: '' };
  const span = spanOf(params);
  const own = FIGURES[figure];
  const isShare = figure === 'attainment' || figure === 'growth' || metric.aggregate === 'ratio';
  return {
    name: own ? { zh: `${metric.name.zh}${own.zh}`, en: `${metric.name.en}${own.en}` } : metric.name,
    ...(span && { span }),
    kind: figure === 'streak' || !isShare ? 'figure' : 'share',
    unit: figure === 'streak' ? '天' : isShare ? '' : (metric.unit ?? ''),
  };
};

const attributeName = (label: string, activityTypes: PlanDocuments['activityTypes']): Bilingual => {
  const attribute = label.replace(/^activity\./, '');
  const declared = [...activityTypes.values()].find((type) => type.attributes[attribute]?.name !== undefined);
  return declared?.attributes[attribute]?.name ?? ATTRIBUTES[label] ?? { zh: label, en: label };
};

const spanOf = (params: ReadonlyMap<string, string>): Bilingual | undefined => {
  const window = params.get('window') ?? params.get('unit') ?? '';
  const rolling = /^rolling-(\d+)$/.exec(window)?.[1];
  const parts = [
    HERE[params.get('here') ?? ''],
    rolling === undefined
      ? params.get('ago') === '1'
        ? EARLIER[window]
        : params.has('window')
          ? WINDOWS[window]
          : undefined
      : { zh: `最近 ${rolling} 天`, en: `of the last ${rolling} days` },
  ].filter((part): part is Bilingual => part !== undefined);
  if (parts.length === 0) return undefined;
  return { zh: parts.map(({ zh }) => zh).join(''), en: parts.map(({ en }) => en).join(' ') };
};
