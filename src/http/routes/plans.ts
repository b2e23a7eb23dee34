import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { Code, MasterCode } from '../../../schemas/common.ts';
import { PageQuery } from '../../../schemas/page.ts';
import { PeriodLabel } from '../../../schemas/period-label.ts';
import { explainAward } from '../../app/explain/explain-award.ts';
import { explanationText } from '../../app/explain/explanation-text.ts';
import { readPublications } from '../../app/plan/read-publications.ts';
import { readMetrics, readPlanInForce, readRule, readRules } from '../../app/plan/read-rules.ts';
import { newApi } from '../api.ts';
import { admits, json, NOTHING, PROBLEMS } from '../operation.ts';
import type { Services } from '../services.ts';

const read = <Path extends string>(path: Path, summary: string, description: string) => ({
  ...admits('read-rules'),
  method: 'get' as const,
  path,
  tags: ['Plan and rules'],
  summary,
  description,
});
const RuleCode = z.strictObject({ code: Code });

const plan = createRoute({
  ...read(
    '/plans/current',
    'The plan in force',
    'With the types of activities that it takes, and the pay period of today.',
  ),
  request: { query: NOTHING },
  responses: { 200: json('PlanInForce', 'The plan in force.'), ...PROBLEMS },
});
const publications = createRoute({
  ...admits('read-plan'),
  method: 'get',
  path: '/plans',
  tags: ['Plan and rules'],
  summary: 'Publications of plans',
  description: 'Each with the version of its documents, who published it and when.',
  request: { query: PageQuery },
  responses: { 200: json('PlanPublicationPage', 'The latest first; it is the one in force.'), ...PROBLEMS },
});
const rules = createRoute({
  ...read('/rules', 'Rules in force', 'What each is called and grants, without its document.'),
  request: { query: NOTHING },
  responses: {
    200: json('RuleList', 'In the order of the plan.'),
    ...PROBLEMS,
  },
});
const rule = createRoute({
  ...read('/rules/{code}', 'A rule with its document', 'The document is the JSON that was published.'),
  request: { params: RuleCode, query: NOTHING },
  responses: { 200: json('Rule', 'The rule.'), ...PROBLEMS },
});
const metrics = createRoute({
  ...read('/metrics', 'Metrics of the plan', 'What is counted, of which activities, and how.'),
  request: { query: NOTHING },
  responses: {
    200: json('MetricList', 'In the order of the plan.'),
    ...PROBLEMS,
  },
});

const explain = createRoute({
  ...admits('explain-award'),
  method: 'get',
  path: '/rules/{code}/explain',
  tags: ['Plan and rules'],
  summary: 'Why a rule paid a rep, and why not',
  description:
    'What was needed and what was the case, condition by condition, for each award of the period; and what was missing where there is none.',
  request: { params: RuleCode, query: z.strictObject({ rep: MasterCode, period: PeriodLabel }) },
  responses: {
    200: json(
      'Explanation',
      'Every verdict of the period with the values that decided, and the same as text.',
    ),
    ...PROBLEMS,
  },
});

export const planRoutes = ({ now }: Services) =>
  newApi()
    .openapi(plan, async (c) => c.json(await readPlanInForce(c.get('context'), { at: now() }), 200))
    .openapi(publications, async (c) =>
      c.json(await readPublications(c.get('context'), c.req.valid('query')), 200),
    )
    .openapi(rules, async (c) => c.json({ items: await readRules(c.get('context')) }, 200))
    .openapi(rule, async (c) => c.json(await readRule(c.get('context'), c.req.valid('param')), 200))
    .openapi(metrics, async (c) => c.json({ items: await readMetrics(c.get('context')) }, 200))
    .openapi(explain, async (c) => {
      const { code } = c.req.valid('param');
      const { rep, period } = c.req.valid('query');
      const explanation = await explainAward(c.get('context'), { rule: code, rep, period, at: now() });
      const text = { zh: explanationText(explanation, 'zh'), en: explanationText(explanation, 'en') };
      return c.json({ explanation: explanation as unknown as Record<string, never>, text }, 200);
    });
