import { z } from 'zod';

const TIMEOUT_MS = 10_000;

/** Most bytes of an answer; there is nothing but a few texts in it. */
const MOST_CHARACTERS = 100_000;

/**
 * What a provider answers, by its schema. Redirects are not followed: the secret goes nowhere but where it was meant to.
 * @throws Error without anything of the answer, which may hold names.
 */
export const askProvider = async <Schema extends z.ZodType>(
  url: string,
  schema: Schema,
  { headers = {}, body }: Readonly<{ headers?: Readonly<Record<string, string>>; body?: object }> = {},
): Promise<z.infer<Schema>> => {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = (await response.text()).slice(0, MOST_CHARACTERS);
  const parsed = schema.safeParse(jsonOf(text));
  if (!response.ok || !parsed.success)
    throw new Error(`A provider of accounts refused with status ${response.status}.`);
  return parsed.data;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A text with something in it. */
export const Told = z.string().min(1).max(4_000);

/**
 * What is known of somebody elsewhere: the id there and nothing else. An address that people can give themselves there must
 * not open the door of whoever has that address here.
 */
export const profileOf = (provider: string, id: string) => ({
  id,
  name: id,
  email: `${id.toLowerCase()}@${provider}.invalid`,
  emailVerified: false,
});
