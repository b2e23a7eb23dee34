import type { Me } from '../../../schemas/actor.ts';
import { shortName } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { SignOutButton } from '../session/sign-out-button.tsx';
import { OwnPassword } from './own-password.tsx';
import { OwnProviders } from './own-providers.tsx';
import { OwnSessions } from './own-sessions.tsx';
import './account.css';

/** Who one is here, where one is signed in, and with what. */
export const AccountBody = ({ me }: Readonly<{ me: Me }>) => {
  const { words } = useLanguage();
  const name = me.name ?? me.rep?.name;
  const roles = me.roles.map((role) => words.roles[role] ?? role).join(' · ');
  return (
    <div className="account">
      <div className="account-who">
        <span className="ava me-sign" aria-hidden="true">
          {shortName(name ?? roles)}
        </span>
        <div className="grow">
          <p className="b">{name ?? roles}</p>
          <p className="cap">
            {roles}
            {me.rep && ` · ${words.rep} ${me.rep.code}`}
          </p>
        </div>
      </div>
      <OwnSessions />
      <OwnPassword />
      <OwnProviders />
      <SignOutButton className="btn quiet account-leave" />
    </div>
  );
};
