import { Drawer } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Me } from '../../../../schemas/actor.ts';
import type { Person } from '../../../../schemas/person.ts';
import { answered } from '../../api/answered.ts';
import { api } from '../../api/client.ts';
import { useLanguage } from '../../language/language.ts';
import { rolesToGive } from '../../session/who.ts';
import { PersonAccess } from './person-access.tsx';
import { changeOf, fieldsOf, type PersonFields } from './person-fields.ts';
import { PersonForm } from './person-form.tsx';

/** Changes one person, and how that one gets in. */
export const PersonDrawer = ({
  me,
  person,
  onClose,
}: Readonly<{ me: Me; person: Person | undefined; onClose: () => void }>) => {
  const { words } = useLanguage();
  return (
    <Drawer
      opened={person !== undefined}
      onClose={onClose}
      position="right"
      size={440}
      title={person?.name}
      closeButtonProps={{ 'aria-label': words.close }}
    >
      {person && (
        <>
          {person.id !== me.actor && <PersonAccess person={person} onGone={onClose} />}
          <Particulars me={me} person={person} />
        </>
      )}
    </Drawer>
  );
};

const Particulars = ({ me, person }: Readonly<{ me: Me; person: Person }>) => {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const [isSaved, setSaved] = useState(false);
  const saving = useMutation({
    mutationFn: (fields: PersonFields) =>
      answered(
        api.people[':id'].$patch({ param: { id: person.id }, query: {}, json: changeOf(person, fields) }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['people'] });
      setSaved(true);
    },
  });
  const isSelf = person.id === me.actor;
  return (
    <PersonForm
      begin={fieldsOf(person)}
      roles={isSelf ? [] : rolesToGive(me)}
      submitText={words.people.save}
      isBusy={saving.isPending}
      error={saving.error}
      onSubmit={(fields) => {
        setSaved(false);
        saving.mutate(fields);
      }}
    >
      <p className="cap person-note">{isSelf ? words.people.self : words.people.rolesEnd}</p>
      {isSaved && (
        <p className="cap person-note" role="status">
          {words.people.saved}
        </p>
      )}
    </PersonForm>
  );
};
