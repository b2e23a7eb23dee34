import { RequestRefused } from '../api/answered.ts';
import { useLanguage, type Words } from '../language/language.ts';
import { Icon } from './icon.tsx';

export type Place = keyof Words['trouble']['places'];

/** What may be gone when it is tried again as it is. */
const MAY_PASS: readonly string[] = ['unreachable', 'unavailable', 'internal', 'in-use', 'state'];

/** What did not work, why, and what helps. The service's own words stand below, as it said them. */
export const Trouble = ({
  place,
  error,
  onRetry,
}: Readonly<{ place: Place; error: unknown; onRetry?: (() => void) | undefined }>) => {
  const { language, words } = useLanguage();
  const { trouble } = words;
  const refused = error instanceof RequestRefused ? error : undefined;
  const code = refused?.code ?? 'internal';
  const { detail, errors = [], instance } = refused?.problem ?? {};
  return (
    <section className="trouble" role="alert">
      <Icon name="warn" />
      <div className="grow">
        <h2>{trouble.title(trouble.places[place])}</h2>
        <p>
          {trouble.reasons[code] ?? trouble.reasons.internal}
          {language === 'en' && ' '}
          {trouble.remedies[code] ?? trouble.remedy}
        </p>
        {detail !== undefined && (
          <p className="cap" lang="en">
            {detail}
          </p>
        )}
        {errors.map(({ pointer, detail: fault }) => (
          <p className="cap" lang="en" key={`${pointer} ${fault}`}>
            <span className="mono">{pointer}</span> {fault}
          </p>
        ))}
        {code === 'internal' && instance !== undefined && (
          <p className="cap">
            {trouble.number} <span className="mono">{instance.replace('urn:uuid:', '')}</span>
          </p>
        )}
        {onRetry && MAY_PASS.includes(code) && (
          <button type="button" className="btn quiet" onClick={onRetry}>
            {words.retry}
          </button>
        )}
      </div>
    </section>
  );
};
