import { useQuery } from '@tanstack/react-query';
import { signInQuery } from '../api/queries.ts';
import { useLanguage } from '../language/language.ts';

/** Says on every page of a demo that it is one. */
export const DemoNotice = () => {
  const { words } = useLanguage();
  const { data } = useQuery(signInQuery());
  if (!data?.demo) return null;
  return (
    <section className="demo-notice" aria-label={words.note}>
      {words.demo}
    </section>
  );
};
