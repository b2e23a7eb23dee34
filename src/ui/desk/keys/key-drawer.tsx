import { Drawer } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiKey } from '../../../../schemas/api-key.ts';
import { accepted, answered } from '../../api/answered.ts';
import { api } from '../../api/client.ts';
import { useLanguage } from '../../language/language.ts';
import { Trouble } from '../../look/trouble.tsx';
import { FinalAct } from '../act.tsx';
import { KeyFacts } from './key-facts.tsx';
import { stateOf } from './key-times.ts';
import { RotateForm, type Rotation } from './rotate-form.tsx';
import { ShownKey } from './shown-key.tsx';

/** One key: what it is for, a new one in its place, or its end. */
export const KeyDrawer = ({
  apiKey,
  onClose,
}: Readonly<{ apiKey: ApiKey | undefined; onClose: () => void }>) => {
  const { words } = useLanguage();
  return (
    <Drawer
      opened={apiKey !== undefined}
      onClose={onClose}
      closeOnClickOutside={false}
      position="right"
      size={440}
      title={apiKey?.name}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {apiKey && <OneKey apiKey={apiKey} />}
    </Drawer>
  );
};

const OneKey = ({ apiKey }: Readonly<{ apiKey: ApiKey }>) => {
  const queries = useQueryClient();
  const rotating = useMutation({
    mutationFn: (rotation: Rotation) =>
      answered(api.keys[':id'].rotate.$post({ param: { id: apiKey.id }, query: {}, json: rotation })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
    // The secret is not kept for longer than it is shown.
    gcTime: 0,
  });
  const state = stateOf(apiKey);
  return (
    <>
      {rotating.data && <ShownKey made={rotating.data} />}
      <KeyFacts apiKey={apiKey} />
      {state === 'valid' && !rotating.data && (
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
