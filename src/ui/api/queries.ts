import { queryOptions } from '@tanstack/react-query';
import { answered } from './answered.ts';
import { api, openApi } from './client.ts';
import { everyPage } from './every-page.ts';

/** Plans and rules change rarely; figures while people work. */
const RARELY = 10 * 60_000;

export const signInQuery = () =>
  queryOptions({
    queryKey: ['sign-in'],
    queryFn: () => answered(openApi['sign-in'].$get({ query: {} })),
    staleTime: RARELY,
  });

export const healthQuery = () =>
  queryOptions({ queryKey: ['health'], queryFn: () => answered(openApi.health.$get({ query: {} })) });

export const meQuery = () =>
  queryOptions({
    queryKey: ['me'],
    queryFn: () => answered(api.me.$get({ query: {} })),
    staleTime: RARELY,
  });

export const planQuery = () =>
  queryOptions({
    queryKey: ['plan'],
    queryFn: () => answered(api.plans.current.$get({ query: {} })),
    staleTime: RARELY,
  });

export const todayQuery = (rep: string) =>
  queryOptions({
    queryKey: ['today', rep],
    queryFn: () => answered(api.reps[':code'].today.$get({ param: { code: rep }, query: {} })),
  });

export const awardQuery = (id: string) =>
  queryOptions({
    queryKey: ['award', id],
    queryFn: () => answered(api.awards[':id'].$get({ param: { id }, query: {} })),
  });

export const badgesQuery = (rep: string) =>
  queryOptions({
    queryKey: ['badges', rep],
    queryFn: () =>
      everyPage((query) => answered(api.reps[':code'].badges.$get({ param: { code: rep }, query }))),
  });

export const statementQuery = (rep: string, period: string) =>
  queryOptions({
    queryKey: ['statement', rep, period],
    queryFn: () => answered(api.reps[':code'].statement.$get({ param: { code: rep }, query: { period } })),
  });

export const statementsQuery = (period: string) =>
  queryOptions({
    queryKey: ['statements', period],
    queryFn: () => everyPage((query) => answered(api.statements.$get({ query: { ...query, period } }))),
  });

export const boardsQuery = () =>
  queryOptions({
    queryKey: ['boards'],
    queryFn: () => answered(api.leaderboards.$get({ query: {} })),
    staleTime: RARELY,
  });

export type BoardWanted = Readonly<{
  board: string;
  period: string;
  scope: string;
  around?: string;
  limit: number;
}>;

export const boardQuery = ({ board, period, scope, around, limit }: BoardWanted) =>
  queryOptions({
    queryKey: ['board', board, period, scope, around ?? '', limit],
    queryFn: () =>
      answered(
        api.leaderboards[':metric'].$get({
          param: { metric: board },
          query: { period, scope, limit: String(limit), ...(around !== undefined && { around }) },
        }),
      ),
  });

export const rulesQuery = () =>
  queryOptions({
    queryKey: ['rules'],
    queryFn: () => answered(api.rules.$get({ query: {} })),
    staleTime: RARELY,
  });

export const ruleQuery = (code: string) =>
  queryOptions({
    queryKey: ['rule', code],
    queryFn: () => answered(api.rules[':code'].$get({ param: { code }, query: {} })),
    staleTime: RARELY,
  });

/** Versions of the plan that wait for somebody to decide. */
export const planProposalsQuery = () =>
  queryOptions({
    queryKey: ['plan-proposals'],
    queryFn: () =>
      everyPage((query) => answered(api.plans.proposals.$get({ query: { ...query, state: 'proposed' } }))),
  });

export const settlementsQuery = () =>
  queryOptions({
    queryKey: ['settlements'],
    queryFn: () => everyPage((query) => answered(api.settlements.$get({ query }))),
  });

export const settlementQuery = (period: string) =>
  queryOptions({
    queryKey: ['settlement', period],
    queryFn: () => answered(api.settlements[':period'].$get({ param: { period }, query: {} })),
  });

/** The latest jobs, asked again every second while one of them is under way. */
export const jobsQuery = () =>
  queryOptions({
    queryKey: ['jobs'],
    queryFn: () => answered(api.jobs.$get({ query: { limit: '20' } })),
    refetchInterval: ({ state: { data } }) =>
      data?.items.some(({ status }) => status === 'queued' || status === 'running') ? 1_000 : false,
  });

export const peopleQuery = () =>
  queryOptions({
    queryKey: ['people'],
    queryFn: () => everyPage((query) => answered(api.people.$get({ query }))),
  });

export const keysQuery = () =>
  queryOptions({
    queryKey: ['keys'],
    queryFn: () => everyPage((query) => answered(api.keys.$get({ query }))),
  });

export const scopesQuery = () =>
  queryOptions({
    queryKey: ['key-scopes'],
    queryFn: () => answered(api.keys.scopes.$get({ query: {} })),
    staleTime: RARELY,
  });

/** The first reps whose code or name has this text. */
export const repsQuery = (text: string) =>
  queryOptions({
    queryKey: ['reps', text],
    queryFn: () =>
      answered(api.reps.$get({ query: { limit: '30', ...(text.trim() !== '' && { q: text.trim() }) } })),
    staleTime: RARELY,
  });
