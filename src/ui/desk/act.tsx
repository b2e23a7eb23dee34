import { type ReactNode, useState } from 'react';
import { useLanguage } from '../language/language.ts';

/** Something to do with what a drawer shows, an item of a list. */
export const Act = ({
  text,
  help,
  isBusy,
  onDo,
}: Readonly<{ text: string; help: string | undefined; isBusy: boolean; onDo: () => void }>) => (
  <li>
    <button type="button" className="btn quiet" disabled={isBusy} onClick={onDo}>
      {text}
    </button>
    {help !== undefined && (
      <p className="cap" role="status">
        {help}
      </p>
    )}
  </li>
);

/** Something that cannot be undone: it asks once more. What went wrong stands below the question. */
export const FinalAct = ({
  text,
  help,
  question,
  isBusy,
  onDo,
  children,
}: Readonly<{
  text: string;
  help: string;
  question: string;
  isBusy: boolean;
  onDo: () => void;
  children: ReactNode;
}>) => {
  const { words } = useLanguage();
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) return <Act text={text} help={help} isBusy={isBusy} onDo={() => setAsked(true)} />;
  return (
    <li className="confirm">
      <p role="alert">{question}</p>
      <button type="button" className="btn" disabled={isBusy} onClick={onDo}>
        {text}
      </button>
      <button type="button" className="btn quiet" onClick={() => setAsked(false)}>
        {words.cancel}
      </button>
      {children}
    </li>
  );
};
