import { Link } from 'wouter';
import { useLanguage } from '../language/language.ts';

export const NotFound = () => {
  const { words } = useLanguage();
  return (
    <section className="empty">
      <h1>{words.notFound.title}</h1>
      <p className="cap">{words.notFound.hint}</p>
      <Link className="btn quiet" href="/">
        {words.notFound.home}
      </Link>
    </section>
  );
};
