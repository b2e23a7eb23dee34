import { Drawer } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiKey, CreatedKey } from '../../../../schemas/api-key.ts';
import { accepted, answered } from '../../api/answered.ts';
import { api } from '../../api/client.ts';
import { useLanguage } from '../../language/language.ts';
import { Trouble } from '../../look/trouble.tsx';
import { FinalAct } from '../act.tsx';
import { KeyFacts } from './key-facts.tsx';
import { stateOf, wholeMoment } from './key-times.ts';
import { useTimeZone } from './key-words.ts';
import { RotateForm, type Rotation } from './rotate-form.tsx';
import { ShownKey } from './shown-key.tsx';

/** One key: what it is for and, for whoever manages keys, a new one in its place, or its end. */
export const KeyDrawer = ({
  apiKey,
  isManaged,
  onClose,
}: Readonly<{ apiKey: ApiKey | undefined; isManaged: boolean; onClose: () => void }>) => {
  const { words } = useLanguage();
  return (
    <Drawer
      opened={apiKey !== undefined}
      onClose={onClose}
      // A click beside it must not take away a key that nobody sees again.
      closeOnClickOutside={!isManaged}
      position="right"
      size={440}
      title={apiKey?.name}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {apiKey && (isManaged ? <Managed apiKey={apiKey} onDone={onClose} /> : <KeyFacts apiKey={apiKey} />)}
    </Drawer>
  );
};

const Managed = ({ apiKey, onDone }: Readonly<{ apiKey: ApiKey; onDone: () => void }>) => {
  const queries = useQueryClient();
  const rotating = useMutation({
    mutationFn: (rotation: Rotation) =>
      answered(api.keys[':id'].rotate.$post({ param: { id: apiKey.id }, query: {}, json: rotation })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
    // The secret is not kept for longer than it is shown.
    gcTime: 0,
  });
  if (rotating.data) return <Replaced made={rotating.data} old={apiKey} onDone={onDone} />;
  const state = stateOf(apiKey);
  return (
    <>
      <KeyFacts apiKey={apiKey} />
      {state === 'valid' && (
        <RotateForm
          isBusy={rotating.isPending}
          error={rotating.error}
          onSubmit={(rotation) => rotating.mutate(rotation)}
        />
      )}
      {(state === 'valid' || state === 'replaced') && <Revoke apiKey={apiKey} />}
    </>
  );
};

/** The new key, and until when the old one is good once that is known. */
const Replaced = ({ made, old, onDone }: Readonly<{ made: CreatedKey; old: ApiKey; onDone: () => void }>) => {
  const { words } = useLanguage();
  const timeZone = useTimeZone();
  return (
    <ShownKey made={made} onDone={onDone}>
      {stateOf(old) === 'replaced' && <p>{words.keys.oldUntil(wholeMoment(old.expiresAt, timeZone))}</p>}
    </ShownKey>
  );
};

const Revoke = ({ apiKey }: Readonly<{ apiKey: ApiKey }>) => {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const revoking = useMutation({
    mutationFn: () => accepted(api.keys[':id'].$delete({ param: { id: apiKey.id }, query: {} })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  });
  return (
    <ul className="acts">
      <FinalAct
        text={words.keys.revoke}
        help={apiKey.replacedBy === undefined ? words.keys.revokeHelp : words.keys.revokeReplacedHelp}
        question={words.keys.confirmRevoke(apiKey.name)}
        isBusy={revoking.isPending}
        onDo={() => revoking.mutate()}
      >
        {revoking.error && <Trouble place="key" error={revoking.error} />}
      </FinalAct>
    </ul>
  );
};
