import postgres from 'postgres';

/** The address of another database of the same server; of another login, if there is one. */
export const withDatabase = (url: string, database: string, login?: string): string => {
  const address = new URL(url);
  address.pathname = `/${database}`;
  if (login !== undefined) [address.username, address.password] = [login, login];
  return address.href;
};

/** Runs statements one by one as the server's superuser. */
export const onServer = async (url: string, ...statements: readonly string[]): Promise<void> => {
  const client = postgres(url, { max: 1, onnotice: () => {} });
  try {
    for (const statement of statements) await client.unsafe(statement);
  } finally {
    await client.end();
  }
};
