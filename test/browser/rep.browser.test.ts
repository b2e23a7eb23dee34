import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { Leaderboard } from '../../schemas/leaderboard.ts';
import type { Statement } from '../../schemas/statement.ts';
import type { Today } from '../../schemas/today.ts';
import { ask, useBrowser } from './open-browser.ts';

const { open } = useBrowser();

it('Today shows what was earned, and each line says why', async () => {
  const today = await ask<Today>('/reps/R02/today', 'rep');
  const award = today.awards.find(({ rule }) => rule === 'standard-store');
  if (!award?.outlet) throw new Error('The demo has no standard store on this day.');
  const page = await open('/today', { as: 'rep' });
  await page.getByText(`¥${today.today.cash}`).waitFor();
  expect(await page.locator('.branch .leaf-on').count()).toBe(Math.min(today.awards.length, 18));
  const visits = today.awards.filter(({ rule }) => rule === 'eight-step-visit');
  const fold = page.getByRole('button', { name: /^拜访八步骤/ });
  expect(await fold.textContent()).toContain(`${visits.length} 次`);
  expect(await fold.textContent()).toContain(`+${10 * visits.length} 分`);
  await fold.click();
  expect(await page.locator('.lines a.line').count()).toBe(today.awards.length);

  const line = page.locator(`a[href="/awards/${award.id}"]`);
  expect(await line.textContent()).toContain(award.outlet.name);
  expect(await line.textContent()).toContain(award.reason.zh);
  await line.click();
  await page.getByRole('heading', { name: '奖励说明' }).waitFor();
  await page.getByText(/^\d 项全部满足$/).waitFor();
  await page.getByText('本店本月拜访次数').waitFor();
  await page.getByText(award.evidence[0]?.id ?? '').waitFor();
  await page.getByText(award.version).waitFor();
  await page.getByRole('link', { name: '返回' }).click();
  await line.waitFor();
});

it('Today draws each target with the place where it should be by now', async () => {
  const { targets } = await ask<Today>('/reps/R02/today', 'rep');
  const page = await open('/today', { as: 'rep' });
  const ring = page.getByRole('img', { name: /^净销售额完成 \d+%，此刻应到 \d+%$/ });
  await ring.waitFor();
  expect(await page.locator('.ring').count()).toBe(
    Math.min(3, new Set(targets.map(({ metric }) => metric)).size),
  );
});

it('boards show the own place with neighbours, and never the last one', async () => {
  const board = await ask<Leaderboard>('/leaderboards/sales?period=2026-11&around=R02', 'rep');
  const own = board.around?.find(({ rep }) => rep.code === 'R02');
  const last = board.rows.at(-1);
  const page = await open('/boards', { as: 'rep' });
  await page.getByText(`您现在第 ${own?.rank} 名`).waitFor();
  expect(await page.locator('.rank.own').textContent()).toContain('林明辉');
  expect(await page.locator('.ranks').textContent()).not.toContain(last?.rep.name);
  expect(await page.locator('.ranks').textContent()).not.toContain('¥0');

  await page.getByRole('button', { name: '城东队' }).click();
  await page.getByRole('button', { name: '城东队', pressed: true }).waitFor();
  await page.getByRole('button', { name: '今日' }).click();
  await page.getByRole('heading', { name: /11 月 18 日/ }).waitFor();
  await page.getByLabel('榜单').selectOption({ label: '八步骤完整拜访次数' });
  await page.locator('.h .cap', { hasText: '八步骤完整拜访次数' }).waitFor();
});

it('the statement adds up line by line', async () => {
  const page = await open('/mine', { as: 'rep' });
  await page.locator('.sums').waitFor();
  // What the page itself is answered: another file settles the period meanwhile.
  const [answer] = await Promise.all([
    page.waitForResponse('**/api/v1/reps/R02/statement?period=2026-11'),
    page.reload(),
  ]);
  const statement = (await answer.json()) as Statement;
  const cash = Number(statement.cash).toLocaleString('en-US', { minimumFractionDigits: 2 });
  await page.locator('.sums').waitFor();
  expect(await page.locator('.sums').textContent()).toContain(`¥${cash}`);
  const own = statement.lines.filter(({ rule }) => rule === 'standard-store');
  const group = page.getByRole('button', { name: /^标准店打造/ });
  expect(await group.textContent()).toContain(`${own.length} 次`);
  await group.click();
  expect(await page.locator('.sub-line').count()).toBe(own.length);
  await page.locator('.sub-line').first().click();
  await page.getByRole('heading', { name: '奖励说明' }).waitFor();
});

it('says what cannot be shown, and tries again', async () => {
  const missing = await open('/awards/awd_0123456789abcdefghjkmnpq', { as: 'rep' });
  const alert = missing.getByRole('alert');
  await alert.waitFor();
  expect(await alert.textContent()).toContain('没有这一项，或者您看不到它。');

  const page = await open('/boards', { as: 'rep' });
  await page.locator('.ranks').waitFor();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '上期' }).click();
  await page.getByText('连不上服务。').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByRole('heading', { name: /10 月/ }).waitFor();
});

it('has no page of the desk', async () => {
  const page = await open('/settlements', { as: 'rep' });
  await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
});

/** What Chrome 80 lacks, and what is easily written: no build adds methods, and style sheets are not translated. */
const TOO_NEW = {
  script: /\.(at|replaceAll|findLast|findLastIndex|toSorted|toReversed)\(|hasOwn\(|structuredClone|\.groupBy/,
  style: /[^-]gap:|[;{]inset:/,
};

it('loads at most 150 kB of script, nothing of the desk, and nothing that old phones lack', async () => {
  // A page without scripts: what is still on its way when a page is left cannot be read any more.
  const page = await open('/favicon.svg', { as: 'rep' });
  // One that was announced and then imported is answered twice, from memory the second time.
  const scripts = new Map<string, Promise<Buffer>>();
  const styles = new Map<string, Promise<Buffer>>();
  page.on('response', (answer) => {
    if (answer.url().endsWith('.js') && !scripts.has(answer.url())) scripts.set(answer.url(), answer.body());
    if (answer.url().endsWith('.css')) styles.set(answer.url(), answer.body());
  });
  await page.goto('/today');
  await page.locator('.lines').waitFor();
  const texts = await Promise.all(scripts.values());
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.reduce((sum, text) => sum + gzipSync(text).length, 0)).toBeLessThan(150_000);
  expect(texts.filter((text) => text.includes('mantine'))).toEqual([]);
  expect(texts.map((text) => TOO_NEW.script.exec(text.toString())?.[0])).toEqual(texts.map(() => undefined));
  expect(styles.size).toBeGreaterThan(0);
  for (const style of await Promise.all(styles.values())) expect(style.toString()).not.toMatch(TOO_NEW.style);
});
