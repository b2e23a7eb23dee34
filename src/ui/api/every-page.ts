/** What a list is asked for: as much as one answer holds, from where the page before has ended. */
type Asked = Readonly<{ limit: string; cursor?: string }>;
type Part<Item> = Readonly<{ items: readonly Item[]; next?: string | undefined }>;

/** The most that a list answers at once. */
const LIMIT = '500';

/** A list as a whole, page after page: for what is shown, sorted or added up at once. */
export const everyPage = async <Item>(
  ask: (query: Asked) => Promise<Part<Item>>,
): Promise<Readonly<{ items: Item[] }>> => {
  const items: Item[] = [];
  for (let query: Asked | undefined = { limit: LIMIT }; query; ) {
    const page: Part<Item> = await ask(query);
    items.push(...page.items);
    query = page.next === undefined ? undefined : { limit: LIMIT, cursor: page.next };
  }
  return { items };
};
