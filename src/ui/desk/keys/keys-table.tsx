import { Link } from 'wouter';
import type { ApiKey } from '../../../../schemas/api-key.ts';
import { dayOf, momentText } from '../../language/format.ts';
import { useLanguage } from '../../language/language.ts';
import { daysLeft, openFirst, stateOf } from './key-times.ts';
import { useMakerName, useScopeText, useTimeZone } from './key-words.ts';

/** Keys, those that open something first; each opens. */
export const KeysTable = ({ keys }: Readonly<{ keys: readonly ApiKey[] }>) => {
  const { words } = useLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section className="table-box keys" aria-label={words.pages.keys} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th>{words.keys.name}</th>
            <th>{words.keys.state}</th>
            <th className="wide-only">{words.keys.shown}</th>
            <th className="wide-only">{words.keys.scope}</th>
            <th>{words.keys.expires}</th>
            <th className="wide-only">{words.keys.used}</th>
            <th className="wide-only">{words.keys.created}</th>
          </tr>
        </thead>
        <tbody>
          {openFirst(keys).map((key) => (
            <Row key={key.id} apiKey={key} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

const Row = ({ apiKey }: Readonly<{ apiKey: ApiKey }>) => {
  const { words } = useLanguage();
  const timeZone = useTimeZone();
  const scopeOf = useScopeText();
  const nameOf = useMakerName();
  const { id, name, shown, createdAt, createdBy, expiresAt, lastUsedAt } = apiKey;
  return (
    <tr>
      <td className="key-name">
        <Link className="b" href={`/keys/${id}`} aria-label={words.keys.open(name, shown)}>
          {name}
        </Link>
      </td>
      <td>
        <State apiKey={apiKey} />
      </td>
      <td className="wide-only mono nw">{shown}</td>
      <td className="wide-only sub">{scopeOf(apiKey)}</td>
      <td className="sub nw">{dayOf(expiresAt, timeZone)}</td>
      <td className="wide-only sub nw">
        {lastUsedAt === undefined ? words.keys.never : momentText(lastUsedAt, timeZone)}
      </td>
      <td className="wide-only sub">
        <span className="nw">{dayOf(createdAt, timeZone)}</span> · {nameOf(createdBy)}
      </td>
    </tr>
  );
};

const State = ({ apiKey }: Readonly<{ apiKey: ApiKey }>) => {
  const { words } = useLanguage();
  const state = stateOf(apiKey);
  const left = daysLeft(apiKey, Date.now());
  if (left !== undefined) return <span className="chip alert">{words.keys.daysLeft(left)}</span>;
  return <span className={state === 'valid' ? 'chip green' : 'chip'}>{words.keys.states[state]}</span>;
};
