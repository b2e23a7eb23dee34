import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Me } from '../../../schemas/actor.ts';
import type { PlanProposal } from '../../../schemas/proposal.ts';
import { planProposalsQuery, planQuery } from '../api/queries.ts';
import { momentText } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Trouble } from '../look/trouble.tsx';
import { mayDecidePlans } from './may-decide.ts';
import { useDeciding } from './use-deciding.ts';

/** Versions of the plan that wait for a decision; nothing where there are none. */
export const PlanProposals = ({ me }: Readonly<{ me: Me }>) => {
  const { words } = useLanguage();
  const proposals = useQuery(planProposalsQuery());
  if (proposals.error) return <Trouble place="decide" error={proposals.error} />;
  const items = proposals.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="rule-group" aria-label={words.proposals.title}>
      <div className="rule-group-head">
        <h2>{words.proposals.title}</h2>
        <p className="sub">{words.proposals.lead}</p>
      </div>
      <div>
        {items.map((proposal) => (
          <Proposal key={proposal.id} me={me} proposal={proposal} />
        ))}
      </div>
    </section>
  );
};

const Proposal = ({ me, proposal }: Readonly<{ me: Me; proposal: PlanProposal }>) => {
  const { language, words } = useLanguage();
  const plan = useQuery(planQuery());
  const { maker, madeAt, reason, findings, isOutdated } = proposal;
  const isOwn = maker === me.actor;
  const time = momentText(madeAt, plan.data?.timeZone ?? 'UTC');
  return (
    <article className="proposal">
      <p>
        <b>{reason}</b>
      </p>
      <p className="cap">{words.proposals.by(isOwn ? words.proposals.you : maker, time)}</p>
      <Differences differs={proposal.differs} />
      {findings.length > 0 && (
        <details>
          <summary className="sub">{words.proposals.findings(findings.length)}</summary>
          <ul className="cap">
            {findings.map(({ document, pointer, code, message }) => (
              <li key={`${document} ${pointer} ${code}`}>
                <span className="mono">{document}</span> {message[language]}
              </li>
            ))}
          </ul>
        </details>
      )}
      {isOutdated && <p className="sub">{words.proposals.outdated}</p>}
      {isOwn && <p className="cap">{words.proposals.ownProposal}</p>}
      {mayDecidePlans(me) && <Decide proposal={proposal} isOwn={isOwn} />}
    </article>
  );
};

/** By the names of the rules; what no rule says by the names of its files. */
const Differences = ({ differs }: Pick<PlanProposal, 'differs'>) => {
  const { language, words } = useLanguage();
  const lists = [
    [words.proposals.added, differs.added.map(({ name }) => name[language])],
    [words.proposals.removed, differs.removed.map(({ name }) => name[language])],
    [words.proposals.changed, differs.changed.map(({ name }) => name[language])],
    [words.proposals.documents, differs.documents],
  ] as const;
  const told = lists.filter(([, names]) => names.length > 0);
  if (told.length === 0) return <p className="sub">{words.proposals.same}</p>;
  return (
    <dl className="facts">
      {told.map(([title, names]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{names.join(language === 'zh' ? '、' : ', ')}</dd>
        </div>
      ))}
    </dl>
  );
};

const Decide = ({ proposal, isOwn }: Readonly<{ proposal: PlanProposal; isOwn: boolean }>) => {
  const { words } = useLanguage();
  const [reason, say] = useState('');
  const { decide, isUnderWay, isPublishing, problem } = useDeciding(proposal.id);
  const verdicts = isOwn ? (['withdraw'] as const) : (['approve', 'refuse'] as const);
  return (
    <>
      <div className="decide">
        <TextInput
          className="grow"
          aria-label={words.proposals.reason}
          placeholder={words.proposals.reason}
          value={reason}
          onChange={({ target }) => say(target.value)}
        />
        {verdicts.map((verdict) => (
          <button
            key={verdict}
            type="button"
            className={verdict === 'approve' ? 'btn' : 'btn quiet'}
            disabled={isUnderWay || reason.trim() === '' || (verdict === 'approve' && proposal.isOutdated)}
            onClick={() => decide.mutate({ verdict, reason: reason.trim() })}
          >
            {words.proposals[verdict]}
          </button>
        ))}
      </div>
      {isPublishing && (
        <p className="cap" role="status">
          {words.proposals.publishing}
        </p>
      )}
      {problem && (
        <p className="sub" role="alert">
          {words.proposals.notPublished} <span lang="en">{problem.detail}</span>
        </p>
      )}
      {decide.error && <Trouble place="decide" error={decide.error} />}
    </>
  );
};
