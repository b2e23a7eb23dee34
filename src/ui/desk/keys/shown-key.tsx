import { type ReactNode, useId } from 'react';
import type { CreatedKey } from '../../../../schemas/api-key.ts';
import { useLanguage } from '../../language/language.ts';
import { CopyField } from '../copy-field.tsx';

/** A key with its secret, which the service tells only this once. */
export const ShownKey = ({
  made,
  onDone,
  children,
}: Readonly<{ made: CreatedKey; onDone: () => void; children?: ReactNode }>) => {
  const { words } = useLanguage();
  const id = useId();
  return (
    <>
      <section className="shown-key" aria-labelledby={id}>
        <h3 id={id}>{words.keys.keyOf(made.name)}</h3>
        <p>{words.keys.once}</p>
        {children}
        <CopyField label={words.keys.key} text={made.key ?? made.shown} copyText={words.keys.copy} />
      </section>
      <button type="button" className="btn wide" onClick={onDone}>
        {words.keys.done}
      </button>
    </>
  );
};
