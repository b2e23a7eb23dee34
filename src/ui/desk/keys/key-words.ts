import { useQuery } from '@tanstack/react-query';
import type { ApiKey } from '../../../../schemas/api-key.ts';
import { peopleQuery, planQuery } from '../../api/queries.ts';
import { useLanguage, type Words } from '../../language/language.ts';

/** An operation in words; one that this page does not know yet by its name. */
export const scopeText = ({ keys }: Words, operation: string): string => keys.scopes[operation] ?? operation;

/** What a key may do, in words. */
export const useScopeText = (): ((key: Pick<ApiKey, 'operations'>) => string) => {
  const { language, words } = useLanguage();
  return ({ operations }) =>
    operations?.map((each) => scopeText(words, each)).join(language === 'zh' ? '、' : ', ') ?? words.keys.all;
};

/** The names of the people who make keys, by what they are in the audit; others stay as they are. */
export const useMakerName = (): ((actor: string) => string) => {
  const people = useQuery(peopleQuery());
  return (actor) => people.data?.items.find(({ id }) => id === actor)?.name ?? actor;
};

/** The zone of the plan, in which all times are shown. */
export const useTimeZone = (): string => useQuery(planQuery()).data?.timeZone ?? 'UTC';
