import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Award } from '../../schemas/award.ts';
import { ask, useBrowser } from './open-browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const CHECK = `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`;
const SIZES = `new Set([...document.querySelectorAll('#app *')].filter((each) => each.childNodes.length > 0 &&
  [...each.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim() !== '') && each.offsetParent)
  .map((each) => getComputedStyle(each).fontSize)).size`;
const SMALL_TARGETS = `[...document.querySelectorAll('a[href], button, select')]
  .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 44).map((each) => each.outerHTML)`;

const { open } = useBrowser();
let award = '';

beforeAll(async () => {
  await ask('/settlements', 'payroll', { method: 'POST', body: JSON.stringify({ period: '2026-10' }) });
  const { items } = await ask<{ items: Award[] }>('/reps/R02/awards?rule=standard-store&limit=1', 'rep');
  award = items[0]?.id ?? '';
});

/** Who looks at what, and what is there once it has come; a path is made when the data are there. */
const PAGES: readonly (readonly [name: string, as: string | undefined, path: () => string, shown: string])[] =
  [
    ['sign-in', undefined, () => '/sign-in', '.sign-in-personas'],
    ['today', 'rep', () => '/today', '.lines'],
    ['why', 'rep', () => `/awards/${award}`, '.checks'],
    ['boards', 'rep', () => '/boards', '.ranks'],
    ['mine', 'rep', () => '/mine', '.of-rule'],
    ['no page', 'rep', () => '/nowhere', '.empty'],
    ['team', 'manager', () => '/team', 'tfoot'],
    ['leaderboards', 'hr', () => '/leaderboards', '.board-table'],
    ['rules', 'hr', () => '/rules', '.rule-card'],
    ['a rule', 'hr', () => '/rules/standard-store', '.mantine-Drawer-content .facts'],
    ['settlements', 'payroll', () => '/settlements', '.aside .btn'],
    ['a settlement', 'payroll', () => '/settlements/2026-10', '.control'],
    ['a refusal', 'payroll', () => '/settlements/2025-03', '.trouble'],
  ];

const faultsOf = async (page: Page): Promise<readonly string[]> => {
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  return [
    ...(await page.evaluate<string[]>(CHECK)),
    ...(overflow > 0 ? [`It is ${overflow} px wider than the screen.`] : []),
  ];
};

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  it.each(PAGES)(
    '%s is without fault on a phone and a desk, light and dark',
    async (...[, as, path, shown]) => {
      const page = await open(path(), { ...(as !== undefined && { as }), language, width: 360 });
      await page.locator(shown).first().waitFor();
      await page.evaluate(AXE);
      if (as === 'rep') {
        expect(await page.evaluate<number>(SIZES)).toBeLessThanOrEqual(4);
        expect(await page.evaluate(SMALL_TARGETS)).toEqual([]);
      }
      for (const width of [360, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect(await faultsOf(page), `${width} px, ${colorScheme}`).toEqual([]);
        }
      }
      await page.context().close();
    },
  );
});
