import { Link } from 'wouter';
import type { Me } from '../../../schemas/actor.ts';
import { AccountBody } from '../account/account-body.tsx';
import { useLanguage } from '../language/language.ts';
import { Icon } from '../look/icon.tsx';

const OwnAccountPage = ({ me }: Readonly<{ me: Me }>) => {
  const { words } = useLanguage();
  return (
    <>
      <header className="navbar">
        <Link href="/mine" aria-label={words.back}>
          <Icon name="left" />
        </Link>
        <h1>{words.account.title}</h1>
      </header>
      <AccountBody me={me} />
    </>
  );
};
export default OwnAccountPage;
