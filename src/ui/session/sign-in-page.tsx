import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { SignIn } from '../../../schemas/actor.ts';
import { signInQuery } from '../api/queries.ts';
import { useLanguage } from '../language/language.ts';
import { Segments } from '../look/segments.tsx';
import { Trouble } from '../look/trouble.tsx';
import { WaitingPage, WaitingRows } from '../look/waiting.tsx';
import { EntryAlert, EntryPage } from './entry-page.tsx';
import { PasswordForm } from './password-form.tsx';
import { Personas } from './personas.tsx';
import { PhoneForm } from './phone-form.tsx';
import { PinForm } from './pin-form.tsx';
import { ProviderButtons } from './provider-buttons.tsx';
import { refusalInAddress, refusalText } from './refusal.ts';
import { tokenGiven } from './secret-of-address.ts';
import { wasRefused } from './session.ts';
import { useEntering } from './use-entering.ts';

/** The ways in that there are here, the nearest one first. */
const SignInPage = () => {
  const { words } = useLanguage();
  const offered = useQuery(signInQuery());
  const byLink = useEntering('/sign-in/persona');
  const { mutate } = byLink;
  useEffect(() => {
    if (tokenGiven !== undefined) mutate({ token: tokenGiven });
  }, [mutate]);
  if (tokenGiven !== undefined && !byLink.isError) return <WaitingPage />;
  const refused = byLink.error ? refusalText(words, byLink.error) : refusalInAddress(words);
  return (
    <EntryPage>
      <h1>{words.signIn.title}</h1>
      <p className="sign-in-lead">{words.signIn.lead}</p>
      {refused !== undefined && <EntryAlert>{refused}</EntryAlert>}
      {refused === undefined && wasRefused() && <EntryAlert>{words.signIn.again}</EntryAlert>}
      {offered.isPending && <WaitingRows rows={5} height={64} />}
      {offered.error && (
        <Trouble place="signIn" error={offered.error} onRetry={() => void offered.refetch()} />
      )}
      {offered.data && <Ways offered={offered.data} />}
    </EntryPage>
  );
};
export default SignInPage;

/** The PIN of this phone or the personas of a demo first, and everything else behind a button. */
const Ways = ({ offered }: Readonly<{ offered: SignIn }>) => {
  const { words } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const { pin, demo, personas } = offered;
  if (!pin && !demo) return <CommonWays offered={offered} />;
  return (
    <>
      {pin ? <PinForm /> : <Personas personas={personas} />}
      {isOpen ? (
        <div className="sign-in-others">
          {pin && demo && <Personas personas={personas} />}
          <CommonWays offered={offered} />
        </div>
      ) : (
        <button type="button" className="btn quiet wide" onClick={() => setOpen(true)}>
          {words.signIn.otherWays}
        </button>
      )}
    </>
  );
};

const CommonWays = ({ offered: { phone, mail, providers } }: Readonly<{ offered: SignIn }>) => {
  const { words } = useLanguage();
  const [way, setWay] = useState<'phone' | 'password'>(phone ? 'phone' : 'password');
  return (
    <>
      {phone && (
        <Segments
          label={words.signIn.by}
          value={way}
          options={[
            ['phone', words.signIn.byPhone],
            ['password', words.signIn.byPassword],
          ]}
          onChoose={setWay}
        />
      )}
      {way === 'phone' ? <PhoneForm /> : <PasswordForm canMail={mail} />}
      {providers.length > 0 && (
        <>
          <p className="sign-in-or cap">{words.signIn.or}</p>
          <ProviderButtons providers={providers} />
        </>
      )}
    </>
  );
};
