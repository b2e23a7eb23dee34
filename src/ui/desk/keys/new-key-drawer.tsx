import { Drawer } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answered } from '../../api/answered.ts';
import { api } from '../../api/client.ts';
import { useLanguage } from '../../language/language.ts';
import { type KeyWanted, NewKeyForm } from './new-key-form.tsx';
import { ShownKey } from './shown-key.tsx';

/** Makes a key, and shows it once. */
export const NewKeyDrawer = ({ isOpen, onClose }: Readonly<{ isOpen: boolean; onClose: () => void }>) => {
  const { words } = useLanguage();
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      // A click beside it must not take away a key that nobody sees again.
      closeOnClickOutside={false}
      position="right"
      size={440}
      title={words.keys.new}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <Making onDone={onClose} />
    </Drawer>
  );
};

const Making = ({ onDone }: Readonly<{ onDone: () => void }>) => {
  const queries = useQueryClient();
  const making = useMutation({
    mutationFn: (wanted: KeyWanted) => answered(api.keys.$post({ query: {}, json: wanted })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
    // The secret is not kept for longer than it is shown.
    gcTime: 0,
  });
  if (!making.data)
    return (
      <NewKeyForm
        isBusy={making.isPending}
        error={making.error}
        onSubmit={(wanted) => making.mutate(wanted)}
      />
    );
  return <ShownKey made={making.data} onDone={onDone} />;
};
