import { expect, it } from 'vitest';
import { SCOPES } from '../../src/app/keys/scopes.ts';
import { WORDS } from '../../src/ui/language/words.ts';

/** The paths of all texts below, each with what kind of text it is. */
const textsOf = (words: object): string[] =>
  Object.entries(words)
    .flatMap(([name, text]) =>
      typeof text === 'object' ? textsOf(text).map((path) => `${name}.${path}`) : `${name} ${typeof text}`,
    )
    .sort();

it('says in one language whatever it says in the other', () => {
  expect(textsOf(WORDS.zh).length).toBeGreaterThan(200);
  expect(textsOf(WORDS.en)).toEqual(textsOf(WORDS.zh));
});

it('has words for everything that a key can be scoped to', () => {
  for (const { keys } of Object.values(WORDS))
    expect(Object.keys(keys.scopes).sort()).toEqual([...SCOPES].sort());
});
