import type { ApiKey } from '../../../../schemas/api-key.ts';
import { useLanguage } from '../../language/language.ts';
import { wholeMoment } from './key-times.ts';
import { useMakerName, useScopeText, useTimeZone } from './key-words.ts';

/** What is known of a key. */
export const KeyFacts = ({ apiKey }: Readonly<{ apiKey: ApiKey }>) => {
  const { words } = useLanguage();
  const timeZone = useTimeZone();
  const scopeOf = useScopeText();
  const nameOf = useMakerName();
  const { shown, createdAt, createdBy, expiresAt, lastUsedAt, revokedAt } = apiKey;
  const facts = [
    [words.keys.shown, shown],
    [words.keys.scope, scopeOf(apiKey)],
    [words.keys.created, `${wholeMoment(createdAt, timeZone)} · ${nameOf(createdBy)}`],
    [words.keys.expires, wholeMoment(expiresAt, timeZone)],
    [words.keys.used, lastUsedAt === undefined ? words.keys.never : wholeMoment(lastUsedAt, timeZone)],
    ...(revokedAt === undefined ? [] : [[words.keys.states.revoked, wholeMoment(revokedAt, timeZone)]]),
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};
