import type { Context } from '../../../src/app/context.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { type ReadPlan, readPlan } from '../../../src/app/plan/read-plan.ts';
import type { ImportedData } from '../../../src/app/tabular/imported-data.ts';
import { type LocalDate, parseLocalDate } from '../../../src/domain/calendar/local-date.ts';
import { smallData } from '../small-plan.ts';

const named = (code: string) => ({ code, name: { zh: code, en: code } });
const metric = (name: string) => ({ fact: 'metric', params: { metric: name, window: 'month' } });

const VISIT = 'visit.completed';
const ORDER = 'order.placed';

const TYPES = [
  {
    type: VISIT,
    name: { zh: '拜访', en: 'Visit' },
    requires: ['outlet'],
    attributes: {
      position: { type: 'text', personal: true },
      photo: { type: 'text', personal: true },
      note: { type: 'text' },
      with: { type: 'text' },
    },
  },
  {
    type: ORDER,
    name: { zh: '下单', en: 'Order' },
    requires: ['amount'],
    attributes: { remark: { type: 'text', required: true } },
  },
];

const METRICS = [
  { ...named('sales'), aggregate: 'sum', activities: [ORDER], of: 'amount' },
  { ...named('companions'), aggregate: 'countDistinct', activities: [VISIT], of: 'with' },
  {
    ...named('first-outlets'),
    aggregate: 'firstDistinct',
    activities: [VISIT],
    of: 'outlet',
    scope: 'tenant',
  },
];

const RULES = [
  {
    ...named('photographed'),
    category: 'process',
    subject: 'rep',
    triggers: [{ activity: VISIT }],
    per: ['activity'],
    conditions: { fact: 'activity.photo', operator: 'equal', value: true },
    rewards: [{ kind: 'points', amount: 5 }],
  },
  {
    ...named('companion'),
    category: 'process',
    subject: 'rep',
    triggers: [{ activity: VISIT }],
    per: ['activity'],
    conditions: { ...metric('companions'), operator: 'greaterThan', value: 0 },
    rewards: [{ kind: 'points', amount: { kind: 'per-unit', rate: 1, of: metric('companions') } }],
  },
  {
    ...named('grade-bonus'),
    category: 'result',
    subject: 'rep',
    triggers: [{ close: 'month' }],
    conditions: { fact: 'rep.grade', operator: 'greaterThanInclusive', value: 2 },
    rewards: [{ kind: 'cash', amount: { kind: 'per-unit', rate: '0.01', of: metric('sales') } }],
  },
  {
    ...named('pool'),
    category: 'result',
    subject: 'team',
    recipients: { members: {} },
    triggers: [{ close: 'month' }],
    // Of a hundred cents three get 33 each, and the first by code the last cent.
    rewards: [{ kind: 'cash', amount: { kind: 'pool', total: 1, share: 'equal' } }],
  },
  {
    ...named('best'),
    category: 'result',
    subject: 'rep',
    triggers: [{ close: 'month' }],
    ranking: { by: metric('sales'), order: 'highest', ties: 'split', top: 2 },
    rewards: [{ kind: 'cash', amount: { kind: 'places', amounts: ['10.01', '5'] } }],
  },
];

/** A plan that has to do with everything that may say something of a person. `about` is what its name says. */
export const personPlan = (about = 'persons', retention?: object): ReadPlan =>
  readPlan(
    new Map([
      [
        'plan.json',
        JSON.stringify({
          code: 'persons',
          name: { zh: about, en: about },
          currency: 'CNY',
          calendar: { timeZone: 'Asia/Shanghai' },
          payCycle: 'month',
          attributes: { rep: { grade: 'integer', phone: 'text' } },
          boards: [{ code: 'sales', metric: 'sales', above: 0 }],
          ...(retention && { retention }),
        }),
      ],
      ['activity-types.json', JSON.stringify(TYPES)],
      ['metrics.json', JSON.stringify(METRICS)],
      ...RULES.map((rule) => [`rules/${rule.code}.json`, JSON.stringify(rule)] as const),
    ]),
  );

