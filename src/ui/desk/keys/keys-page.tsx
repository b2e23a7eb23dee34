import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Me } from '../../../../schemas/actor.ts';
import { keysQuery } from '../../api/queries.ts';
import { useLanguage } from '../../language/language.ts';
import { Asked } from '../../look/asked.tsx';
import { Icon } from '../../look/icon.tsx';
import { managesKeys } from '../../session/who.ts';
import { PageHead } from '../page-head.tsx';
import { KeyDrawer } from './key-drawer.tsx';
import { KeysTable } from './keys-table.tsx';
import { NewKeyDrawer } from './new-key-drawer.tsx';
import './keys.css';

/** The programs that come in with a key; an administrator makes, replaces and ends keys. */
const KeysPage = ({ me, id }: Readonly<{ me: Me; id: string | undefined }>) => {
  const { words } = useLanguage();
  const [, go] = useLocation();
  const [isMaking, setMaking] = useState(false);
  const keys = useQuery(keysQuery());
  const items = keys.data?.items ?? [];
  const open = items.filter(({ status }) => status === 'valid');
  const chosen = items.find((key) => key.id === id);
  return (
    <>
      <PageHead title={words.pages.keys} lead={keys.data && words.keys.lead(open.length)}>
        {managesKeys(me) && (
          <button type="button" className="btn" onClick={() => setMaking(true)}>
            <Icon name="plus" />
            {words.keys.new}
          </button>
        )}
      </PageHead>
      <div className="page-body">
        <Asked query={keys} place="keys" rows={4} height={48}>
          {(data) =>
            data.items.length === 0 ? (
              <p className="empty">{words.keys.none}</p>
            ) : (
              <KeysTable keys={data.items} />
            )
          }
        </Asked>
      </div>
      <NewKeyDrawer isOpen={isMaking} onClose={() => setMaking(false)} />
      <KeyDrawer key={chosen?.id} apiKey={chosen} isManaged={managesKeys(me)} onClose={() => go('/keys')} />
    </>
  );
};
export default KeysPage;
