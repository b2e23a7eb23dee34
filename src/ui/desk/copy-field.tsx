import { useRef, useState } from 'react';
import { useLanguage } from '../language/language.ts';
import { Icon } from '../look/icon.tsx';

/** Copies what is selected in a field, also where pages may not write to the clipboard, as without https. */
const copy = async (field: HTMLInputElement): Promise<void> => {
  field.select();
  if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
  else document.execCommand('copy');
};

/** A text to take along. */
export const CopyField = ({
  label,
  text,
  copyText,
}: Readonly<{ label: string; text: string; copyText: string }>) => {
  const { words } = useLanguage();
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  return (
    <>
      <div className="copy-field">
        <input ref={field} readOnly aria-label={label} value={text} />
        <button
          type="button"
          className="btn quiet"
          onClick={() => field.current && void copy(field.current).then(() => setCopied(true))}
        >
          <Icon name={isCopied ? 'check' : 'doc'} />
          {isCopied ? words.copied : copyText}
        </button>
      </div>
      <span className="sr" role="status">
        {isCopied && words.copied}
      </span>
    </>
  );
};
