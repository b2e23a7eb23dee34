import { Progress } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Me } from '../../../schemas/actor.ts';
import type { Job } from '../../../schemas/job.ts';
import { periodName, periodsUntil } from '../figures/periods.ts';
import { useLanguage } from '../language/language.ts';
import { Icon } from '../look/icon.tsx';
import { Trouble } from '../look/trouble.tsx';
import { maySettle } from '../session/who.ts';
import { Choice } from './choice.tsx';
import { useSettling } from './use-settling.ts';

const PERIODS = 6;

/** Settling a period: which one, how far it has come, and what came of it. */
export const SettlePanel = ({ me, payPeriod }: Readonly<{ me: Me; payPeriod: string }>) => {
  const { language, words } = useLanguage();
  const [period, setPeriod] = useState(payPeriod);
  const { underWay, start, last, started } = useSettling();
  return (
    <section>
      <h2>{words.settlements.settle}</h2>
      {maySettle(me) ? (
        <>
          <p className="cap">{words.settlements.settleHint}</p>
          <Choice
            label={words.settlements.which}
            showLabel
            width="100%"
            value={period}
            options={periodsUntil(payPeriod, PERIODS).map((label) => [label, periodName(label, language)])}
            onChoose={setPeriod}
          />
          <button
            type="button"
            className="btn"
            disabled={start.isPending || underWay.length > 0}
            onClick={() => start.mutate(period)}
          >
            {words.settlements.start}
          </button>
        </>
      ) : (
        <p className="cap">{words.settlements.notYours}</p>
      )}
      {start.error && <Trouble place="settle" error={start.error} />}
      <div aria-live="polite">
        {underWay.map((job) => (
          <UnderWay key={job.id} job={job} />
        ))}
        {underWay.length === 0 && last && (last.id === started || last.status === 'failed') && (
          <Ended job={last} />
        )}
      </div>
    </section>
  );
};

const useName = (job: Job): string => {
  const { language } = useLanguage();
  return periodName(job.period ?? '', language);
};

export const UnderWay = ({ job }: Readonly<{ job: Job }>) => {
  const { words } = useLanguage();
  const name = useName(job);
  const share = job.total > 0 ? (job.done / job.total) * 100 : 100;
  return (
    <div className="job">
      <p>
        <b>{words.settlements.running(name)}</b>
        {job.status === 'queued' && <span className="cap"> {words.settlements.queued}</span>}
      </p>
      <Progress value={share} animated={job.total === 0} aria-label={words.settlements.running(name)} />
      <p className="cap">{words.settlements.leave}</p>
    </div>
  );
};

const Ended = ({ job }: Readonly<{ job: Job }>) => {
  const { words } = useLanguage();
  const name = useName(job);
  const { granted, reversed } = (job.result ?? {}) as Readonly<{ granted?: number; reversed?: number }>;
  if (job.status === 'failed')
    return (
      <div className="job failed">
        <p className="b">{words.settlements.failed(name)}</p>
        <p>{words.trouble.reasons[job.problem?.code ?? 'internal']}</p>
        <p className="cap" lang="en">
          {job.problem?.detail}
        </p>
      </div>
    );
  return (
    <div className="job">
      <p className="row">
        <Icon name="check" />
        <b>{words.settlements.done(name)}</b>
      </p>
      <p className="cap">{words.settlements.granted(granted ?? 0, reversed ?? 0)}</p>
      <Link className="link" href={`/settlements/${job.period}`}>
        {words.settlements.see}
        <Icon name="right" className="i-right" />
      </Link>
    </div>
  );
};
