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
  const page = await open('/today', { as: 'rep' });
  await page.getByRole('heading', { name: /今天已得$/ }).waitFor();
  await page.evaluate('localStorage.setItem("laurel.token", "a-token-that-has-been-withdrawn")');
  await page.getByRole('link', { name: '排行' }).click();
  await page.getByText('登录已失效').waitFor();
  expect(await page.evaluate('localStorage.getItem("laurel.token")')).toBeNull();
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
