import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import type { Invitation } from '../../../../schemas/person.ts';
import { planQuery } from '../../api/queries.ts';
import { momentText } from '../../language/format.ts';
import { useLanguage } from '../../language/language.ts';
import { Icon } from '../../look/icon.tsx';
import { addressOf } from './link-address.ts';
import { QrCode } from './qr-code.tsx';

/** Copies what is selected in a field, also where pages may not write to the clipboard, as without https. */
const copy = async (field: HTMLInputElement): Promise<void> => {
  field.select();
  if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
  else document.execCommand('copy');
};

/** The link by which somebody comes in, to scan or to copy; the service tells it only this once. */
export const InvitationCard = ({ invitation }: Readonly<{ invitation: Invitation }>) => {
  const { words } = useLanguage();
  const id = useId();
  const plan = useQuery(planQuery());
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  const { name } = invitation.person;
  const until = momentText(invitation.expiresAt, plan.data?.timeZone ?? 'UTC');
  return (
    <section className="invitation" aria-labelledby={id}>
      <h3 id={id}>{words.people.linkFor(name)}</h3>
      <p className="cap">{words.people.linkOnce}</p>
      <QrCode text={addressOf(invitation)} label={words.people.qr(name)} />
      <p className="cap">{words.people.linkUntil(until)}</p>
      <div className="invitation-link">
        <input ref={field} readOnly aria-label={words.people.link} value={addressOf(invitation)} />
        <button
          type="button"
          className="btn quiet"
          onClick={() => field.current && void copy(field.current).then(() => setCopied(true))}
        >
          <Icon name={isCopied ? 'check' : 'doc'} />
          {isCopied ? words.people.copied : words.people.copy}
        </button>
      </div>
      <span className="sr" role="status">
        {isCopied && words.people.copied}
      </span>
    </section>
  );
};
