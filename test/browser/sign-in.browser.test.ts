import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { useBrowser } from './open-browser.ts';

const { open } = useBrowser();

/** Another tab of the same browser. */
const otherTab = async (page: Page, path: string): Promise<Page> => {
  const other = await page.context().newPage();
  await other.goto(path);
  return other;
};

/** Ends the session of a browser without any of its tabs knowing, as an administrator does. */
const endSession = async (page: Page): Promise<void> => {
  const { address } = inject('service');
  const answer = await page
    .context()
    .request.post('/api/auth/sign-out', { data: {}, headers: { origin: address } });
  expect(answer.status()).toBe(200);
};

const isSignedIn = async (page: Page): Promise<boolean> =>
  (await page.context().request.get('/api/v1/me')).status() === 200;

it('lets in by a link of the demo, and takes the token out of the address', async () => {
  const { tokens } = inject('service');
  const page = await open(`/sign-in#${tokens.rep}`);
  await page.getByRole('heading', { name: /今天已得$/ }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/today');
  expect(page.url()).not.toContain(tokens.rep);
  expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain(tokens.rep);
  await page.reload();
  await page.getByRole('heading', { name: /今天已得$/ }).waitFor();
});

it('lets in by a link that is opened on the sign-in page itself', async () => {
  const page = await open('/sign-in');
  await page.getByText('这是演示').waitFor();
  await page.goto(`/sign-in#${inject('service').tokens.payroll}`);
  await page.waitForURL('**/settlements');
});

it('refuses a link of nobody in words', async () => {
  const page = await open('/sign-in#a-token-that-nobody-has');
  await page.getByRole('alert').getByText('演示里没有这个登录链接对应的人').waitFor();
  expect(page.url()).not.toContain('#');
});

it('lets in as a persona of the demo, each to where their work is, and says everywhere that it is a demo', async () => {
  const starts = [
    ['业务员', '/today'],
    ['主管', '/team'],
    ['人事', '/rules'],
    ['薪资', '/settlements'],
  ] as const;
  for (const [role, start] of starts) {
    const page = await open('/sign-in');
    await page.getByText('这是演示').waitFor();
    await page.getByRole('button', { name: new RegExp(`^${role}`) }).click();
    await page.waitForURL(`**${start}`);
    await page.getByText('演示：人物和数字都是编的').waitFor();
    await page.close();
  }
});

it('says nothing of a demo, and offers none of its people, where there is no demo', async () => {
  const page = await open('/today', { as: 'rep' });
  await page.route('**/api/sign-in', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...((await answer.json()) as object), demo: false, personas: [] } });
  });
  await page.reload();
  await page.getByRole('heading', { name: /今天已得$/ }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.getByText('演示').count()).toBe(0);
  await page.goto('/sign-in');
  await page.getByLabel('邮箱').waitFor();
  expect(await page.getByText('演示').count()).toBe(0);
});

it('asks to sign in again when a session has ended while its holder is at work', async () => {
  const page = await open('/today', { as: 'rep' });
  await page.getByRole('heading', { name: /今天已得$/ }).waitFor();
  await page.waitForLoadState('networkidle');
  await endSession(page);
  await page.getByRole('link', { name: '排行' }).click();
  await page.waitForURL('**/sign-in');
  await page.getByText('登录已失效').waitFor();
});

it('does in every tab what one of them is told: in, out, and that a session has ended', async () => {
  const page = await open('/sign-in');
  await page.getByText('这是演示').waitFor();
  const other = await otherTab(page, '/sign-in');
  await other.getByText('这是演示').waitFor();
  // What is clicked in a tab that is not seen is clicked seconds later.
  await page.bringToFront();

  await page.getByRole('button', { name: /^业务员/ }).click();
  await other.getByRole('heading', { name: /今天已得$/ }).waitFor();
  await page.getByRole('link', { name: '我的' }).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await other.getByText('这是演示').waitFor();
  expect(await other.getByText('登录已失效').count()).toBe(0);

  await page.getByRole('button', { name: /^业务员/ }).click();
  await other.getByRole('heading', { name: /今天已得$/ }).waitFor();
  await page.getByRole('heading', { name: /今天已得$/ }).waitFor();
  await page.waitForLoadState('networkidle');
  await endSession(page);
  await page.getByRole('link', { name: '排行' }).click();
  await page.getByText('登录已失效').waitFor();
  await other.getByText('登录已失效').waitFor();
});

it('leaves whoever has signed in since alone when the session before is refused', async () => {
  const page = await open('/today', { as: 'rep' });
  await page.getByRole('heading', { name: /今天已得$/ }).waitFor();
  await page.waitForLoadState('networkidle');
  const asked = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  await page.route('**/api/v1/leaderboards', async (route) => {
    asked.resolve();
    await held.promise;
    await route.fulfill({ status: 401, json: { code: 'unauthenticated' } });
  });
  await page.getByRole('link', { name: '排行' }).click();
  await asked.promise;
  // Another tab signs in meanwhile, and this one has not heard of it yet.
  await page.evaluate('localStorage.setItem("laurel.session", "another")');
  held.resolve();
  await page.locator('.trouble').waitFor();
  expect(new URL(page.url()).pathname).toBe('/boards');
  expect(await page.evaluate('localStorage.getItem("laurel.session")')).toBe('another');
  expect(await page.evaluate('localStorage.getItem("laurel.refused")')).toBeNull();
  expect(await isSignedIn(page)).toBe(true);
});

it('sends those who are nobody to the sign-in page, and signs out to it for good', async () => {
  const stranger = await open('/settlements');
  await stranger.waitForURL('**/sign-in');
  await stranger.getByText('这是演示').waitFor();
  expect(await stranger.getByText('登录已失效').count()).toBe(0);
  const page = await open('/mine', { as: 'rep' });
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL('**/sign-in');
  await page.getByText('这是演示').waitFor();
  expect(await isSignedIn(page)).toBe(false);
});

it('stays in, and says so, when signing out does not reach the service', async () => {
  const page = await open('/mine', { as: 'rep' });
  await page.getByRole('button', { name: '退出登录' }).waitFor();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByText('没有退出：连不上服务').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL('**/sign-in');
});

it('speaks English at a click, and remembers it', async () => {
  const page = await open('/sign-in');
  expect(await page.evaluate('document.documentElement.lang')).toBe('zh-CN');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('This is a demo').waitFor();
  await page.getByRole('button', { name: /^Rep/ }).click();
  await page.getByRole('heading', { name: /earned today$/ }).waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('en');
});
