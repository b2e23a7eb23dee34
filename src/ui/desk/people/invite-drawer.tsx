import { Drawer } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Me } from '../../../../schemas/actor.ts';
import { answered } from '../../api/answered.ts';
import { api } from '../../api/client.ts';
import { useLanguage } from '../../language/language.ts';
import { rolesToGive } from '../../session/who.ts';
import { InvitationCard } from './invitation-card.tsx';
import { inputOf, NO_FIELDS, type PersonFields } from './person-fields.ts';
import { PersonForm } from './person-form.tsx';

/** Lets somebody in, and shows the link by which that one comes. */
export const InviteDrawer = ({
  me,
  isOpen,
  onClose,
}: Readonly<{ me: Me; isOpen: boolean; onClose: () => void }>) => {
  const { words } = useLanguage();
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size={440}
      title={words.people.invite}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      <Invite me={me} />
    </Drawer>
  );
};

const Invite = ({ me }: Readonly<{ me: Me }>) => {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const [times, setTimes] = useState(0);
  const inviting = useMutation({
    mutationFn: (fields: PersonFields) => answered(api.people.$post({ query: {}, json: inputOf(fields) })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
  });
  const again = () => {
    inviting.reset();
    setTimes(times + 1);
  };
  if (inviting.data)
    return (
      <>
        <InvitationCard invitation={inviting.data} />
        <button type="button" className="btn" onClick={again}>
          {words.people.inviteNext}
        </button>
      </>
    );
  return (
    <PersonForm
      key={times}
      begin={{ ...NO_FIELDS, roles: ['rep'] }}
      roles={rolesToGive(me)}
      submitText={words.people.makeLink}
      isBusy={inviting.isPending}
      error={inviting.error}
      onSubmit={(fields) => inviting.mutate(fields)}
    />
  );
};
