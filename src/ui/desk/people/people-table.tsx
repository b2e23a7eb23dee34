import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Me } from '../../../../schemas/actor.ts';
import type { Person } from '../../../../schemas/person.ts';
import { planQuery } from '../../api/queries.ts';
import { momentText } from '../../language/format.ts';
import { useLanguage } from '../../language/language.ts';
import { looksAfter } from '../../session/who.ts';

/** How somebody stands: blocked, whatever else. */
export const stateOf = ({ blocked, state }: Person): Person['state'] | 'blocked' =>
  blocked ? 'blocked' : state;

const CHIPS: Readonly<Record<string, string>> = { active: 'chip green', expired: 'chip alert' };

/** People by name; those whom one looks after open. */
export const PeopleTable = ({ me, people }: Readonly<{ me: Me; people: readonly Person[] }>) => {
  const { words } = useLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section className="table-box people" aria-label={words.pages.people} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th>{words.people.name}</th>
            <th>{words.people.state}</th>
            <th>{words.people.roles}</th>
            <th className="wide-only">{words.people.rep}</th>
            <th className="wide-only">{words.people.email}</th>
            <th className="wide-only">{words.people.phone}</th>
            <th className="wide-only">{words.people.seen}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <Row key={person.id} me={me} person={person} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Row = ({ me, person }: Readonly<{ me: Me; person: Person }>) => {
  const { words } = useLanguage();
  const plan = useQuery(planQuery());
  const { id, name, roles, rep, email, phone, lastSeenAt } = person;
  const state = stateOf(person);
  return (
    <tr>
      <td className="nw">
        {looksAfter(me, roles) ? (
          <Link className="b" href={`/people/${id}`} aria-label={words.people.open(name)}>
            {name}
          </Link>
        ) : (
          <span className="b">{name}</span>
        )}
        {id === me.actor && <span className="chip own">{words.people.you}</span>}
      </td>
      <td>
        <span className={CHIPS[state] ?? 'chip'}>{words.people.states[state]}</span>
      </td>
      <td className="sub">{roles.map((role) => words.roles[role]).join(' · ')}</td>
      <td className="wide-only sub">{rep ?? '–'}</td>
      <td className="wide-only sub">{email ?? '–'}</td>
      <td className="wide-only sub nw">{phone ?? '–'}</td>
      <td className="wide-only sub nw">
        {lastSeenAt === undefined ? words.people.never : momentText(lastSeenAt, plan.data?.timeZone ?? 'UTC')}
      </td>
    </tr>
  );
};
