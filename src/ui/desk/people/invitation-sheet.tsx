import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Invitation, Person } from '../../../../schemas/person.ts';
import { answered } from '../../api/answered.ts';
import { api } from '../../api/client.ts';
import { useLanguage } from '../../language/language.ts';
import { Trouble } from '../../look/trouble.tsx';
import { PageHead } from '../page-head.tsx';
import { addressOf } from './link-address.ts';
import { stateOf } from './people-table.tsx';
import { QrCode } from './qr-code.tsx';

/** Links for all who have not come in yet, on paper: a meeting of the team, and everybody scans the own one. */
export const InvitationSheet = ({
  people,
  onClose,
}: Readonly<{ people: readonly Person[]; onClose: () => void }>) => {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const [made, setMade] = useState<readonly Invitation[]>([]);
  const [waiting] = useState(() =>
    people.filter((person) => ['invited', 'expired'].includes(stateOf(person))),
  );
  const making = useMutation({
    mutationFn: async () => {
      for (const { id } of waiting.slice(made.length)) {
        const next = await answered(
          api.people[':id'].invitation.$post({ param: { id }, query: {}, json: {} }),
        );
        setMade((before) => [...before, next]);
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['people'] }),
  });
  const isReady = waiting.length > 0 && made.length === waiting.length;
  return (
    <>
      <PageHead title={words.people.sheet} lead={words.people.sheetLead}>
        <button type="button" className="btn quiet" onClick={onClose}>
          {words.back}
        </button>
        {isReady ? (
          <button type="button" className="btn" onClick={() => window.print()}>
            {words.people.sheetPrint}
          </button>
        ) : (
          <button
            type="button"
            className="btn"
            disabled={waiting.length === 0 || making.isPending}
            onClick={() => making.mutate()}
          >
            {words.people.sheetMake(waiting.length - made.length)}
          </button>
        )}
      </PageHead>
      <div className="page-body">
        {waiting.length === 0 && <p className="empty">{words.people.sheetNone}</p>}
        {making.error && <Trouble place="people" error={making.error} />}
        <ul className="sheet">
          {made.map((invitation) => (
            <li key={invitation.person.id}>
              <QrCode text={addressOf(invitation)} label={words.people.qr(invitation.person.name)} />
              <b>{invitation.person.name}</b>
              <span className="cap">{words.people.sheetScan}</span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
};