/** Who is going to be erased; each text says who that is, or something that only concerns that person. */
export const MARKED = {
  code: 'M-MARK-7',
  name: '马可心',
  employeeNo: 'EMP-778899',
  phone: '13912345678',
  position: '31.230416,121.473701',
  photo: 'photos/storefront-4711.jpg',
  note: 'felt unwell in the afternoon',
  remark: 'paid by the private account',
} as const;

export const MARKS: readonly string[] = Object.values(MARKED);

export const dayOfTest = (text: string): LocalDate => {
  const day = parseLocalDate(text);
  if (!day) throw new Error(`${text} is no day.`);
  return day;
};

/** The days of the test: the person worked in March and left with it. */
export const LEFT_ON = dayOfTest('2024-03-31');

const visit = (id: string, subject: string, day: string, data: object = {}) => ({
  specversion: '1.0',
  id,
  source: 'sfa',
  type: VISIT,
  time: `2024-03-${day}T10:00:00+08:00`,
  subject,
  data: { outlet: `o-${day}`, ...data },
});

const order = (id: string, subject: string, amount: number, remark = 'usual') => ({
  specversion: '1.0',
  id,
  source: 'erp',
  type: ORDER,
  time: '2024-03-05T11:00:00+08:00',
  subject,
  data: { amount, remark },
});

/** What happened: visits and orders of the person, and others that name the person. */
export const HAPPENED = [
  visit(`visit-${MARKED.code}-1`, MARKED.code, '04', {
    position: MARKED.position,
    photo: MARKED.photo,
    note: MARKED.note,
  }),
  visit('v-2', MARKED.code, '05', { with: 'A1' }),
  visit('v-3', 'A1', '04', { note: `with ${MARKED.name}`, with: MARKED.name, position: '30.1,120.2' }),
  visit('v-4', 'Z9', '05', { photo: 'photos/other.jpg' }),
  order(`O/${MARKED.code}`, MARKED.code, 200, MARKED.remark),
  // The same as the person sold: they share the places, and the code decides about a cent.
  order('o-2', 'A1', 200),
  order('o-3', 'Z9', 100, `asked by ${MARKED.name}`),
];

export const masterData = (leftOn: string = LEFT_ON): ImportedData => ({
  ...smallData([]),
  teams: [
    { code: 'all', name: '全体' },
    { code: 'own', name: `${MARKED.name}组`, parent: 'all', manager: MARKED.code },
  ],
  reps: [
    { code: 'A1', name: '安安', team: 'all', attributes: { grade: '3' } },
    {
      code: MARKED.code,
      name: MARKED.name,
      employeeNo: MARKED.employeeNo,
      team: 'all',
      role: 'rep',
      league: 'gold',
      hiredOn: dayOfTest('2020-01-01'),
      leftOn: dayOfTest(leftOn),
      attributes: { grade: '2', phone: MARKED.phone, town: '杭州' },
    },
    { code: 'Z9', name: '朱九', team: 'all', attributes: { grade: '1' } },
  ],
  outlets: [
    {
      code: 'o-04',
      name: '街角店',
      rep: MARKED.code,
      attributes: { looked_after_by: `${MARKED.name} ${MARKED.phone}` },
    },
  ],
  products: [],
  targets: [
    {
      subject: MARKED.code,
      subjectKind: 'rep',
      metric: 'sales',
      period: '2024-03',
      tier: 'base',
      amount: '150',
    },
  ],
});

/** A tenant with the plan and its people. An earlier plan named the person. */
export const withPeople = async (context: Context, leftOn?: string): Promise<void> => {
  await publishPlan(context, personPlan(`${MARKED.name}的方案`).documents);
  await publishPlan(context, personPlan().documents);
  await importData(context, { data: masterData(leftOn) });
};
