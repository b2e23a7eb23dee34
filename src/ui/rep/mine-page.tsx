import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { Named } from '../../../schemas/award.ts';
import { badgesQuery, planQuery } from '../api/queries.ts';
import { dateText, dayOf, shortName } from '../language/format.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { Icon } from '../look/icon.tsx';
import { LanguageSwitch } from '../look/language-switch.tsx';
import { ThemeSwitch } from '../look/theme-switch.tsx';
import { Wreath } from '../look/wreath.tsx';
import { SignOutButton } from '../session/sign-out-button.tsx';
import { OwnStatement } from './own-statement.tsx';

/** What is one's own: badges, and the statement of a pay period line by line. */
export const MinePage = ({ rep }: Readonly<{ rep: Named }>) => {
  const { words } = useLanguage();
  return (
    <>
      <header className="top me">
        <span className="ava me-sign" aria-hidden="true">
          {shortName(rep.name)}
        </span>
        <div className="grow">
          <h1>{rep.name}</h1>
          <p className="cap">
            {words.roles.rep} {rep.code}
          </p>
        </div>
        <LanguageSwitch />
      </header>
      <h2 className="h">{words.mine.badges}</h2>
      <BadgesHeld rep={rep.code} />
      <OwnStatement rep={rep.code} />
      <h2 className="h">{words.theme}</h2>
      <ThemeSwitch />
      <Link className="btn quiet wide" href="/account">
        <Icon name="shield" />
        {words.account.title}
      </Link>
      <SignOutButton className="btn text wide-text" />
    </>
  );
};

const BadgesHeld = ({ rep }: Readonly<{ rep: string }>) => {
  const { language, words } = useLanguage();
  const badges = useQuery(badgesQuery(rep));
  const plan = useQuery(planQuery());
  const timeZone = plan.data?.timeZone ?? 'UTC';
  return (
    <Asked query={badges} place="badges" rows={1} height={88}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="card empty cap">{words.mine.noBadges}</p>
        ) : (
          <ul className="card badges">
            {items.map(({ badge, award, time }) => (
              <li key={award}>
                <Wreath size={56} withHeart />
                <span className="grow">
                  <b>{badge.name[language]}</b>
                  <span className="cap">{badge.description?.[language]}</span>
                </span>
                <time className="cap" dateTime={time}>
                  {dateText(dayOf(time, timeZone), language)}
                </time>
              </li>
            ))}
          </ul>
        )
      }
    </Asked>
  );
};
