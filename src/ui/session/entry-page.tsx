import type { ReactNode } from 'react';
import { useLanguage } from '../language/language.ts';
import { Icon } from '../look/icon.tsx';
import { LanguageSwitch } from '../look/language-switch.tsx';
import { Logo } from '../look/logo.tsx';
import './sign-in.css';

/** A page for those who are not in yet. */
export const EntryPage = ({ children }: Readonly<{ children: ReactNode }>) => {
  const { words } = useLanguage();
  return (
    <main className="sign-in">
      <header>
        <Logo size={44} />
        <p className="sign-in-product grow">{words.product}</p>
        <LanguageSwitch />
      </header>
      {children}
    </main>
  );
};

/** Something that went wrong before this page came. */
export const EntryAlert = ({ children }: Readonly<{ children: ReactNode }>) => (
  <p className="sign-in-again" role="alert">
    <Icon name="info" />
    <span>{children}</span>
  </p>
);
