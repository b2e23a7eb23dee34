import { TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Me } from '../../../schemas/actor.ts';
import type { Settlement } from '../../../schemas/settlement.ts';
import { answered } from '../api/answered.ts';
import { api } from '../api/client.ts';
import { planQuery } from '../api/queries.ts';
import { momentText } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Icon } from '../look/icon.tsx';
import { Trouble } from '../look/trouble.tsx';
import { maySettle } from '../session/who.ts';
import { mayApproveSettlement } from './may-decide.ts';

/** Who calculated, who approved, and approving for those who did not calculate. */
export const ApprovalPanel = ({ me, settlement }: Readonly<{ me: Me; settlement: Settlement }>) => {
  const { words } = useLanguage();
  const plan = useQuery(planQuery());
  const { calculatedAt, calculatedBy, approvedAt, approvedBy, approvalWords } = settlement;
  const who = (actor: string) => (actor === me.actor ? words.proposals.you : actor);
  const when = (time: string) => momentText(time, plan.data?.timeZone ?? 'UTC');
  return (
    <section className="approval">
      <h2>{words.proposals.review}</h2>
      <dl className="facts">
        <div>
          <dt>{words.proposals.calculatedBy}</dt>
          <dd>
            {who(calculatedBy)} <span className="cap">{when(calculatedAt)}</span>
          </dd>
        </div>
        {approvedBy !== undefined && approvedAt !== undefined && (
          <div>
            <dt>{words.proposals.approvedBy}</dt>
            <dd>
              {who(approvedBy)} <span className="cap">{when(approvedAt)}</span>
            </dd>
          </div>
        )}
      </dl>
      {approvalWords !== undefined && <p className="sub">{approvalWords}</p>}
      {approvedBy === undefined && <Unapproved me={me} settlement={settlement} />}
    </section>
  );
};

const Unapproved = ({ me, settlement }: Readonly<{ me: Me; settlement: Settlement }>) => {
  const { words } = useLanguage();
  const client = useQueryClient();
  const [said, say] = useState('');
  const { period, calculation, calculatedBy } = settlement;
  const approving = useMutation({
    mutationFn: () =>
      answered(
        api.settlements[':period'].approve.$post({
          param: { period },
          query: {},
          json: { calculation, ...(said.trim() !== '' && { words: said.trim() }) },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['settlement', period] }),
  });
  return (
    <>
      <p className="cap">{words.proposals.unapproved}</p>
      {mayApproveSettlement(me, calculatedBy) ? (
        <>
          <TextInput
            aria-label={words.proposals.wordsHint}
            placeholder={words.proposals.wordsHint}
            value={said}
            onChange={({ target }) => say(target.value)}
          />
          <button
            type="button"
            className="btn"
            disabled={approving.isPending}
            onClick={() => approving.mutate()}
          >
            <Icon name="check" />
            {words.proposals.approveSettlement}
          </button>
        </>
      ) : (
        maySettle(me) && <p className="cap">{words.proposals.notYourOwn}</p>
      )}
      {approving.error && <Trouble place="decide" error={approving.error} />}
    </>
  );
};
