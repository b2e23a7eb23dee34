import { describe, expect, it } from 'vitest';
import { factWords } from '../../../src/domain/explain/fact-words.ts';
import type { PlanDocuments } from '../../../src/domain/facts/environment.ts';

const documents = {
  metrics: new Map([
    ['visits', { code: 'visits', name: { zh: '拜访次数', en: 'Visits' }, unit: '次', aggregate: 'count' }],
    ['rate', { code: 'rate', name: { zh: '回款率', en: 'Collection rate' }, unit: '', aggregate: 'ratio' }],
  ]),
  activityTypes: new Map([
    ['seen', { type: 'seen', attributes: { photo: { name: { zh: '照片', en: 'Photo' } } } }],
  ]),
} as unknown as PlanDocuments;

describe('a fact in words', () => {
  it.each([
    ['metric(here outlet, metric visits, window month)', '拜访次数', '本店本月', 'figure', '次'],
    ['metric(ago 1, metric visits, window week)', '拜访次数', '上周', 'figure', '次'],
    ['metric(metric visits, window rolling-31)', '拜访次数', '最近 31 天', 'figure', '次'],
    ['attainment(metric visits, window month)', '拜访次数达成率', '本月', 'share', ''],
    ['metric(metric rate, window month)', '回款率', '本月', 'share', ''],
    ['streak(atLeast 7, metric visits, unit day)', '拜访次数连续达标', undefined, 'figure', '天'],
    ['activity.photo', '照片', undefined, 'text', ''],
    ['rep.employed', '期末在职', undefined, 'text', ''],
    ['outlet.colour', 'outlet.colour', undefined, 'text', ''],
  ])('%s', (label, name, span, kind, unit) => {
    const words = factWords(label, documents);
    expect([words.name.zh, words.span?.zh, words.kind, words.unit]).toEqual([name, span, kind, unit]);
  });
});
