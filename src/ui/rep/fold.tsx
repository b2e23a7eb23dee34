import { type ReactNode, useState } from 'react';
import { useLanguage } from '../language/language.ts';
import { Icon } from '../look/icon.tsx';

/** Several lines in one, which opens. */
export const Fold = ({
  name,
  sum,
  times,
  children,
}: Readonly<{ name: string; sum: string; times: number; children: ReactNode }>) => {
  const { words } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className="line-top">
          <span className="line-name">{name}</span>
          <span className="plus">{sum}</span>
        </span>
        <span className="line-top cap">
          <span>{words.mine.times(times)}</span>
          <Icon name={isOpen ? 'up' : 'down'} />
        </span>
      </button>
      {isOpen && <ul>{children}</ul>}
    </>
  );
};
