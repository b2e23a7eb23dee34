import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { askToSignIn, type Invited } from '../api/sign-in.ts';
import { useLanguage } from '../language/language.ts';
import { Segments } from '../look/segments.tsx';
import { WaitingRows } from '../look/waiting.tsx';
import { EntryAlert, EntryPage } from './entry-page.tsx';
import { JoinByPassword } from './join-by-password.tsx';
import { JoinByPin } from './join-by-pin.tsx';
import { refusalText } from './refusal.ts';
import { linkGiven } from './secret-of-address.ts';

/** Where the link of an invitation leads: one chooses with what to sign in from now on, and is in. */
const JoinPage = () => {
  const { words } = useLanguage();
  const invitation = linkGiven();
  const invited = useQuery({
    queryKey: ['invitation', invitation],
    queryFn: () => askToSignIn<Invited>('/invitation/read', { invitation }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <EntryPage>
      {invited.isPending && <WaitingRows rows={3} height={64} />}
      {invited.error && (
        <>
          <h1>{words.join.broken}</h1>
          <EntryAlert>{refusalText(words, invited.error)}</EntryAlert>
          <Link className="btn quiet wide" href="/sign-in">
            {words.join.toSignIn}
          </Link>
        </>
      )}
      {invited.data && <Choose invited={invited.data} invitation={invitation} />}
    </EntryPage>
  );
};
export default JoinPage;

const Choose = ({ invited, invitation }: Readonly<{ invited: Invited; invitation: string }>) => {
  const { words } = useLanguage();
  const { name, withPin, withPassword, needsEmail } = invited;
  const [way, setWay] = useState<'pin' | 'password'>(withPin ? 'pin' : 'password');
  return (
    <>
      <h1>{words.join.welcome(name)}</h1>
      <p className="sign-in-lead">{way === 'pin' ? words.join.leadPin : words.join.leadPassword}</p>
      {withPin && withPassword && (
        <Segments
          label={words.join.choose}
          value={way}
          options={[
            ['pin', words.join.withPin],
            ['password', words.join.withPassword],
          ]}
          onChoose={setWay}
        />
      )}
      {way === 'pin' ? (
        <JoinByPin invitation={invitation} />
      ) : (
        <JoinByPassword invitation={invitation} needsEmail={needsEmail} />
      )}
    </>
  );
};
