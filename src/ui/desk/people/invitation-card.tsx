import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { Invitation } from '../../../../schemas/person.ts';
import { planQuery } from '../../api/queries.ts';
import { momentText } from '../../language/format.ts';
import { useLanguage } from '../../language/language.ts';
import { CopyField } from '../copy-field.tsx';
import { addressOf } from './link-address.ts';
import { QrCode } from './qr-code.tsx';

/** The link by which somebody comes in, to scan or to copy; the service tells it only this once. */
export const InvitationCard = ({ invitation }: Readonly<{ invitation: Invitation }>) => {
  const { words } = useLanguage();
  const id = useId();
  const plan = useQuery(planQuery());
  const { name } = invitation.person;
  const until = momentText(invitation.expiresAt, plan.data?.timeZone ?? 'UTC');
  return (
    <section className="invitation" aria-labelledby={id}>
      <h3 id={id}>{words.people.linkFor(name)}</h3>
      <p className="cap">{words.people.linkOnce}</p>
      <QrCode text={addressOf(invitation)} label={words.people.qr(name)} />
      <p className="cap">{words.people.linkUntil(until)}</p>
      <CopyField label={words.people.link} text={addressOf(invitation)} copyText={words.people.copy} />
    </section>
  );
};
