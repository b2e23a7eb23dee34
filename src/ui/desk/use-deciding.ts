import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answered } from '../api/answered.ts';
import { api } from '../api/client.ts';

export type Verdict = 'approve' | 'refuse' | 'withdraw';

/** Decides on a version of the plan; an approval that takes long is followed by its job. */
export const useDeciding = (id: string) => {
  const client = useQueryClient();
  const seeAnew = () => {
    for (const key of ['plan-proposals', 'plan', 'rules', 'rule', 'boards'])
      void client.invalidateQueries({ queryKey: [key] });
  };
  const decide = useMutation({
    mutationFn: async ({ verdict, reason }: Readonly<{ verdict: Verdict; reason: string }>) => {
      const given = { param: { id }, query: {}, json: { reason } };
      const proposal = api.plans.proposals[':id'];
      if (verdict === 'approve') return answered(proposal.approve.$post(given));
      return answered(verdict === 'refuse' ? proposal.refuse.$post(given) : proposal.withdraw.$post(given));
    },
    onSettled: seeAnew,
  });
  const asked = decide.data && 'kind' in decide.data ? decide.data.id : undefined;
  const job = useQuery({
    queryKey: ['job', asked],
    queryFn: () => answered(api.jobs[':id'].$get({ param: { id: asked ?? '' }, query: {} })),
    enabled: asked !== undefined,
    refetchInterval: ({ state: { data } }) => (data?.endedAt === undefined ? 1_000 : false),
  });
  const ended = job.data?.endedAt;
  useEffect(() => {
    if (ended !== undefined) seeAnew();
  }, [ended]);
  const isUnderWay = decide.isPending || (asked !== undefined && ended === undefined);
  return {
    decide,
    isUnderWay,
    isPublishing: asked !== undefined && ended === undefined,
    problem: job.data?.problem,
  };
};
