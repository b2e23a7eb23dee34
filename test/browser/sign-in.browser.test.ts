import { expect, inject, it } from 'vitest';
import { useBrowser } from './open-browser.ts';

const { open } = useBrowser();

it('lets in by a link, and takes the token out of the address', async () => {
  const { tokens } = inject('service');
  const page = await open(`/sign-in#${tokens.rep}`);
  await page.getByRole('heading', { name: /今天已得$/ }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/today');
  expect(page.url()).not.toContain(tokens.rep);
  await page.reload();
  await page.getByRole('heading', { name: /今天已得$/ }).waitFor();
});

it('lets in by a link that is opened on the sign-in page itself', async () => {
  const page = await open('/sign-in');
  await page.getByText('这是演示').waitFor();
  await page.goto(`/sign-in#${inject('service').tokens.payroll}`);
  await page.waitForURL('**/settlements');
});

it('lets in as a persona of the demo, each to where their work is', async () => {
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
    await page.close();
  }
});

it('refuses a token of nobody in words, and takes a pasted link', async () => {
  const page = await open('/sign-in');
  const field = page.getByLabel('访问令牌');
  await field.fill('a-token-that-nobody-has');
  await page.getByRole('button', { name: '进入', exact: true }).click();
  await page.getByText('这个令牌不对').waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  const { address, tokens } = inject('service');
  await field.fill(`${address}/sign-in#${tokens.payroll}`);
  await page.getByRole('button', { name: '进入', exact: true }).click();
  await page.waitForURL('**/settlements');
});

it('asks to sign in again when a token is no longer good', async () => {
  const page = await open('/today', { as: 'a-token-that-has-been-withdrawn' });
  await page.getByText('登录已失效').waitFor();
  expect(await page.evaluate('localStorage.getItem("laurel.token")')).toBeNull();
});

it('asks to sign in again when a token is withdrawn while its holder is at work', async () => {
  const page = await open('/today', { as: 'rep' });
  await page.getByRole('heading', { name: /今天已得$/ }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate('localStorage.setItem("laurel.token", "a-token-that-has-been-withdrawn")');
  await page.getByRole('link', { name: '排行' }).click();
  await page.getByText('登录已失效').waitFor();
  expect(await page.evaluate('localStorage.getItem("laurel.token")')).toBeNull();
});

it('does in every tab what one of them is told: in, out, and that a token is no longer good', async () => {
  const page = await open('/sign-in');
  const other = await page.context().newPage();
  await other.goto('/sign-in');
  await page.getByText('这是演示').waitFor();
  await other.getByText('这是演示').waitFor();
  // What is clicked in a tab that is not seen is clicked seconds later.
  await page.bringToFront();

  await page.getByRole('button', { name: /^业务员/ }).click();
  await other.getByRole('heading', { name: /今天已得$/ }).waitFor();
  await page.getByRole('link', { name: '我的' }).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await other.getByText('这是演示').waitFor();
  expect(await other.getByText('登录已失效').count()).toBe(0);

  // Both ask with it; one of them is refused first, and takes it away from the other.
  await page.evaluate('localStorage.setItem("laurel.token", "a-token-that-has-been-withdrawn")');
  await page.evaluate('location.assign("/today")');
  await page.getByText('登录已失效').waitFor();
  await other.getByText('登录已失效').waitFor();
});

it('leaves whoever has signed in since alone when the token before is refused', async () => {
  const { tokens } = inject('service');
  const page = await open('/sign-in');
  const asked = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  await page.route('**/api/v1/me', async (route) => {
    asked.resolve();
    await held.promise;
    await route.fulfill({ response: await route.fetch() });
  });
  await page.evaluate('localStorage.setItem("laurel.token", "a-token-that-has-been-withdrawn")');
  await page.goto('/today');
  await asked.promise;
  await page.evaluate(`localStorage.setItem("laurel.token", "${tokens.rep}")`);
  held.resolve();
  await page.locator('.trouble').waitFor();
  expect(await page.evaluate('localStorage.getItem("laurel.token")')).toBe(tokens.rep);
});

it('sends those who are nobody to the sign-in page, and signs out to it', async () => {
  const stranger = await open('/settlements');
  await stranger.waitForURL('**/sign-in');
  const page = await open('/mine', { as: 'rep' });
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL('**/sign-in');
  expect(await page.evaluate('localStorage.getItem("laurel.token")')).toBeNull();
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
