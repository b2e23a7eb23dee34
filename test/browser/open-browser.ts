import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type PageWanted = Readonly<{
  as?: string;
  width?: number;
  language?: 'zh' | 'en';
}>;

/** The browser of a test file. Each page has an empty profile of its own: tabs of one profile share who is signed in. */
export const useBrowser = () => {
  let browser: Browser;
  beforeAll(async () => {
    const { executablePath, libraries } = inject('browser');
    const env = { ...process.env, ...(libraries !== undefined && { LD_LIBRARY_PATH: libraries }) };
    browser = await chromium.launch({ executablePath, args: FLAGS, env });
  });
  afterAll(() => browser?.close());

  /** A page of the app, of somebody who is signed in, or of nobody yet. What goes wrong in it fails the test. */
  const open = async (path: string, wanted: PageWanted = {}): Promise<Page> => {
    const { address, tokens } = inject('service');
    const { as, width = 360, language = 'zh' } = wanted;
    const kept = { 'laurel.language': language };
    const context = await browser.newContext({ baseURL: address, reducedMotion: 'reduce' });
    if (as !== undefined) await signIn(context, address, tokens[as] ?? as);
    const page = await context.newPage();
    page.on('pageerror', (error) => expect.soft(error.message).toBe('no error on the page'));
    page.setDefaultTimeout(10_000);
    await page.setViewportSize({ width, height: width < 600 ? 800 : 900 });
    // Only before the first page: what the app keeps afterwards is its own.
    await page.addInitScript(
      `if (!localStorage.begun) Object.assign(localStorage, ${JSON.stringify(kept)}, { begun: 1 });`,
    );
    await page.goto(path);
    return page;
  };
  return { open };
};

/** Signs a profile in as a persona of the demo, as a click on it does. */
const signIn = async (context: BrowserContext, address: string, token: string): Promise<void> => {
  const answer = await context.request.post('/api/auth/sign-in/persona', {
    data: { token },
    headers: { origin: address },
  });
  expect(answer.status()).toBe(200);
};

/** What the service answers to somebody. */
export const ask = async <T>(path: string, as: string, init: RequestInit = {}): Promise<T> => {
  const { address, tokens } = inject('service');
  const headers = {
    authorization: `Bearer ${tokens[as]}`,
    ...(init.body !== undefined && { 'content-type': 'application/json' }),
  };
  const answer = await fetch(`${address}/api/v1${path}`, { ...init, headers });
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
};
