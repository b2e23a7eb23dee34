import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Me } from '../../../../schemas/actor.ts';
import type { Person } from '../../../../schemas/person.ts';
import { peopleQuery } from '../../api/queries.ts';
import { useLanguage } from '../../language/language.ts';
import { Asked } from '../../look/asked.tsx';
import { Icon } from '../../look/icon.tsx';
import { looksAfter, managesPeople } from '../../session/who.ts';
import { PageHead } from '../page-head.tsx';
import { InvitationSheet } from './invitation-sheet.tsx';
import { InviteDrawer } from './invite-drawer.tsx';
import { PeopleTable } from './people-table.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import './people.css';

/** Who can sign in; who looks after people lets them in, and out. */
const PeoplePage = ({ me, id }: Readonly<{ me: Me; id: string | undefined }>) => {
  const { words } = useLanguage();
  const [, go] = useLocation();
  const [isInviting, setInviting] = useState(false);
  const [isPrinting, setPrinting] = useState(false);
  const people = useQuery(peopleQuery());
  const items = people.data?.items ?? [];
  const chosen = items.find((person) => person.id === id && looksAfter(me, person.roles));
  if (isPrinting)
    return (
      <InvitationSheet
        people={items.filter((person) => looksAfter(me, person.roles))}
        onClose={() => setPrinting(false)}
      />
    );
  return (
    <>
      <PageHead title={words.pages.people} lead={people.data && words.people.lead(items.length)}>
        {managesPeople(me) && (
          <div className="people-acts">
            <button type="button" className="btn quiet" onClick={() => setPrinting(true)}>
              {words.people.sheet}
            </button>
            <button type="button" className="btn" onClick={() => setInviting(true)}>
              <Icon name="plus" />
              {words.people.invite}
            </button>
          </div>
        )}
      </PageHead>
      <div className="page-body">
        <Asked query={people} place="people" rows={8} height={48}>
          {(data) => <Searched me={me} people={data.items} />}
        </Asked>
      </div>
      {managesPeople(me) && (
        <>
          <InviteDrawer me={me} isOpen={isInviting} onClose={() => setInviting(false)} />
          <PersonDrawer key={chosen?.id} me={me} person={chosen} onClose={() => go('/people')} />
        </>
      )}
    </>
  );
};
export default PeoplePage;

const Searched = ({ me, people }: Readonly<{ me: Me; people: readonly Person[] }>) => {
  const { words } = useLanguage();
  const [text, setText] = useState('');
  const wanted = text.trim().toLocaleLowerCase();
  const found = people.filter(({ name, email, rep }) =>
    `${name} ${email ?? ''} ${rep ?? ''}`.toLocaleLowerCase().includes(wanted),
  );
  if (people.length === 0) return <p className="empty">{words.people.none}</p>;
  return (
    <>
      <TextInput
        className="search"
        aria-label={words.people.search}
        placeholder={words.people.search}
        leftSection={<Icon name="search" />}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {found.length === 0 ? (
        <p className="empty">{words.people.noneFound}</p>
      ) : (
        <PeopleTable me={me} people={found} />
      )}
    </>
  );
};
