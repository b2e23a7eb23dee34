import type { Answered, TestApi } from './test-api.ts';

type Answer = Readonly<{ status: number; json: unknown; text: string; type: string; headers: Headers }>;
type Extra = Readonly<Record<string, string | undefined>>;

/** What a page of the service does for somebody in a browser: it keeps cookies, and says where a request comes from. */
export type Browser = Readonly<{
  get(path: string, headers?: Extra): Promise<Answer>;
  post(path: string, body: object, headers?: Extra): Promise<Answer>;
  patch(path: string, body: object): Promise<Answer>;
  remove(path: string): Promise<Answer>;
  /** The line that set a cookie last, with its attributes. */
  cookie(name: string): string | undefined;
}>;

/** A browser that nobody has used yet. */
export const browserOn = (api: TestApi): Browser => {
  const jar = new Map<string, Readonly<{ value: string; line: string }>>();
  const ask = async (method: string, path: string, extra: Extra, body?: object): Promise<Answer> => {
    const cookie = [...jar].map(([name, { value }]) => `${name}=${value}`).join('; ');
    const given = { origin: api.origin, ...(cookie !== '' && { cookie }), ...extra };
    const headers = Object.fromEntries(
      Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    const answer: Answered = await api.send(method, path, {
      as: null,
      headers,
      ...(body !== undefined && { body }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, { value, line });
    }
    return { ...answer, type: answer.headers.get('content-type') ?? '' };
  };
  return {
    get: (path, headers = {}) => ask('GET', path, headers),
    post: (path, body, headers = {}) => ask('POST', path, headers, body),
    patch: (path, body) => ask('PATCH', path, {}, body),
    remove: (path) => ask('DELETE', path, {}),
    cookie: (name) => jar.get(name)?.line,
  };
};
