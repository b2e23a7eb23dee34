import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { healthQuery, signInQuery } from '../api/queries.ts';
import { useLanguage } from '../language/language.ts';
import { Icon, type IconName } from '../look/icon.tsx';
import { LanguageSwitch } from '../look/language-switch.tsx';
import { Logo } from '../look/logo.tsx';
import { Trouble } from '../look/trouble.tsx';
import { WaitingRows } from '../look/waiting.tsx';
import { keepToken, wasRefused } from './token.ts';
import './sign-in.css';

/** Enters as the holder of a token, with nothing kept of whoever was there before. */
const enter = (token: string): void => {
  keepToken(token);
  window.location.assign('/');
};

/** Personas where the service is a demo, and a field for a token everywhere. */
export const SignInPage = () => {
  const { words } = useLanguage();
  const offered = useQuery(signInQuery());
  return (
    <main className="sign-in">
      <header>
        <Logo size={44} />
        <h1 className="grow">{words.product}</h1>
        <LanguageSwitch />
      </header>
      <p className="sign-in-lead">{words.signIn.lead}</p>
      {wasRefused() && (
        <p className="sign-in-again" role="alert">
          <Icon name="info" />
          {words.signIn.again}
        </p>
      )}
      {offered.isPending && <WaitingRows rows={5} height={64} />}
      {offered.error && (
        <Trouble place="signIn" error={offered.error} onRetry={() => void offered.refetch()} />
      )}
      {offered.data?.demo && <Personas personas={offered.data.personas} />}
      {offered.data && <TokenForm isSecond={offered.data.demo} />}
    </main>
  );
};

const ICONS: Readonly<Record<string, IconName>> = {
  rep: 'today',
  manager: 'flag',
  hr: 'doc',
  payroll: 'wallet',
  auditor: 'shield',
};

const Personas = ({ personas }: Readonly<{ personas: readonly { role: string; token: string }[] }>) => {
  const { words } = useLanguage();
  const health = useQuery({
    ...healthQuery(),
    refetchInterval: ({ state }) => (isLoading(state.data) ? 2_000 : false),
  });
  const demo = health.data?.demo;
  return (
    <>
      <p className="sign-in-demo">{words.signIn.demo}</p>
      {isLoading(health.data) && demo && (
        <p className="cap" role="status">
          {words.signIn.loading(demo.done, demo.total)}
        </p>
      )}
      <ul className="card sign-in-personas">
        {personas.map(({ role, token }) => (
          <li key={role}>
            <button type="button" onClick={() => enter(token)}>
              <span className="sign-in-icon">
                <Icon name={ICONS[role] ?? 'user'} />
              </span>
              <span className="grow">
                <b>{words.roles[role] ?? role}</b>
                <span className="cap">{words.signIn.about[role]}</span>
              </span>
              <Icon name="right" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
};

const isLoading = (health: { demo?: { status: string } | undefined } | undefined): boolean =>
  health?.demo !== undefined && health.demo.status !== 'done' && health.demo.status !== 'failed';

const TokenForm = ({ isSecond }: Readonly<{ isSecond: boolean }>) => {
  const { words } = useLanguage();
  const [given, setGiven] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const token = given.trim().replace(/^.*#/, '');
    const answer = await fetch('/api/v1/me', { headers: { authorization: `Bearer ${token}` } }).catch(
      () => undefined,
    );
    if (answer?.ok) enter(token);
    else setWrong(true);
  };
  return (
    <form className="sign-in-token" onSubmit={(event) => void submit(event)}>
      {isSecond && <h2>{words.signIn.withToken}</h2>}
      <label htmlFor="token">{words.signIn.token}</label>
      <input
        id="token"
        type="password"
        autoComplete="current-password"
        required
        value={given}
        aria-describedby="token-help"
        aria-invalid={isWrong}
        onChange={({ target }) => {
          setGiven(target.value);
          setWrong(false);
        }}
      />
      <p id="token-help" className={isWrong ? 'cap wrong' : 'cap'} role={isWrong ? 'alert' : undefined}>
        {isWrong ? words.signIn.wrong : words.signIn.tokenHelp}
      </p>
      <button type="submit" className={isSecond ? 'btn quiet' : 'btn'} disabled={given.trim() === ''}>
        {words.signIn.enter}
      </button>
    </form>
  );
};
