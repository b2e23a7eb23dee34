import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useBrowser } from './open-browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const CHECK = `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`;
const SIZES = `new Set([...document.querySelectorAll('#app *')].filter((each) => each.childNodes.length > 0 &&
  [...each.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== '') && each.offsetParent)
  .map((each) => getComputedStyle(each).fontSize)).size`;
const SMALL_TARGETS = `[...document.querySelectorAll('a[href], button, select')]
  .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 44).map((each) => each.outerHTML)`;

/** Who looks at what, and what is there once it has come; a path is made when the data are there. */
export type PageLookedAt = readonly [name: string, as: string | undefined, path: () => string, shown: string];

const overflowOf = async (page: Page): Promise<readonly string[]> => {
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  return overflow > 0 ? [`It is ${overflow} px wider than the screen.`] : [];
};

/** What is wrong with how a page looks, as it is shown now. */
const faultsOf = async (page: Page): Promise<readonly string[]> => [
  ...(await page.evaluate<string[]>(CHECK)),
  ...(await overflowOf(page)),
];

/** A page on a phone and a desk, in the light and, unless that is left out, in the dark. */
export const checkLook = async (page: Page, inDark: boolean): Promise<void> => {
  await page.evaluate(AXE);
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of inDark ? (['light', 'dark'] as const) : []) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
      expect(await faultsOf(page), `${width} px, ${colorScheme}`).toEqual([]);
    }
    expect(await overflowOf(page)).toEqual([]);
  }
  expect(await faultsOf(page)).toEqual([]);
};

/** A page of a phone has few sizes of text, and nothing that a thumb misses. */
export const checkPhone = async (page: Page): Promise<void> => {
  expect(await page.evaluate<number>(SIZES)).toBeLessThanOrEqual(4);
  expect(await page.evaluate(SMALL_TARGETS)).toEqual([]);
};

/**
 * Each page on a phone and a desk, in the light and the dark. The second language differs from the first in how much
 * room its words take, and in what the page says of itself.
 */
export const checkLooks = (pages: readonly PageLookedAt[]): void => {
  const { open } = useBrowser();
  describe.each(['zh', 'en'] as const)('in %s', (language) => {
    it.each(pages)('%s is without fault', async (...[, as, path, shown]) => {
      const page = await open(path(), { ...(as !== undefined && { as }), language, width: 360 });
      await page.locator(shown).first().waitFor();
      if (as === 'rep' || as === undefined) await checkPhone(page);
      await checkLook(page, language === 'zh');
      await page.close();
    });
  });
};
