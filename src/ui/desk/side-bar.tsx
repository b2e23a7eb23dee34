import { Drawer } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Me } from '../../../schemas/actor.ts';
import { shortName } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Icon, type IconName } from '../look/icon.tsx';
import { LanguageSwitch } from '../look/language-switch.tsx';
import { Logo } from '../look/logo.tsx';
import { ThemeSwitch } from '../look/theme-switch.tsx';
import { SignOutButton } from '../session/sign-out-button.tsx';
import { type DeskPage, hasPage } from '../session/who.ts';

const GROUPS = [
  ['execution', ['team', 'leaderboards']],
  ['incentives', ['rules']],
  ['payroll', ['settlements']],
  ['access', ['people', 'keys']],
] as const;

const ICONS: Readonly<Record<DeskPage, IconName>> = {
  team: 'flag',
  leaderboards: 'podium',
  rules: 'doc',
  settlements: 'wallet',
  people: 'user',
  keys: 'key',
};

/** Where one can go; on a narrow screen behind a button in a bar at the top. */
export const SideBar = ({ me }: Readonly<{ me: Me }>) => {
  const { words } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <section className="top-bar" aria-label={words.product}>
        <button type="button" className="btn text" aria-expanded={isOpen} onClick={() => setOpen(true)}>
          <Icon name="menu" />
          <span className="sr">{words.mainMenu}</span>
        </button>
        <Brand />
        <LanguageSwitch />
      </section>
      <aside className="side" aria-label={words.product}>
        <Brand />
        <Places me={me} />
        <Who me={me} />
      </aside>
      <Drawer
        opened={isOpen}
        onClose={() => setOpen(false)}
        size={248}
        title={words.product}
        closeButtonProps={{ 'aria-label': words.close }}
      >
        <div className="side in-drawer">
          <Places me={me} onGo={() => setOpen(false)} />
          <Who me={me} onGo={() => setOpen(false)} />
        </div>
      </Drawer>
    </>
  );
};

const Brand = () => {
  const { words } = useLanguage();
  return (
    <div className="brand">
      <Logo />
      {words.product}
    </div>
  );
};

const Places = ({ me, onGo }: Readonly<{ me: Me; onGo?: () => void }>) => {
  const { words } = useLanguage();
  const [path] = useLocation();
  return (
    <nav aria-label={words.mainMenu}>
      {GROUPS.map(([group, pages]) => {
        const own = pages.filter((page) => hasPage(me, page));
        if (own.length === 0) return null;
        return (
          <div key={group}>
            <div className="grp">{words.nav[group]}</div>
            {own.map((page) => (
              <Link
                key={page}
                href={`/${page}`}
                aria-current={path.startsWith(`/${page}`) ? 'page' : undefined}
                {...(onGo && { onClick: onGo })}
              >
                <Icon name={ICONS[page]} />
                <span>{words.pages[page]}</span>
              </Link>
            ))}
          </div>
        );
      })}
    </nav>
  );
};

const Who = ({ me, onGo }: Readonly<{ me: Me; onGo?: () => void }>) => {
  const { words } = useLanguage();
  const roles = me.roles.map((role) => words.roles[role] ?? role).join(' · ');
  const name = me.name ?? me.rep?.name ?? roles;
  return (
    <div className="me">
      <div className="me-name">
        <span className="ava" aria-hidden="true">
          {shortName(name)}
        </span>
        <span className="grow">
          <span>{name}</span>
          {name !== roles && <span className="cap">{roles}</span>}
        </span>
        <LanguageSwitch className="btn text small" />
      </div>
      <ThemeSwitch />
      <div className="me-ways">
        <Link className="btn text small" href="/account" {...(onGo && { onClick: onGo })}>
          <Icon name="user" />
          {words.account.title}
        </Link>
        <SignOutButton className="btn text small" />
      </div>
    </div>
  );
};
