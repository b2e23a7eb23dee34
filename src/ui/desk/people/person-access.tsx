import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Person } from '../../../../schemas/person.ts';
import { accepted, answered } from '../../api/answered.ts';
import { api } from '../../api/client.ts';
import { useLanguage } from '../../language/language.ts';
import { Trouble } from '../../look/trouble.tsx';
import { Act, FinalAct } from '../act.tsx';
import { InvitationCard } from './invitation-card.tsx';

/** How somebody gets in: by a new link, nowhere for the moment, or not at all any more. */
export const PersonAccess = ({ person, onGone }: Readonly<{ person: Person; onGone: () => void }>) => {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const of = { param: { id: person.id }, query: {} };
  const refresh = () => queries.invalidateQueries({ queryKey: ['people'] });
  const renewing = useMutation({
    mutationFn: () => answered(api.people[':id'].invitation.$post({ ...of, json: {} })),
    onSuccess: refresh,
  });
  const ending = useMutation({
    mutationFn: () => accepted(api.people[':id']['sign-out'].$post({ ...of, json: {} })),
  });
  const blocking = useMutation({
    mutationFn: () => answered(api.people[':id'].$patch({ ...of, json: { blocked: !person.blocked } })),
    onSuccess: refresh,
  });
  const isBusy = renewing.isPending || ending.isPending || blocking.isPending;
  const failed = renewing.error ?? ending.error ?? blocking.error;
  return (
    <section className="access" aria-label={words.people.access}>
      {renewing.data && <InvitationCard invitation={renewing.data} />}
      <ul className="acts">
        {!person.blocked && (
          <Act
            text={words.people.newLink}
            help={words.people.newLinkHelp}
            isBusy={isBusy}
            onDo={() => renewing.mutate()}
          />
        )}
        <Act
          text={words.people.signOutAll}
          help={ending.isSuccess ? words.people.signedOut : undefined}
          isBusy={isBusy}
          onDo={() => ending.mutate()}
        />
        <Act
          text={person.blocked ? words.people.unblock : words.people.block}
          help={person.blocked ? undefined : words.people.blockHelp}
          isBusy={isBusy}
          onDo={() => blocking.mutate()}
        />
        <TakeOut person={person} onGone={onGone} />
      </ul>
      {failed && <Trouble place="person" error={failed} />}
    </section>
  );
};

/** Nobody comes back by a click. */
const TakeOut = ({ person, onGone }: Readonly<{ person: Person; onGone: () => void }>) => {
  const { words } = useLanguage();
  const queries = useQueryClient();
  const taking = useMutation({
    mutationFn: () => accepted(api.people[':id'].$delete({ param: { id: person.id }, query: {} })),
    onSuccess: async () => {
      onGone();
      await queries.invalidateQueries({ queryKey: ['people'] });
    },
  });
  return (
    <FinalAct
      text={words.people.takeOut}
      help={words.people.takeOutHelp}
      question={words.people.confirmTakeOut(person.name)}
      isBusy={taking.isPending}
      onDo={() => taking.mutate()}
    >
      {taking.error && <Trouble place="person" error={taking.error} />}
    </FinalAct>
  );
};
