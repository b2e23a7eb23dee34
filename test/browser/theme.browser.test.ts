import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useBrowser } from './open-browser.ts';

const { open } = useBrowser();

const PAPER = { light: 'rgb(246, 245, 240)', dark: 'rgb(16, 21, 18)' } as const;

const groundOf = (page: Page): Promise<string> =>
  page.evaluate('getComputedStyle(document.body).backgroundColor');
const barOf = (page: Page): Promise<string[]> =>
  page.evaluate(
    `[...document.querySelectorAll('meta[name="theme-color"]')].filter((each) => matchMedia(each.media).matches).map((each) => each.content)`,
  );

it('a rep chooses a theme, which stays, and goes back to that of the system', async () => {
  const page = await open('/mine', { as: 'rep' });
  await page.emulateMedia({ colorScheme: 'light' });
  const choice = page.getByRole('group', { name: '外观' });
  await choice.getByRole('button', { name: '跟随系统', pressed: true }).waitFor();
  await choice.getByRole('button', { name: '深色' }).click();
  expect(await groundOf(page)).toBe(PAPER.dark);
  expect(await barOf(page)).toEqual(['#101512']);

  // The page is held before anything of the app has run: what is painted by then is dark.
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.reload();
  expect(await groundOf(page)).toBe(PAPER.dark);
  expect(await page.locator('#app > *').count()).toBe(0);
  await page.unroute('**/assets/*.js');
  await page.reload();

  await choice.getByRole('button', { name: '跟随系统' }).click();
  expect(await groundOf(page)).toBe(PAPER.light);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-theme="dark"]').waitFor();
  expect(await groundOf(page)).toBe(PAPER.dark);
  expect(await barOf(page)).toEqual(['#101512']);
});

it('the desk is light on a dark system by keyboard, its own parts and those of Mantine', async () => {
  const page = await open('/leaderboards', { as: 'hr', width: 1440 });
  await page.emulateMedia({ colorScheme: 'dark' });
  const light = page.getByRole('group', { name: '外观' }).getByRole('button', { name: '浅色' });
  await light.focus();
  await page.keyboard.press('Enter');
  await page.locator('html[data-theme="light"][data-mantine-color-scheme="light"]').waitFor();
  expect(await groundOf(page)).toBe(PAPER.light);
  const field = `getComputedStyle(document.querySelector('.main input')).backgroundColor`;
  expect(await page.evaluate(field)).toBe('rgb(255, 255, 255)');
});
