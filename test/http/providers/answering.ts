import { createServer, type IncomingMessage } from 'node:http';

/** What came in, with its body read. */
export type Asked = Readonly<{
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  text: string;
}>;

/** What goes out: JSON, or a redirect. */
export type Given = Readonly<{ status?: number; json?: unknown; location?: string }>;

/** A server on this machine that answers by a function, and what it was asked. */
export type Answering = Readonly<{ address: string; asked: Asked[]; close(): Promise<void> }>;

/** Serves on a free port until it is closed. */
export const answering = async (answer: (asked: Asked) => Given | Promise<Given>): Promise<Answering> => {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = {
      method: request.method ?? '',
      url: new URL(request.url ?? '/', 'http://local'),
      headers: request.headers,
      text: Buffer.concat(chunks).toString(),
    };
    asked.push(one);
    const { status = 200, json = {}, location } = await answer(one);
    response.writeHead(location === undefined ? status : 302, {
      'content-type': 'application/json',
      ...(location !== undefined && { location }),
    });
    response.end(JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

/** Codes as OAuth has them: given for one address, good once. */
export const codes = () => {
  const open = new Map<string, URLSearchParams>();
  let given = 0;
  return {
    /** Sends the browser back with a new code, under the name that the provider has for it. */
    give: ({ url }: Asked, name = 'code'): Given => {
      given += 1;
      const code = `code-${given}`;
      open.set(code, url.searchParams);
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.searchParams.set(name, code);
      back.searchParams.set('state', url.searchParams.get('state') ?? '');
      return { location: back.href };
    },
    /** What was asked when the code was given; nothing the second time. */
    take: (code: string): URLSearchParams | undefined => {
      const asked = open.get(code);
      open.delete(code);
      return asked;
    },
  };
};
