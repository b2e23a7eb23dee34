import type { Me } from '../../../schemas/actor.ts';
import { AccountBody } from '../account/account-body.tsx';
import { useLanguage } from '../language/language.ts';
import { PageHead } from './page-head.tsx';

const AccountPage = ({ me }: Readonly<{ me: Me }>) => {
  const { words } = useLanguage();
  return (
    <>
      <PageHead title={words.account.title} />
      <div className="page-body">
        <AccountBody me={me} />
      </div>
    </>
  );
};
export default AccountPage;
