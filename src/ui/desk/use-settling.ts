import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Job } from '../../../schemas/job.ts';
import { answered } from '../api/answered.ts';
import { api } from '../api/client.ts';
import { jobsQuery } from '../api/queries.ts';

const isUnderWay = ({ status }: Job): boolean => status === 'queued' || status === 'running';

/** The settlements that are under way or ended last, whoever began them, and beginning one. */
export const useSettling = () => {
  const client = useQueryClient();
  const jobs = useQuery(jobsQuery());
  const settling = (jobs.data?.items ?? []).filter(({ kind }) => kind === 'settle-period');
  const underWay = settling.filter(isUnderWay);
  const start = useMutation({
    mutationFn: (period: string) => answered(api.settlements.$post({ query: {}, json: { period } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  });

  // Whatever a settlement may have changed is asked for again once it has ended.
  const wasUnderWay = useRef(0);
  const isUnderWayNow = underWay.length + (start.isPending ? 1 : 0);
  useEffect(() => {
    if (wasUnderWay.current > isUnderWayNow)
      for (const key of ['settlements', 'settlement', 'statements', 'statement', 'award'])
        void client.invalidateQueries({ queryKey: [key] });
    wasUnderWay.current = isUnderWayNow;
  }, [client, isUnderWayNow]);

  return { jobs, underWay, start, last: settling.find((job) => !isUnderWay(job)), started: start.data?.id };
};
