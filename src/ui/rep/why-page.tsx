import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { awardQuery } from '../api/queries.ts';
import { useLanguage } from '../language/language.ts';
import { Asked } from '../look/asked.tsx';
import { Icon } from '../look/icon.tsx';
import { WhyBody } from '../why/why-body.tsx';

/** Why an award was granted, as a page of its own that a link can lead to. */
export const WhyPage = ({ id }: Readonly<{ id: string }>) => {
  const { words } = useLanguage();
  const why = useQuery(awardQuery(id));
  return (
    <>
      <header className="navbar">
        <Link
          href="/today"
          aria-label={words.back}
          onClick={(event) => {
            // Back to where the line was read, which is not always today's page.
            if (window.history.length < 3) return;
            event.preventDefault();
            window.history.back();
          }}
        >
          <Icon name="left" />
        </Link>
        <h1>{words.why.title}</h1>
      </header>
      <Asked query={why} place="award" rows={6}>
        {(data) => <WhyBody why={data} />}
      </Asked>
    </>
  );
};
