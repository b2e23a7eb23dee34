import { useQuery } from '@tanstack/react-query';
import type { SignIn } from '../../../schemas/actor.ts';
import { healthQuery } from '../api/queries.ts';
import { useLanguage } from '../language/language.ts';
import { Icon, type IconName } from '../look/icon.tsx';
import { refusalText } from './refusal.ts';
import { useEntering } from './use-entering.ts';

const ICONS: Readonly<Record<string, IconName>> = {
  rep: 'today',
  manager: 'flag',
  hr: 'doc',
  payroll: 'wallet',
  auditor: 'shield',
};

/** Who of a demo one can be, without a password. */
export const Personas = ({ personas }: Readonly<Pick<SignIn, 'personas'>>) => {
  const { words } = useLanguage();
  const entering = useEntering('/sign-in/persona');
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
      {entering.error && (
        <p className="cap fault" role="alert">
          {refusalText(words, entering.error)}
        </p>
      )}
      <ul className="card sign-in-personas">
        {personas.map(({ role, token }) => (
          <li key={role}>
            <button type="button" disabled={entering.isPending} onClick={() => entering.mutate({ token })}>
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
